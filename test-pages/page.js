/**
 * What every test page shares: its parameters, the caption, the remote control. A classic script in ES5, because a test
 * page that an old TV cannot parse tests nothing.
 *
 * Parameters: sink, dialect, src, autoplay, overlay, sessionId, heartbeat, persist (see the README).
 */
(function () {
  'use strict';

  /** The query as an object; the last of several equal names wins, and a broken escape stays as it is. */
  function readParameters(search) {
    var parameters = {};
    search
      .replace(/^\?/, '')
      .split('&')
      .forEach(function (pair) {
        var cut = pair.indexOf('=');
        var name = cut < 0 ? pair : pair.slice(0, cut);
        if (name) parameters[name] = decode(cut < 0 ? '' : pair.slice(cut + 1));
      });
    return parameters;
  }

  function decode(text) {
    try {
      return decodeURIComponent(text.replace(/\+/g, ' '));
    } catch (malformed) /* eslint-disable-line no-unused-vars -- ES5 cannot leave the name out */ {
      return text;
    }
  }

  /** Made absolute by the browser itself: `URL` is newer than some of the TVs. */
  function absolute(url) {
    var link = document.createElement('a');
    link.href = url;
    return link.href;
  }

  var parameters = readParameters(location.search);
  var yes = function (value, otherwise) {
    return value === undefined ? otherwise : value !== '0' && value !== 'false';
  };

  var H264 = 'video/mp4; codecs="avc1.4d401f,mp4a.40.2"';
  var VP9 = 'video/mp4; codecs="vp09.00.21.08,opus"';

  function canStream(type) {
    return !!window.MediaSource && window.MediaSource.isTypeSupported(type);
  }

  /** Engines built without H.264 (many Chromium builds for development) get the same pictures in VP9. */
  function streams(file) {
    return 'media/' + (!canStream(H264) && canStream(VP9) ? 'vp9/' : 'h264/') + file;
  }

  function files() {
    return document.createElement('video').canPlayType(H264) ? 'media/clock.mp4' : 'media/clock.webm';
  }

  /**
   * A stream of the live simulator, from the page's parameters `format` (hls, dash), `dvr` (seconds a viewer may seek back)
   * and `end` (it ends after so many seconds, and becomes VOD). Each page load is a broadcast of its own.
   */
  function liveStream(format) {
    var chosen = parameters.format === 'dash' || parameters.format === 'hls' ? parameters.format : format;
    var stream = ['channel=' + new Date().getTime().toString(36)];
    if (Number(parameters.dvr) >= 0) stream.push('dvr=' + Number(parameters.dvr));
    if (Number(parameters.end) > 0) stream.push('end=' + Number(parameters.end));
    var file = chosen === 'dash' ? 'manifest.mpd' : 'master.m3u8';
    return '/live/' + stream.join(',') + streams(file).replace('media', '');
  }

  /**
   * VHS, the streaming half of Video.js, asks for H.264 before it registers at all, whatever the stream holds.
   * Where there is only VP9 it gets the answer it needs, and every other question the true one.
   */
  function persuadeVideojs() {
    if (canStream(H264) || !canStream(VP9)) return;
    var MediaSource = window.MediaSource;
    var ask = MediaSource.isTypeSupported;
    MediaSource.isTypeSupported = function (type) {
      return type.replace(/ /g, '') === 'video/mp4;codecs="avc1.4d400d,mp4a.40.2"' || ask.call(MediaSource, type);
    };
  }

  function options(contentId) {
    var chosen = {
      eventSinkUrl: absolute(parameters.sink || '/epas'),
      dialect: parameters.dialect === '0.2' ? '0.2' : '0.1',
      contentId: contentId,
      deviceType: 'tv',
      persist: yes(parameters.persist, true),
    };
    if (parameters.sessionId !== undefined) chosen.sessionId = parameters.sessionId;
    if (Number(parameters.heartbeat) > 0) chosen.heartbeatInterval = Number(parameters.heartbeat);
    return chosen;
  }

  var caption = document.createElement('div');
  caption.className = 'caption';

  function show(parts) {
    caption.innerHTML = '';
    parts.forEach(function (part) {
      var element = document.createElement(part[0]);
      element.appendChild(document.createTextNode(part[1]));
      caption.appendChild(element);
    });
  }

  function fail(reason) {
    caption.className = 'caption failed';
    show([
      ['b', 'Failed'],
      ['span', String((reason && (reason.message || reason.code)) || reason)],
    ]);
  }

  /** Player, source, session and state, and the last event that was made. */
  function describe(player, source, analytics) {
    var last = '';
    function update() {
      if (caption.className !== 'caption') return;
      var now = analytics.snapshot();
      show([
        ['b', now.state],
        ['span', player],
        ['span', source.replace(/^.*\/media\//, '')],
        ['span', 'session ' + (now.sessionId ? now.sessionId.slice(0, 8) : '–')],
        ['i', last],
      ]);
    }
    analytics.subscribe(
      function (record) {
        if (record.type === 'event') last = record.event.event;
        update();
      },
      { history: true }
    );
    update();
  }

  /** OK toggles, the arrows jump ten seconds; the media keys of Tizen, webOS and HbbTV do what they say. */
  function listenToRemote(video) {
    var toggle = function () {
      if (!video.paused) return video.pause();
      var started = video.play();
      // Old engines return nothing, new ones a promise that rejects when the browser wants a gesture first.
      if (started && started['catch']) started['catch'](function () {});
    };
    var jump = function (seconds) {
      var end = video.duration;
      var target = Math.max(0, video.currentTime + seconds);
      video.currentTime = end > 0 && isFinite(end) ? Math.min(end, target) : target;
    };
    var actions = {
      13: toggle,
      10252: toggle,
      179: toggle,
      415: function () {
        if (video.paused) toggle();
      },
      19: function () {
        video.pause();
      },
      413: function () {
        video.pause();
      },
      37: jump.bind(null, -10),
      412: jump.bind(null, -10),
      39: jump.bind(null, 10),
      417: jump.bind(null, 10),
    };
    document.addEventListener('keydown', function (event) {
      var action = actions[event.keyCode];
      // A focused button has its own idea of OK, and an open overlay of every key.
      if (!action || event.defaultPrevented || /^(BUTTON|INPUT|A)$/.test(event.target.tagName)) return;
      event.preventDefault();
      action();
    });
    return toggle;
  }

  function openOverlay(analytics, video) {
    var script = document.createElement('script');
    script.src = 'dist/browser/tellybeat-overlay.min.js';
    script.onload = function () {
      window.page.hideOverlay = window.tellybeat.showOverlay(analytics, { media: video });
    };
    script.onerror = function () {
      fail('the overlay is not built: npx rollup -c');
    };
    document.body.appendChild(script);
  }

  /**
   * Puts a page to work. `start(options, source)` makes the player and returns what the page is about:
   * `{ analytics, video, player }`, which is then found in `window.page`.
   */
  function run(name, contentId, preset, start) {
    document.body.appendChild(caption);
    show([
      ['b', 'starting'],
      ['span', name],
    ]);
    if (!window.tellybeat) return fail('the bundles are not built: npx rollup -c');
    var source = absolute(parameters.src || preset);
    var made;
    try {
      made = start(options(contentId), source);
    } catch (error) {
      return fail(error);
    }
    window.page = made;
    describe(name, source, made.analytics);
    var toggle = listenToRemote(made.video);
    if (yes(parameters.autoplay, false)) {
      // A player that attaches its source later takes the request to play away again; the attribute stays.
      made.video.autoplay = true;
      toggle();
    }
    if (yes(parameters.overlay, false)) openOverlay(made.analytics, made.video);
  }

  window.testPage = {
    run: run,
    fail: fail,
    streams: streams,
    liveStream: liveStream,
    files: files,
    persuadeVideojs: persuadeVideojs,
    parameters: parameters,
  };
})();
