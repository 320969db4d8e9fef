/**
 * Run inside the realm: as much of the globals `videojs` and `shaka` as the plugins touch, around the realm's `video`.
 * The real players are newer than ES5; the plugins meet them in test/plugins and test/e2e.
 */
(function (global, makeTarget) {
  'use strict';
  var video = global.video;
  var Player = function () {};
  var current = null;

  function list(type) {
    return [].concat(type);
  }
  function reader(name) {
    Player.prototype[name] = function () {
      return video[name];
    };
  }
  'currentTime duration paused ended seeking readyState networkState playbackRate loop currentSrc seekable error'
    .split(' ')
    .forEach(reader);
  Player.prototype.videoWidth = Player.prototype.videoHeight = function () {
    return 0;
  };
  Player.prototype.scrubbing = function () {
    return false;
  };
  Player.prototype.tech = function () {
    return undefined;
  };
  Player.prototype.on = function (type, handler) {
    var target = this.target;
    list(type).forEach(function (one) {
      target.addEventListener(one, handler);
    });
  };
  Player.prototype.off = function (type, handler) {
    var target = this.target;
    list(type).forEach(function (one) {
      target.removeEventListener(one, handler);
    });
  };
  Player.prototype.dispose = function () {
    this.target.dispatchEvent({ type: 'dispose' });
  };

  global.videojs = function () {
    if (current) return current;
    current = new Player();
    current.target = makeTarget({});
    'loadstart durationchange loadedmetadata canplay play playing timeupdate pause seeking seeked waiting ended'
      .split(' ')
      .forEach(function (type) {
        video.addEventListener(type, function () {
          current.target.dispatchEvent({ type: type });
        });
      });
    return current;
  };
  global.videojs.registerPlugin = function (name, plugin) {
    Player.prototype[name] = plugin;
  };

  var tracks = [
    { active: false, bandwidth: 300000, width: 320, height: 180 },
    { active: true, bandwidth: 900000, width: 640, height: 360, videoBandwidth: 800000, audioBandwidth: 100000 },
  ];
  global.shaka = {
    Player: function () {
      var player = makeTarget(this);
      var uri = null;
      player.load = function (url) {
        uri = url;
        player.dispatchEvent({ type: 'loading' });
      };
      player.destroy = function () {
        uri = null;
        player.dispatchEvent({ type: 'unloading' });
      };
      player.getAssetUri = function () {
        return uri;
      };
      player.getLoadMode = function () {
        return uri ? 2 : 0;
      };
      player.getMediaElement = function () {
        return video;
      };
      player.getNetworkingEngine = player.getPlayheadTimeAsDate = function () {
        return null;
      };
      player.isLive = function () {
        return false;
      };
      player.seekRange = function () {
        return { start: 0, end: video.duration };
      };
      player.getVariantTracks = function () {
        return uri ? tracks : [];
      };
      video.addEventListener('loadedmetadata', function () {
        player.dispatchEvent({ type: 'loaded' });
      });
      ['waiting', 'playing'].forEach(function (type) {
        video.addEventListener(type, function () {
          player.dispatchEvent({ type: 'buffering', buffering: type === 'waiting' });
        });
      });
    },
  };
});
