/* global test, setup, done, assert_equals, assert_implements_optional, assert_unreached, dpctfPlayer, dpctfRunner, dpctfScenarios, dpctfStatusCode */
/*
 * One test page: joins the test session its address names, tells observers that it is ready, plays its scenario,
 * checks the EPAS events and the playback events that came back, waits for observers, and reports by testharness.js.
 */
window.dpctfPage = (function () {
  'use strict';
  var parameters = dpctfRunner.parameters;
  var parse = dpctfRunner.parse;

  /** What the media element does, watched apart from what is forwarded; the frequent ones are thinned out there. */
  function watch(media, seen) {
    var types =
      'abort canplay canplaythrough durationchange emptied encrypted ended error loadeddata loadedmetadata loadstart pause play playing ratechange resize seeked seeking stalled suspend volumechange waiting waitingforkey';
    types.split(' ').forEach(function (type) {
      media.addEventListener(type, function () {
        seen(type);
      });
    });
  }

  function createStage(page, scenario) {
    var sink = parameters.all.sink || '/epas';
    var options = { eventSinkUrl: location.protocol + '//' + location.host + sink, persist: false, deviceType: 'tv' };
    options.contentId = page.scenario;
    var events = [];
    var happened = [];
    var forwarded = [];
    var player = dpctfPlayer(options, scenario.smallBuffer);
    var stage = {
      player: player,
      media: player.media,
      /** Where the playhead was before each seek, in seconds. */
      jumps: [],
      /** Names of the EPAS events in order, without those that come by the clock or by the rate. */
      order: function () {
        return events
          .map(function (event) {
            return event.event;
          })
          .filter(function (name) {
            return name !== 'heartbeat' && name !== 'bitrate_changed';
          });
      },
      /** The event of that name with this index; -1 is the last. */
      event: function (name, index) {
        var found = events.filter(function (event) {
          return event.event === name;
        });
        return found[index < 0 ? found.length + index : index];
      },
      happened: function () {
        return happened.slice(0, stage.until);
      },
      forwarded: function () {
        return forwarded.slice(0, stage.until);
      },
      play: function () {
        var started = player.controls.play();
        if (started && started['catch']) started['catch'](function () {});
      },
      waitFor: function (holds, limit, then) {
        var end = new Date().getTime() + limit;
        var timer = setInterval(function () {
          if (!holds() && new Date().getTime() < end) return;
          clearInterval(timer);
          then();
        }, 50);
      },
      /** What an operator would do: start or pause the session by the runner's API. */
      command: function (name) {
        stage.commanded = name;
        dpctfRunner.call('POST', 'sessions/' + parameters.token + '/' + name, null, function () {});
      },
      /** Makes another session, without tests, and tells its token. */
      another: function (then) {
        var nothing = JSON.stringify({ tests: { include: ['/none/'] } });
        dpctfRunner.call('POST', 'sessions', nothing, function (status, text) {
          then(parse(text).token);
        });
      },
      resumed: function () {},
      finish: function () {},
      /** For the camera: the state, and what was done last. */
      show: function (state, action) {
        if (stage.code) stage.code.show(state, action);
      },
      watch: function () {
        happened = [];
      },
    };
    player.analytics.subscribe(function (record) {
      if (record.type !== 'event') return;
      events.push(record.event);
      // Of a stream that is not there, the element itself may never hear.
      if (record.event.event === 'error') stage.show('error');
    });
    watch(player.media, function (type) {
      happened.push(type);
    });
    stage.session = tellybeat.joinTestSession({
      analytics: player.analytics,
      media: player.media,
      controls: player.controls,
      baseUrl: parameters.webRoot,
      token: parameters.token,
      // The page that is about going on in another session checks that it does; any other makes room for its tests.
      webRoot: scenario.resumes ? undefined : parameters.webRoot,
      onEnd: function (status) {
        stage.ended = 'the test session was ' + status;
        stage.finish(stage.ended);
      },
      onResume: function () {
        stage.resumed();
      },
    });
    stage.session.subscribe(function (record) {
      if (record.type !== 'event') return;
      var data = record.event.data;
      // What was forwarded before is of the page before this one, or of before we began to watch.
      if (record.event.type === 'test_ready' && data.path === page.path) forwarded = [];
      if (record.event.type !== 'playback' || data.type === 'timeupdate' || data.type === 'progress') return;
      forwarded.push(data.type);
    });
    return stage;
  }

  function reportObservations(results) {
    results.forEach(function (result) {
      test(function () {
        assert_equals(result.status, 'PASS', result.message || '');
      }, 'observation: ' + result.name);
    });
  }

  function run(page) {
    setup({ explicit_done: true, explicit_timeout: true });
    var scenario = dpctfScenarios[page.scenario];
    page.path = location.pathname.substring(1);
    var stage = createStage(page, scenario);
    stage.code = dpctfStatusCode(stage.media, document.getElementById('code'), document.getElementById('status'));
    var info = {
      path: page.path,
      title: page.title,
      description: page.description,
      params: parameters.all,
      observations: page.observations,
    };

    dpctfRunner.readLimits(page, function (limits) {
      var observed = false;
      var finished = false;
      var concluded = false;
      var observer = tellybeat.observeTest(stage.session, info, {
        readyWithin: limits.observation_ready_timeout,
        completedWithin: limits.observation_completed_timeout,
      });

      function conclude() {
        if (concluded) return;
        concluded = true;
        observer.stop();
        // A session this page had paused would stay so, and the runner would not go on to the next test.
        if (stage.commanded === 'pause') stage.command('start');
        stage.session();
        done();
      }
      function check(reason) {
        // The viewing ends before it is judged, so that its last event is among those that are.
        stage.player.analytics.destroy();
        if (reason) {
          test(function () {
            assert_unreached(reason);
          }, 'the test comes to its end');
        }
        scenario.check(stage);
        stage.show('finished', 'close');
        if (!observed || stage.ended) return conclude();
        observer.results(function (results) {
          reportObservations(results);
          conclude();
        });
      }
      /** `reason`: why it is over before the scenario is through. */
      stage.finish = function (reason) {
        // Over while the observers are waited for: they have nobody to tell any more.
        if (finished && stage.ended && stage.checked) return conclude();
        if (finished) return;
        finished = true;
        clearTimeout(timer);
        stage.until = stage.happened().length;
        // What the element did last is still on its way to the runner and back.
        stage.waitFor(
          function () {
            return !parameters.token || stage.ended || stage.forwarded().length >= stage.until;
          },
          5000,
          function () {
            check(reason);
            stage.checked = true;
          }
        );
      };
      // The runner goes on to the next page at its own limit, and this page's findings would be lost.
      var runnersLimit = Number(parameters.all.timeout) || Infinity;
      var limit = Math.min(limits.test_timeout, Math.max(runnersLimit - 15000, 15000));
      var timer = setTimeout(function () {
        stage.finish('not through after ' + limit / 1000 + ' s');
      }, limit);
      if (stage.ended) return stage.finish(stage.ended);

      if (!parameters.token) {
        test(function () {
          assert_implements_optional(!scenario.needsSession, 'a test session: open the page with ?token=…');
        }, 'runs in a test session');
        if (scenario.needsSession) return conclude();
        return scenario.run(stage);
      }
      stage.watch();
      observer.announce(function (outcome) {
        observed = outcome === 'done';
        scenario.run(stage);
      });
    });
  }

  return { run: run };
})();
