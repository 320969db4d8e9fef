import type { Clock } from './clock.ts';
import type { Milliseconds } from './events.ts';

/** What survives the page: one text per client in localStorage. Nothing here throws; without storage it keeps nothing. */
export interface Journal {
  /** Replaces what is kept; the empty text keeps nothing. False: nothing could be written, and nothing is kept. */
  readonly write: (text: string) => boolean;
  /** True once, after another page took over what was kept here (this one was frozen and could not object). */
  readonly taken: () => boolean;
  /** Goes quiet; what is kept is for whoever starts next, in this page too. */
  readonly close: () => void;
}

/** The version is part of the name: another version's texts are not ours to read. */
const PREFIX = 'tellybeat:1:';
const CLAIM = ':claim';
/** Stands where a text was that another page took over. */
const TAKEN = '-';
/** How long a live page has to object. */
const OBJECTION: Milliseconds = 2000;

/** The same for every client in one document, in whatever bundle, and another in the next document. */
function pageName(): string {
  // performance.timing: engines before Chromium 62.
  const page = performance as { timeOrigin?: number; timing: { navigationStart: number } };
  return `${page.timeOrigin || page.timing.navigationStart}`;
}

/** What storage answers, true where it answers nothing; false where it throws: disabled, full, or taken away. */
function ask(method: 'getItem' | 'setItem' | 'removeItem', item: string, text?: string): string | boolean | null {
  try {
    const answer = localStorage[method](item, text as string);
    return answer === undefined || answer;
  } catch {
    return false;
  }
}

/**
 * `found` gets each text a dead page left, and says whether it took it. A page is dead when it does not object to a
 * claim within two seconds: after a power cut nobody waits longer, and of two live tabs neither sends what is the
 * other's.
 */
export function openJournal(clock: Clock, persist: boolean, found: (text: string) => boolean): Journal {
  const name = `:${Math.random().toString(36).slice(2)}`;
  let key = '';
  let kept = false;
  let cancelClaim: (() => void) | undefined;

  /** Another page asks for what is ours. */
  const object = (event: StorageEvent): void => {
    if (event.key === key + CLAIM && event.newValue) ask('removeItem', event.key);
  };

  function take(item: string): void {
    if (ask('getItem', item + CLAIM) !== name) return;
    const text = ask('getItem', item);
    if (!text || text === TAKEN) ask('removeItem', item);
    else {
      // First, so that there is room for what is taken.
      ask('setItem', item, TAKEN);
      if (!found(text as string)) ask('setItem', item, text as string);
    }
    ask('removeItem', item + CLAIM);
  }

  function start(): void {
    const page = PREFIX + pageName();
    const left = Object.keys(localStorage).filter(
      (item) => !item.indexOf(PREFIX) && item.indexOf(page) < 0 && item.indexOf(CLAIM) < 0,
    );
    left.forEach((item) => ask('setItem', item + CLAIM, name));
    if (left.length) cancelClaim = clock.after(OBJECTION, () => left.forEach(take));
    addEventListener('storage', object);
    key = page + name;
  }

  try {
    if (persist) start();
  } catch {
    // No page, or none that may keep anything.
  }

  return {
    write(text) {
      if (key && text && ask('setItem', key, text)) return (kept = true);
      // A full storage keeps the former text, and that one may hold what was delivered since.
      if (kept) ask('removeItem', key);
      kept = !!(key && text && ask('setItem', key, text));
      return kept || !text;
    },
    taken() {
      if (!kept || ask('getItem', key) !== TAKEN) return false;
      kept = false;
      return !!ask('removeItem', key);
    },
    close() {
      if (cancelClaim) cancelClaim();
      if (!key) return;
      removeEventListener('storage', object);
      const text = kept && ask('getItem', key);
      if (!text) return;
      ask('removeItem', key);
      ask('setItem', `${PREFIX}0${name}`, text as string);
    },
  };
}
