import type { Snapshot } from './api.ts';
import type { Clock } from './clock.ts';
import { contentPayload } from './content.ts';
import type { Delivery, InitAnswer } from './delivery.ts';
import type { WireFormat, Wording } from './dialect.ts';
import type { Milliseconds, Payload, Rendition } from './events.ts';
import { createHeartbeat } from './heartbeat.ts';
import { makeSessionId } from './identity.ts';
import { orderRenditions } from './order.ts';
import { IDLE, isOpen, isViewing, type Playback, stateOf, step } from './playback.ts';
import type { Look } from './position.ts';
import type { AnalyticsRecord } from './records.ts';
import type { Emission } from './scribe.ts';
import type { Settings } from './settings.ts';
import type { Input } from './signals.ts';

/** Identity of one viewing session. */
interface Identity {
  readonly number: number;
  /** Ours, or the sink's once it has answered; empty until known. */
  readonly id: string;
  /** Decided once: an unsampled session plays unreported. */
  readonly sampled: boolean;
  /** UTC of the monotonic clock's zero, held for the session: setting the wall clock does not move its timestamps. */
  readonly epoch: Milliseconds;
}

/** The viewing sessions of one client, one after another: identity, timestamps, heartbeat; init … stopped. */
export interface Sessions {
  handle(input: Input, look: Look): void;
  /** What no player knows, said now where there is a word for it, else with the next `init` or heartbeat. */
  describe(metadata: Payload): void;
  opened(session: number, answer: InitAnswer): void;
  utc(at: Milliseconds): Milliseconds;
  /** The source of the open session; empty where there is none. */
  source(): string;
  now(): Pick<Snapshot, 'session' | 'sessionId' | 'state' | 'rendition' | 'heartbeatInterval'>;
}

export interface SessionContext {
  readonly settings: Settings;
  readonly format: WireFormat;
  readonly clock: Clock;
  readonly delivery: Delivery;
  record(record: AnalyticsRecord): void;
  look(): Look;
}

const TICK: Milliseconds = 1000;

export function createSessions({ settings, format, clock, delivery, record, look }: SessionContext): Sessions {
  const epochNow = (): Milliseconds => clock.wall() - clock.monotonic();
  let playback: Playback = IDLE;
  let current: Identity = { number: 0, id: '', sampled: false, epoch: epochNow() };
  let ownId = '';
  let stamp: Milliseconds = 0;
  let url = '';
  let rendition: Rendition | null = null;
  let unsaid: Payload | null = null;
  const say = orderRenditions(send);
  let dropTick: (() => void) | null = null;

  const heartbeat = createHeartbeat(clock, settings.heartbeatInterval * 1000, () => {
    const here = look();
    handle({ type: 'tick' }, here);
    if (isOpen(playback)) tell({ event: 'heartbeat', look: here });
  });

  function begin(): void {
    const first = current.number === 0 && settings.sessionId;
    ownId = typeof first === 'string' ? first : makeSessionId();
    current = {
      number: current.number + 1,
      id: ownId,
      sampled: Math.random() < settings.sampleRate,
      epoch: epochNow(),
    };
    stamp = 0;
    rendition = null;
  }

  function takeUnsaid(payload: Payload | undefined): Payload | undefined {
    const all = unsaid ? { ...payload, ...unsaid } : payload;
    unsaid = null;
    return all;
  }

  function tell({ event, look: at, payload }: Emission): void {
    if (event === 'init') begin();
    const joined =
      event === 'init'
        ? takeUnsaid(contentPayload(settings, url))
        : event === 'heartbeat'
          ? takeUnsaid(payload)
          : payload;
    format.say(event, joined).forEach((wording) => say(wording, at));
    if (event === 'stopped') heartbeat.stop();
  }

  function send({ event, payload }: Wording, { at, playhead, length }: Look): void {
    // Two events in one millisecond may swap in a sink that sorts by time.
    stamp = Math.max(stamp + 1, Math.round(current.epoch + at));
    if (!current.sampled) return;
    const analyticsEvent = { event, timestamp: stamp, playhead, duration: length };
    delivery.add(current.number, ownId, payload ? { ...analyticsEvent, payload } : analyticsEvent);
  }

  function keepTicking(): void {
    const needed = isViewing(playback) && playback.is !== 'resting';
    if (!needed && dropTick) dropTick();
    if (!needed) dropTick = null;
    if (needed && !dropTick) {
      dropTick = clock.after(TICK, () => {
        dropTick = null;
        handle({ type: 'tick' }, look());
      });
    }
  }

  const publishState = (): void =>
    record({ type: 'state', session: current.number, sessionId: current.id, state: stateOf(playback) });

  function handle(input: Input, at: Look): void {
    if (input.type === 'source') url = input.url || '';
    const before = stateOf(playback);
    const next = step(playback, input, at, format.holdsPause);
    playback = next.state;
    if (input.type === 'rendition') rendition = input.rendition;
    next.emit.forEach(tell);
    if (stateOf(playback) !== before) publishState();
    keepTicking();
  }

  return {
    handle,
    describe(metadata) {
      if (isOpen(playback) && format.dialect !== '0.1') tell({ event: 'metadata', look: look(), payload: metadata });
      else unsaid = { ...unsaid, ...metadata };
    },
    opened(session, answer) {
      if (session !== current.number || !isOpen(playback)) return;
      if (answer.sessionId) current = { ...current, id: answer.sessionId };
      heartbeat.start(answer.heartbeatInterval);
      publishState();
    },
    source: () => (isOpen(playback) ? url : ''),
    utc: (at) => current.epoch + at,
    now: () => ({
      session: current.number,
      sessionId: current.id,
      state: stateOf(playback),
      rendition,
      heartbeatInterval: heartbeat.interval(),
    }),
  };
}
