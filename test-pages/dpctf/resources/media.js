/* Which of the streams this engine can play: many Chromium builds for development are without H.264. */
window.dpctfMedia = (function () {
  'use strict';
  var H264 = 'video/mp4; codecs="avc1.4d401f,mp4a.40.2"';
  var VP9 = 'video/mp4; codecs="vp09.00.21.08,opus"';

  function canStream(type) {
    return !!window.MediaSource && window.MediaSource.isTypeSupported(type);
  }

  var vp9 = !canStream(H264) && canStream(VP9);
  if (vp9) {
    // VHS asks for H.264 before it registers at all, whatever the stream holds.
    var ask = window.MediaSource.isTypeSupported;
    window.MediaSource.isTypeSupported = function (type) {
      return (
        type.replace(/ /g, '') === 'video/mp4;codecs="avc1.4d400d,mp4a.40.2"' || ask.call(window.MediaSource, type)
      );
    };
  }
  return {
    url: function (file) {
      return 'resources/media/' + (vp9 ? 'vp9/' : 'h264/') + file;
    },
  };
})();
