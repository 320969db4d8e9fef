import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { findCycles, type Import, importsOf, readGraph } from './import-graph.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  readonly dependencies: Readonly<Record<string, string>>;
};

/** A room and where its imports may lead; whatever stands nowhere here is refused. */
interface Rule {
  readonly room: string;
  readonly values: readonly string[];
  readonly types: readonly string[];
}

const RULES: readonly Rule[] = [
  { room: 'src/core/', values: ['src/core/'], types: [] },
  { room: 'src/dpctf/', values: ['src/dpctf/'], types: ['src/core/'] },
  { room: 'src/overlay/', values: ['src/overlay/', ...Object.keys(dependencies)], types: ['src/core/'] },
  { room: 'plugins/videojs/', values: ['plugins/videojs/', 'src/core/', 'video.js'], types: [] },
  { room: 'plugins/shaka/', values: ['plugins/shaka/', 'src/core/', 'shaka-player'], types: [] },
];

const leadsTo = (places: readonly string[], target: string): boolean =>
  places.some((place) => target === place || target.startsWith(place.endsWith('/') ? place : `${place}/`));

const show = ({ from, to, typeOnly }: Import): string => `${from} → ${to}${typeOnly ? ' (types)' : ''}`;

/** Imports that go against the direction of dependency. */
function violations(graph: readonly Import[]): string[] {
  return graph
    .filter(({ from, to, typeOnly }) => {
      if (from.startsWith('test-pages/')) return leadsTo(['src/', 'plugins/'], to);
      const rule = RULES.find(({ room }) => from.startsWith(room));
      if (!rule) return true;
      return !leadsTo(rule.values, to) && !(typeOnly && leadsTo(rule.types, to));
    })
    .map(show);
}

describe('the direction of dependency', () => {
  const graph = readGraph(ROOT, ['src', 'plugins', 'test-pages']);

  it('is kept by every import', () => {
    expect(graph.length).to.be.above(20);
    expect(violations(graph)).to.deep.equal([]);
  });

  it('has no cycles, among types neither', () => {
    expect(findCycles(graph).map((cycle) => cycle.join(' → '))).to.deep.equal([]);
  });
});

describe('the check of the direction of dependency', () => {
  const check = (from: string, source: string): string[] => violations(importsOf(from, source));

  it('refuses', () => {
    const refused: readonly (readonly [from: string, source: string])[] = [
      ['src/core/a.ts', "import '../dpctf/index.ts';"],
      ['src/core/a.ts', "import type { A } from '../overlay/a.ts';"],
      ['src/core/a.ts', "import { html } from 'lit';"],
      ['src/core/a.ts', "export * from '../../plugins/shaka/index.ts';"],
      ['src/core/a.ts', "void import('../overlay/index.ts');"],
      ['src/dpctf/a.ts', "import { a } from '../core/index.ts';"],
      ['src/dpctf/a.ts', "import { a, type B } from '../core/index.ts';"],
      ['src/dpctf/a.ts', "import type { A } from '../overlay/a.ts';"],
      ['src/overlay/a.ts', "let a: import('../dpctf/a.ts').A;"],
      ['src/overlay/a.ts', "import { a } from 'lithium';"],
      ['plugins/shaka/a.ts', "import { a } from '../videojs/a.ts';"],
      ['src/elsewhere/a.ts', "import { a } from '../core/a.ts';"],
      ['test-pages/lab/a.ts', "import { a } from '../../src/core/index.ts';"],
    ];
    for (const [from, source] of refused) expect(check(from, source), source).to.have.length(1);
  });

  it('allows', () => {
    const allowed: readonly (readonly [from: string, source: string])[] = [
      ['src/core/a.ts', "import { a } from './b.ts';"],
      ['src/dpctf/a.ts', "import type { A } from '../core/index.ts';"],
      ['src/dpctf/a.ts', "import { type A } from '../core/index.ts';"],
      ['src/overlay/a.ts', "import { repeat } from 'lit/directives/repeat.js';"],
      ['plugins/shaka/a.ts', "export { createAnalytics } from '../../src/core/index.ts';"],
    ];
    for (const [from, source] of allowed) expect(check(from, source), source).to.deep.equal([]);
  });

  it('finds a cycle', () => {
    const graph = [
      ...importsOf('src/a.ts', "import './b.ts'"),
      ...importsOf('src/b.ts', "import type { A } from './a.ts'"),
    ];
    expect(findCycles(graph)).to.deep.equal([['src/a.ts', 'src/b.ts', 'src/a.ts']]);
  });
});
