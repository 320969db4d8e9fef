import type { InitAnswer } from './delivery.ts';
import type { Milliseconds } from './events.ts';
import { parseFields } from './safe-json.ts';

const SHORTEST: Milliseconds = 1000;
const LONGEST: Milliseconds = 3600000;
/** Longer is no name but an attack on the queue. */
const LONGEST_ID = 256;

/**
 * The interval a sink asks for. EPAS 0.1 says seconds (30), the public sink sends milliseconds, as a number or a
 * string: below 1000 it is seconds. Held within a second and an hour; undefined for anything else.
 */
export function parseHeartbeatInterval(value: unknown): Milliseconds | undefined {
  const number = typeof value === 'string' && /^\s*\d+(\.\d+)?\s*$/.test(value) ? parseFloat(value) : value;
  if (typeof number !== 'number' || !(number > 0) || !isFinite(number)) return undefined;
  return Math.min(LONGEST, Math.max(SHORTEST, Math.round(number < 1000 ? number * 1000 : number)));
}

/** What the sink said to `init`, whatever it sent: what is missing or unusable is left out. */
export function parseAnswer(body: string): InitAnswer {
  // Not JSON: the sink took the event all the same.
  const { sessionId, heartbeatInterval: asked } = parseFields(body);
  const heartbeatInterval = parseHeartbeatInterval(asked);
  return {
    ...(typeof sessionId === 'string' && sessionId && sessionId.length <= LONGEST_ID ? { sessionId } : null),
    ...(heartbeatInterval ? { heartbeatInterval } : null),
  };
}
