import type { Milliseconds } from './events.ts';

/** What an HTTP status means for the events in the request. */
export type Verdict =
  | 'taken'
  /** Try again soon. */
  | 'retry'
  /** Try again, slowly: a sink that is being deployed, moved or given its keys. */
  | 'slowly'
  /** Never, as it is: a smaller request may pass. */
  | 'refused';

const BASE: Milliseconds = 1000;
const CAP: Milliseconds = 60000;
const SLOW: Milliseconds = 240000;
const LONGEST_ASKED: Milliseconds = 3600000;

export function judge(status: number): Verdict {
  if (status >= 200 && status < 300) return 'taken';
  if (status === 401 || status === 403 || status === 404 || status === 410) return 'slowly';
  if (status === 408 || status === 425 || status === 429) return 'retry';
  return status >= 400 && status < 500 ? 'refused' : 'retry';
}

/**
 * How long to wait after so many failures: capped exponential back-off with full jitter over a second,
 * so that a fleet which lost its sink does not come back in step.
 */
export function backOff(verdict: Verdict, failures: number, random: () => number): Milliseconds {
  const span = verdict === 'slowly' ? SLOW : Math.min(CAP, BASE * Math.pow(2, Math.min(failures, 20)));
  return Math.round((verdict === 'slowly' ? CAP : BASE) + random() * span);
}

/** RFC 9110, 10.2.3: seconds or an HTTP date; 0 where there is none. At most an hour. */
export function parseRetryAfter(header: string | null, now: Milliseconds): Milliseconds {
  if (!header) return 0;
  const wait = /^\s*\d+\s*$/.test(header) ? parseInt(header, 10) * 1000 : Date.parse(header) - now;
  return wait > 0 ? Math.min(LONGEST_ASKED, wait) : 0;
}
