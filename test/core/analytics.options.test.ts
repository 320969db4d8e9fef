import { expect } from 'chai';
import { createAnalytics } from '../../src/core/analytics.ts';
import type { AnalyticsOptions } from '../../src/core/options.ts';

const URL_OK = 'https://sink.example/';
const wrong = (option: string, value: unknown): unknown => ({ eventSinkUrl: URL_OK, [option]: value });

/** What was written, and what the error has to name: option, expected, received. */
const rows: readonly (readonly [given: unknown, option: string, expected: string, received: string])[] = [
  [undefined, 'options', 'an object', 'undefined'],
  [null, 'options', 'an object', 'null'],
  ['https://sink.example/', 'options', 'an object', '"https://sink.example/"'],
  [{}, 'eventSinkUrl', 'http(s) URL', 'undefined'],
  ...['', 'sink', '/sink', 'ftp://sink.example', 'https://', 'https:// x', 'javascript:alert(1)', '//sink.example'].map(
    (url) => [{ eventSinkUrl: url }, 'eventSinkUrl', 'http(s) URL', `"${url}"`] as const,
  ),
  [{ eventSinkUrl: 7 }, 'eventSinkUrl', 'http(s) URL', '7'],
  [{ eventSinkUrl: null }, 'eventSinkUrl', 'http(s) URL', 'null'],
  [wrong('dialect', '0.3'), 'dialect', "'0.1' or '0.2'", '"0.3"'],
  [wrong('dialect', 0.1), 'dialect', "'0.1' or '0.2'", '0.1'],
  ...['contentId', 'contentUrl', 'userId', 'deviceId', 'deviceModel', 'deviceType', 'sessionId'].flatMap((option) => [
    [wrong(option, 7), option, 'a string', '7'] as const,
    [wrong(option, null), option, 'a string', 'null'] as const,
  ]),
  [wrong('payload', 'x'), 'payload', 'an object', '"x"'],
  [wrong('payload', null), 'payload', 'an object', 'null'],
  [wrong('content', {}), 'content', 'a function', '[object Object]'],
  [wrong('clock', null), 'clock', 'a clock', 'null'],
  ...(
    [
      ['heartbeatInterval', [0, 0.5, 3601, NaN, Infinity, '30', null]],
      ['flushDelay', [0, 999, -1, NaN, Infinity, '1000']],
      ['maxQueueEvents', [0, -1, NaN, '5']],
      ['maxQueueBytes', [0, 1023, NaN, '5']],
      ['dvrThreshold', [-1, NaN, Infinity, '20']],
      ['sampleRate', [-0.1, 1.1, NaN, '1']],
    ] as const
  ).flatMap(([option, values]) =>
    values.map(
      (value) =>
        [wrong(option, value), option, 'a number from', typeof value === 'string' ? `"${value}"` : `${value}`] as const,
    ),
  ),
  ...['persist', 'enabled', 'keepUrlQuery'].flatMap((option) => [
    [wrong(option, 'true'), option, 'true or false', '"true"'] as const,
    [wrong(option, 1), option, 'true or false', '1'] as const,
  ]),
];

describe('construction throws only TypeErrors that name option, expected and received', () => {
  rows.forEach(([given, option, expected, received]) => {
    it(`${option}: ${received}`, () => {
      let error: unknown;
      try {
        createAnalytics(given as AnalyticsOptions);
      } catch (thrown) {
        error = thrown;
      }
      expect(error).to.be.instanceOf(TypeError);
      const { message } = error as TypeError;
      expect(message).to.include(option).and.to.include(expected).and.to.include(`received ${received}`);
    });
  });
});

describe('construction takes', () => {
  const right: readonly (readonly [string, Partial<AnalyticsOptions>])[] = [
    ['the sink alone', {}],
    [
      'undefined for "not given"',
      JSON.parse('{}', () => ({ contentId: undefined, sampleRate: undefined })) as Partial<AnalyticsOptions>,
    ],
    ['the ends of ranges', { heartbeatInterval: 1, flushDelay: 1000, maxQueueEvents: 1, maxQueueBytes: 1024 }],
    ['… and the others', { heartbeatInterval: 3600, dvrThreshold: 0, sampleRate: 0 }],
    ['an address of numbers and a port', { eventSinkUrl: 'http://127.0.0.1:8080' }],
    ['capitals', { eventSinkUrl: 'HTTPS://SINK.EXAMPLE/x?y' }],
    ['what it does not know', { volume: 11 } as Partial<AnalyticsOptions>],
    ['an empty session id', { sessionId: '' }],
  ];
  right.forEach(([what, options]) => {
    it(what, () => createAnalytics({ eventSinkUrl: URL_OK, persist: false, ...options }).destroy());
  });
});
