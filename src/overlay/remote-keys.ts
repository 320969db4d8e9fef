/** What a key means to the overlay. Digits stand for the tab they jump to. */
export type Action = 'up' | 'down' | 'left' | 'right' | 'ok' | 'back' | 'blue' | '1' | '2' | '3' | '4' | '5';

/** The part of a KeyboardEvent that tells which key it is; old engines know no `key`. */
export interface KeyPress {
  readonly key?: string | undefined;
  readonly keyCode?: number | undefined;
}

/**
 * Every key of every remote the overlay listens to, by `KeyboardEvent.key` and by `keyCode`. Names are tried first.
 * Tizen, webOS and HbbTV agree on arrows, OK, digits and the colours; all disagree on Back:
 * 461 webOS and HbbTV (VK_BACK) · 10009 Tizen · 27, 8 and 407 RDK (browser, keyboard, RDKShell's own code) ·
 * 166 and 4 Android TV (WebView's BrowserBack, and the raw KEYCODE_BACK some boxes let through) · 27 and 8 keyboards.
 * OK is 13 but for the raw KEYCODE_DPAD_CENTER (23) of some Android boxes. RDKShell's colours are numbered
 * differently (404 is blue there), so that its blue key is known by its name only.
 */
export const REMOTE_KEYS: readonly (readonly [Action, names: string, codes: readonly number[]])[] = [
  ['up', 'ArrowUp Up', [38]],
  ['down', 'ArrowDown Down', [40]],
  ['left', 'ArrowLeft Left', [37]],
  ['right', 'ArrowRight Right', [39]],
  ['ok', 'Enter Accept Select', [13, 23]],
  ['back', 'GoBack BrowserBack XF86Back Back Escape Esc Backspace', [461, 10009, 166, 27, 8, 407, 4]],
  ['blue', 'ColorF3Blue Blue', [406]],
  ['1', '1', [49, 97]],
  ['2', '2', [50, 98]],
  ['3', '3', [51, 99]],
  ['4', '4', [52, 100]],
  ['5', '5', [53, 101]],
];

const actions = new Map<string | number, Action>();
REMOTE_KEYS.forEach(([action, names, codes]) => {
  [...names.split(' '), ...codes].forEach((key) => actions.set(key, action));
});

/** The number of a key: old, deprecated, and the only thing all TVs tell. */
export const codeOf = ({ keyCode = 0 }: KeyPress): number => keyCode;

/** What a key means, or undefined for a key the overlay leaves alone. */
export const actionOf = ({ key = '', keyCode = 0 }: KeyPress): Action | undefined =>
  actions.get(key) || actions.get(keyCode);
