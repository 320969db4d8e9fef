import type { Wording } from './dialect.ts';
import type { Look } from './position.ts';

type Out = (wording: Wording, look: Look) => void;

/** What cuts a stall short; EPAS 0.2 says no `buffered` then. */
const CUTS_SHORT = ['seeking', 'error', 'stopped'];

/**
 * Puts renditions where session validators accept them (facts of the published backend): not before `loaded`, not in a
 * stall, and two with nothing between them folded into the last. So each waits for the event after it, a heartbeat at the
 * latest, and leaves before it with its own instant.
 */
export function orderRenditions(out: Out): Out {
  let loaded = false;
  let stalled = false;
  let held: { readonly wording: Wording; readonly look: Look } | null = null;
  let said = '';

  return (wording, look) => {
    const { event } = wording;
    if (event === 'init') {
      loaded = stalled = false;
      held = null;
      said = '';
    }
    if (event === 'bitrate_changed') {
      // Back to what was said last: nothing has changed.
      held = JSON.stringify(wording) === said ? null : { wording, look };
      return;
    }
    if (CUTS_SHORT.indexOf(event) >= 0) stalled = false;
    if (held && loaded && !stalled && held.look.at <= look.at) {
      said = JSON.stringify(held.wording);
      out(held.wording, held.look);
      held = null;
    }
    out(wording, look);
    if (event === 'loaded') {
      loaded = true;
      // Said once loaded, so from there: before the metadata there was neither place nor length.
      if (held) held = { wording: held.wording, look };
    }
    if (event === 'buffering') stalled = true;
    if (event === 'buffered') stalled = false;
  };
}
