import type { InitAnswer } from './delivery.ts';
import type { Milliseconds } from './events.ts';

/** Longer is no name but a burden on every event. */
const LONGEST_ID = 256;

/**
 * The interval a sink asks for. EPAS 0.1 says seconds (30), the public sink sends milliseconds, as a number or a
 * string: below 1000 it is seconds. Held within a second and an hour; 0 for anything else.
 */
export function parseHeartbeatInterval(value: unknown): Milliseconds {
  const asked = /^\s*\d+(\.\d+)?\s*$/.test(value as string) ? +(value as string) : 0;
  return asked && Math.min(3600000, Math.max(1000, Math.round(asked < 1000 ? asked * 1000 : asked)));
}

/** What the sink said to `init`, whatever it sent: what is missing or unusable is left out. */
export function parseAnswer(body: string): InitAnswer {
  const answer: { -readonly [Key in keyof InitAnswer]: InitAnswer[Key] } = {};
  try {
    const said = JSON.parse(body) as { readonly sessionId?: unknown; readonly heartbeatInterval?: unknown };
    const { sessionId } = said;
    if (sessionId && typeof sessionId === 'string' && sessionId.length <= LONGEST_ID) answer.sessionId = sessionId;
    const heartbeatInterval = parseHeartbeatInterval(said.heartbeatInterval);
    if (heartbeatInterval) answer.heartbeatInterval = heartbeatInterval;
  } catch {
    // Not JSON: the sink took the event all the same.
  }
  return answer;
}
