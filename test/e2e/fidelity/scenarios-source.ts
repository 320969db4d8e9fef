import { LEFT, start, START, STREAMING, type Scenario } from './scenario.ts';

/** Ends, changes, errors. */
export const SOURCE: readonly Scenario[] = [
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
      ...['init', 'loading', 'loaded', 'play'].map((event) => `${event}@ev:play>act:play:1`),
      'playing@motion>act:play:1',
      LEFT,
    ],
  },
  {
    name: 'source change',
    play: async (stage) => {
      await start(stage);
      await stage.load({ autoplay: true });
      await stage.wait(300);
      await stage.reach(1);
      await stage.act('leave');
    },
    expect: [
      ...[...START, 'stopped:aborted@act:load:1', 'init@act:load:1', 'loading@act:load:1', '~play'],
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
      await stage.hidden(3000, false);
      await stage.goOn(1);
      await stage.act('leave');
    },
    expect: [...START, LEFT],
  },
  {
    name: 'hidden tab, muted',
    play: async (stage) => {
      await start(stage);
      await stage.hidden(3000, true);
      await stage.goOn(1);
      await stage.act('leave');
    },
    // The browser's own doing, but a pause: nothing plays until the tab is back.
    expect: [...START, 'pause@ev:pause', 'resume@motion>ev:pause', LEFT],
  },
  {
    name: 'rendition down and up',
    players: STREAMING,
    play: async (stage) => {
      await start(stage);
      await stage.act('limit', 240);
      await stage.goOn(2);
      // Two changes with nothing between them are told as one.
      await stage.act('pause');
      await stage.wait(700);
      await stage.act('play');
      await stage.goOn(1);
      await stage.act('limit', 2160);
      await stage.goOn(2);
      await stage.act('leave');
    },
    // VHS throws its buffer away for another rendition, and may starve a moment.
    expect: [...START, '~buffering', '~buffered', 'pause@act:pause', 'resume@motion>act:pause', LEFT],
  },
  {
    name: 'bandwidth down and up',
    players: STREAMING,
    lean: true,
    play: async (stage) => {
      // Not as fast as this machine: players forget slowly.
      const wide = { kind: 'throttle', kbps: 900 } as const;
      const narrow = stage.fault(wide);
      await start(stage, 1);
      await stage.renditions((height) => height > 240);
      narrow();
      const widen = stage.fault({ ...wide, kbps: 200 });
      await stage.renditions((height) => height === 240);
      // Two changes with nothing between them are told as one.
      await stage.goOn(0.5);
      await stage.act('pause');
      await stage.wait(700);
      await stage.act('play');
      await stage.goOn(0.5);
      widen();
      stage.fault(wide);
      await stage.renditions((height) => height > 240);
      await stage.goOn(0.5);
      await stage.act('leave');
    },
    // What comes too slowly may starve it.
    expect: [...START, '~buffering', '~buffered', 'pause@act:pause', 'resume@motion>act:pause', LEFT],
  },
  {
    name: 'corrupt segment',
    players: STREAMING,
    lean: true,
    play: async (stage) => {
      stage.fault({ kind: 'corrupt', on: 'seg-\\d-03', times: 1 });
      await start(stage, 2);
      await stage.wait(6000);
      await stage.act('leave');
    },
    // Video.js takes another rendition; Shaka does not notice, and may starve there for good.
    expect: [...START, '~buffering', '~buffered', '~buffered!', '~warn', LEFT],
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
      await stage.wait(300);
    },
    expect: [...START, '~buffering', '~buffered!', '~warn*', 'error@fail', 'stopped:error@fail'],
  },
];
