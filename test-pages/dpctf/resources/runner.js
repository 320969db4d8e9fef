/* The test runner as a page sees it: what it says in the page's address and in its configuration, and its API. */
window.dpctfRunner = (function () {
  'use strict';
  var parameters = tellybeat.pageParameters(location.search);

  function request(method, path, body, then) {
    var xhr = new XMLHttpRequest();
    xhr.onreadystatechange = function () {
      if (xhr.readyState === 4) then(xhr.status, xhr.responseText);
    };
    xhr.open(method, path, true);
    if (body) xhr.setRequestHeader('Content-Type', 'text/plain');
    xhr.send(body);
  }

  function parse(text) {
    try {
      return JSON.parse(text);
    } catch (error) /* eslint-disable-line no-unused-vars -- ES5 cannot leave the name out */ {
      return {};
    }
  }

  /** `all`, then what is said of this scenario, then of this very page: the later ones win. */
  function readLimits(page, then) {
    request('GET', '/test-config.json', null, function (status, text) {
      var config = status === 200 ? parse(text) : {};
      var limits = { observation_ready_timeout: 5000, observation_completed_timeout: 60000, test_timeout: 60000 };
      var places = ['all', page.scenario + '.html', page.path];
      places.concat('').forEach(function (place) {
        var chosen = place ? config[place] : parameters.all;
        Object.keys(limits).forEach(function (name) {
          if (chosen && Number(chosen[name]) > 0) limits[name] = Number(chosen[name]);
        });
      });
      then(limits);
    });
  }

  return {
    parameters: parameters,
    parse: parse,
    /** `path` is below `api/`. */
    call: function (method, path, body, then) {
      request(method, parameters.webRoot + 'api/' + path, body, then);
    },
    readLimits: readLimits,
  };
})();
