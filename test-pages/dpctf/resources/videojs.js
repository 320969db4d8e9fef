/* global dpctfMedia */
/* Video.js as the scenarios see a player. `smallBuffer`: keep little ahead, so that it can run dry in a short time. */
window.dpctfPlayer = function (options, smallBuffer) {
  'use strict';
  if (smallBuffer) videojs.Vhs.GOAL_BUFFER_LENGTH = videojs.Vhs.MAX_GOAL_BUFFER_LENGTH = 4;
  var player = videojs('video', { controls: false, bigPlayButton: false, loadingSpinner: false, muted: true });
  var analytics = player.tellybeat(options);
  var renditions = function () {
    return player
      .tech(true)
      .vhs.representations()
      .sort(function (a, b) {
        return a.bandwidth - b.bandwidth;
      });
  };

  return {
    analytics: analytics,
    media: player.tech(true).el(),
    controls: player,
    missing: 'resources/media/nothing.m3u8',
    load: function (url) {
      player.src({ src: url || dpctfMedia.url('master.m3u8'), type: 'application/x-mpegURL' });
    },
    /** 0 is the smallest, -1 the largest. */
    pick: function (index) {
      var all = renditions();
      var picked = all[index < 0 ? all.length + index : index];
      all.forEach(function (one) {
        one.enabled(one === picked);
      });
    },
    destroy: function () {
      player.dispose();
    },
  };
};
