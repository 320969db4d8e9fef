import { expect } from 'chai';
import { parseHeartbeatInterval } from '../../src/core/answer.ts';
import { judge, parseRetryAfter } from '../../src/core/retry.ts';

describe('heartbeatInterval: seconds below 1000, else milliseconds, held within a second and an hour', () => {
  const rows: [unknown, number][] = [
    [30, 30000],
    [5000, 5000],
    ['30000', 30000],
    ['30', 30000],
    [' 45 ', 45000],
    ['2.5', 2500],
    [0.2, 1000],
    [999, 999000],
    [1000, 1000],
    [3600, 3600],
    [1e9, 3600000],
    ['99999999999', 3600000],
    [0, 0],
    ['0', 0],
    [-5, 0],
    ['-5', 0],
    [NaN, 0],
    [Infinity, 0],
    ['', 0],
    ['soon', 0],
    ['0x10', 0],
    ['30s', 0],
    [null, 0],
    [undefined, 0],
    [true, 0],
    [{}, 0],
  ];
  for (const [said, interval] of rows) {
    it(`${JSON.stringify(said) ?? String(said)} → ${interval || 'the default'}`, () => {
      expect(parseHeartbeatInterval(said)).to.equal(interval);
    });
  }
});

describe('what a status means', () => {
  const rows: [string, number[]][] = [
    ['taken', [200, 201, 202, 204, 299]],
    ['retry', [0, 100, 301, 304, 408, 425, 429, 500, 502, 503, 504, 599]],
    ['slowly', [401, 403, 404, 410]],
    ['refused', [400, 402, 405, 406, 409, 413, 414, 415, 422, 426, 431, 451, 499]],
  ];
  for (const [verdict, statuses] of rows) {
    it(`${verdict}: ${statuses.join(' ')}`, () => {
      expect(statuses.map(judge)).to.deep.equal(statuses.map(() => verdict));
    });
  }
});

describe('Retry-After', () => {
  const now = Date.parse('Sat, 21 Nov 2026 12:00:00 GMT');
  const rows: [string | null, number][] = [
    [null, 0],
    ['', 0],
    ['0', 0],
    ['7', 7000],
    ['86400', 3600000],
    ['Sat, 21 Nov 2026 12:00:30 GMT', 30000],
    ['Sat, 21 Nov 2026 11:00:00 GMT', 0],
    ['Sun, 22 Nov 2026 12:00:00 GMT', 3600000],
    ['-7', 0],
    ['later', 0],
  ];
  for (const [header, wait] of rows) {
    it(`${JSON.stringify(header)} → ${wait} ms`, () => {
      expect(parseRetryAfter(header, now)).to.equal(wait);
    });
  }
});
