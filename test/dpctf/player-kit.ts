import { joinTestSession, type JoinedSession, type JoinOptions } from '../../src/dpctf/index.ts';
import { manualClock, scriptRunner, standing, until } from './runner.ts';

const MEDIA = '/test-pages/media/clock.mp4';

/** A real player for each test of the suite that calls this, what it told its analytics, and its test session. */
export function usePlayer() {
  const kit = {
    clock: manualClock(),
    video: document.createElement('video'),
    session: undefined as JoinedSession | undefined,
    reports: [] as [string, unknown][],
    calls: [] as string[],
    async join(script: Parameters<typeof scriptRunner>[0], options: Partial<JoinOptions> = {}) {
      const runner = await scriptRunner({ status: [standing('running')], ...script });
      kit.session = joinTestSession({
        analytics: { report: (type, payload) => kit.reports.push([type, payload]) },
        media: kit.video,
        baseUrl: runner.baseUrl,
        token: 'T',
        clock: kit.clock,
        onEnd: (how) => kit.calls.push(how),
        onResume: (token) => kit.calls.push(token),
        ...options,
      });
      return runner;
    },
    async play() {
      await kit.video.play();
      await until(() => kit.video.currentTime > 0);
    },
  };
  beforeEach(async () => {
    kit.clock = manualClock();
    kit.reports = [];
    kit.calls = [];
    kit.video = document.createElement('video');
    kit.video.muted = true;
    kit.video.preload = 'auto';
    kit.video.src = MEDIA;
    document.body.append(kit.video);
    await until(() => kit.video.readyState >= 3);
  });
  afterEach(() => {
    kit.session?.();
    kit.video.remove();
    kit.video.removeAttribute('src');
    kit.video.load();
  });
  return kit;
}
