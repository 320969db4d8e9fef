import type { Clock } from '../core/clock.ts';
import { ask } from './asking.ts';
import { openChannel } from './channel.ts';
import { createRequest } from './http.ts';
import { isFrequent } from './forwarding.ts';
import type { KnownStatus, SessionRecord, TestSession } from './records.ts';

/** A test session with the parts that only its owner may touch. */
export interface OwnedSession extends TestSession {
  note(record: SessionRecord): void;
  /** Asks the runner where any session stands. */
  ask(token: string, answered: (status: KnownStatus) => void): () => void;
  /** Leaves this session and goes on in another; who listens goes along. */
  move(token: string): void;
  leave(): void;
}

/** Listens and pushes for everyone on the page: one request listens, however many do. `baseUrl` ends in a slash. */
export function shareSession(baseUrl: string, token: string, clock: Clock): OwnedSession {
  const runner = { baseUrl, clock, request: createRequest(clock) };
  let listeners: ((record: SessionRecord) => void)[] = [];
  const report = (record: SessionRecord): void =>
    listeners.forEach((listener) => {
      try {
        listener(record);
      } catch {
        // The others, and playback, must not pay for one listener's mistake.
      }
    });
  const open = (name: string) => openChannel(runner, name, report);
  let channel = open(token);

  const onHide = (): void => {
    channel.listen(false);
    channel.flush();
  };
  /** Also after the page came back from the back-forward cache, or when it stayed after all. */
  const onShow = (): void => channel.listen(listeners.length > 0);
  const watch = (on: boolean): void => {
    const method = on ? 'addEventListener' : 'removeEventListener';
    window[method]('pagehide', onHide);
    window[method]('pageshow', onShow);
  };
  watch(true);

  return {
    subscribe(listener) {
      let subscribed = true;
      const own = (record: SessionRecord): void => {
        if (subscribed) listener(record);
      };
      // Never changed in place: whoever leaves or comes during a record must not shift the others.
      listeners = listeners.concat(own);
      onShow();
      return () => {
        subscribed = false;
        listeners = listeners.filter((one) => one !== own);
        if (!listeners.length) channel.listen(false);
      };
    },
    push(type, data) {
      channel.push(type, data, type === 'playback' && isFrequent((data as { readonly type: string }).type));
    },
    snapshot: () => channel.snapshot(),
    note: (record) => channel.note(record),
    ask: (name, answered) => ask(runner, name, answered),
    move(name) {
      channel.leave();
      channel = open(name);
      onShow();
    },
    leave() {
      listeners = [];
      watch(false);
      channel.leave();
    },
  };
}
