import { html, type TemplateResult } from 'lit/html.js';
import type { DropReason } from '../core/records.ts';
import { bytes, place, span } from './format.ts';
import type { Traffic } from './ledger.ts';
import type { View } from './observer.ts';
import { mark, row } from './pieces.ts';
import type { Strings } from './strings.ts';

/** In one glance: do events reach the sink? */
export function sinkState({ answer }: Traffic, words: Strings): TemplateResult {
  if (!answer) return mark('dim', 'dot', words.nothingYet);
  if (answer.outcome === 'acknowledged') return mark('good', 'check', words.delivering);
  return mark('bad', 'cross', answer.status ? `${words.answers} ${answer.status}` : words.offline);
}

function lastAnswer({ answer }: Traffic, words: Strings): string | undefined {
  if (!answer) return undefined;
  const { outcome, via, status, attempt } = answer;
  const what = via === 'beacon' && outcome === 'acknowledged' ? words.beacon : status || words.noAnswer;
  return `${what} · ${words.attempt} ${attempt}`;
}

export function deliveryTab({ snapshot, ledger: { traffic }, now }: View, words: Strings): TemplateResult {
  const { queued, eventSinkUrl, dialect, heartbeatInterval, session, sessionId } = snapshot;
  const { roundTrip, acknowledged, retries, nextAttempt, lost, losses } = traffic;
  const wait = nextAttempt === undefined ? undefined : Math.max(0, nextAttempt - now);
  return html`<dl>
    ${row(words.queue, `${queued.events} ${words.events} · ${bytes(queued.bytes)}`)}
    ${row(words.lastAnswer, lastAnswer(traffic, words))}
    ${row(words.roundTrip, roundTrip !== undefined && span(roundTrip))} ${row(words.acknowledged, acknowledged)}
    ${row(words.retries, retries)}
    ${row(words.nextAttempt, wait !== undefined && mark('warn', 'wait', `${words.within} ${span(wait)}`))}
    ${row(words.lost, lost ? mark('bad', 'cross', lost) : 0)}
    ${(Object.keys(losses) as DropReason[]).map((reason) => row(`· ${words.reasons[reason]}`, losses[reason]))}
    ${row(words.sink, place(eventSinkUrl))} ${row(words.dialect, `EPAS ${dialect}`)}
    ${row(words.heartbeat, span(heartbeatInterval))}
    ${row(words.viewingSession, `${session} · ${sessionId || words.unknown}`)}
  </dl>`;
}
