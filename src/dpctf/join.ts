import type { Analytics } from '../core/api.ts';
import type { MediaLike } from '../core/signals.ts';
import { pageClock } from './clock.ts';
import { forwardPlayback } from './forwarding.ts';
import { createHold, type Controls } from './hold.ts';
import type { KnownStatus, TestSession } from './records.ts';
import { expect, extendToSession, type SessionOptions } from './session.ts';

export interface JoinOptions extends SessionOptions {
  /** Told when the test session ends the viewing session. */
  readonly analytics?: Pick<Analytics, 'report'>;
  /** What plays: a `<video>`; for Video.js its tech's element, for Shaka `player.getMediaElement()`. */
  readonly media: MediaLike & Partial<Controls>;
  /** What starts and stops it, if not the element itself: a Video.js player, for instance. */
  readonly controls?: Controls;
  /** On a page the runner opened, its `web_root`: a `resume` sends the browser to `next.html` there. */
  readonly webRoot?: string;
  /** The test session is over, and playback with it. */
  readonly onEnd?: (status: 'completed' | 'aborted') => void;
  /** Playback has ended, and the page is in another test session: time to show what belongs to that one. */
  readonly onResume?: (token: string) => void;
}

/** Called, leaves the test session: no more polls, pushes or listeners, and playback stays as it is. */
export interface JoinedSession extends TestSession {
  (): void;
}

function controlsOf({ media, controls }: JoinOptions): Controls {
  expect(!!media && !!media.addEventListener, 'media', 'a media element', media);
  const chosen = controls || (media as Controls);
  expect(!!chosen.play && !!chosen.pause, 'controls', 'an object with play and pause', chosen);
  return chosen;
}

/**
 * Joins a DPCTF test session: forwards what the player does as `playback` events, and obeys `status` and `resume`.
 * Without a token nothing is sent and nothing obeyed.
 * @throws TypeError
 */
export function joinTestSession(options: JoinOptions): JoinedSession {
  const { analytics, media, webRoot, onEnd, onResume, clock = pageClock } = options;

  const hold = createHold(media, controlsOf(options));
  const leave = (): void => {
    finish();
    hold.drop();
  };
  const session = extendToSession(leave, options);
  let stopAsking = (): void => {};
  /** A `resume` that was waiting for us may be old; it counts if its session is gone, for the runner deletes it along. */
  let lastResume = (): void => {};

  const endViewing = (): void => {
    hold.hold();
    if (analytics) analytics.report('stopped', { reason: 'aborted' });
  };
  const obey = (status: KnownStatus): void => {
    if (status === 'paused') hold.hold();
    // A runner that lost the session will never say `running`.
    if (status === 'running' || status === 'gone') hold.release();
    if (status === 'gone') lastResume();
    if (status !== 'completed' && status !== 'aborted') return;
    endViewing();
    finish();
    if (onEnd) onEnd(status);
  };
  const resume = (token: string, number: number): void => {
    stopAsking();
    if (token === session.token) return session.refuse(number);
    stopAsking = session.ask(token, (status) => {
      if (status === 'gone') return session.refuse(number);
      endViewing();
      hold.drop();
      lastResume = () => {};
      if (webRoot) {
        finish();
        location.href = `${webRoot}next.html?token=${token}`;
        return;
      }
      session.move(token);
      if (onResume) onResume(token);
    });
  };

  const stopForwarding = session.token
    ? forwardPlayback(media, clock, (data) => session.push('playback', data))
    : (): void => {};
  session.subscribe((record) => {
    if (record.type === 'status') obey(record.status);
    if (record.type !== 'event' || record.event.type !== 'resume') return;
    const { data, number, backlog } = record.event;
    lastResume = () => resume(data, number);
    if (!backlog) lastResume();
  });

  const finish = (): void => {
    stopAsking();
    stopForwarding();
    session.leave();
  };
  return session;
}
