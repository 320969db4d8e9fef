import type { Analytics } from '../core/api.ts';
import type { Clock } from '../core/clock.ts';
import type { MediaLike } from '../core/signals.ts';
import { pageClock } from './clock.ts';
import { isToken } from './events.ts';
import { forwardPlayback } from './forwarding.ts';
import { createHold, type Controls } from './hold.ts';
import type { TestSession } from './records.ts';
import { obey } from './obey.ts';
import { shareSession } from './session.ts';

export interface JoinOptions {
  /** Told when the test session ends the viewing session. */
  readonly analytics?: Pick<Analytics, 'report'>;
  /** What plays: a `<video>`; for Video.js its tech's element, for Shaka `player.getMediaElement()`. */
  readonly media: MediaLike & Partial<Controls>;
  /** What starts and stops it, if not the element itself: a Video.js player, for instance. */
  readonly controls?: Controls;
  /** Where the runner is, `api/…` left out: `http://host:8000/_wave/`, or a path on the page's own host. */
  readonly baseUrl: string;
  /** The test session's token. Without one the page runs without a session: nothing is sent, nothing is obeyed. */
  readonly token: string | null | undefined;
  /** On a page the runner opened, its `web_root`: a `resume` sends the browser to `next.html` there. */
  readonly webRoot?: string;
  /** The session is over, and playback with it. */
  readonly onEnd?: (status: 'completed' | 'aborted') => void;
  /** Playback has ended, and the page is in another session: time to show what belongs to that one. */
  readonly onResume?: (token: string) => void;
  /** For tests. Default: the page's clock. */
  readonly clock?: Clock;
}

/** Called, leaves the test session: no more polls, pushes or listeners, and playback stays as it is. */
export interface JoinedSession extends TestSession {
  (): void;
}

const refuse = (option: string, expected: string, received: unknown): never => {
  throw new TypeError(`joinTestSession: ${option} must be ${expected}, received ${String(received)}`);
};

/** Calls into the page; what it throws there must not keep us from finishing. */
const tell = <Value>(callback: ((value: Value) => void) | undefined, value: Value): void => {
  try {
    callback?.(value);
  } catch {
    // The page's own mistake.
  }
};

function check({ baseUrl, media, controls }: JoinOptions): Controls {
  if (typeof baseUrl !== 'string' || !/^(https?:\/)?\//.test(baseUrl))
    refuse('baseUrl', 'an http(s) address or a path', baseUrl);
  if (!media || typeof media.addEventListener !== 'function') refuse('media', 'a media element', media);
  const chosen = controls ?? media;
  if (typeof chosen.play !== 'function' || typeof chosen.pause !== 'function')
    refuse('controls', 'an object with play and pause', chosen);
  return chosen as Controls;
}

/**
 * Joins a DPCTF test session: forwards what the player does as `playback` events, and obeys `status` and `resume`.
 * Without a token nothing is sent and nothing obeyed.
 * @throws TypeError
 */
export function joinTestSession(options: JoinOptions): JoinedSession {
  const hold = createHold(options.media, check(options));
  const { analytics, media, webRoot, clock = pageClock } = options;
  const token = isToken(options.token ?? '') ? String(options.token) : '';
  const session = shareSession(options.baseUrl.replace(/\/*$/, '/'), token, clock);
  const stopForwarding = token
    ? forwardPlayback(media, clock, (data) => session.push('playback', data))
    : (): void => {};

  const endViewing = (): void => {
    hold.hold();
    analytics?.report('stopped', { reason: 'aborted' });
  };
  const finish = (): void => {
    stopObeying();
    stopForwarding();
    session.leave();
  };
  const stopObeying = obey(session, {
    status(status) {
      if (status === 'paused') hold.hold();
      // A runner that lost the session will never say `running`.
      if (status === 'running' || status === 'gone') hold.release();
      if (status !== 'completed' && status !== 'aborted') return;
      endViewing();
      finish();
      tell(options.onEnd, status);
    },
    resume(next) {
      endViewing();
      hold.drop();
      if (webRoot) {
        finish();
        location.href = `${webRoot}next.html?token=${next}`;
      } else {
        session.move(next);
        tell(options.onResume, next);
      }
    },
  });

  const leave = (): void => {
    finish();
    hold.drop();
  };
  leave.subscribe = session.subscribe;
  leave.push = session.push;
  leave.snapshot = session.snapshot;
  return leave;
}
