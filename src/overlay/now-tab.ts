import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Snapshot } from '../core/api.ts';
import type { Milliseconds } from '../core/events.ts';
import { HEIGHT, WIDTH } from './chart.ts';
import { brief, length, span, utc } from './format.ts';
import type { View } from './observer.ts';
import { mark, row, troubleText } from './pieces.ts';
import type { Picture } from './media-reading.ts';
import type { Strings } from './strings.ts';

/** As EPAS would send it, and as a person reads it. One text, here and below: each text that changes costs a layout. */
const both = (ms: Milliseconds, readable: string): string => `${ms} · ${readable}`;

function positions({ playhead, duration, live, state }: Snapshot, words: Strings): unknown {
  const read = (ms: Milliseconds, without: string): string => (ms < 0 ? without : live ? `${utc(ms)} UTC` : length(ms));
  return [
    row(words.playhead, both(playhead, read(playhead, words.unknown))),
    row(words.duration, both(duration, read(duration, live ? words.noRange : words.unknown))),
    row(words.behind, live && playhead > 0 && duration > 0 && state !== 'idle' ? span(duration - playhead) : nothing),
  ];
}

function images({ rendition }: Snapshot, picture: Picture | undefined, words: Strings): unknown {
  const { ahead, dropped, frames, width, height } = picture || {};
  return [
    row(words.rendition, rendition && `${rendition.bitrate} kbps${size(rendition.width, rendition.height)}`),
    row(words.picture, width && height && `${width} × ${height}`),
    row(words.ahead, ahead !== undefined && span(ahead * 1000)),
    row(words.droppedFrames, dropped !== undefined && `${dropped} ${words.of} ${frames}`),
  ];
}

const size = (width?: number, height?: number): string => (width && height ? ` · ${width} × ${height}` : '');

function quality({ qoe, trouble }: View, words: Strings): unknown {
  const { startup, fromInit, stalls, stallTime, watched, whole, since } = qoe;
  const partly = whole ? '' : ` · ${words.since} ${utc(since)}`;
  return [
    row(words.startup, startup !== undefined && span(startup) + (fromInit ? ` ${words.fromInit}` : '')),
    row(words.stalls, `${stalls} · ${span(stallTime)}${partly}`),
    row(words.watched, length(watched) + partly),
    row(
      words.lastError,
      trouble && mark(trouble.event.event === 'error' ? 'bad' : 'warn', 'cross', brief(troubleText(trouble), 110)),
    ),
  ];
}

export const nowTab = (view: View, words: Strings): TemplateResult => html`
  <dl>${positions(view.snapshot, words)}</dl>
  <dl>${images(view.snapshot, view.picture, words)}</dl>
  <dl>${quality(view, words)}</dl>
  <figure>
    <b>${words.chart}</b>
    <canvas width=${WIDTH} height=${HEIGHT} role="img" aria-label=${words.chart}></canvas>
    <p>
      ${mark('info', 'stop', `${words.buffer} (${view.trace.scale().seconds} s)`)}
      ${view.snapshot.rendition ? mark('warn', 'stop', `${words.rendition} (${view.trace.scale().kbps} kbps)`) : nothing}
      ${mark('bad', 'stop', words.stall)}
    </p>
  </figure>
`;
