/** Longest string that leaves; what is cut is marked with its former length. */
const MOST_CHARACTERS = 4096;
/** Values and characters one payload may hold in all. */
const MOST_VALUES = 500;
const MOST_IN_ALL = 32768;
const DEEPEST = 8;

type Fields = Record<string, unknown>;

/** What `Error`, `DOMException` and `MediaError` keep out of `Object.keys`. */
const HIDDEN_FIELDS = ['name', 'message', 'code'];

function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  // Half a surrogate pair is no character: it would arrive as U+FFFD.
  const end = /[\uD800-\uDBFF]/.test(text.charAt(most - 1)) ? most - 1 : most;
  return `${text.slice(0, end)}…[${text.length}]`;
}

/**
 * A copy that JSON can say and a queue can bear: whatever cannot be said (cycles, functions, getters that throw,
 * DOM nodes, buffers, what is too deep or too much) is replaced by a mark in square brackets.
 */
export function makeSafe(value: unknown): unknown {
  const above: unknown[] = [];
  let values = MOST_VALUES;
  let characters = MOST_IN_ALL;

  function text(long: string): string {
    const short = cut(long, Math.min(MOST_CHARACTERS, Math.max(characters, 0)));
    characters -= short.length;
    return short;
  }

  function fields(source: Fields): unknown {
    const copy: Fields = {};
    Object.keys(source)
      .slice(0, MOST_VALUES)
      .forEach((name) => {
        const safe = values > 0 ? walk(source, name) : undefined;
        if (safe !== undefined) copy[text(name)] = safe;
      });
    HIDDEN_FIELDS.forEach((name) => {
      if (!(name in copy) && /string|number/.test(typeof source[name])) copy[name] = walk(source, name);
    });
    if (values <= 0) copy['…'] = '[cut]';
    return copy;
  }

  function list(source: readonly unknown[]): unknown {
    const copy: unknown[] = [];
    for (let index = 0; index < source.length; index++) {
      if (values <= 0) return copy.concat(`[${source.length}]`);
      const safe = walk(source as unknown as Fields, `${index}`);
      copy.push(safe === undefined ? null : safe);
    }
    return copy;
  }

  function object(source: object): unknown {
    const { nodeType, byteLength, toJSON } = source as Fields;
    if (typeof nodeType === 'number') return `[node ${text(String((source as Fields).nodeName))}]`;
    if (typeof byteLength === 'number') return `[binary ${byteLength}]`;
    if (above.indexOf(source) >= 0) return '[cycle]';
    if (above.length >= DEEPEST) return '[deep]';
    above.push(source);
    try {
      if (typeof toJSON === 'function') return walk({ json: (toJSON as () => unknown).call(source) }, 'json');
      return Array.isArray(source) ? list(source) : fields(source as Fields);
    } finally {
      above.pop();
    }
  }

  function walk(holder: Fields, name: string): unknown {
    values--;
    try {
      const found = holder[name];
      switch (typeof found) {
        case 'string':
          return text(found);
        case 'number':
          return isFinite(found) ? found : null;
        case 'boolean':
        case 'undefined':
          return found;
        case 'object':
          return found && object(found);
        case 'bigint':
          return text(String(found));
        default:
          return `[${typeof found}]`;
      }
    } catch {
      return '[unreadable]';
    }
  }

  return walk({ value }, 'value');
}

/** Bytes a text takes on the wire (UTF-8). */
export function byteLength(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    // A surrogate pair is two units and four bytes: each half counts two.
    if (unit > 0x7f) bytes += unit > 0x7ff && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1;
  }
  return bytes;
}

/** The fields of a JSON object; none where the text is anything else. */
export function parseFields(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return value && typeof value === 'object' ? (value as Fields) : {};
  } catch {
    return {};
  }
}
