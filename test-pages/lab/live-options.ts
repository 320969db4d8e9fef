import type { Fault, FaultKind } from './live-faults.ts';

/**
 * The options of a stream are a part of its path, because a query would not reach the segments:
 * `dvr=60,end=40,channel=kitchen,fault=stall,on=seg-0,times=1,ms=3000`, or `-` for none.
 */
export interface StreamOptions {
  /** Whose faults and whose beginning; the empty name is everybody's. */
  readonly channel: string;
  /** Seconds a viewer may seek back. */
  readonly dvr: number;
  /** Seconds already broadcast when a channel is first asked for. */
  readonly lead: number;
  /** The broadcast ends this many seconds after a channel is first asked for; Infinity for never. */
  readonly end: number;
  readonly fault: Fault | null;
}

const NUMBERS = ['dvr', 'lead', 'end', 'times', 'ms', 'after', 'kbps', 'status'];
const KINDS: readonly string[] = ['stall', 'throttle', 'status', 'corrupt', 'truncate', 'cut'] satisfies FaultKind[];

const isKind = (kind: unknown): kind is FaultKind => typeof kind === 'string' && KINDS.includes(kind);

function isPattern(pattern: string): boolean {
  try {
    return new RegExp(pattern) instanceof RegExp;
  } catch {
    return false;
  }
}

/** What is wrong with a fault from outside, or null. */
export function faultProblem(given: unknown): string | null {
  if (typeof given !== 'object' || given === null) return 'a fault is an object';
  const fault = given as Record<string, unknown>;
  if (!isKind(fault.kind)) return `kind is one of ${KINDS.join(', ')}`;
  const wrong = ['times', 'ms', 'after', 'kbps', 'status'].find((name) => name in fault && !(Number(fault[name]) >= 0));
  if (wrong) return `${wrong} is a number, 0 or more`;
  const { status } = fault;
  if (status !== undefined && !(Number(status) >= 200 && Number(status) <= 599)) return 'status is 200 to 599';
  return fault.on === undefined || (typeof fault.on === 'string' && isPattern(fault.on)) ? null : 'on is a pattern';
}

/** @throws Error with a sentence for whoever typed the URL */
export function readStreamOptions(path: string): StreamOptions {
  const pairs = path === '-' ? [] : path.split(',').map((pair) => pair.split('=', 2) as [string, string | undefined]);
  const values: Record<string, string> = {};
  for (const [name, value = ''] of pairs) {
    if (![...NUMBERS, 'channel', 'fault', 'on'].includes(name)) throw new Error(`There is no option "${name}"`);
    if (NUMBERS.includes(name) && !(value !== '' && Number(value) >= 0)) throw new Error(`${name} takes a number`);
    values[name] = value;
  }
  const number = (name: string, otherwise: number) => Number(values[name] ?? otherwise);
  const { channel = '', fault: kind, on } = values;
  if ('end' in values && !channel) throw new Error('A stream that ends needs a channel of its own: channel=<any name>');
  const given = ['times', 'ms', 'after', 'kbps', 'status']
    .filter((name) => name in values)
    .map((name) => [name, number(name, 0)]);
  const fault = { kind, ...(on === undefined ? null : { on }), ...(Object.fromEntries(given) as object) };
  const problem = kind === undefined ? null : faultProblem(fault);
  if (problem) throw new Error(problem);
  return {
    channel,
    dvr: number('dvr', 0),
    lead: number('lead', 90),
    end: number('end', Infinity),
    fault: isKind(kind) ? { ...fault, kind } : null,
  };
}
