import type { ReceivedEvent } from '../../../test-pages/lab/sink.ts';
import type { ProbeLog } from './page/log.ts';
import type { PlayerKind } from './page/players.ts';
import type { Scenario } from './scenario.ts';
import { findTruth, type Instant, type Truth } from './truth.ts';

type Dialect = '0.1' | '0.2';

/** How far an event may be from the truth. */
export const BOUNDS = { timestamp: 150, playhead: 100, livePlayhead: 1000 };
/** The probe looks every 20 ms; where it was blind for longer than this, so was everything else: such a run is repeated. */
const BLIND = 120;
/** The probe's interval and some, ms. */
const LOOK = 30;

export interface Verdict {
  readonly dialect: Dialect;
  /** What is wrong; empty where everything is right. */
  readonly problems: readonly string[];
  /** The largest deviations, ms. */
  readonly timestamp: number;
  readonly playhead: number;
  /** The machine was too busy at a moment that counts. */
  readonly void: boolean;
  readonly received: readonly string[];
  /** Every deviation: event, timestamp, playhead. */
  readonly deviations: readonly string[];
}

interface Line {
  readonly event: string;
  readonly instant: string;
  readonly floating: boolean;
  readonly detail: string;
}

const WORDS_02: Readonly<Record<string, string>> = { pause: 'paused', resume: 'playing', warn: 'warning' };

function readLine(line: string): Line {
  const [, floating = '', event = '', detail = '', instant = ''] = /^(~?)(\w+)([:!*]?\w*)(?:@(.+))?$/.exec(line) ?? [];
  return { event, instant, floating: floating !== '', detail };
}

/** The scenario's lines in the words of a dialect. */
function linesOf({ expect, expect02 }: Scenario, dialect: Dialect): Line[] {
  const lines = (dialect === '0.2' ? (expect02 ?? expect) : expect).map(readLine);
  if (dialect === '0.1') return lines;
  return lines
    .filter(({ event, detail }) => event !== 'play' && detail !== '!')
    .flatMap((line) => {
      const said = { ...line, event: WORDS_02[line.event] ?? line.event };
      return line.event === 'init' ? [said, { ...said, event: 'metadata' }] : [said];
    });
}

/** A request that was under way when the page was left goes out a second time: the same event, word for word. */
const onlyOnce = (events: readonly ReceivedEvent[]): ReceivedEvent[] =>
  events.filter(
    ({ sessionId, timestamp, event }, index) =>
      !events
        .slice(0, index)
        .some((one) => one.sessionId === sessionId && one.timestamp === timestamp && one.event === event),
  );

/** UTC ms of media time zero where the playhead is a date. */
export type Zero = number | null;

const APART = ['heartbeat', 'bitrate_changed'];

export function judge(
  scenario: Scenario,
  player: PlayerKind,
  dialect: Dialect,
  log: ProbeLog,
  received: readonly ReceivedEvent[],
  zero: Zero,
): Verdict {
  const all = onlyOnce(received);
  const truth = findTruth(log);
  const problems: string[] = [];
  const worst = { timestamp: 0, playhead: 0 };
  const blind: number[] = [];
  const deviations: string[] = [];
  const lines = linesOf(scenario, dialect);
  const floating = lines.filter((line) => line.floating);
  const sessions = [...new Set(all.map(({ sessionId }) => sessionId))];
  const isFloating = ({ event, sessionId }: ReceivedEvent) => {
    const own = lines.filter((line) => line.event === event && sessionOf(lines, line) === sessions.indexOf(sessionId));
    return own.some((line) => line.floating);
  };
  const fixed = lines.filter((line) => !line.floating);
  const events = all.filter((event) => !APART.includes(event.event) && !isFloating(event));

  const names = events.map(({ event }) => event).join(' ');
  const wanted = fixed.map(({ event }) => event).join(' ');
  if (names !== wanted) problems.push(`expected ${wanted}; got ${names}`);
  if (truth.stalls.length !== (scenario.stalls ?? 0) && !floating.some(({ event }) => event === 'buffering')) {
    problems.push(`the probe saw ${truth.stalls.length} stalls: ${JSON.stringify(truth.stalls)}`);
  }

  const check = (event: ReceivedEvent, line: Line) => {
    const instant = instantOf(truth, line, player);
    if (!instant) return void problems.push(`${line.event}: no instant ${line.instant}`);
    const late = event.timestamp - instant.at;
    deviations.push(`${line.event} ${Math.round(late)}`);
    if (Math.abs(late) > Math.abs(worst.timestamp)) worst.timestamp = late;
    if (Math.abs(late) > BOUNDS.timestamp) {
      problems.push(
        `${line.event} ${late > 0 ? 'late' : 'early'} by ${Math.round(Math.abs(late))} ms (${line.instant})`,
      );
      blind.push(truth.blindAt(instant.at));
    }
    checkPlayhead(event, instant, line);
  };
  const checkPlayhead = (event: ReceivedEvent, instant: Instant, { event: name, instant: what }: Line) => {
    // Before anything is loaded no place is known.
    const session = all.filter(({ sessionId }) => sessionId === event.sessionId);
    if (session.indexOf(event) < session.findIndex((one) => one.event === 'loaded')) return;
    const isVod = zero === null || (scenario.becomesVod && name === 'stopped');
    const from = (isVod ? 0 : zero) + instant.time * 1000;
    const to = from + ((instant.until ?? instant.time) - instant.time) * 1000;
    const off = event.playhead - Math.min(Math.max(event.playhead, from), to);
    if (Math.abs(off) > Math.abs(worst.playhead)) worst.playhead = off;
    if (Math.abs(off) <= (isVod ? BOUNDS.playhead : BOUNDS.livePlayhead)) return;
    problems.push(`${name} playhead ${event.playhead} is ${Math.round(off)} ms off (${what})`);
    blind.push(truth.blindAt(instant.at));
  };
  if (names === wanted) fixed.forEach((line, index) => check(events[index] as ReceivedEvent, line));
  floating
    .filter(({ instant }) => instant)
    .forEach((line) => {
      const own = sessions[sessionOf(lines, line)];
      const event = all.find((one) => one.event === line.event && one.sessionId === own);
      if (event) check(event, line);
      else problems.push(`no ${line.event}`);
    });
  problems.push(...checkReasons(fixed, events), ...checkRenditions(log, truth, all), ...checkOrder(all), ...log.faults);
  return {
    dialect,
    problems,
    ...{ timestamp: Math.round(worst.timestamp), playhead: Math.round(worst.playhead) },
    void: problems.length > 0 && blind.some((time) => time > BLIND),
    deviations,
    received: all.map(({ event, timestamp, playhead }) => `${event}@${timestamp}/${playhead}`),
  };
}

