/**
 * Run inside the stripped realm: the part of an ES5 browser that a page of 2012 could count on, and no more.
 * `host` keeps the time and does the network; everything else is written here, in ES5.
 */
(function (global, host) {
  'use strict';

  function makeTarget(target) {
    var listeners = {};
    target.addEventListener = function (type, listener) {
      listeners[type] = listeners[type] || [];
      if (listeners[type].indexOf(listener) < 0) listeners[type].push(listener);
    };
    target.removeEventListener = function (type, listener) {
      listeners[type] = (listeners[type] || []).filter(function (other) {
        return other !== listener;
      });
    };
    target.dispatchEvent = function (event) {
      event.target = target;
      (listeners[event.type] || []).slice().forEach(function (listener) {
        host.guard(function () {
          listener.call(target, event);
        });
      });
    };
    target.countListeners = function () {
      return Object.keys(listeners).reduce(function (sum, type) {
        return sum + listeners[type].length;
      }, 0);
    };
    return target;
  }

  global.window = global.self = global;
  makeTarget(global);
  global.document = makeTarget({ hidden: false, visibilityState: 'visible', readyState: 'complete' });
  global.navigator = { userAgent: 'Mozilla/5.0 (ES5)', onLine: true };
  global.location = { href: 'http://tv.example/app/', protocol: 'http:' };
  global.setTimeout = host.setTimeout;
  global.clearTimeout = host.clearTimeout;
  Date.now = host.now;

  function XMLHttpRequest() {
    this.readyState = this.status = this.timeout = 0;
    this.responseText = '';
    this.headers = {};
  }
  function finish(request, type, answer) {
    request.cancel = null;
    request.readyState = 4;
    request.status = answer ? answer.status : 0;
    request.responseText = answer ? answer.body : '';
    request.getResponseHeader = function (name) {
      return (answer && answer.headers[name.toLowerCase()]) || null;
    };
    ['onreadystatechange', 'on' + type, 'onloadend'].forEach(function (handler) {
      host.guard(function () {
        if (request[handler]) request[handler]({ type: type, target: request });
      });
    });
  }
  XMLHttpRequest.prototype = {
    constructor: XMLHttpRequest,
    open: function (method, url, async) {
      if (async === false) throw new Error('A synchronous request freezes the picture');
      this.method = method;
      this.url = url;
      this.readyState = 1;
    },
    setRequestHeader: function (name, value) {
      this.headers[name] = value;
    },
    send: function (body) {
      var request = this;
      request.cancel = host.send(request.method, request.url, request.headers, body || '', function (answer) {
        host.clearTimeout(timer);
        finish(request, answer ? 'load' : 'error', answer);
      });
      var timer =
        request.timeout &&
        host.setTimeout(function () {
          request.cancel();
          finish(request, 'timeout');
        }, request.timeout);
    },
    abort: function () {
      if (!this.cancel) return;
      this.cancel();
      finish(this, 'abort');
    },
  };
  global.XMLHttpRequest = XMLHttpRequest;

  var stored = {};
  global.localStorage = {
    getItem: function (key) {
      return Object.prototype.hasOwnProperty.call(stored, key) ? stored[key] : null;
    },
    setItem: function (key, value) {
      stored[key] = String(value);
    },
    removeItem: function (key) {
      delete stored[key];
    },
    key: function (index) {
      return Object.keys(stored)[index] || null;
    },
  };
  Object.defineProperty(global.localStorage, 'length', {
    get: function () {
      return Object.keys(stored).length;
    },
  });

  /** A media element: the test says what it shows (`happen`), the script under test may play and pause it. */
  global.video = makeTarget({
    currentTime: 0,
    duration: NaN,
    paused: true,
    ended: false,
    seeking: false,
    readyState: 0,
    networkState: 0,
    playbackRate: 1,
    loop: false,
    currentSrc: '',
    error: null,
    seekable: {
      length: 1,
      start: function () {
        return 0;
      },
      end: function () {
        return global.video.duration;
      },
    },
    happen: function (type, changes) {
      Object.keys(changes || {}).forEach(function (key) {
        global.video[key] = changes[key];
      });
      global.video.dispatchEvent({ type: type });
    },
    play: function () {
      global.video.happen('play', { paused: false });
    },
    pause: function () {
      if (!global.video.paused) global.video.happen('pause', { paused: true });
    },
  });

  return makeTarget;
});
