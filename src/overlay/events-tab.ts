import { html, nothing, type TemplateResult } from 'lit/html.js';
import { json, moment, utc } from './format.ts';
import type { Entry } from './ledger.ts';
import type { Place } from './navigation.ts';
import { control, look } from './pieces.ts';
import type { Strings } from './strings.ts';

/** How many events fit on the panel. */
const ROWS = 16;
/** How many lines of an event in full fit; COLUMNS cuts them where they would wrap. */
const LINES = 20;
const COLUMNS = /.{1,46}/g;

const fateOf = ({ fate, reason }: Entry, words: Strings): TemplateResult =>
  look(fate, reason ? `${words.fates[fate]}: ${words.reasons[reason]}` : words.fates[fate]);

const isLive = ({ event: { playhead } }: Entry): boolean => playhead > 1e11;

const line = (entry: Entry, focused: boolean, words: Strings): TemplateResult => html`
  <div class="event ${focused ? 'on' : ''}">
    <span>${utc(entry.event.timestamp, 12)}</span><b>${entry.event.event}</b
    ><span>${moment(entry.event.playhead, isLive(entry))}</span>${fateOf(entry, words)}
  </div>
`;

export interface EventList {
  /** Oldest first, filtered. */
  readonly entries: readonly Entry[];
  /** '' shows all types. */
  readonly filter: string;
  readonly held: boolean;
  /** Events that came since the list is held. */
  readonly missed: number;
}

export function eventsTab({ entries, filter, held, missed }: EventList, place: Place, words: Strings): TemplateResult {
  const { length } = entries;
  const at = Number(place.focus) > 0 ? length - 1 - entries.map(({ id }) => id).indexOf(Number(place.focus)) : 0;
  // Newest first; the highlight is never lower than the third row from the bottom, but at the end of the list.
  const first = Math.max(0, Math.min(at - ROWS + 3, length - ROWS));
  const shown = entries.slice(Math.max(0, length - first - ROWS), length - first).reverse();
  return html`
    <p>
      ${control('filter', place.focus, html`${words.filter}: ${filter || words.all}`)}${control(
        'pause',
        place.focus,
        held ? words.resume : words.pause,
      )}
    </p>
    <p class="dim">${entries.length} ${words.events}${held ? html` · ${missed} ${words.held}` : nothing}</p>
    <div>${length ? shown.map((entry) => line(entry, entry.id === place.focus, words)) : words.none}</div>
  `;
}

/** The lines of one event in full, none wider than the panel. */
function linesOf({ event, session, id }: Entry): readonly string[] {
  return json({ id, session, ...event }, 1)
    .split('\n')
    .reduce<string[]>((lines, text) => lines.concat(text.match(COLUMNS) || []), []);
}

/** The last first line that still fills the panel. */
export const lastTop = (entry: Entry): number => Math.max(0, linesOf(entry).length - LINES);

export function eventInFull(entry: Entry, top: number, words: Strings): TemplateResult {
  const lines = linesOf(entry);
  const { request } = entry;
  return html`
    <p><b>${entry.event.event}</b> ${fateOf(entry, words)}</p>
    <p class="dim">
      ${request ? html`${words.attempt} ${request.attempt} · ${request.via} · ${request.status || words.noAnswer}` : nothing}
      ${lines.length > LINES ? html`${top + 1}–${Math.min(lines.length, top + LINES)} ${words.of} ${lines.length}` : nothing}
    </p>
    <pre>${lines.slice(top, top + LINES).join('\n')}</pre>
  `;
}
