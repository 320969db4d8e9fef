import type { AnalyticsEvent, Dialect, EventName, Payload } from './events.ts';

/** What happened, before a dialect gives it its words: EPAS 0.1 names, and `metadata`, which only 0.2 has. */
export type Happening = Exclude<EventName, 'paused' | 'warning'>;

/** An event name and its payload as one dialect says it. */
export interface Wording {
  readonly event: EventName;
  readonly payload?: Payload;
}

/** How one version of EPAS speaks. */
export interface WireFormat {
  readonly dialect: Dialect;
  /**
   * EPAS 0.1: `pause` "should not be sent when buffering/seeking", so it waits until the stall or seek is over.
   * EPAS 0.2 means only pauses caused by them: a viewer's pause is said at once.
   */
  readonly holdsPause: boolean;
  /** Whether one request may carry several events. */
  readonly batches: boolean;
  /** The words for one happening: none, one or two events. */
  say(happening: Happening, payload: Payload | undefined): readonly Wording[];
  /** The request body for events of one viewing session: an `init` alone, or a batch without it. */
  encode(sessionId: string, events: readonly AnalyticsEvent[]): string;
}

const ERROR = ['category', 'code', 'message'];
/** The payload fields that the 0.2 schema knows; it refuses an event with any other, and a payload where there is none. */
const FIELDS_02: { readonly [event: string]: readonly string[] | undefined } = {
  metadata: [
    'live',
    'contentId',
    'contentUrl',
    'contentTitle',
    'drmType',
    'userId',
    'deviceId',
    'deviceModel',
    'deviceType',
  ],
  error: ERROR,
  warning: ERROR,
  bitrate_changed: ['bitrate', 'width', 'height', 'videoBitrate', 'audioBitrate'],
  stopped: ['reason'],
};
const NAMES_02: { readonly [happening: string]: EventName | undefined } = {
  pause: 'paused',
  resume: 'playing',
  warn: 'warning',
};

const words = (event: EventName, payload?: Payload): Wording => (payload ? { event, payload } : { event });

const epas01: WireFormat = {
  dialect: '0.1',
  holdsPause: true,
  batches: true,
  say: (happening, payload) => [words(happening, payload)],
  encode(sessionId, events) {
    // The envelope schema calls the name `type`, every example calls it `event`: both are sent.
    const wire = events.map((event) => ({
      event: event.event,
      type: event.event,
      ...(sessionId ? { sessionId } : null),
      timestamp: event.timestamp,
      playhead: event.playhead,
      duration: event.duration,
      ...(event.payload ? { payload: event.payload } : null),
    }));
    // Always alone in its batch (queue.ts).
    return JSON.stringify(wire[0] && wire[0].event === 'init' ? wire[0] : { sessionId, events: wire });
  },
};

const epas02: WireFormat = {
  dialect: '0.2',
  holdsPause: false,
  batches: false,
  say(happening, payload) {
    // EPAS 0.2 has no `play`, and: "If buffering is interrupted … buffered must NOT be sent".
    if (happening === 'play' || (happening === 'buffered' && payload)) return [];
    if (happening === 'init') return [words('init'), ...epas02.say('metadata', payload)];
    const event = NAMES_02[happening] || happening;
    const fields = FIELDS_02[event];
    if (!fields) return [words(event)];
    const known: Payload = {};
    fields.forEach((field) => {
      if (payload && payload[field] !== undefined) known[field] = payload[field];
    });
    return [words(event, known)];
  },
  encode(sessionId, events) {
    const event = events[0];
    return JSON.stringify(event && { ...event, sessionId });
  },
};

export const wireFormat = (dialect: Dialect): WireFormat => (dialect === '0.2' ? epas02 : epas01);
