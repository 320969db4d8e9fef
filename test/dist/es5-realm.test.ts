import { expect } from 'chai';
import { createRealm } from './es5/realm.ts';
import { scan } from './es5/scan.ts';

/** Each would run in today's browsers and stop an ES5 one. */
const TOO_NEW: readonly (readonly [name: string, source: string])[] = [
  ['an arrow function', 'var f = () => 1;'],
  ['let', 'let a = 1;'],
  ['a template string', 'var a = `b`;'],
  ['a class', 'class A {}'],
  ['a trailing comma in a call', 'String(1,);'],
  ['for…of', 'for (var a of [1]) a;'],
  ['Promise', 'new Promise(function () {});'],
  ['Symbol', 'Symbol("a");'],
  ['Map', 'new Map();'],
  ['fetch', 'fetch("/");'],
  ['URL', 'new URL("http://a/");'],
  ['globalThis', 'globalThis.a = 1;'],
  ['performance', 'performance.now();'],
  ['a typed array', 'new Uint8Array(1);'],
  ['Object.assign', 'Object.assign({}, {});'],
  ['Object.entries', 'Object.entries({});'],
  ['Array.from', 'Array.from([1]);'],
  ['[].includes', '[1].includes(1);'],
  ['[].find', '[1].find(Boolean);'],
  ['[].keys', '[1].keys();'],
  ['"".startsWith', '"ab".startsWith("a");'],
  ['"".padStart', '"a".padStart(2);'],
  ['"".repeat', '"a".repeat(2);'],
  ['Number.isFinite', 'Number.isFinite(1);'],
  ['Math.trunc', 'Math.trunc(1.5);'],
  ['Number.EPSILON', 'Number.EPSILON.toFixed();'],
  ['Proxy', 'new Proxy({}, {});'],
  ['/a/.flags', '/a/.flags.length;'],
  ['sendBeacon', 'navigator.sendBeacon("/", "");'],
];

/** Each is ES5, and the ground our scripts stand on. */
const OLD_ENOUGH: readonly (readonly [name: string, source: string, value: unknown])[] = [
  ['a guard around something newer', 'typeof Promise === "undefined" && typeof Symbol === "undefined"', true],
  ['splitting by an expression', '"a, b,c".split(/,\\s*/).join("")', 'abc'],
  ['replacing by a function', '"a1b2".replace(/\\d/g, function (d) { return d * 2; })', 'a2b4'],
  ['matching', '"a1b2".match(/\\d/g).join()', '1,2'],
  ['numbers', 'Number("2") + new Number(3) + Number() + (typeof Number.MAX_VALUE === "number" ? 1 : 0)', 6],
  ['JSON', 'JSON.stringify(JSON.parse("[1,{\\"a\\":null}]"))', '[1,{"a":null}]'],
  ['dates', 'new Date(0).toISOString()', '1970-01-01T00:00:00.000Z'],
  ['array extras', '[3, 1, 2].filter(Boolean).map(String).sort().indexOf("3")', 2],
];

describe('the realm that ended with ES5', () => {
  for (const [name, source] of TOO_NEW) {
    it(`refuses ${name}`, () => {
      const realm = createRealm();
      expect(() => realm.run(source)).to.throw();
    });
  }

  for (const [name, source, value] of OLD_ENOUGH) {
    it(`runs ${name}`, () => {
      expect(createRealm().run(source)).to.equal(value);
    });
  }

  it('records what throws from a timer or a listener instead of hiding it', async () => {
    const realm = createRealm();
    realm.run('setTimeout(function () { [1].includes(1); }, 10)');
    realm.run('video.addEventListener("play", function () { Object.values({}); }); video.play()');
    await realm.advance(20);
    expect(realm.errors).to.have.length(2);
    expect(realm.errors.join()).to.match(/values is not a function.*includes is not a function/s);
  });
});

describe('the scan for what a run may not come by', () => {
  const { removed } = createRealm();
  const found = (source: string): string[] => scan(`function never(a) { ${source} }`, removed);

  it('finds newer members and unguarded globals', () => {
    expect(found('return a.includes(1)')).to.deep.equal(['a.includes']);
    expect(found('return Object.assign({}, a)')).to.deep.equal(['Object.assign']);
    expect(found('return Number.isFinite(a)')).to.deep.equal(['Number.isFinite']);
    expect(found('return "a".padStart(a)')).to.deep.equal(['.padStart']);
    expect(found('return fetch(a)')).to.deep.equal(['fetch']);
    expect(found('new AbortController()')).to.deep.equal(['AbortController']);
  });

  it('lets guarded globals, own names and the host of that time be', () => {
    expect(found('return typeof fetch === "function" ? fetch(a) : setTimeout(a)')).to.deep.equal([]);
    expect(found('var URL = a; return URL.flags && { fetch: 1 }.fetch')).to.deep.equal([]);
  });
});
