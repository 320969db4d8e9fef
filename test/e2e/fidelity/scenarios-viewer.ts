import { LEFT, stallAt, start, START, type Scenario } from './scenario.ts';

/** Starting, stalling, pausing, seeking. */
export const VIEWER: readonly Scenario[] = [
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
      await stallAt(stage, 4, 1300);
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
    lean: true,
    play: async (stage) => {
      const lift = stage.holdFrom(12);
      await start(stage);
      await stage.act('seek', 14);
      await stage.wait(300);
      await stage.act('seek', 20);
      await stage.wait(700);
      lift();
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
      await stage.wait(1200);
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
];
