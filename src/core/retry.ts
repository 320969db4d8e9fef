import type { Milliseconds } from './events.ts';

/**
 * What an HTTP status means for the events in the request: `slowly` is a sink being deployed, moved or given its
 * keys; `refused` means never, as it is: a smaller request may pass.
 */
export type Verdict = 'taken' | 'retry' | 'slowly' | 'refused';

/** Where one request stands. */
export interface Attempts {
  /** 1 for the first; 0 when there was none. */
  count: number;
  /** How long the next may take; a sink that is too slow gets more. */
  limit: Milliseconds;
  /** What the sink asked for with its latest answer; 0 where it asked nothing. */
  retryAfter: Milliseconds;
}

const BASE: Milliseconds = 1000;
const CAP: Milliseconds = 60000;
const LONGEST: Milliseconds = 3600000;
const FIRST_LIMIT: Milliseconds = 10000;

export const firstAttempt = (): Attempts => ({ count: 0, limit: FIRST_LIMIT, retryAfter: 0 });

const SLOWLY = [401, 403, 404, 410];
const SOON = [408, 425, 429];

export function judge(status: number): Verdict {
  if (status >= 200 && status < 300) return 'taken';
  if (SLOWLY.indexOf(status) >= 0) return 'slowly';
  return status < 400 || status >= 500 || SOON.indexOf(status) >= 0 ? 'retry' : 'refused';
}

/** RFC 9110, 10.2.3: seconds or an HTTP date; 0 where there is none. At most an hour. */
export function parseRetryAfter(header: string | null, now: Milliseconds): Milliseconds {
  const wait = header ? (/^\d+$/.test(header) ? +header * 1000 : Date.parse(header) - now) : 0;
  return wait > 0 ? Math.min(LONGEST, wait) : 0;
}

/**
 * How long to wait after a failure: capped exponential back-off with full jitter over a second, so that a fleet which
 * lost its sink does not come back in step; never less than the sink asked for. Gives a sink that is too slow more time.
 */
export function backOff(attempts: Attempts, verdict: Verdict, random: number, roundTrip: Milliseconds): Milliseconds {
  const { count, retryAfter, limit } = attempts;
  const jitter =
    verdict === 'slowly' ? CAP * (1 + random * 4) : BASE + random * Math.min(CAP, BASE * Math.pow(2, count));
  if (roundTrip >= limit) attempts.limit = Math.min(CAP, limit * 2);
  return Math.round(Math.max(jitter, retryAfter * (1 + random / 5)));
}
