import type { Clock } from './clock.ts';
import type { Milliseconds } from './events.ts';

/** What survives the page: one text per client in localStorage. Nothing here throws; without storage it keeps nothing. */
export interface Journal {
  /** Replaces what is kept; the empty text keeps nothing. False: nothing could be written, and nothing is kept. */
  write(text: string): boolean;
  /** True once, after another page took over what was kept here (this one was frozen and could not object). */
  taken(): boolean;
  /** Goes quiet; what is kept is for whoever starts next, in this page too. */
  close(): void;
}

/** The version is part of the name: another version's texts are not ours to read. */
const PREFIX = 'tellybeat:1:';
const CLAIM = ':claim';
/** Stands where a text was that another page took over. */
const TAKEN = '-';
const ORPHAN = '0';
/** How long a live page has to object. */
const OBJECTION: Milliseconds = 2000;

/** Runs what may throw (storage disabled, full, or taken away while in use). */
function guarded<T>(action: () => T, otherwise: T): T {
  try {
    return action();
  } catch {
    return otherwise;
  }
}

/** The same for every client in one document, in whatever bundle, and another in the next document. */
const pageName = (): string => {
  const start =
    typeof performance !== 'undefined' &&
    (performance.timeOrigin || (performance.timing && performance.timing.navigationStart));
  return Math.round((start || Date.now()) * 1000).toString(36);
};

/**
 * `found` gets each text a dead page left, and says whether it took it. A page is dead when it does not object to a
 * claim within two seconds: after a power cut nobody waits longer than that, and of two live tabs neither sends
 * what is the other's.
 */
export function openJournal(
  clock: Clock,
  random: () => number,
  persist: boolean,
  found: (text: string) => boolean,
): Journal {
  const name = Math.floor(random() * 1e15).toString(36);
  const page = pageName();
  let key = `${PREFIX}${page}:${name}`;
  let kept = false;
  const store = persist && guarded(() => localStorage, undefined);
  if (!store) return { write: () => false, taken: () => false, close: () => undefined };

  const get = (item: string): string | null => guarded(() => store.getItem(item), null);
  const remove = (item: string): void => guarded(() => store.removeItem(item), undefined);
  const set = (item: string, text: string): boolean => guarded(() => (store.setItem(item, text), true), false);

  /** Another page asks for what is ours. */
  const object = (event: StorageEvent): void => {
    if (event.key === key + CLAIM && event.newValue) remove(key + CLAIM);
  };

  function claim(items: readonly string[]): () => void {
    items.forEach((item) => set(item + CLAIM, name));
    return clock.after(OBJECTION, () =>
      items.forEach((item) => {
        if (get(item + CLAIM) !== name) return;
        const text = get(item);
        if (text === TAKEN || text === null) remove(item);
        else if (found(text)) set(item, TAKEN);
        remove(item + CLAIM);
      }),
    );
  }

  const others: string[] = [];
  guarded(() => {
    for (let index = 0; index < store.length; index++) {
      const item = store.key(index) || '';
      const isText = item.indexOf(PREFIX) === 0 && item.indexOf(CLAIM) < 0;
      if (isText && item.split(':')[2] !== page) others.push(item);
    }
  }, undefined);
  const cancelClaim = others.length ? claim(others) : undefined;
  addEventListener('storage', object);

  return {
    write(text) {
      if (!text || !set(key, text)) {
        // A full storage keeps the former text, and that one may hold what was delivered since.
        if (kept || text) remove(key);
        kept = false;
        return !text || (kept = set(key, text));
      }
      return (kept = true);
    },
    taken() {
      if (!kept || get(key) !== TAKEN) return false;
      kept = false;
      remove(key);
      return true;
    },
    close() {
      removeEventListener('storage', object);
      if (cancelClaim) cancelClaim();
      const text = kept && get(key);
      if (!text) return;
      remove(key);
      key = `${PREFIX}${ORPHAN}:${name}`;
      kept = set(key, text);
    },
  };
}
