import { readFileSync } from 'node:fs';
import { expect } from 'chai';

interface Package {
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
const lock = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')) as {
  readonly packages: Readonly<Record<string, Package>>;
};

/** The places where Node looks for a package of a package, nearest first. */
function places(path: string): string[] {
  const inside = path
    .split('/node_modules/')
    .map((_, index, parts) => parts.slice(0, index + 1).join('/node_modules/'));
  return [...inside.reverse().map((folder) => `${folder}/node_modules/`), 'node_modules/'];
}

describe('package-lock.json', () => {
  it('holds every build of every package for other systems: npm ci refuses to install without', () => {
    const missing = Object.entries(lock.packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((name) => !places(path).some((place) => lock.packages[place + name]))
        .map((name) => `${path} → ${name}`),
    );
    expect(missing).to.deep.equal([]);
  });

  it('holds no address of a registry', () => {
    expect(Object.keys(lock.packages).filter((path) => lock.packages[path]?.resolved)).to.deep.equal([]);
  });
});
