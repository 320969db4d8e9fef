/** One event as listeners get it (Sessions API, "listen events"). */
export interface NumberedEvent {
  readonly type: string;
  readonly data: unknown;
  readonly number: number;
}

type Listener = (events: readonly NumberedEvent[]) => void;

interface Channel {
  number: number;
  cached: { readonly event: NumberedEvent; readonly at: number }[];
  waiting: { readonly after: number; readonly answer: Listener }[];
  due: NodeJS.Immediate | null;
}

export interface Channels {
  /** Numbers an event and hands it to who waits. */
  push(token: string, type: string, data: unknown): void;
  /**
   * Answers with the cached events numbered above `after`, soon if there are any, else with the next ones; null waits
   * for the next in any case. Events that come close together come in one answer: none is lost between two polls.
   * Returns its undoing.
   */
  listen(token: string, after: number | null, answer: Listener): () => void;
  /** Whether there is anything to be had for this token. */
  has(token: string): boolean;
  close(): void;
}

/** Events per token: numbered from 0, cached for a minute, gone with the process. */
export function createChannels({ cacheFor = 60000, now = Date.now } = {}): Channels {
  const channels = new Map<string, Channel>();

  const open = (token: string): Channel => {
    const found = channels.get(token);
    if (found) return found;
    const made: Channel = { number: 0, cached: [], waiting: [], due: null };
    channels.set(token, made);
    return made;
  };
  const fresh = (channel: Channel, after: number): NumberedEvent[] => {
    const oldest = now() - cacheFor;
    const kept = channel.cached.findIndex(({ at }) => at >= oldest);
    channel.cached = kept < 0 ? [] : channel.cached.slice(kept);
    return channel.cached.map(({ event }) => event).filter(({ number }) => number > after);
  };
  const settle = (channel: Channel) => {
    channel.due = null;
    const ready = channel.waiting;
    channel.waiting = [];
    for (const listener of ready) {
      const events = fresh(channel, listener.after);
      if (events.length > 0) listener.answer(events);
      else channel.waiting.push(listener);
    }
  };

  /** Not before the calls that come together are all in. */
  const plan = (channel: Channel) => {
    channel.due ??= setImmediate(() => settle(channel));
  };

  return {
    push(token, type, data) {
      const channel = open(token);
      channel.cached.push({ event: { type, data, number: channel.number }, at: now() });
      channel.number += 1;
      plan(channel);
    },
    listen(token, after, answer) {
      const channel = open(token);
      // Who waits gets whatever comes next, also a number below the one they had from before a restart.
      const listener = { after: Math.min(after ?? Infinity, channel.number - 1), answer };
      channel.waiting.push(listener);
      plan(channel);
      return () => {
        channel.waiting = channel.waiting.filter((one) => one !== listener);
      };
    },
    has: (token) => fresh(open(token), -1).length > 0,
    close() {
      for (const { due } of channels.values()) if (due) clearImmediate(due);
      channels.clear();
    },
  };
}
