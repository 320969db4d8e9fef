/* global test, assert_array_equals, assert_approx_equals */
/* The steps and the checks that scenarios share. */
window.dpctfSteps = (function () {
  'use strict';

  function when(media, type, then) {
    function once() {
      media.removeEventListener(type, once);
      then();
    }
    media.addEventListener(type, once);
  }

  /** Calls `then` when the playhead has moved on by so many seconds. */
  function after(stage, seconds, then) {
    var from = stage.media.currentTime;
    var timer = setInterval(function () {
      if (stage.media.currentTime < from + seconds) return;
      clearInterval(timer);
      then();
    }, 50);
  }

  function has(stage, name) {
    return function () {
      return stage.event(name, 0);
    };
  }

  function start(stage, then, prepare) {
    when(stage.media, 'canplay', function () {
      if (prepare) prepare();
      when(stage.media, 'playing', function () {
        after(stage, 2, then);
      });
      stage.play();
    });
    stage.player.load();
  }

  var STARTED = ['init', 'loading', 'loaded', 'play', 'playing'];

  function orderIs(stage, expected) {
    test(
      function () {
        assert_array_equals(stage.order(), expected);
      },
      'EPAS: ' + expected.join(' ')
    );
  }

  function forwardsAll(stage) {
    if (!stage.session.token) return;
    test(function () {
      assert_array_equals(stage.forwarded(), stage.happened());
    }, 'every event of the media element comes back as a playback event, in order');
  }

  function near(stage, name, index, milliseconds, by) {
    test(
      function () {
        assert_approx_equals(stage.event(name, index).playhead, milliseconds, by);
      },
      name + ' ' + (index + 1) + ': the playhead is where the element was'
    );
  }

  return {
    STARTED: STARTED,
    when: when,
    after: after,
    has: has,
    start: start,
    orderIs: orderIs,
    forwardsAll: forwardsAll,
    near: near,
  };
})();
