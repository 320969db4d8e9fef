/* global test, assert_array_equals, assert_between_inclusive, assert_equals, assert_true, dpctfNetwork, dpctfSteps */
/*
 * What the pages do, and what must have come of it. `stage` has the player, the test session and what was recorded;
 * a scenario calls `stage.finish()` when it is through.
 */
window.dpctfScenarios = (function () {
  'use strict';

  var STARTED = dpctfSteps.STARTED;
  var when = dpctfSteps.when;
  var after = dpctfSteps.after;
  var has = dpctfSteps.has;
  var start = dpctfSteps.start;
  var orderIs = dpctfSteps.orderIs;
  var forwardsAll = dpctfSteps.forwardsAll;
  var near = dpctfSteps.near;

  return {
    'playback-to-the-end': {
      run: function (stage) {
        start(stage, function () {});
        when(stage.media, 'ended', stage.finish);
      },
      check: function (stage) {
        orderIs(stage, STARTED.concat('stopped'));
        test(function () {
          assert_equals(stage.event('stopped', 0).payload.reason, 'ended');
        }, 'stopped: ended');
        near(stage, 'stopped', 0, 1000 * stage.media.duration, 250);
        forwardsAll(stage);
      },
    },

    'pause-and-resume': {
      needsSession: true,
      run: function (stage) {
        start(stage, function () {
          when(stage.media, 'pause', function () {
            stage.stoodAt = stage.media.currentTime;
            setTimeout(function () {
              stage.stoodUntil = stage.media.currentTime;
              when(stage.media, 'playing', function () {
                after(stage, 1, stage.finish);
              });
              stage.command('start');
            }, 2000);
          });
          stage.command('pause');
        });
      },
      check: function (stage) {
        test(function () {
          assert_equals(stage.stoodUntil, stage.stoodAt);
        }, 'playback stood still while the session was paused');
        orderIs(stage, STARTED.concat('pause', 'resume', 'stopped'));
        near(stage, 'pause', 0, 1000 * stage.stoodAt, 250);
        near(stage, 'resume', 0, 1000 * stage.stoodAt, 250);
        forwardsAll(stage);
      },
    },

    seek: {
      run: function (stage) {
        function jump(to, then) {
          stage.jumps.push(stage.media.currentTime);
          when(stage.media, 'seeked', function () {
            after(stage, 1, then);
          });
          stage.media.currentTime = to;
        }
        start(stage, function () {
          jump(20, function () {
            jump(5, stage.finish);
          });
        });
      },
      check: function (stage) {
        orderIs(stage, STARTED.concat('seeking', 'seeked', 'seeking', 'seeked', 'stopped'));
        near(stage, 'seeking', 0, 1000 * stage.jumps[0], 250);
        near(stage, 'seeked', 0, 20000, 250);
        near(stage, 'seeking', 1, 1000 * stage.jumps[1], 250);
        near(stage, 'seeked', 1, 5000, 250);
        forwardsAll(stage);
      },
    },

    'rendition-switch': {
      run: function (stage) {
        start(stage, function () {
          stage.player.pick(0);
          stage.show(null, 'representation_change');
          after(stage, 4, function () {
            stage.player.pick(-1);
            stage.show(null, 'representation_change');
            // What is buffered already is shown first.
            stage.waitFor(
              function () {
                var last = stage.event('bitrate_changed', -1);
                return last && last.payload.height >= 540;
              },
              15000,
              function () {
                after(stage, 2, stage.finish);
              }
            );
          });
        });
      },
      check: function (stage) {
        test(
          function () {
            var order = stage.order().filter(function (name) {
              // VHS empties its buffer to show another rendition at once, and may have to wait for it.
              return name !== 'buffering' && name !== 'buffered';
            });
            assert_array_equals(order, STARTED.concat('stopped'));
          },
          'EPAS: ' + STARTED.join(' ') + ' stopped'
        );
        test(function () {
          var last = stage.event('bitrate_changed', -1).payload;
          assert_equals(last.height, 540);
          assert_between_inclusive(last.bitrate, 300, 700);
        }, 'bitrate_changed: the largest rendition, in kbps and pixels');
        forwardsAll(stage);
      },
    },

    'buffer-underrun': {
      smallBuffer: true,
      run: function (stage) {
        function starve() {
          dpctfNetwork.hold();
          // Not the element's own waiting: Shaka stops the clock by playbackRate 0 before it runs dry.
          stage.waitFor(has(stage, 'buffering'), 30000, function () {
            setTimeout(function () {
              dpctfNetwork.release();
              stage.waitFor(has(stage, 'buffered'), 15000, function () {
                after(stage, 1, stage.finish);
              });
            }, 2000);
          });
        }
        // On any but the smallest rendition VHS gives up on a slow segment, and on its rendition for half a minute.
        start(stage, starve, function () {
          stage.player.pick(0);
        });
      },
      check: function (stage) {
        orderIs(stage, STARTED.concat('buffering', 'buffered', 'stopped'));
        test(function () {
          var stalled = stage.event('buffered', 0).timestamp - stage.event('buffering', 0).timestamp;
          assert_between_inclusive(stalled, 1500, 6000);
        }, 'the stall lasted as long as the network was away');
        forwardsAll(stage);
      },
    },

    error: {
      run: function (stage) {
        stage.player.load(stage.player.missing);
        stage.waitFor(
          function () {
            return stage.event('stopped', 0);
          },
          20000,
          stage.finish
        );
      },
      check: function (stage) {
        test(function () {
          var order = stage.order().filter(function (name) {
            // Some players attach the address before they know that nothing is there, and warn of each attempt.
            return name !== 'loading' && name !== 'warn';
          });
          assert_array_equals(order, ['init', 'error', 'stopped']);
        }, 'EPAS: init error stopped, and nothing after that');
        test(function () {
          assert_equals(stage.event('stopped', 0).payload.reason, 'error');
        }, 'stopped: error');
        test(function () {
          assert_true(String(stage.event('error', 0).payload.code).length > 0);
        }, 'the error has a code');
        forwardsAll(stage);
      },
    },

    'resume-another-session': {
      needsSession: true,
      resumes: true,
      run: function (stage) {
        start(stage, function () {
          stage.another(function (token) {
            stage.other = token;
            stage.resumed = function () {
              setTimeout(stage.finish, 500);
            };
            stage.session.push('resume', token);
          });
        });
      },
      check: function (stage) {
        orderIs(stage, STARTED.concat('stopped'));
        test(function () {
          assert_equals(stage.event('stopped', 0).payload.reason, 'aborted');
        }, 'stopped: aborted');
        test(function () {
          assert_equals(stage.session.token, stage.other);
        }, 'the page is in the other session');
        test(function () {
          assert_true(stage.media.paused);
        }, 'playback has ended');
      },
    },
  };
})();
