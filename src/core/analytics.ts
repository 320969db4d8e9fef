import type { Analytics } from './api.ts';
import { createDelivery } from './outbox.ts';
import { wireFormat } from './dialect.ts';
import { announce, watchMedia } from './media-signals.ts';
import { readMedia } from './media-reading.ts';
import type { AnalyticsOptions } from './options.ts';
import { ask, checkedSignal, reportedInput } from './outside.ts';
import { watchPage } from './page.ts';
import { lookAt, type Look, NO_MEDIA, NOTHING_SEEN } from './position.ts';
import { createSessions } from './session.ts';
import { readOptions } from './settings.ts';
import type { Input, MediaLike, MediaReading, PlayerHints, Signal } from './signals.ts';
import { createStream } from './stream.ts';

interface Attachment {
  readonly media: MediaLike;
  readonly hints: PlayerHints;
  detach(): void;
}

const nothing = (): void => undefined;

/** `enabled: false`: the same face, and nothing behind it. */
const createSilence = (eventSinkUrl: string, dialect: string): Analytics => ({
  attach: () => nothing,
  signal: nothing,
  report: nothing,
  subscribe: () => nothing,
  snapshot: () => ({
    session: 0,
    sessionId: '',
    state: 'idle',
    playhead: -1,
    duration: -1,
    live: false,
    rendition: null,
    heartbeatInterval: 0,
    queued: { events: 0, bytes: 0 },
    eventSinkUrl,
    dialect,
  }),
  flush: nothing,
  destroy: nothing,
});

/**
 * Creates a client that reports to `eventSinkUrl`. Nothing leaves before a source is about to load; then `init` does, at
 * once, and nothing waits for its answer but the events behind it.
 *
 * @throws TypeError naming option, expected and received; nothing throws after that
 */
export function createAnalytics(given: AnalyticsOptions): Analytics {
  const settings = readOptions(given);
  const { clock, dialect, eventSinkUrl: url } = settings;
  if (!settings.enabled) return createSilence(url, dialect);

  const format = wireFormat(dialect);
  const stream = createStream();
  let attachment: Attachment | null = null;
  let memory = NOTHING_SEEN;
  let destroyed = false;
  /** What was being watched when the page was left. */
  let left = '';

  function look(reading = attachment && readMedia(attachment.media, attachment.hints)): Look {
    const at = clock.monotonic();
    const seen = lookAt(reading || NO_MEDIA, memory, at, sessions.utc(at), settings.dvrThreshold);
    memory = seen.memory;
    return seen.look;
  }

  const delivery = createDelivery({
    url,
    format,
    clock,
    flushDelay: settings.flushDelay,
    maxQueueEvents: settings.maxQueueEvents,
    maxQueueBytes: settings.maxQueueBytes,
    persist: settings.persist,
    record: stream.publish,
    listener: {
      opened: (session, answer) => sessions.opened(session, answer),
      recovered: (count, reasons) =>
        handle({ type: 'warning', error: { code: 'EVENTS_DROPPED', message: `${count} events lost`, data: reasons } }),
    },
  });
  const sessions = createSessions({ settings, format, clock, delivery, record: stream.publish, look });

  function handle(input: Input, reading?: MediaReading): void {
    if (destroyed) return;
    // A new source has a timeline of its own.
    const at = look(reading);
    if (input.type === 'source') memory = NOTHING_SEEN;
    sessions.handle(input, at);
  }

  function signal(told: Signal): void {
    const input = checkedSignal(told);
    if (input) handle(input, told.reading);
  }

  const leavePage = watchPage({
    hidden: () => delivery.leave(false),
    gone() {
      left = sessions.source();
      handle({ type: 'stop', reason: 'aborted' });
      delivery.leave(true);
    },
    // What plays on is a new viewing.
    back: () => attachment && announce(attachment.media, signal, left),
  });

  return {
    attach(media, hints = {}) {
      if (destroyed || !ask(() => media.addEventListener)) return nothing;
      if (attachment?.media === media) return attachment.detach;
      attachment?.detach();
      let unwatch = nothing;
      const own: Attachment = {
        media,
        hints,
        detach() {
          if (attachment !== own) return;
          handle({ type: 'stop', reason: 'aborted' });
          attachment = null;
          unwatch();
        },
      };
      attachment = own;
      unwatch = watchMedia(media, hints, signal);
      // A subscriber may have detached it on the first thing it heard.
      if (attachment !== own) unwatch();
      return own.detach;
    },
    signal,
    report(type, payload) {
      const input = reportedInput(type, payload);
      if (input) handle(input);
      else if (type === 'metadata' && !destroyed) ask(() => sessions.describe({ ...payload }));
    },
    subscribe: (listener, options) =>
      destroyed || typeof listener !== 'function' ? nothing : stream.subscribe(listener, options?.history),
    snapshot() {
      const { playhead, length, live } = look();
      const { session, sessionId, state, rendition, interval } = sessions.now();
      const queued = delivery.queued();
      return {
        ...{ session, sessionId, state, playhead, duration: length, live, rendition, queued },
        ...{ heartbeatInterval: interval, eventSinkUrl: url, dialect },
      };
    },
    flush: delivery.flush,
    destroy() {
      if (destroyed) return;
      handle({ type: 'stop', reason: 'aborted' });
      attachment?.detach();
      destroyed = true;
      leavePage();
      delivery.close();
    },
  };
}
