const PREFIX = 'tellybeat:1:';

/** A sink of this test alone: other test pages keep their journals in the same storage at the same time. */
let turn = 0;
export const freshUrl = (): string => `https://sink${Date.now()}-${turn++}.example/`;

export const keysOf = (url: string): string[] =>
  Object.keys(localStorage).filter((key) => key.startsWith(PREFIX) && localStorage.getItem(key)?.includes(url));
export const textsOf = (url: string): string[] => keysOf(url).map((key) => localStorage.getItem(key) ?? '');
export const clear = (url: string): void => keysOf(url).forEach((key) => localStorage.removeItem(key));

/** Moves what is kept to another document: that page is dead now, and this one the next. */
export function die(url: string): void {
  for (const key of keysOf(url)) {
    const text = localStorage.getItem(key) ?? '';
    localStorage.removeItem(key);
    localStorage.setItem(`${PREFIX}123.4:${key.split(':')[3] ?? ''}`, text);
  }
}

/** Puts something in the way of every call of a storage method; returns the way back. */
export function intercept(method: 'setItem' | 'getItem', before: (key: string) => void): () => void {
  const own = Object.getOwnPropertyDescriptor(Storage.prototype, method) as TypedPropertyDescriptor<
    (this: Storage, ...args: string[]) => unknown
  >;
  Object.defineProperty(Storage.prototype, method, {
    ...own,
    value(this: Storage, ...args: string[]) {
      before(args[0] ?? '');
      return own.value?.apply(this, args);
    },
  });
  return () => Object.defineProperty(Storage.prototype, method, own);
}
