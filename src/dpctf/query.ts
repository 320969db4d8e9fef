/** What the runner tells a page in its address. */
export interface PageParameters {
  /** Empty: run without a session. */
  readonly token: string;
  /** Path of the runner on the page's host, with slashes on both ends. */
  readonly webRoot: string;
  /** Every parameter; of several with one name the last. */
  readonly all: Readonly<Record<string, string>>;
}

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    return text;
  }
};

/** Reads `location.search` the way the runner writes it: empty pairs (`&&`) occur, and the last of equal names wins. */
export function pageParameters(search: string): PageParameters {
  const all: Record<string, string> = {};
  `&${search}`.replace(/[?&]+([^&=]+)=?([^&]*)/g, (_pair, name: string, value: string) => {
    all[decode(name)] = decode(value);
    return '';
  });
  const root = `/${all['web_root'] || '_wave'}/`.replace(/\/+/g, '/');
  // It becomes part of an address: a path on this host and nothing else.
  return { token: all['token'] || '', webRoot: /^[\w./-]+$/.test(root) ? root : '/_wave/', all };
}
