import type { Reports } from './api.ts';
import type { ErrorDetails, Payload, Rendition } from './events.ts';
import type { Input } from './playback.ts';
import type { Signal } from './signals.ts';

/** What plugins and apps say is checked here once; inside, types are believed. */

const isObject = (value: unknown): value is Payload => typeof value === 'object' && value !== null;

/** EPAS wants a code, and as text; a player that has none gets the text 'UNKNOWN'. */
function errorDetails(given: unknown): ErrorDetails {
  const { category, code, message, data } = isObject(given) ? given : ({} as Payload);
  return {
    code: code === undefined || code === null ? 'UNKNOWN' : String(code),
    ...(category === undefined ? null : { category: String(category) }),
    ...(message === undefined ? null : { message: String(message) }),
    ...(data === undefined ? null : { data }),
  };
}

const RATES = ['width', 'height', 'videoBitrate', 'audioBitrate'] as const;
const isRate = (value: unknown): value is number => typeof value === 'number' && value > 0 && value < Infinity;

/** EPAS `bitrate_changed` is about a bitrate: without one there is nothing to say. Whole numbers, what is unknown left out. */
function checkedRendition(given: unknown): Rendition | null {
  if (!isObject(given) || !isRate(given.bitrate)) return null;
  const rendition: Record<string, number> & { bitrate: number } = { bitrate: Math.round(given.bitrate) };
  RATES.forEach((name) => {
    const value = given[name];
    if (isRate(value)) rendition[name] = Math.round(value);
  });
  return rendition;
}

/** A signal as the core may believe it; null where it means nothing. */
export function checkedSignal(signal: Signal): Input | null {
  if (!isObject(signal)) return null;
  switch (signal.type) {
    case 'rendition': {
      const rendition = checkedRendition(signal.rendition);
      return rendition && { type: 'rendition', rendition };
    }
    case 'warning':
    case 'error':
      return { type: signal.type, error: errorDetails(signal.error) };
    default:
      return signal;
  }
}

/** What `report` means as an input; null where it means nothing, or is metadata. */
export function reportedInput(type: keyof Reports, payload: unknown): Input | null {
  switch (type) {
    case 'warning':
    case 'error':
      return { type, error: errorDetails(payload) };
    case 'bitrate_changed':
      return checkedSignal({ type: 'rendition', rendition: payload as Rendition });
    case 'stopped': {
      const reason = isObject(payload) ? payload.reason : undefined;
      return { type: 'stop', reason: typeof reason === 'string' ? reason : 'aborted' };
    }
    default:
      return null;
  }
}
