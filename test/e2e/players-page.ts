import { fileURLToPath } from 'node:url';
import { Router } from 'express';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The versions of the players that the plugins are for: the newest, and the oldest that is promised. */
export const VERSIONS = {
  'Video.js 8, Shaka 5': { videojs: 'video.js', shaka: 'shaka-player' },
  'Video.js 7, Shaka 4': { videojs: 'video.js-7', shaka: 'shaka-player-4' },
} as const;
export type Versions = (typeof VERSIONS)[keyof typeof VERSIONS];

/** The scripts of the players in these versions, at addresses that do not tell the version. */
export function vendorRoom({ videojs, shaka }: Versions): Router {
  const files: Readonly<Record<string, string>> = {
    '/video.min.js': `${videojs}/dist/video.min.js`,
    '/video-js.min.css': `${videojs}/dist/video-js.min.css`,
    '/shaka-player.js': `${shaka}/dist/shaka-player.ui.js`,
  };
  const router = Router();
  Object.entries(files).forEach(([path, file]) => {
    router.get(path, (_request, response) => response.sendFile(`node_modules/${file}`, { root: ROOT }));
  });
  return router;
}

/** A page with nothing but the players, the bundles, and words for tests to play with them. */
export const PLAYERS_PAGE = `<!doctype html><title>players</title><link rel="icon" href="data:,"><body>
<script src="/players/video.min.js"></script>
<script src="/players/shaka-player.js"></script>
<script src="/dist/browser/tellybeat-videojs.min.js"></script>
<script src="/dist/browser/tellybeat-shaka.min.js"></script>
<script>
  var options = { eventSinkUrl: location.origin + '/epas', persist: false };
  var hls = { src: '/media/h264/master.m3u8', type: 'application/x-mpegURL' };
  var dash = '/media/h264/manifest.mpd';
  var wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  var until = async (done) => { for (var i = 0; i < 750 && !done(); i++) await wait(20); return done(); };
  function element(name) {
    var video = document.createElement('video');
    video.muted = true;
    video.className = name || '';
    document.body.appendChild(video);
    return video;
  }
  // What a client says, oldest first, without heartbeats and renditions: each with its reason, code or address.
  function said(client) {
    var words = [];
    client.subscribe(function ({ type, event }) {
      if (type !== 'event' || /heartbeat|bitrate_changed/.test(event.event)) return;
      var { reason, category, code, contentUrl } = event.payload || {};
      words.push([event.event, reason, category, code, contentUrl].filter(Boolean).join(' '));
    }, { history: true });
    return words;
  }
  // The order is said, because a test may register a tech of its own, for good.
  var create = (vhs = { overrideNative: true }) => videojs(element('video-js'), { techOrder: ['html5'], html5: { vhs } });
</script>`;

/** `/players`: the page, and beside it its players. */
export function playersRoom(versions: Versions) {
  const router = vendorRoom(versions);
  router.get('/', (_request, response) => response.type('html').send(PLAYERS_PAGE));
  return { path: '/players', handler: router };
}
