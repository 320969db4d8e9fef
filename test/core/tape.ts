import { wireFormat } from '../../src/core/dialect.ts';
import type { Dialect } from '../../src/core/events.ts';
import { orderRenditions } from '../../src/core/order.ts';
import { IDLE, type Playback, step } from '../../src/core/playback.ts';
import { lookAt, type Memory, NOTHING_SEEN } from '../../src/core/position.ts';
import type { Emission } from '../../src/core/scribe.ts';
import type { Input, MediaReading } from '../../src/core/signals.ts';

/** What was said, with the instant (ms since the tape began) and the playhead it carries. */
export interface Line {
  readonly event: string;
  readonly at: number;
  readonly playhead: number;
  readonly duration: number;
  readonly payload?: Record<string, unknown>;
}

/**
 * Plays a script of words against the specification's table and writes down what is said. Words:
 *
 * - `load` a source is about to load and attached · `canplay` `play` `playing` `waiting` `seeked` `ended` `emptied`: the event
 * - `run:300` the playhead moves for 300 ms, `timeupdate` every 250 · `stand:300` it stands for 300 ms · the core's tick every second
 * - `glide:300` it moves and nobody says so · `sleep:60000` the device sleeps, `nap:60000` and does not notice
 * - `pause` the player pauses and says so · `seek:20` the element moves to 20 s and says `seeking` · `jump:20` it moves and says nothing · `done` it has ended and does not say so
 * - `scrub` the viewer takes hold of the playhead, `unseek` lets go · `halt` `unhalt` it pauses, goes on, and says nothing
 * - `gap:20` as `seek`, and the player says it was automatic · `rate:2` · `dry` `enough` `fed` not enough, just enough, plenty to play on
 * - `hop:20` as `seek`, but the attribute `seeking` stays false
 * - `rendition:800` · `warning` · `error` · `stop`
 */
export function play(script: string, dialect: Dialect = '0.1', media: Partial<MediaReading> = {}): readonly Line[] {
  const format = wireFormat(dialect);
  const lines: Line[] = [];
  const say = orderRenditions(({ event, payload }, look) =>
    lines.push({ event, at: look.at, playhead: look.playhead, duration: look.length, ...(payload && { payload }) }),
  );
  let now = 0;
  let nextTick = 1000;
  let state: Playback = IDLE;
  let memory: Memory = NOTHING_SEEN;
  let reading: MediaReading = {
    ...{ currentTime: 0, duration: NaN, paused: true, ended: false, seeking: false, readyState: 0 },
    ...{ playbackRate: 1, loop: false, seekable: null, startDate: NaN },
    ...media,
  };
  const length = media.duration ?? 60;
  const change = (news: Partial<MediaReading>): void => {
    reading = { ...reading, ...news };
  };
  const tell = (input: Input): void => {
    const seen = lookAt(reading, memory, now, 1.7e12 + now, 20);
    memory = seen.memory;
    const next = step(state, input, seen.look, format.holdsPause);
    state = next.state;
    next.emit.forEach(({ event, look, payload }: Emission) =>
      format.say(event, payload).forEach((wording) => say(wording, look)),
    );
  };
  const pass = (ms: number, moving: boolean, telling = moving): void => {
    for (const end = now + ms; now < end;) {
      const stride = Math.min(end - now, 250, nextTick - now);
      now += stride;
      if (moving) change({ currentTime: reading.currentTime + (stride * reading.playbackRate) / 1000 });
      if (now === nextTick) {
        nextTick += 1000;
        tell({ type: 'tick' });
      }
      if (telling) tell({ type: 'timeupdate' });
    }
  };
  const words: Record<string, (value: number) => void> = {
    load: () => {
      change({ currentTime: 0, duration: NaN, paused: media.paused ?? true, readyState: 0, ended: false });
      tell({ type: 'source', url: 'https://x.example/a.mp4' });
      tell({ type: 'loadstart' });
    },
    canplay: () => {
      change({ readyState: 4, duration: length });
      tell({ type: 'canplay' });
    },
    play: () => {
      change({ paused: false, ended: false });
      tell({ type: 'play' });
    },
    pause: () => {
      change({ paused: true });
      tell({ type: 'pause' });
    },
    ended: () => {
      change({ ended: true, paused: true });
      tell({ type: 'ended' });
    },
    seek: (target) => {
      change({ seeking: true, currentTime: target, ended: false });
      tell({ type: 'seeking' });
    },
    gap: (target) => {
      change({ seeking: true, currentTime: target });
      tell({ type: 'seeking', automatic: true });
    },
    seeked: () => {
      change({ seeking: false });
      tell({ type: 'seeked' });
    },
    emptied: () => {
      change({ readyState: 0, duration: NaN, currentTime: 0 });
      tell({ type: 'emptied' });
    },
    scrub: () => change({ seeking: true }),
    done: () => change({ ended: true, paused: true }),
    unseek: () => change({ seeking: false }),
    loop: () => change({ loop: true }),
    jump: (target) => change({ currentTime: target, ended: false }),
    rate: (playbackRate) => change({ playbackRate }),
    dry: () => change({ readyState: 2 }),
    enough: () => change({ readyState: 3 }),
    fed: () => change({ readyState: 4 }),
    hop: (target) => {
      change({ currentTime: target });
      tell({ type: 'seeking' });
    },
    halt: () => change({ paused: true }),
    unhalt: () => change({ paused: false }),
    run: (ms) => pass(ms, true),
    stand: (ms) => pass(ms, false),
    glide: (ms) => pass(ms, true, false),
    nap: (ms) => {
      now += ms;
      nextTick = now + 1000;
    },
    sleep: (ms) => {
      now += ms;
      nextTick = now + 1000;
      tell({ type: 'tick' });
    },
    rendition: (bitrate) => tell({ type: 'rendition', rendition: { bitrate } }),
    warning: () => tell({ type: 'warning', error: { code: '7' } }),
    error: () => tell({ type: 'error', error: { code: '3', category: 'DECODER' } }),
    stop: () => tell({ type: 'stop', reason: 'aborted' }),
  };
  for (const word of script.split(/\s+/).filter(Boolean)) {
    const [name = '', value] = word.split(':');
    const act = words[name];
    if (act) act(Number(value));
    else tell({ type: name } as Input);
  }
  return lines;
}

/** The bare words: `buffered!` is interrupted; `stopped` and `error` carry why. */
export const said = (lines: readonly Line[]): string =>
  lines
    .map(({ event, payload }) => {
      if (payload?.interrupted === true) return `${event}!`;
      if (event === 'stopped') return `stopped:${String(payload?.reason)}`;
      return event === 'bitrate_changed' ? `bitrate:${String(payload?.bitrate)}` : event;
    })
    .join(' ');
