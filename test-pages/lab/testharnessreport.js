/* What the runner's testharnessreport.js does for a page that runs in a test session, as far as pages can tell. */
(function () {
  var query = {};
  location.search
    .replace('?', '')
    .split('&')
    .forEach(function (pair) {
      query[pair.split('=')[0]] = pair.split('=')[1];
    });
  if (!query.token) return;

  var root = query.web_root || '/_wave/';
  var logs = [];
  // Pages must cope with these being replaced.
  window.open = function () {
    return { close: function () {} };
  };
  window.close = function () {};
  var consoleLog = console.log;
  console.log = function () {
    logs.push(Array.prototype.join.call(arguments, ' '));
    consoleLog.apply(console, arguments);
  };

  function send(method, path, body, onAnswer) {
    var xhr = new XMLHttpRequest();
    xhr.onload = function () {
      onAnswer(xhr.responseText);
    };
    xhr.onerror = function () {
      location.href = root + 'next.html?token=' + query.token;
    };
    xhr.open(method, root + path, true);
    if (body) xhr.setRequestHeader('Content-Type', 'application/json');
    xhr.send(body);
  }

  function goOn() {
    send('GET', 'api/tests/' + query.token + '/next', null, function (answer) {
      setTimeout(
        function () {
          location.href = JSON.parse(answer).next_test;
        },
        1000 * (query.redirect_time || 0)
      );
    });
  }

  setTimeout(goOn, parseInt(query.timeout || 65000, 10));

  window.add_completion_callback(function (tests, status) {
    var result = {
      test: location.pathname,
      status: status.status,
      message: status.message,
      stack: status.stack,
      tests: tests.map(function (test) {
        return { name: test.name, status: test.status, message: test.message, stack: test.stack };
      }),
      logs: logs,
    };
    send('POST', 'api/results/' + query.token, JSON.stringify(result), goOn);
  });
})();
