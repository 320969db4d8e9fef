import type { Driver } from './driver.ts';
import { dying, homeKey, killed, killedPlaying, leaving, twoTabs } from './lives.ts';
import {
  HOUR,
  MINUTE,
  SECOND,
  answers,
  bootIn1970,
  cost,
  drops,
  failing,
  fullStorage,
  initFails,
  monsters,
  offline,
  poisoned,
  retryAfter,
  slow,
  tooLarge,
  viewing,
} from './scenes.ts';
import { good } from './sink.ts';

export interface Row {
  readonly name: string;
  /** Part of the shortened form. */
  readonly short: boolean;
  /** Needs a browser of its own. */
  readonly fresh?: boolean;
  scene(driver: Driver): Promise<string | undefined>;
  /** What the shortened form plays instead. */
  shortened?(driver: Driver): Promise<string | undefined>;
}

export const ROWS: readonly Row[] = [
  { name: 'offline 20 s', short: true, scene: offline(20 * SECOND, 2 * SECOND) },
  { name: 'offline 5 min', short: true, scene: offline(5 * MINUTE, 5 * SECOND) },
  { name: 'offline 24 h', short: false, scene: offline(24 * HOUR, MINUTE) },
  { name: '30 % dropped before the sink took them', short: true, scene: (d) => viewing(d, drops('before', 7)) },
  { name: '30 % dropped after the sink took them', short: true, scene: (d) => viewing(d, drops('after', 8)) },
  { name: '  the same, dialect 0.2', short: false, scene: (d) => viewing(d, drops('after', 9), { dialect: '0.2' }) },
  {
    name: '  the same, by XMLHttpRequest',
    short: true,
    scene: (d) => viewing(d, drops('after', 9), undefined, ['fetch']),
  },
  { name: '500 for a minute', short: true, scene: (d) => viewing(d, failing({ status: 500 })) },
  { name: '404 for a minute (being deployed)', short: false, scene: (d) => viewing(d, failing({ status: 404 })) },
  { name: '429 with Retry-After', short: true, scene: retryAfter },
  { name: '413 over a kilobyte', short: true, scene: (d) => viewing(d, tooLarge) },
  { name: '400 for one of a batch of 20', short: true, scene: poisoned },
  { name: 'answers that are not JSON', short: false, scene: (d) => viewing(d, answers('<html>Welcome</html>')) },
  { name: 'answers that are empty', short: false, scene: (d) => viewing(d, answers('')) },
  { name: 'answers of 20 MB', short: true, scene: (d) => viewing(d, answers(Buffer.alloc(2e7, ' '))) },
  { name: 'answers that never end', short: false, scene: (d) => viewing(d, failing({ endless: true })) },
  { name: 'answers after 30 s', short: false, scene: slow },
  { name: 'init fails three times', short: true, scene: initFails },
  {
    name: 'killed (SIGKILL) while the sink is down',
    short: true,
    fresh: true,
    scene: killed(true),
    shortened: killed(false),
  },
  { name: 'killed (SIGKILL) while playing', short: false, fresh: true, scene: killedPlaying },
  { name: 'Home key ten times, frozen each time', short: true, scene: homeKey() },
  { name: '  the same without sendBeacon', short: false, scene: homeKey(['navigator.sendBeacon']) },
  { name: 'page left while playing', short: true, scene: leaving(good, false) },
  { name: 'page left while the sink is down', short: false, scene: leaving(failing({ status: 500 }), true) },
  { name: 'storage full', short: false, scene: fullStorage },
  {
    name: 'storage denied',
    short: true,
    scene: (d) => viewing(d, failing({ status: 500 }), undefined, ['localStorage']),
  },
  { name: 'two tabs, sink down', short: false, scene: twoTabs },
  { name: 'destroyed while the sink is down', short: true, scene: dying },
  { name: 'boots in 1970, learns the time later', short: true, scene: bootIn1970 },
  { name: 'data no JSON can say', short: true, scene: monsters },
  { name: 'journal, an hour online and an hour not', short: false, scene: cost },
];
