/* global dpctfMedia */
/* Shaka Player as the scenarios see a player. `smallBuffer`: keep little ahead, so that it can run dry in a short time. */
window.dpctfPlayer = function (options, smallBuffer) {
  'use strict';
  shaka.polyfill.installAll();
  var video = document.getElementById('video');
  video.muted = true;
  var player = new shaka.Player();
  var analytics = tellybeat.attachShaka(player, options);
  var attached = player.attach(video);
  if (smallBuffer) player.configure({ streaming: { bufferingGoal: 3, rebufferingGoal: 0.5 } });

  return {
    analytics: analytics,
    media: video,
    controls: video,
    missing: 'resources/media/nothing.mpd',
    load: function (url) {
      attached
        .then(function () {
          return player.load(url || dpctfMedia.url('manifest.mpd'));
        })
        ['catch'](function () {
          // Told by the player's error event as well.
        });
    },
    /** 0 is the smallest, -1 the largest. */
    pick: function (index) {
      var tracks = player.getVariantTracks().sort(function (a, b) {
        return a.bandwidth - b.bandwidth;
      });
      player.configure({ abr: { enabled: false } });
      player.selectVariantTrack(tracks[index < 0 ? tracks.length + index : index]);
    },
    destroy: function () {
      return player.destroy();
    },
  };
};
