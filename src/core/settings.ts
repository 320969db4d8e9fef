import { createClock, type Clock } from './clock.ts';
import type { Dialect, Milliseconds, Seconds } from './events.ts';
import type { AnalyticsOptions } from './options.ts';

/** Options with every default filled in and every unit in milliseconds. */
export interface Settings {
  readonly options: AnalyticsOptions;
  readonly url: string;
  readonly dialect: Dialect;
  readonly heartbeatInterval: Milliseconds;
  readonly flushDelay: Milliseconds;
  readonly maxQueueEvents: number;
  readonly maxQueueBytes: number;
  readonly persist: boolean;
  readonly dvrThreshold: Seconds;
  readonly sampleRate: number;
  readonly enabled: boolean;
  readonly clock: Clock;
}

function describe(value: unknown): string {
  return typeof value === 'string' ? `"${value}"` : String(value);
}

function refuse(option: string, expected: string, received: unknown): never {
  throw new TypeError(`tellybeat: ${option} must be ${expected}, received ${describe(received)}`);
}

/**
 * Checks what the app wrote, once, at construction.
 * @throws TypeError naming the option, what was expected and what was received
 */
export function readOptions(options: AnalyticsOptions): Settings {
  if (typeof options !== 'object' || options === null) refuse('options', 'an object', options);
  const given = options as unknown as Record<string, unknown>;
  const check = <Value>(name: string, fallback: Value, expected: string, fits: (value: unknown) => boolean): Value => {
    const value = given[name];
    if (value === undefined) return fallback;
    return fits(value) ? (value as Value) : refuse(name, expected, value);
  };
  const number = (name: string, fallback: number, least: number, most = Infinity): number =>
    check(
      name,
      fallback,
      `a number from ${least}${most < Infinity ? ` to ${most}` : ' up'}`,
      (value) => typeof value === 'number' && value >= least && value <= most && isFinite(value),
    );
  const yesOrNo = (name: string, fallback: boolean): boolean =>
    check(name, fallback, 'true or false', (value) => typeof value === 'boolean');
  const isText = (value: unknown): boolean => typeof value === 'string';

  const url = given.eventSinkUrl;
  if (!isText(url) || !/^https?:\/\/[^\s/?#]+\S*$/i.test(String(url))) {
    refuse('eventSinkUrl', 'an absolute http(s) URL', url);
  }
  ['contentId', 'contentUrl', 'userId', 'deviceId', 'deviceModel', 'deviceType', 'sessionId'].forEach((name) =>
    check(name, '', 'a string', isText),
  );
  check('payload', {}, 'an object', (value) => typeof value === 'object' && value !== null);
  check('content', null, 'a function', (value) => typeof value === 'function');
  yesOrNo('keepUrlQuery', false);
  return {
    options,
    url: String(url),
    dialect: check('dialect', '0.1', "'0.1' or '0.2'", (value) => value === '0.1' || value === '0.2'),
    heartbeatInterval: number('heartbeatInterval', 30, 1, 3600) * 1000,
    flushDelay: number('flushDelay', 1000, 1000),
    maxQueueEvents: number('maxQueueEvents', 500, 1),
    maxQueueBytes: number('maxQueueBytes', 262144, 1024),
    persist: yesOrNo('persist', true),
    dvrThreshold: number('dvrThreshold', 20, 0),
    sampleRate: number('sampleRate', 1, 0, 1),
    enabled: yesOrNo('enabled', true),
    clock: check('clock', createClock(), 'a clock', (value) => typeof value === 'object' && value !== null),
  };
}
