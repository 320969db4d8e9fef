import { actionOf, codeOf, type Action } from './remote-keys.ts';

const modified = (event: KeyboardEvent): boolean => event.ctrlKey || event.altKey || event.metaKey;

/**
 * Hands each key press to `take`, before the page sees it; a key `take` says it used stays hidden from the page,
 * its release included, even when that comes after the undoing: else the Back that closes the overlay would
 * leave the app as well. All other keys pass. Returns the undoing.
 */
export function listenForKeys(take: (event: KeyboardEvent, action: Action | undefined) => boolean): () => void {
  const held = new Set<number>();
  let ended = false;

  const hide = (event: Event): void => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const settle = (): void => {
    if (ended && !held.size) removeEventListener('keyup', up, true);
  };
  const down = (event: KeyboardEvent): void => {
    // Noted first: the key may be the one that ends all this.
    held.add(codeOf(event));
    if (take(event, modified(event) ? undefined : actionOf(event))) hide(event);
    else held.delete(codeOf(event));
  };
  const up = (event: KeyboardEvent): void => {
    if (held.delete(codeOf(event))) hide(event);
    // The release of a key may be lost (a system menu came up): any other release ends the wait, too.
    else if (ended) held.clear();
    settle();
  };

  addEventListener('keydown', down, true);
  addEventListener('keyup', up, true);
  return () => {
    ended = true;
    removeEventListener('keydown', down, true);
    settle();
  };
}

/** Which key opens the overlay. */
export interface OpeningKey {
  /** A `keyCode` (number) or a `KeyboardEvent.key` (string). Default: the blue key of any remote. */
  readonly key?: number | string;
  /** Letters that open it when typed in a row on a keyboard, outside of text fields. Default `deb`; '' for none. */
  readonly typed?: string;
}

/** Letters typed in a row come within this time (ms) of each other. */
const IN_A_ROW = 2000;

const isField = (target: EventTarget | null | undefined): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Tells of each key press whether it is the opening one. It stops none of them. */
export function openingKey({ key = 'ColorF3Blue', typed = 'deb' }: OpeningKey): (event: KeyboardEvent) => boolean {
  const wanted = actionOf(typeof key === 'number' ? { keyCode: key } : { key });
  let letters = '';
  let last = 0;
  return (event) => {
    if (modified(event)) return false;
    if (wanted ? actionOf(event) === wanted : event.key === key || codeOf(event) === key) return true;
    if (!typed || isField(event.composedPath()[0]) || !event.key || event.key.length > 1) return false;
    letters = (event.timeStamp - last > IN_A_ROW ? '' : letters) + event.key.toLowerCase();
    letters = letters.slice(-typed.length);
    last = event.timeStamp;
    return letters === typed;
  };
}
