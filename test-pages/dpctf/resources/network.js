/*
 * A network that can be taken away and given back: while it is held, requests for media segments wait.
 * Loaded before the players, which keep the functions they find.
 */
window.dpctfNetwork = (function () {
  'use strict';
  var held = false;
  var waiting = [];

  function isSegment(url) {
    return /\.m4s(\?|$)/.test(String(url));
  }

  function whenThere(url, go) {
    if (held && isSegment(url)) waiting.push(go);
    else go();
  }

  var open = XMLHttpRequest.prototype.open;
  var send = XMLHttpRequest.prototype.send;
  XMLHttpRequest.prototype.open = function (method, url) {
    this.dpctfUrl = url;
    return open.apply(this, arguments);
  };
  XMLHttpRequest.prototype.send = function (body) {
    var request = this;
    whenThere(request.dpctfUrl, function () {
      // A player that has given up on it meanwhile has taken it back: there is nothing to send.
      if (request.readyState === 1) send.call(request, body);
    });
  };
  if (window.fetch) {
    var fetchNow = window.fetch;
    window.fetch = function (input, options) {
      return new Promise(function (resolve, reject) {
        whenThere((input && input.url) || input, function () {
          fetchNow.call(window, input, options).then(resolve, reject);
        });
      });
    };
  }

  return {
    hold: function () {
      held = true;
    },
    release: function () {
      held = false;
      waiting.splice(0).forEach(function (go) {
        go();
      });
    },
  };
})();
