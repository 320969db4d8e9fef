import type { Milliseconds } from '../core/events.ts';

const two = (value: number): string => (value < 10 ? `0${value}` : `${value}`);

/** `0:09.5`, `1:02:03.4`: a length or a position, to the tenth of a second. */
export function length(ms: Milliseconds): string {
  if (!isFinite(ms)) return '–';
  const tenths = Math.floor(Math.abs(ms) / 100);
  const seconds = Math.floor(tenths / 10);
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const clock = hours ? `${hours}:${two(minutes % 60)}` : `${minutes}`;
  return `${ms < 0 ? '−' : ''}${clock}:${two(seconds % 60)}.${tenths % 10}`;
}

/** `12:34:56` UTC; `digits` 12 adds the milliseconds. A dash for what is no date. */
export function utc(ms: Milliseconds, digits = 8): string {
  const date = new Date(ms);
  return isNaN(date.getTime()) ? '–' : date.toISOString().slice(11, 11 + digits);
}

/** `380 ms`, `12.4 s`. */
export const span = (ms: Milliseconds): string => (ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`);

/** `512 B`, `1.5 KB`. */
export const bytes = (count: number): string => (count < 1024 ? `${count} B` : `${(count / 1024).toFixed(1)} KB`);

/** Anything as one line of text, cut to `limit` characters. */
export function brief(value: unknown, limit: number): string {
  const text = typeof value === 'string' ? value : json(value);
  return text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
}

/** Anything as JSON; what has none (a cycle, undefined) as its string. */
export function json(value: unknown, indent?: number): string {
  try {
    return JSON.stringify(value, null, indent) || String(value);
  } catch {
    return String(value);
  }
}

/** An instant or position of a session: UTC where the presentation is live, a position where it is not. */
export const moment = (ms: Milliseconds, live: boolean): string => (ms < 0 ? '–' : live ? utc(ms) : length(ms));

/** Where a URL leads, without credentials, query and fragment: the screen of a TV is read by others, too. */
export const place = (url: string): string => url.replace(/^(\w+:\/\/)[^/?#]*@/, '$1').replace(/[?#].*$/, '');
