import type { Analytics } from './api.ts';
import type { Delivery, DeliveryListener } from './delivery.ts';
import { createDelivery } from './outbox.ts';
import { wireFormat } from './dialect.ts';
import type { Milliseconds } from './events.ts';
import { announce, watchMedia } from './media-signals.ts';
import { readMedia } from './media-reading.ts';
import type { AnalyticsOptions } from './options.ts';
import { ask, checkedSignal, reportedInput } from './outside.ts';
import { type PageListener, watchPage } from './page.ts';
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
/** An event that was under way for longer than this came out of a device that slept. */
const LATEST: Milliseconds = 2000;

/** `enabled: false`: nothing is delivered, kept or asked for. */
const NO_DELIVERY: Delivery = {
  add: () => 0,
  flush: nothing,
  leave: nothing,
  close: nothing,
  queued: () => ({ events: 0, bytes: 0 }),
};

/**
 * Creates a client that reports to `eventSinkUrl`. Nothing leaves before a source is about to load; then `init` does, at
 * once, and nothing waits for its answer but the events behind it.
 *
 * @throws TypeError naming option, expected and received; nothing throws after that
 */
export function createAnalytics(given: AnalyticsOptions): Analytics {
  const settings = readOptions(given);
  const { clock, dialect, enabled, eventSinkUrl } = settings;
  const format = wireFormat(dialect);
  const stream = createStream();
  let attachment: Attachment | null = null;
  let memory = NOTHING_SEEN;
  let silent = !enabled;
  /** What was being watched when the page was left. */
  let left = '';

  function look(
    reading = attachment && readMedia(attachment.media, attachment.hints),
    stamp: Milliseconds = NaN,
  ): Look {
    const now = clock.monotonic();
    // Old engines count their stamps from 1970.
    const at = stamp < now && stamp > now - LATEST ? Math.max(stamp, memory.at || 0) : now;
    const read = (from: MediaReading): ReturnType<typeof lookAt> =>
      lookAt(from, memory, at, sessions.utc(at), settings.dvrThreshold);
    const seen = ask(() => read(reading || NO_MEDIA)) || read(NO_MEDIA);
    memory = seen.memory;
    return seen.look;
  }

  const listener: DeliveryListener = {
    opened: (session, answer) => sessions.opened(session, answer),
    recovered: (count, reasons) =>
      handle({ type: 'warning', error: { code: 'EVENTS_DROPPED', message: `${count} events lost`, data: reasons } }),
  };
  const record = stream.publish;
  const delivery = enabled ? createDelivery({ ...settings, url: eventSinkUrl, format, record, listener }) : NO_DELIVERY;
  const sessions = createSessions({ settings, format, clock, delivery, record, look });

  function handle(input: Input, reading?: MediaReading, stamp?: Milliseconds): void {
    if (silent) return;
    // A new source has a timeline of its own.
    const at = look(reading, stamp);
    if (input.type === 'source') memory = NOTHING_SEEN;
    // What comes from outside may be of any type; the host is not to pay for it.
    ask(() => sessions.handle(input, at));
  }

  function signal(told: Signal): void {
    const input = checkedSignal(told);
    if (input)
      handle(
        input,
        ask(() => told.reading),
        ask(() => Number(told.at)),
      );
  }

  const page: PageListener = {
    hidden: () => delivery.leave(false),
    gone() {
      left = sessions.source();
      handle({ type: 'stop', reason: 'aborted' });
      delivery.leave(true);
    },
    // What plays on is a new viewing.
    back: () => ask(() => attachment && announce(attachment.media, signal, left)),
  };
  const leavePage = enabled ? watchPage(page) : nothing;

  return {
    attach(media, hints = {}) {
      if (silent || !ask(() => media.addEventListener)) return nothing;
      if (attachment && attachment.media === media) return attachment.detach;
      if (attachment) attachment.detach();
      let unwatch = nothing;
      const own: Attachment = {
        media,
        hints,
        detach() {
          if (attachment !== own) return;
          handle({ type: 'stop', reason: 'aborted' });
          attachment = null;
          ask(unwatch);
        },
      };
      attachment = own;
      unwatch = ask(() => watchMedia(media, hints, signal)) || nothing;
      // A subscriber may have detached it on the first thing it heard.
      if (attachment !== own) ask(unwatch);
      return own.detach;
    },
    signal,
    report(type, payload) {
      const input = reportedInput(type, payload);
      if (input) handle(input);
      else if (type === 'metadata' && !silent) ask(() => sessions.describe({ ...payload }));
    },
    subscribe: (listener, options) =>
      silent || typeof listener !== 'function'
        ? nothing
        : stream.subscribe(
            listener,
            ask(() => options && options.history),
          ),
    snapshot() {
      const { playhead, length, live } = look();
      const queued = delivery.queued();
      return { ...sessions.now(), playhead, duration: length, live, queued, eventSinkUrl, dialect };
    },
    flush: delivery.flush,
    destroy() {
      if (silent) return;
      handle({ type: 'stop', reason: 'aborted' });
      if (attachment) attachment.detach();
      silent = true;
      leavePage();
      delivery.close();
    },
  };
}
