import { expect } from 'chai';
import { play, said } from './tape.ts';

/** Where most rows begin: half a second into a film of one minute. */
const START = 'load canplay play run:500';
const STARTED = 'init loading loaded play playing';

/** The words of EPAS 0.1 that are others in 0.2; the empty ones 0.2 does not have. */
const WORDS_02: Readonly<Record<string, string>> = {
  init: 'init metadata',
  play: '',
  pause: 'paused',
  resume: 'playing',
  'buffered!': '',
  warn: 'warning',
};

/** A sentence of 0.1, said in 0.2. */
export const in02 = (epas01: string): string =>
  epas01
    .split(' ')
    .map((word) => WORDS_02[word] ?? word)
    .filter(Boolean)
    .join(' ');

/**
 * What the specification says, what the player does, and what has to be said: in the words of EPAS 0.1, and in those of
 * 0.2 where the two differ by more than words.
 */
export type Row = readonly [sentence: string, script: string, epas01: string, epas02?: string];

/** Plays each row in both dialects, from nothing. */
export function fromNothing(title: string, table: readonly Row[]): void {
  describe(title, () => {
    table.forEach(([sentence, script, epas01, epas02 = in02(epas01)]) => {
      it(`0.1: ${sentence}`, () => expect(said(play(script, '0.1'))).to.equal(epas01));
      it(`0.2: ${sentence}`, () => expect(said(play(script, '0.2'))).to.equal(epas02));
    });
  });
}

/** Plays each row in both dialects, from half a second into a film on. */
export function whilePlaying(title: string, table: readonly Row[]): void {
  const after = (start: string, rest: string): string => `${start} ${rest}`.trim();
  fromNothing(
    title,
    table.map(([sentence, script, epas01, epas02 = in02(epas01)]) => [
      sentence,
      after(START, script),
      after(STARTED, epas01),
      after(in02(STARTED), epas02),
    ]),
  );
}

/** A way in which players and TVs lie, with the engine, tracker issue or clause that is its witness. */
export type Quirk = readonly [quirk: string, witness: string, script: string, epas01: string, epas02?: string];

export const quirks = (title: string, table: readonly Quirk[], run = whilePlaying): void =>
  run(
    title,
    table.map(([quirk, witness, script, epas01, epas02]) =>
      epas02 === undefined
        ? [`${quirk} (${witness})`, script, epas01]
        : [`${quirk} (${witness})`, script, epas01, epas02],
    ),
  );
