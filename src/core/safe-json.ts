import type { Payload } from './events.ts';

/** Longest string that leaves; a cut one ends with its former length. */
const LONGEST = 4096;
/** Characters one payload may hold in all; each value counts a few. */
const MOST = 32768;
const DEEPEST = 8;

function cut(text: string, most: number): string {
  // Half a surrogate pair is no character: it would arrive as U+FFFD.
  return text.length > most ? `${text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '')}…[${text.length}]` : text;
}

/**
 * A copy that JSON can say and a queue can bear. What cannot be said is marked in square brackets: cycles, DOM nodes,
 * buffers, functions and what lies too deep by what they are, getters that throw, and what is too much.
 */
export function makeSafe(payload: Payload): Payload {
  const above: unknown[] = [];
  let left = MOST;

  function copyOf(value: Payload): unknown {
    const isList = Array.isArray(value);
    const source = isList ? (value.slice(0, MOST / 8) as unknown as Payload) : value;
    const copy = (isList ? [] : {}) as Payload;
    // `Error`, `DOMException` and `MediaError` keep these out of `Object.keys`.
    const names = Object.keys(source).concat(['name', 'code', 'message']);
    names.every((name) => {
      const safe = walk(source, name);
      if (safe !== undefined) copy[cut(name, LONGEST)] = safe;
      return left > 0 || !(copy[isList ? name : '…'] = '[cut]');
    });
    return copy;
  }

  function walk(holder: Payload, name: string): unknown {
    const depth = above.length;
    left -= 8 + name.length;
    try {
      const value = holder[name] as Payload | null | undefined;
      const type = typeof value as string;
      if (type === 'number') return isFinite(value as unknown as number) ? value : null;
      if (!value || type === 'boolean') return value;
      if (type === 'string' || type === 'bigint') {
        const short = cut((value as unknown as number).toString(), Math.min(LONGEST, Math.max(0, left)));
        left -= short.length;
        return short;
      }
      const kind = Object.prototype.toString.call(value);
      const opaque = type !== 'object' || value.nodeType || /(\w+Array|Buffer|View)]$/.test(kind);
      if (opaque || depth >= DEEPEST || above.indexOf(value) >= 0) return kind;
      above.push(value);
      return typeof value.toJSON === 'function' ? walk({ '': (value as unknown as Date).toJSON() }, '') : copyOf(value);
    } catch {
      return '[unreadable]';
    } finally {
      above.length = depth;
    }
  }

  return walk({ payload }, 'payload') as Payload;
}

/** Bytes a text takes on the wire (UTF-8); each half of a surrogate pair counts two. */
export const byteLength = (text: string): number =>
  text.replace(/[\u0080-\u07ff\ud800-\udfff]/g, '--').replace(/[\u0800-\uffff]/g, '---').length;
