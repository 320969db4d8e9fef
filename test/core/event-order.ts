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
  let playing = false;
  let stall = false;
  let changed = false;
  let seek = false;
  names.forEach((name, index) => {
    const before = names[index - 1] ?? '';
    if ((FORBIDDEN[before] ?? '').split(' ').includes(name)) found.push(`${before} → ${name}`);
    if (name === 'playing' && playing) found.push('playing while playing');
    if (name === 'paused' && !playing) found.push('paused while not playing');
    if (name === 'playing') playing = true;
    if (name === 'paused') playing = false;
    if (name === 'buffering' && (stall || seek)) found.push('buffering in a stall or seek');
    if (name === 'buffered' && !stall) found.push('buffered without buffering');
    if (name === 'seeked' && !seek) found.push('seeked without seeking');
    if (name === 'seeking' && seek) found.push('seeking while seeking');
    if (name === 'buffered' && changed) found.push('bitrate_changed in a stall');
    changed = stall && (changed || name === 'bitrate_changed');
    if (name === 'buffering') stall = true;
    if (name === 'buffered' || name === 'seeking') stall = false;
    if (name === 'seeking') seek = true;
    if (name === 'seeked') seek = false;
  });
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
