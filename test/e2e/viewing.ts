import type { Analytics } from '../../src/core/index.ts';
import { until, type WatchedPage } from './browser.ts';

declare global {
  interface Window {
    /** What every test page leaves for its examiner. */
    page: { analytics: Analytics; video: HTMLVideoElement };
    /** What the media element itself did, and when. */
    seen: Sighting[];
    tellybeat: { createAnalytics(options: unknown): Analytics };
  }
}

/** Something the element or the viewer did, the wall clock and the playhead (s) at that moment. */
export interface Sighting {
  readonly type: string;
  readonly at: number;
  readonly position: number;
}

/** Media events do not bubble, but the document may catch them on their way down, before any script of the page. */
export const WATCH = `
  window.seen = [];
  'loadstart canplay play playing pause waiting seeking seeked ended'.split(' ').forEach(function (type) {
    document.addEventListener(type, function (event) {
      window.seen.push({ type: type, at: Date.now(), position: event.target.currentTime });
    }, true);
  });`;

/** What a viewer does, and what the element said at that very moment. */
export const act = (page: WatchedPage['page'], action: 'play' | 'pause' | 'seek', to = 0) =>
  page.evaluate(
    (name, target) => {
      const { video } = window.page;
      window.seen.push({ type: `viewer ${name}`, at: Date.now(), position: video.currentTime });
      if (name === 'pause') video.pause();
      else if (name === 'play') void video.play();
      else video.currentTime = target;
    },
    action,
    to,
  );

export const position = (page: WatchedPage['page']) => page.evaluate(() => window.page.video.currentTime);
export const seen = (page: WatchedPage['page']) => page.evaluate(() => window.seen);

/** How many events wait for the sink, those under way included. */
export const queued = (page: WatchedPage['page']) =>
  page.evaluate(() => window.page.analytics.snapshot().queued.events);

/** One whole viewing: plays, pauses, goes on, jumps near the end, and stays for it. */
export async function watch({ page }: WatchedPage) {
  await until(
    'the media to be playable',
    () => page.evaluate(() => window.page.video.readyState),
    (state) => state >= 3,
  );
  await act(page, 'play');
  await until(
    'a second to be played',
    () => position(page),
    (now) => now > 1,
  );
  await act(page, 'pause');
  await new Promise((resolve) => setTimeout(resolve, 300));
  await act(page, 'play');
  await until(
    'it to go on',
    () => position(page),
    (now) => now > 1.6,
  );
  await act(page, 'seek', 28.2);
  await until(
    'the end',
    () => seen(page),
    (list) => list.some(({ type }) => type === 'ended'),
  );
}
