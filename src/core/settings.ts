import { createClock } from './clock.ts';
import type { AnalyticsOptions } from './options.ts';

/** Options with every default filled in. */
export type Settings = AnalyticsOptions &
  Required<
    Pick<
      AnalyticsOptions,
      | 'dialect'
      | 'heartbeatInterval'
      | 'flushDelay'
      | 'maxQueueEvents'
      | 'maxQueueBytes'
      | 'persist'
      | 'dvrThreshold'
      | 'sampleRate'
      | 'enabled'
      | 'clock'
    >
  >;

type Rule = readonly [expected: string, fits: (value: unknown) => boolean, fallback?: unknown];

const number = (least: number, most: number, fallback: number): Rule => [
  `a number from ${least} to ${most}`,
  (value) => typeof value === 'number' && value >= least && value <= most,
  fallback,
];
const kind = (expected: string, type: string, fallback?: unknown): Rule => [
  expected,
  // `typeof null` is 'object'.
  (value) => typeof value === type && value !== null,
  fallback,
];
const text = kind('a string', 'string');
const object = kind('an object', 'object');
const yesOrNo = (fallback: boolean): Rule => kind('true or false', 'boolean', fallback);

/** What each option has to be, and what it is when left out. */
const RULES: { readonly [option in keyof Required<AnalyticsOptions>]: Rule } = {
  eventSinkUrl: ['an absolute http(s) URL', (value) => /^https?:\/\/[^\s/?#]+\S*$/i.test(String(value))],
  dialect: ["'0.1' or '0.2'", (value) => value === '0.1' || value === '0.2', '0.1'],
  contentId: text,
  contentUrl: text,
  userId: text,
  deviceId: text,
  deviceModel: text,
  deviceType: text,
  payload: object,
  content: kind('a function', 'function'),
  sessionId: text,
  heartbeatInterval: number(1, 3600, 30),
  flushDelay: number(1000, 6e4, 1000),
  maxQueueEvents: number(1, 1e5, 500),
  maxQueueBytes: number(1024, 1e8, 262144),
  persist: yesOrNo(true),
  dvrThreshold: number(0, 1e7, 20),
  sampleRate: number(0, 1, 1),
  enabled: yesOrNo(true),
  keepUrlQuery: yesOrNo(false),
  clock: kind('a clock', 'object'),
};

function check(option: string, [expected, fits]: Rule, value: unknown): void {
  const received = typeof value === 'string' ? `"${value}"` : String(value);
  if (!fits(value)) throw new TypeError(`tellybeat: ${option} must be ${expected}, received ${received}`);
}

/**
 * Checks what the app wrote, once, at construction.
 * @throws TypeError naming the option, what was expected and what was received
 */
export function readOptions(options: AnalyticsOptions): Settings {
  check('options', object, options);
  const settings: Record<string, unknown> = { clock: createClock() };
  (Object.keys(RULES) as (keyof AnalyticsOptions)[]).forEach((option) => {
    const rule = RULES[option];
    const value = options[option];
    if (value !== undefined || option === 'eventSinkUrl') check(option, rule, value);
    const known = value === undefined ? rule[2] : value;
    if (known !== undefined) settings[option] = known;
  });
  return settings as unknown as Settings;
}