/** Which of the scenario's viewing sessions a line belongs to. */
const sessionOf = (lines: readonly Line[], line: Line): number =>
  lines.slice(0, lines.indexOf(line) + 1).filter(({ event }) => event === 'init').length - 1;

function instantOf(truth: Truth, { event, instant }: Line, player: PlayerKind): Instant | null {
  // Video.js hands a source to its tech in a later task; until then the last one plays on, and nothing is about to load.
  if (player.startsWith('videojs') && instant.startsWith('act:load')) {
    if (event !== 'stopped') return truth.instant(`ev:loadstart>${instant}`);
    const gone = truth.instant(`ev:emptied>${instant}`);
    // The event comes after the fact, and the playhead is gone by then: the look before it knows the place.
    const time = truth.timeAt((gone?.at ?? NaN) - LOOK);
    return gone && { at: gone.at, time, until: time + (2 * LOOK) / 1000 };
  }
  if (instant !== 'fail') return truth.instant(instant);
  return truth.instant('said:error') ?? truth.instant('ev:error') ?? truth.instant('said:rejected');
}

function checkReasons(lines: readonly Line[], events: readonly ReceivedEvent[]): string[] {
  const reasons = lines.filter(({ event }) => event === 'stopped').map(({ detail }) => detail.slice(1));
  const said = events.filter(({ event }) => event === 'stopped').map(({ payload }) => String(payload?.reason));
  return reasons.join() === said.join() ? [] : [`stopped for ${reasons.join()}; said ${said.join()}`];
}

/** Each rendition once, in order, as the player names it, within the bound of its change, of `loaded` or of a stall's end. */
function checkRenditions(log: ProbeLog, truth: Truth, events: readonly ReceivedEvent[]): string[] {
  const told = events.filter(({ event }) => event === 'bitrate_changed');
  const text = (one: { bitrate?: unknown; width?: unknown; height?: unknown }) =>
    `${String(one.bitrate)}/${String(one.width)}x${String(one.height)}`;
  const loaded = events.find(({ event }) => event === 'loaded')?.timestamp ?? Infinity;
  const stopped = events.filter(({ event }) => event === 'stopped').at(-1)?.timestamp ?? Infinity;
  const seen = log.renditions.filter(({ at }) => at < stopped);
  // Changes with nothing said between them are told as the last of them; back to what was told is no change. EPAS has no word
  // for another rendition in a stall: it is told after it.
  const others = events.filter(({ event }) => event !== 'bitrate_changed');
  const stallAt = (at: number) => truth.stalls.find(({ from, to }) => at >= from.at && at <= to.at);
  const tellable = (at: number) => Math.max(stallAt(at)?.to.at ?? at, loaded);
  const gap = (at: number) => others.filter(({ timestamp }) => timestamp <= tellable(at)).length;
  const wanted = seen
    .filter((one, index) => gap(one.at) !== gap(seen[index + 1]?.at ?? Infinity) || one === seen.at(-1))
    .filter((one, index, list) => text(one) !== text(list[index - 1] ?? {}));
  const sessions = events.filter(({ event }) => event === 'init').length;
  if (sessions > 1) return told.length >= wanted.length ? [] : [`${told.length} renditions told`];
  const got = told.map(({ payload }) => text(payload ?? {})).join(' ');
  const expected = wanted.map(text).join(' ');
  if (got !== expected)
    return [
      `renditions ${expected}; told ${got} (${seen.map(({ at, bitrate }) => `${bitrate}@${Math.round(at)}`).join(' ')})`,
    ];
  return told.flatMap(({ timestamp }, index) => {
    const at = Math.max(wanted[index]?.at ?? 0, loaded);
    const stall = stallAt(at);
    const late = timestamp - Math.min(Math.max(timestamp, at), stall ? stall.to.at : at);
    return Math.abs(late) > BOUNDS.timestamp ? [`rendition ${index} late by ${Math.round(late)} ms`] : [];
  });
}

/** Timestamps rise within a session, and nothing follows `stopped`. */
function checkOrder(events: readonly ReceivedEvent[]): string[] {
  const sessions = [...new Set(events.map(({ sessionId }) => sessionId))];
  return sessions.flatMap((id) => {
    const own = events.filter(({ sessionId }) => sessionId === id);
    const wrong = own.some(({ timestamp }, index) => index > 0 && timestamp <= (own[index - 1]?.timestamp ?? 0));
    const stopped = own.findIndex(({ event }) => event === 'stopped');
    return [
      ...(wrong ? ['timestamps do not rise'] : []),
      ...(stopped >= 0 && stopped < own.length - 1 ? ['something after stopped'] : []),
    ];
  });
}
