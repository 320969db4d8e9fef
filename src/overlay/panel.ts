import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Opacity, Side, TestSessionView } from './contract.ts';
import { deliveryTab, sinkState } from './delivery-tab.ts';
import { deviceTab, type DeviceFacts, type LastKey } from './device-tab.ts';
import { eventInFull, eventsTab, type EventList } from './events-tab.ts';
import type { Place } from './navigation.ts';
import { nowTab } from './now-tab.ts';
import type { View } from './observer.ts';
import { control } from './pieces.ts';
import { stateOf } from './state.ts';
import type { Strings } from './strings.ts';
import { testSessionTab } from './test-session-tab.ts';

/** Numbers of the tabs that are more than a table. */
export const NOW = 0;
export const EVENTS = 1;
export const TEST_SESSION = 3;
export const DEVICE = 4;

/** Everything the panel draws. */
export interface PanelState {
  readonly view: View;
  readonly words: Strings;
  readonly place: Place;
  readonly side: Side;
  readonly opacity: Opacity;
  /** Only looked for on its tab. */
  readonly list: EventList | undefined;
  readonly test: TestSessionView;
  readonly lastKey: LastKey | undefined;
  /** Only looked for on its tab. */
  readonly device: DeviceFacts | undefined;
}

function tab({ view, words, place, list, test, lastKey, device }: PanelState): TemplateResult {
  if (device) return deviceTab(device, lastKey, words);
  if (place.detail) return eventInFull(place.detail, place.top, words);
  if (list) return eventsTab(list, place, words);
  if (place.tab === TEST_SESSION) return testSessionTab(view, test, words);
  return place.tab ? deliveryTab(view, words) : nowTab(view, words);
}

export function panel(state: PanelState): TemplateResult {
  const { view, words, place, side, opacity } = state;
  return html`<section role="dialog" aria-label=${words.name} tabindex="-1">
    <header>
      <span>${stateOf(view, words)}${view.snapshot.live ? html`<i>${words.live}</i>` : nothing}</span>
      ${sinkState(view.ledger.traffic, words)}
    </header>
    <nav role="tablist">
      ${words.tabs.map(
        (name, index) =>
          html`<span
            role="tab"
            aria-selected=${place.tab === index}
            class=${place.tab === index && place.focus === '' ? 'on' : ''}
            >${name}</span
          >`,
      )}
    </nav>
    <main role="tabpanel" aria-label=${words.tabs[place.tab]}>${tab(state)}</main>
    <footer>
      <span class="dim">${place.detail ? words.detailKeys : words.keys}</span>
      <span>
        ${control('side', place.focus, `${words.side}: ${words.sides[side]}`)}${control('opacity', place.focus, `${words.opacity}: ${opacity} %`)}
      </span>
    </footer>
  </section>`;
}
