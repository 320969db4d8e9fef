import { segmentsBetween, type LiveSegment, type Recording, type Representation } from './live-media.ts';

/** One live stream; lengths in seconds. */
export interface Broadcast {
  /** UTC milliseconds of media time zero. */
  readonly start: number;
  /** How far back a viewer may seek. */
  readonly dvr: number;
  /** Media time at which it ends and becomes VOD; Infinity for never. */
  readonly end: number;
}

/** How far players stay behind the edge: three segments, as HLS has it (RFC 8216, 6.3.3). */
const DELAY = 6;
/** A playlist of three segments is the least that plays; two more forgive a late refresh. */
const LEAST_WINDOW = 10;

/** What can be watched at `now`, in seconds of media time. */
export function windowAt({ start, dvr, end }: Broadcast, now: number): { from: number; until: number; over: boolean } {
  const elapsed = (now - start) / 1000;
  const until = Math.min(elapsed, end);
  const over = elapsed >= end;
  return { from: Math.max(0, until - Math.max(dvr, LEAST_WINDOW)), until, over };
}

const timeline = (segments: readonly LiveSegment[]): string =>
  segments.map(({ time, duration }) => `          <S t="${time}" d="${duration}"/>`).join('\n');

function adaptationSet(
  type: Representation['type'],
  representations: readonly Representation[],
  from: number,
  until: number,
) {
  const elements = representations
    .filter((representation) => representation.type === type)
    .map((representation) => {
      const { id, codecs, bandwidth, timescale, attributes } = representation;
      const segments = segmentsBetween(representation, from, until);
      return `      <Representation id="${id}" codecs="${codecs}" bandwidth="${bandwidth}"${attributes}>
        <SegmentTemplate timescale="${timescale}" startNumber="${segments[0]?.number ?? 1}" initialization="init-$RepresentationID$.m4s" media="seg-$RepresentationID$-$Number$.m4s">
          <SegmentTimeline>
${timeline(segments)}
          </SegmentTimeline>
        </SegmentTemplate>
      </Representation>`;
    });
  return `    <AdaptationSet contentType="${type}" mimeType="${type}/mp4" segmentAlignment="true" startWithSAP="1">
${elements.join('\n')}
    </AdaptationSet>`;
}

/** The DASH manifest at `now`: dynamic with a clock to set the watch by; static once the broadcast is over. */
export function dashManifest(recording: Recording, broadcast: Broadcast, now: number): string {
  const { from, until, over } = windowAt(broadcast, now);
  const sets = (['video', 'audio'] as const)
    .map((type) => adaptationSet(type, recording.representations, from, until))
    .join('\n');
  const iso = (time: number) => new Date(time).toISOString();
  const dynamic = `type="dynamic" availabilityStartTime="${iso(broadcast.start)}" publishTime="${iso(now)}" minimumUpdatePeriod="PT2S" timeShiftBufferDepth="PT${Math.max(broadcast.dvr, LEAST_WINDOW)}S" suggestedPresentationDelay="PT${DELAY}S"`;
  const fixed = `type="static" mediaPresentationDuration="PT${until}S"`;
  return `<?xml version="1.0" encoding="utf-8"?>
<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" profiles="urn:mpeg:dash:profile:isoff-live:2011" minBufferTime="PT2S" maxSegmentDuration="PT3S" ${over ? fixed : dynamic}>
  <Period id="0" start="PT0S">
${sets}
  </Period>
${over ? '' : '  <UTCTiming schemeIdUri="urn:mpeg:dash:utc:http-iso:2014" value="time"/>\n'}</MPD>
`;
}

/** The HLS media playlist of one representation at `now`, every segment with its date. */
export function hlsPlaylist(representation: Representation, broadcast: Broadcast, now: number): string {
  const { from, until, over } = windowAt(broadcast, now);
  const segments = segmentsBetween(representation, from, until);
  const { id } = representation;
  return [
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    '#EXT-X-TARGETDURATION:2',
    `#EXT-X-MEDIA-SEQUENCE:${segments[0]?.number ?? 1}`,
    '#EXT-X-INDEPENDENT-SEGMENTS',
    `#EXT-X-MAP:URI="init-${id}.m4s"`,
    ...segments.flatMap(({ number, start, end }) => [
      `#EXT-X-PROGRAM-DATE-TIME:${new Date(Math.round(broadcast.start + start * 1000)).toISOString()}`,
      `#EXTINF:${(end - start).toFixed(6)},`,
      `seg-${id}-${number}.m4s`,
    ]),
    ...(over ? ['#EXT-X-ENDLIST'] : []),
    '',
  ].join('\n');
}
