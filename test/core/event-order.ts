/** What a session validator of the published backend refuses, in EPAS 0.2 names: after the key, not directly the values. */
const FORBIDDEN: Readonly<Record<string, string>> = {
  init: 'loaded seeked seeking buffered buffering bitrate_changed playing paused',
  loading: 'seeked seeking buffered buffering playing paused bitrate_changed',
  loaded: 'seeked buffered paused',
  playing: 'buffered seeked playing',
  paused: 'paused',
  buffering: 'seeked playing buffering',
  buffered: 'seeked buffered',
  seeking: 'seeking buffered buffering playing',
  seeked: 'buffered seeked',
  bitrate_changed: 'buffered bitrate_changed',
  stopped:
    'init loading loaded play playing paused buffering buffered seeking seeked bitrate_changed error warning heartbeat stopped',
  error: 'init loading loaded play playing paused buffering buffered seeking seeked bitrate_changed error warning',
};
const ONCE = ['init', 'loading', 'loaded', 'play', 'error', 'stopped'];
const NAMES_01: Readonly<Record<string, string>> = { pause: 'paused', resume: 'playing', warn: 'warning' };

interface Said {
  readonly event: string;
  readonly payload?: Readonly<Record<string, unknown>>;
}

/**
 * Judges the events of one viewing session; empty where they are in order.
 * Of an ended session every stall and seek has been closed, if by `stopped` itself.
 */
export function violations(events: readonly Said[]): readonly string[] {
  const found: string[] = [];
  const names = events.map(({ event }) => NAMES_01[event] ?? event);
  if (names.length > 0 && names[0] !== 'init') found.push(`begins with ${names[0]}`);
  ONCE.forEach((name) => {
    const times = names.filter((other) => other === name).length;
    if (times > 1) found.push(`${times} × ${name}`);
  });
  names.forEach((name, index) => {
    const before = names[index - 1] ?? '';
    if ((FORBIDDEN[before] ?? '').split(' ').includes(name)) found.push(`${before} → ${name}`);
  });
  return found.concat(unbalanced(names));
}

/** Judges what stalls, seeks and pauses enclose. */
function unbalanced(names: readonly string[]): readonly string[] {
  const found: string[] = [];
  const open = { playing: false, stall: false, seek: false, changed: false };
  const never = (condition: boolean, what: string): void => {
    if (condition) found.push(what);
  };
  const meet: Readonly<Record<string, () => void>> = {
    playing() {
      never(open.playing, 'playing while playing');
      open.playing = true;
    },
    paused() {
      never(!open.playing, 'paused while not playing');
      open.playing = false;
    },
    buffering() {
      never(open.stall || open.seek, 'buffering in a stall or seek');
      open.stall = true;
    },
    buffered() {
      never(!open.stall, 'buffered without buffering');
      never(open.changed, 'bitrate_changed in a stall');
      open.stall = open.changed = false;
    },
    seeking() {
      never(open.seek, 'seeking while seeking');
      // EPAS 0.2 says no `buffered` for a stall that a seek cuts short.
      open.stall = open.changed = false;
      open.seek = true;
    },
    seeked() {
      never(!open.seek, 'seeked without seeking');
      open.seek = false;
    },
    bitrate_changed() {
      open.changed = open.stall;
    },
  };
  names.forEach((name) => meet[name]?.());
  return found;
}

/** Splits a stream at each `init`. */
export function sessions<Event extends Said>(events: readonly Event[]): readonly (readonly Event[])[] {
  const all: Event[][] = [];
  for (const event of events) {
    const last = all[all.length - 1];
    if (event.event === 'init' || !last) all.push([event]);
    else last.push(event);
  }
  return all;
}
