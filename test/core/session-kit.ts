import { wireFormat } from '../../src/core/dialect.ts';
import type { AnalyticsEvent, Payload } from '../../src/core/events.ts';
import type { AnalyticsOptions } from '../../src/core/options.ts';
import type { Input } from '../../src/core/signals.ts';
import { lookAt, type Look, NOTHING_SEEN } from '../../src/core/position.ts';
import type { AnalyticsRecord } from '../../src/core/records.ts';
import { createSessions, type Sessions } from '../../src/core/session.ts';
import { readOptions } from '../../src/core/settings.ts';
import type { MediaReading } from '../../src/core/signals.ts';
import { handClock, type HandClock } from './manual-clock.ts';

/** An event as it reached the way out. */
export interface Sent extends AnalyticsEvent {
  readonly session: number;
  readonly sessionId: string;
  readonly payload?: Payload;
}

export interface Bench {
  readonly clock: HandClock;
  readonly sessions: Sessions;
  readonly sent: readonly Sent[];
  readonly records: readonly AnalyticsRecord[];
  /** What the media element shows from now on. */
  media(news: Partial<MediaReading>): void;
  tell(input: Input | Input['type']): void;
  /** A source comes, loads, is asked to play and plays for a quarter of a second. */
  start(url?: string): void;
  /** The playhead moves for so long, with a `timeupdate` every 250 ms. */
  run(ms: number): void;
  /** The names of what was sent, or of the further events of one name. */
  names(): string;
  named(event: string): readonly Sent[];
}

const NO_METADATA: MediaReading = {
  ...{ currentTime: 0, duration: NaN, paused: true, ended: false, seeking: false, readyState: 0 },
  ...{ playbackRate: 1, loop: false, seekable: null, startDate: NaN },
};

/** The viewing sessions of one client, with time, media and way out in hand. */
export function sessionBench(options: Partial<AnalyticsOptions> = {}, utc?: number): Bench {
  const clock = handClock(utc);
  const settings = readOptions({ eventSinkUrl: 'https://sink.example/', clock, ...options });
  const sent: Sent[] = [];
  const records: AnalyticsRecord[] = [];
  let reading = NO_METADATA;
  let memory = NOTHING_SEEN;
  const look = (): Look => {
    const at = clock.monotonic();
    const seen = lookAt(reading, memory, at, sessions.utc(at), settings.dvrThreshold);
    memory = seen.memory;
    return seen.look;
  };
  const sessions: Sessions = createSessions({
    ...{ settings, clock, look, format: wireFormat(settings.dialect) },
    record: (record) => records.push(record),
    delivery: {
      add: (session, sessionId, event) => sent.push({ session, sessionId, ...event }),
      flush: () => undefined,
      leave: () => undefined,
      close: () => undefined,
      queued: () => ({ events: 0, bytes: 0 }),
    },
  });
  const media = (news: Partial<MediaReading>): void => {
    reading = { ...reading, ...news };
  };
  const tell = (input: Input | Input['type']): void => {
    sessions.handle(typeof input === 'string' ? ({ type: input } as Input) : input, look());
  };
  const run = (ms: number): void => {
    for (let left = ms; left > 0; left -= 250) {
      const stride = Math.min(left, 250);
      clock.pass(stride);
      media({ currentTime: reading.currentTime + stride / 1000 });
      tell('timeupdate');
    }
  };
  return {
    ...{ clock, sessions, sent, records, media, tell, run },
    start(url = 'https://x.example/a.mp4') {
      media(NO_METADATA);
      tell({ type: 'source', url });
      tell('loadstart');
      media({ readyState: 4, duration: 60 });
      tell('canplay');
      media({ paused: false });
      tell('play');
      run(250);
    },
    names: () => sent.map(({ event }) => event).join(' '),
    named: (name) => sent.filter(({ event }) => event === name),
  };
}
