import type { PlayerKind } from './page/players.ts';
import type { Stage } from './stage.ts';

/** `event@instant` in the words of 0.1 (see `truth.ts` for instants); `buffered!` is the interrupted one. */
type Line = string;

export interface Scenario {
  readonly name: string;
  /** Path of the stream's options; VOD without. */
  readonly live?: { readonly dvr: number; readonly end?: number };
  /** By default all five. */
  readonly players?: readonly PlayerKind[];
  /** The player keeps little in store, so that a stall comes soon. */
  readonly lean?: boolean;
  play(stage: Stage): Promise<void>;
  /** At the end it is VOD, and so is the last playhead. */
  readonly becomesVod?: boolean;
  readonly expect: readonly Line[];
  /** Where 0.2 is more than other words. */
  readonly expect02?: readonly Line[];
  /** How many stalls the probe has to find, or the scenario did not happen as written. */
  readonly stalls?: number;
}

const STREAMING: readonly PlayerKind[] = ['videojs-hls', 'videojs-dash', 'shaka-hls', 'shaka-dash'];
const OPEN = ['init@act:load', 'loading@act:load', 'loaded@ready>act:load'];
const START = [...OPEN, 'play@act:play', 'playing@motion>act:play'];
const START_LIVE = [...OPEN, '~play@act:play', 'playing@motion>act:play'];
const LEFT = 'stopped:aborted@act:leave';

/** The viewer asks when the player is ready. */
async function start(stage: Stage, until = 1.5) {
  await stage.load();
  await stage.ready();
  await stage.act('play');
  await stage.reach(until);
}

/** Video.js loads no media of a live stream before it is asked to play. */
async function startLive(stage: Stage, seconds: number) {
  await stage.load();
  await stage.wait(600);
  await stage.act('play');
  await stage.goOn(seconds);
}

/** The viewer comes back: a stall that ends, and a while after it. */
async function stallAt(stage: Stage, seconds: number, length: number) {
  const lift = stage.holdFrom(seconds);
  await start(stage, 1);
  await stage.stands();
  await stage.wait(length);
  lift();
}

