import { expect } from 'chai';
import { byteLength, makeSafe } from '../../src/core/safe-json.ts';

const cycle: Record<string, unknown> = { name: 'a' };
cycle.self = { again: cycle, list: [cycle] };
const deep = (levels: number): unknown => (levels ? { in: deep(levels - 1) } : 'bottom');
const throwing = Object.defineProperty({ fine: 1 }, 'bad', {
  enumerable: true,
  get: () => {
    throw new Error('no');
  },
});
const { proxy, revoke } = Proxy.revocable({}, {});
revoke();

const selfish: Record<string, unknown> = {};
selfish.toJSON = () => selfish;

describe('what a payload may hold', () => {
  const rows: [what: string, value: unknown, safe: unknown][] = [
    ['text, numbers, booleans, null', ['a', 1.5, true, null], ['a', 1.5, true, null]],
    ['no number JSON knows', [NaN, Infinity, -Infinity], [null, null, null]],
    ['nothing', { gone: undefined }, {}],
    ['a BigInt', 123456789012345678901234567890n, '123456789012345678901234567890'],
    ['functions and symbols', { f: () => 1, s: Symbol('s') }, { f: '[object Function]', s: '[object Symbol]' }],
    ['an array of four billion holes', new Array(4294967295), []],
    ['a cycle', cycle, { name: 'a', self: { again: '[object Object]', list: ['[object Object]'] } }],
    ['the same thing twice, which is no cycle', ((x) => [x, x])({ a: 1 }), [{ a: 1 }, { a: 1 }]],
    ['a getter that throws', throwing, { fine: 1, bad: '[unreadable]' }],
    ['a revoked proxy', [proxy, 1], ['[unreadable]', 1]],
    ['a date', new Date(0), '1970-01-01T00:00:00.000Z'],
    ['a date that is none', new Date(NaN), null],
    ['an error', new TypeError('oops'), { name: 'TypeError', message: 'oops' }],
    [
      'a MediaError-like object',
      new DOMException('gone', 'AbortError'),
      { name: 'AbortError', code: 20, message: 'gone' },
    ],
    ['a DOM node', document.createElement('video'), '[object HTMLVideoElement]'],
    ['a buffer', new Uint8Array(1e7), '[object Uint8Array]'],
    ['an ArrayBuffer', new ArrayBuffer(8), '[object ArrayBuffer]'],
    [
      'a toJSON that throws',
      {
        toJSON: () => {
          throw new Error('no');
        },
      },
      '[unreadable]',
    ],
    ['a toJSON that returns itself', selfish, '[object Object]'],
    [
      'fields called as Object calls its own',
      { buffer: 12.5, length: 3, code: 'E1' },
      { buffer: 12.5, length: 3, code: 'E1' },
    ],
  ];
  for (const [what, value, safe] of rows) {
    it(what, () => {
      const copy = makeSafe({ value });
      expect(JSON.parse(JSON.stringify(copy))).to.deep.equal(JSON.parse(JSON.stringify({ value: safe })));
    });
  }

  it('a text of 10 MB is cut, and says how long it was', () => {
    const { data } = makeSafe({ data: 'x'.repeat(1e7) });
    expect(data).to.match(/^x{4096}…\[10000000\]$/);
  });

  it('a cut never splits a character', () => {
    const { data } = makeSafe({ data: 'x' + '𝄞'.repeat(5000) });
    expect(data).to.match(/^x(𝄞)+…\[10001\]$/u);
  });

  it('what lies too deep is marked', () => {
    expect(JSON.stringify(makeSafe({ d: deep(50) })))
      .to.have.length.below(100)
      .and.contain('[object Object]');
  });

  const huge: [string, unknown][] = [
    ['a million entries', Array.from({ length: 1e6 }, (_, n) => n)],
    ['fifty thousand fields', Object.fromEntries(Array.from({ length: 5e4 }, (_, n) => [`field${n}`, n]))],
    ['a hundred long texts', Array.from({ length: 100 }, () => 'y'.repeat(5000))],
    ['a field name of a million characters', { ['k'.repeat(1e6)]: 1 }],
    ['window', window],
    [
      'wide and deep',
      ((make) => make(make, 6))((make: (m: never, n: number) => unknown, n: number): unknown =>
        n ? Array.from({ length: 9 }, () => make(make as never, n - 1)) : 'leaf',
      ),
    ],
  ];
  for (const [what, value] of huge) {
    it(`${what}: cut within 80 KB and 200 ms, and marked`, () => {
      const started = performance.now();
      const text = JSON.stringify(makeSafe({ value, after: 1 }));
      expect(performance.now() - started).to.be.below(200);
      expect(text.length).to.be.below(80000);
      expect(text).to.match(/\[cut\]|…\[/);
    });
  }

  it('is a copy: what the app changes later does not reach the wire', () => {
    const payload = { list: [1] };
    const copy = makeSafe(payload);
    payload.list.push(2);
    expect(copy).to.deep.equal({ list: [1] });
  });
});

describe('bytes on the wire', () => {
  for (const text of ['', 'plain', 'Ö', '€', '𝄞', 'a\u0000\u007f\u0080\u07ff\u0800\uffff', 'Ö€𝄞x'.repeat(99)]) {
    it(JSON.stringify(text.slice(0, 10)), () => {
      expect(byteLength(text)).to.equal(new TextEncoder().encode(text).length);
    });
  }
});
