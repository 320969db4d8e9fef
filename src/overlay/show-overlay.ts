import type { Analytics } from '../core/api.ts';
import type { OverlaySettings } from './contract.ts';
import { TellybeatOverlay } from './element.ts';
import { openingKey, type OpeningKey } from './keys.ts';
import { keepInSight } from './placement.ts';

export interface OverlayOptions extends OverlaySettings, OpeningKey {
  /** Whether to open at once rather than at the first press of the opening key. Default true. */
  readonly open?: boolean;
  /** Where the element goes while nothing is fullscreen, for example `player.el()`. Default: the body. */
  readonly root?: Element | null;
}

const NAME = 'tellybeat-overlay';

declare global {
  interface HTMLElementTagNameMap {
    [NAME]: TellybeatOverlay;
  }
}

/** Defines `<tellybeat-overlay>`, once for the page however often this code is loaded. */
function define(): void {
  if (!customElements.get(NAME)) customElements.define(NAME, TellybeatOverlay);
}

/**
 * Shows the debug overlay of a client, and arms its opening key. While it is closed there is one listener, which
 * stops no key; no timer, no element, no subscription. What it shows begins with what the client still remembers
 * when it opens (`subscribe` with `history`). Returns its undoing, which closes it and disarms the key.
 */
export function showOverlay(analytics: Analytics, options: OverlayOptions = {}): () => void {
  define();
  const opens = openingKey(options);
  const element = document.createElement(NAME);
  element.source = { ...options, analytics };
  let letGo: (() => void) | undefined;

  const open = (): void => {
    letGo = letGo || keepInSight(element, options.root);
  };
  const closed = (): void => {
    if (letGo) letGo();
    letGo = undefined;
  };
  const down = (event: KeyboardEvent): void => {
    if (opens(event)) open();
  };

  element.onclose = closed;
  addEventListener('keydown', down, true);
  if (options.open !== false) open();
  return () => {
    removeEventListener('keydown', down, true);
    element.close();
  };
}
