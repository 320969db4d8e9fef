import { html, type TemplateResult } from 'lit/html.js';
import type { TestSessionView } from './contract.ts';
import { brief } from './format.ts';
import type { View } from './observer.ts';
import { look, row, troubleText } from './pieces.ts';
import type { Strings } from './strings.ts';

/** What the QR code says: the names under which the desk finds this session, and what went wrong last. */
export function takeAway({ snapshot, trouble }: View, test: TestSessionView, words: Strings): string {
  return [
    words.name,
    `${words.viewingSession}: ${brief(snapshot.sessionId || words.unknown, 80)}`,
    test.token ? `${words.testSession}: ${brief(test.token, 80)}` : '',
    trouble ? `${words.lastError}: ${brief(troubleText(trouble), 120)}` : '',
  ]
    .filter(Boolean)
    .join('\n');
}

export function testSessionTab(view: View, test: TestSessionView, words: Strings): TemplateResult {
  const { token, status, lastNumber, polls, forwarded, lastReceived } = test;
  return html`
    <dl>
      ${row(words.testSession, token ? brief(token, 80) : words.noTestSession)}
      ${row(words.status, status && look(status, brief(status, 40)))} ${row(words.lastNumber, lastNumber)}
      ${row(words.polls, polls)} ${row(words.forwarded, forwarded)}
      ${row(words.lastReceived, lastReceived && `${brief(lastReceived.type, 40)} · ${brief(lastReceived.data, 90)}`)}
    </dl>
    <figure class="qr">
      <canvas role="img" aria-label=${words.qr}></canvas>
      <b>${words.qr}</b>
      <pre>${takeAway(view, test, words)}</pre>
    </figure>
  `;
}
