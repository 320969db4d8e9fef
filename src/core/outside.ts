import type { Reports } from './api.ts';
import type { ErrorDetails, Payload, Rendition } from './events.ts';
import type { Input, Signal } from './signals.ts';

/** What players, plugins and apps say is checked here once; inside, types are believed. */

/** Asks what is somebody else's: a getter or callback that throws says nothing. */
export function ask<Value>(question: () => Value): Value | undefined {
  try {
    return question();
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Payload => typeof value === 'object' && value !== null;

/** A text or number as text; undefined for anything else. */
export const text = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;

/** EPAS wants a code, and as text; a player that has none gets the text 'UNKNOWN'. */
function errorDetails(given: unknown): ErrorDetails {
  const { category, code, message, data } = isObject(given) ? given : ({} as Payload);
  const [kind, why] = [text(category), text(message)];
  return {
    code: text(code) || 'UNKNOWN',
    ...(kind && { category: kind }),
    ...(why && { message: why }),
    ...(data !== undefined && { data }),
  };
}

const isRate = (value: unknown): value is number => typeof value === 'number' && value > 0 && value < Infinity;

/** EPAS `bitrate_changed` is about a bitrate: without one there is nothing to say. Whole numbers, what is unknown left out. */
function checkedRendition(given: unknown): Input | null {
  const rendition: Record<string, number> = {};
  ['bitrate', 'width', 'height', 'videoBitrate', 'audioBitrate'].forEach((name) => {
    const value = isObject(given) && given[name];
    if (isRate(value)) rendition[name] = Math.round(value);
  });
  return rendition.bitrate ? { type: 'rendition', rendition: rendition as unknown as Rendition } : null;
}

function checked(signal: Signal): Input | null {
  switch (signal.type) {
    case 'rendition':
      return checkedRendition(signal.rendition);
    case 'warning':
    case 'error':
      return { type: signal.type, error: errorDetails(signal.error) };
    case 'source':
      return { type: 'source', url: text(signal.url) || '' };
    default:
      return signal;
  }
}

/** A signal as the core may believe it; undefined or null where it means nothing. */
export const checkedSignal = (signal: Signal): Input | null | undefined => ask(() => checked(signal));

/** What `report` means as an input; undefined or null where it means nothing, or is metadata. */
export function reportedInput(type: keyof Reports, payload: unknown): Input | null | undefined {
  return ask(() => {
    switch (type) {
      case 'warning':
      case 'error':
        return { type, error: errorDetails(payload) };
      case 'bitrate_changed':
        return checkedRendition(payload);
      case 'stopped':
        return { type: 'stop', reason: (isObject(payload) && text(payload.reason)) || 'aborted' };
      default:
        return null;
    }
  });
}
