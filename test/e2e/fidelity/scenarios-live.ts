import { LEFT, START_LIVE, startLive, STREAMING, type Scenario } from './scenario.ts';

export const LIVE: readonly Scenario[] = [
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
    // The last segment and the end come together: VHS waits for ever for an end that comes alone.
    live: { dvr: 60, end: 6 },
    players: STREAMING,
    play: async (stage) => {
      await startLive(stage, 1);
      await stage.ended();
    },
    becomesVod: true,
    expect: [...START_LIVE, 'stopped:ended@ev:ended'],
  },
];
