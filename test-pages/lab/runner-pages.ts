import type { Router } from 'express';

const page = (title: string, text: string, script: string) => `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>${title}</title>
    <style>body { font: 24px sans-serif; margin: 5%; background: #111; color: #eee }</style>
  </head>
  <body>
    <h1>${title}</h1>
    <p>${text}</p>
    <script>
      function ask(path, use) {
        var xhr = new XMLHttpRequest();
        xhr.onload = function () { use(xhr.status === 200 ? JSON.parse(xhr.responseText) : null); };
        xhr.onerror = function () { setTimeout(function () { ask(path, use); }, 1000); };
        xhr.open('GET', path, true);
        xhr.send();
      }
      function query(name) {
        var found = location.search.match(new RegExp('[?&]' + name + '=([^&]*)'));
        return found ? decodeURIComponent(found[1]) : '';
      }
      ${script}
    </script>
  </body>
</html>
`;

const goOn = `ask('api/tests/' + query('token') + '/next', function (answer) {
        if (answer) location.href = answer.next_test;
      });`;
const waitForStart = `(function wait() {
        ask('api/sessions/' + query('token') + '/status', function (answer) {
          if (answer && answer.status !== 'pending' && answer.status !== 'paused') location.href = 'next.html' + location.search;
          else setTimeout(wait, 500);
        });
      })();`;
const toTest = `var url = query('test_url');
      // The address comes from the query: only a page of this very host is opened.
      if (url.indexOf(location.origin + '/') === 0) setTimeout(function () { location.href = url; }, query('redirect_time') * 1000);`;

const PAGES: Record<string, string> = {
  'next.html': page('Next test', 'Loading …', goOn),
  'newsession.html': page('New test session', 'Waiting for its start …', waitForStart),
  'pause.html': page('Paused', 'The test session goes on when it is resumed.', waitForStart),
  'pre-test.html': page('Next test', 'It is about to start.', toTest),
  'finish.html': page('Finished', 'The test session has ended.', ''),
};

/** The pages between the tests, at the addresses where the runner has them. */
export function addRunnerPages(router: Router) {
  for (const [name, html] of Object.entries(PAGES)) {
    router.get([`/${name}`, `/dpctf/${name}`], (request, response) => {
      // Their addresses are relative to the web root, whichever of the two folders they are opened from.
      response.type('html').send(html.replace('<head>', `<head>\n    <base href="${request.baseUrl}/">`));
    });
  }
}
