import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';

export type Dialect = '0.1' | '0.2';

type Json = Readonly<Record<string, unknown>>;

/** One analytics event as a sink understands it, whichever dialect it came in. */
export interface WireEvent {
  readonly event: string;
  readonly timestamp: number;
  readonly playhead: number;
  readonly duration: number;
  readonly payload?: Json;
}

/** What a request body says, or why it says nothing: `problem` names the place and the rule. */
export type Verdict =
  | { readonly dialect: Dialect; readonly sessionId: string; readonly events: readonly WireEvent[] }
  | { readonly dialect: Dialect; readonly problem: string };

const readSchema = (path: string): Json =>
  JSON.parse(readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8')) as Json;

interface Schema02 {
  readonly definitions: { readonly TPlayerAnalyticsEvent: { readonly anyOf: readonly Branch[] } };
}
interface Branch {
  readonly properties: { readonly event: { readonly enum: readonly [string] } };
}

const ajv = new Ajv({ allErrors: false, strict: false });
const judge01 = ajv.compile(readSchema('../../test/schema/epas-0.1.schema.json'));

/** The official schema of 0.2, one validator per event name: its `anyOf` as a whole can only answer "none matched". */
const judge02 = new Map<string, ValidateFunction>();
const official = readSchema('../../node_modules/@eyevinn/player-analytics-specification/json/schema.json');
(official as unknown as Schema02).definitions.TPlayerAnalyticsEvent.anyOf.forEach((branch) => {
  judge02.set(branch.properties.event.enum[0], ajv.compile({ definitions: official.definitions, ...branch }));
});

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const ONLY_01 = ['play', 'pause', 'resume', 'warn'];

/**
 * The dialect a body is written in. Batches, the key `type` and four names exist in 0.1 only, and only its `init`
 * has a payload; what could be either is judged as 0.2, the stricter one.
 */
function dialectOf(body: Json): Dialect {
  const old =
    'events' in body ||
    'type' in body ||
    ONLY_01.includes(String(body.event)) ||
    (body.event === 'init' && 'payload' in body);
  return old ? '0.1' : '0.2';
}

function explain(errors: readonly ErrorObject[] | null | undefined): string {
  // `if` and `anyOf` only repeat what the error inside them says better.
  const error = errors?.find(({ keyword }) => keyword !== 'if' && keyword !== 'anyOf') ?? errors?.[0];
  if (!error) return 'does not match the schema';
  if (error.keyword === 'not') return `${error.instancePath} must not be init: it travels alone`;
  const params = error.params as { additionalProperty?: string; allowedValues?: unknown[] };
  const detail = params.additionalProperty ?? params.allowedValues?.join(', ');
  return `${error.instancePath || '/'} ${error.message ?? error.keyword}${detail ? `: ${detail}` : ''}`;
}

const toEvent = (json: Json): WireEvent => {
  const { timestamp, playhead, duration, payload } = json as unknown as WireEvent;
  return { event: String(json.event ?? json.type), timestamp, playhead, duration, ...(payload ? { payload } : null) };
};

function judgeBatch(body: Json): Verdict {
  const dialect = '0.1';
  if (!judge01(body)) return { dialect, problem: explain(judge01.errors) };
  const { sessionId = '', events = [body] } = body as { sessionId?: string; events?: readonly Json[] };
  const torn = events.findIndex((event) => event.event && event.type && event.event !== event.type);
  if (torn >= 0) return { dialect, problem: `/events/${torn} has one name as event and another as type` };
  const strange = events.findIndex((event) => event.sessionId && event.sessionId !== sessionId);
  if (strange >= 0) return { dialect, problem: `/events/${strange}/sessionId is not the batch's` };
  return { dialect, sessionId, events: events.map(toEvent) };
}

function judgeSingle(body: Json): Verdict {
  const dialect = '0.2';
  const validate = judge02.get(String(body.event));
  if (!validate) return { dialect, problem: `/event must be one of: ${[...judge02.keys()].join(', ')}` };
  if (!validate(body)) return { dialect, problem: explain(validate.errors) };
  if (body.sessionId === '' && body.event !== 'init') return { dialect, problem: '/sessionId must not be empty' };
  return { dialect, sessionId: String(body.sessionId), events: [toEvent(body)] };
}

/** Judges the text of a request body by the schema of its dialect. */
export function judge(text: string): Verdict {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (error) {
    return { dialect: '0.1', problem: `not JSON: ${(error as Error).message}` };
  }
  if (!isObject(body)) return { dialect: '0.1', problem: '/ must be object' };
  return dialectOf(body) === '0.1' ? judgeBatch(body) : judgeSingle(body);
}