export const SCENARIOS: readonly Scenario[] = [
  {
    name: 'gesture start',
    play: async (stage) => {
      await start(stage);
      await stage.act('leave');
    },
    expect: [...START, LEFT],
  },
  {
    name: 'autoplay',
    play: async (stage) => {
      await stage.load({ autoplay: true });
      await stage.reach(1.5);
      await stage.act('leave');
    },
    expect: [
      'init@act:load',
      'loading@act:load',
      '~play@ev:play',
      'loaded@ready>act:load',
      'playing@motion>act:load',
      LEFT,
    ],
  },
  {
    name: 'slow start',
    play: async (stage) => {
      const lift = stage.holdFrom(0);
      await stage.load();
      await stage.wait(300);
      await stage.act('play');
      await stage.wait(1700);
      lift();
      await stage.reach(1);
      await stage.act('leave');
    },
    expect: [
      ...['init@act:load', 'loading@act:load', 'play@act:play', 'loaded@ready>act:load', 'playing@motion>act:play'],
      LEFT,
    ],
  },
  {
    name: 'pause',
    play: async (stage) => {
      await start(stage);
      await stage.act('pause');
      await stage.wait(1500);
      await stage.act('play');
      await stage.goOn(1);
      await stage.act('leave');
    },
    expect: [...START, 'pause@act:pause', 'resume@motion>act:pause', LEFT],
  },
  {
    name: 'stall',
    lean: true,
    play: async (stage) => {
      await stallAt(stage, 4, 1700);
      await stage.goOn(1);
      await stage.act('leave');
    },
    stalls: 1,
    expect: [...START, 'buffering@stall:0', 'buffered@stalled:0', LEFT],
  },
  {
    name: 'pause in a stall',
    lean: true,
    play: async (stage) => {
      const lift = stage.holdFrom(4);
      await start(stage, 1);
      await stage.stands();
      await stage.wait(700);
      await stage.act('pause');
      await stage.wait(400);
      lift();
      await stage.ready();
      await stage.wait(1500);
      await stage.act('play');
      await stage.goOn(1);
      await stage.act('leave');
    },
    stalls: 1,
    expect: [
      ...[
        ...START,
        'buffering@stall:0',
        'buffered@ready>act:pause',
        'pause@ready>act:pause',
        'resume@motion>act:play:1',
      ],
      LEFT,
    ],
    expect02: [
      ...[
        ...START,
        'buffering@stall:0',
        'pause@act:pause',
        'buffered@ready>act:pause',
        'resume@motion>act:play:1',
        LEFT,
      ],
    ],
  },
  {
    name: 'seek, buffered',
    play: async (stage) => {
      await start(stage);
      await stage.buffered(5);
      await stage.act('seek', 4);
      await stage.goOn(1.5);
      await stage.act('leave');
    },
    expect: [...START, 'seeking@act:seek', 'seeked@ev:seeked>act:seek', LEFT],
  },
  {
    name: 'seek, unbuffered',
    lean: true,
    play: async (stage) => {
      const lift = stage.holdFrom(12);
      await start(stage);
      await stage.act('seek', 20);
      await stage.wait(1500);
      lift();
      await stage.goOn(1);
      await stage.act('leave');
    },
    expect: [...START, 'seeking@act:seek', 'seeked@ev:seeked>act:seek', LEFT],
  },
  {
    name: 'seek while paused',
    play: async (stage) => {
      await start(stage);
      await stage.act('pause');
      await stage.wait(600);
      await stage.act('seek', 6);
      await stage.wait(1500);
      await stage.act('play');
      await stage.goOn(1);
      await stage.act('leave');
    },
    expect: [
      ...[...START, 'pause@act:pause', 'seeking@act:seek', 'seeked@ev:seeked>act:seek', 'resume@motion>act:play:1'],
      LEFT,
    ],
  },
  {
    name: 'two seeks in a row',
    play: async (stage) => {
      await start(stage);
      await stage.act('seek', 8);
      await stage.wait(60);
      await stage.act('seek', 14);
      await stage.goOn(1);
      await stage.act('leave');
    },
    expect: [...START, 'seeking@act:seek', 'seeked@ev:seeked>act:seek:1', LEFT],
  },
  {
    name: 'seek in a stall',
    lean: true,
    play: async (stage) => {
      const lift = stage.holdFrom(4);
      await start(stage, 1);
      await stage.stands();
      await stage.wait(1500);
      await stage.act('seek', 1);
      await stage.wait(300);
      lift();
      await stage.goOn(1);
      await stage.act('leave');
    },
    stalls: 1,
    expect: [
      ...START,
      'buffering@stall:0',
      'buffered!@act:seek',
      'seeking@act:seek',
      'seeked@ev:seeked>act:seek',
      LEFT,
    ],
  },
  {
    name: 'to the end',
    play: async (stage) => {
      await start(stage);
      await stage.act('seek', 28.5);
      await stage.ended();
    },
    expect: [...START, 'seeking@act:seek', 'seeked@ev:seeked>act:seek', 'stopped:ended@ev:ended'],
  },
  {
    name: 'replay',
    play: async (stage) => {
      await start(stage);
      await stage.act('seek', 28.5);
      await stage.ended();
      await stage.wait(500);
      await stage.act('play');
      await stage.reach(1);
      await stage.act('leave');
    },
    expect: [
      ...[...START, 'seeking@act:seek', 'seeked@ev:seeked>act:seek', 'stopped:ended@ev:ended'],
      ...['init@act:play:1', 'loading@act:play:1', 'loaded@act:play:1', 'play@act:play:1', 'playing@motion>act:play:1'],
      LEFT,
    ],
  },
  {
    name: 'source change',
    play: async (stage) => {
      await start(stage);
      await stage.load();
      await stage.act('play');
      await stage.wait(300);
      await stage.reach(1);
      await stage.act('leave');
    },
    expect: [
      ...[...START, 'stopped:aborted@act:load:1', 'init@act:load:1', 'loading@act:load:1', '~play@act:play:1'],
      ...['loaded@ready>ev:loadstart>act:load:1', 'playing@motion>ev:loadstart>act:load:1', LEFT],
    ],
  },
  {
    name: 'stop',
    play: async (stage) => {
      await start(stage);
      await stage.act('unload');
      await stage.wait(500);
    },
    expect: [...START, 'stopped:aborted@act:unload'],
  },
  {
    name: 'page close',
    play: async (stage) => {
      await start(stage);
      await stage.closePage();
    },
    expect: [...START, 'stopped:aborted@act:close'],
  },
  {
    name: 'rate 2',
    play: async (stage) => {
      await start(stage);
      await stage.act('rate', 2);
      await stage.goOn(3);
      await stage.act('pause');
      await stage.wait(800);
      await stage.act('play');
      await stage.goOn(1.5);
      await stage.act('leave');
    },
    expect: [...START, 'pause@act:pause', 'resume@motion>act:pause', LEFT],
  },
  {
    name: 'hidden tab',
    play: async (stage) => {
      await start(stage);
      await stage.hidden(3000);
      await stage.goOn(1);
      await stage.act('leave');
    },
    expect: [...START, LEFT],
  },
  {
    name: 'rendition down and up',
    players: STREAMING,
    play: async (stage) => {
      await start(stage);
      await stage.act('limit', 240);
      await stage.goOn(2);
      await stage.act('limit', 2160);
      await stage.goOn(2);
      await stage.act('leave');
    },
    expect: [...START, LEFT],
  },
  {
    name: 'recovered error',
    players: STREAMING,
    play: async (stage) => {
      stage.fault({ kind: 'status', status: 503, on: 'seg-\\d-04', times: 1 });
      await start(stage, 7);
      await stage.act('leave');
    },
    expect: [...START, '~warn', LEFT],
  },
  {
    name: 'fatal error',
    lean: true,
    play: async (stage) => {
      stage.breakFrom(4);
      await start(stage, 1);
      await stage.failed();
    },
    expect: [...START, '~buffering', '~buffered!', '~warn*', 'error@fail', 'stopped:error@fail'],
  },
  {
    name: 'live without DVR',
    live: { dvr: 0 },
    players: STREAMING,
    play: async (stage) => {
      await startLive(stage, 4);
      await stage.act('leave');
    },
    expect: [...START_LIVE, LEFT],
  },
  {
    name: 'live, back and to the edge',
    live: { dvr: 60 },
    players: STREAMING,
    play: async (stage) => {
      await startLive(stage, 2);
      await stage.act('seekBack', 25);
      await stage.goOn(1.5);
      await stage.act('seekLive');
      await stage.goOn(1.5);
      await stage.act('leave');
    },
    expect: [
      ...[...START_LIVE, 'seeking@act:seekBack', 'seeked@ev:seeked>act:seekBack'],
      ...['seeking@act:seekLive', 'seeked@ev:seeked>act:seekLive', LEFT],
    ],
  },
  {
    name: 'live stall',
    lean: true,
    live: { dvr: 60 },
    players: STREAMING,
    play: async (stage) => {
      await startLive(stage, 2);
      const lift = stage.holdAll();
      await stage.stands();
      await stage.wait(1200);
      lift();
      await stage.goOn(0.4);
      await stage.act('leave');
    },
    stalls: 1,
    expect: [...START_LIVE, 'buffering@stall:0', 'buffered@stalled:0', LEFT],
  },
  {
    name: 'live that ends',
    live: { dvr: 60, end: 10 },
    players: STREAMING,
    play: async (stage) => {
      await startLive(stage, 1);
      await stage.ended();
    },
    becomesVod: true,
    expect: [...START_LIVE, 'stopped:ended@ev:ended'],
  },
];
