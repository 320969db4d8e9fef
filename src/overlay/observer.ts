import type { Analytics, Snapshot } from '../core/api.ts';
import type { Clock } from '../core/clock.ts';
import type { Milliseconds } from '../core/events.ts';
import type { AnalyticsRecord, PlaybackState } from '../core/records.ts';
import type { OverlayMedia } from './contract.ts';
import { createLedger, type Entry, type Ledger } from './ledger.ts';
import { readPicture, type Picture } from './media-reading.ts';
import { advance, freshQoe, step, type Qoe } from './qoe.ts';
import { createTrace, type Trace } from './trace.ts';

/** Everything there is to show, as of the last look. */
export interface View {
  readonly snapshot: Snapshot;
  readonly picture: Picture | undefined;
  readonly qoe: Qoe;
  /** The last `error`, `warn` or `warning` of the viewing session. */
  readonly trouble: Entry | undefined;
  readonly ledger: Ledger;
  readonly trace: Trace;
  /** Monotonic, to be held against `traffic.nextAttempt`. */
  readonly now: Milliseconds;
}

export interface Observer {
  /** Looks again. */
  look(): View;
  stop(): void;
}

/**
 * Whether the viewer was watching when the history begins in the middle of a session: the first event that
 * starts or stops the playhead tells, and without one nothing has changed since.
 */
function wasPlaying(entries: readonly Entry[], state: PlaybackState): boolean {
  const turn = entries.filter(
    ({ event, session }) => session === entries[0]?.session && /^(pause|playing|resume|stopped)/.test(event.event),
  )[0];
  return turn ? /^pause/.test(turn.event.event) : /^(playing|buffering|seeking)$/.test(state);
}

/** Watches a client and its media element from now on, and what the client still remembers. */
export function observe(analytics: Analytics, media: OverlayMedia | null | undefined, clock: Clock): Observer {
  const ledger = createLedger();
  const trace = createTrace();
  let qoe = freshQoe(clock.wall());
  let session = -1;
  let kbps: number | undefined;
  let trouble: Entry | undefined;
  /** From the monotonic clock to the clock of the events. */
  let ahead: Milliseconds | undefined;
  let replaying = true;

  /** Now on the clock of the events, which does not follow a wall clock that is set while playing. */
  const eventTime = (): Milliseconds =>
    ahead === undefined ? Math.max(clock.wall(), qoe.until) : clock.monotonic() + ahead;

  const take = (entry: Entry, playing: boolean): void => {
    const { event } = entry;
    if (entry.session !== session) {
      session = entry.session;
      qoe = { ...freshQoe(event.timestamp), playing };
      kbps = undefined;
      trouble = undefined;
    }
    if (replaying) trace.fill(qoe.until, event.timestamp, { kbps, stalled: qoe.stalled });
    else ahead = event.timestamp - clock.monotonic();
    qoe = step(qoe, event);
    if (event.event === 'bitrate_changed') kbps = Number(event.payload && event.payload['bitrate']) || 0;
    if (/^(error|warn)/.test(event.event)) trouble = entry;
  };

  const stop = analytics.subscribe(
    (record: AnalyticsRecord) => {
      ledger.take(record, clock.monotonic());
      const newest = ledger.entries[ledger.entries.length - 1];
      if (record.type === 'event' && newest && !replaying) take(newest, false);
    },
    { history: true },
  );

  const played = wasPlaying(ledger.entries, analytics.snapshot().state);
  ledger.entries.forEach((entry, index) => take(entry, index === 0 && played));
  trace.fill(qoe.until, eventTime(), { kbps, stalled: qoe.stalled });
  replaying = false;

  return {
    look() {
      const snapshot = analytics.snapshot();
      const picture = readPicture(media);
      const time = eventTime();
      trace.note(time, {
        buffer: picture && picture.ahead,
        kbps: snapshot.rendition ? snapshot.rendition.bitrate : undefined,
        stalled: snapshot.state === 'buffering',
      });
      return { snapshot, picture, qoe: advance(qoe, time), trouble, ledger, trace, now: clock.monotonic() };
    },
    stop,
  };
}
