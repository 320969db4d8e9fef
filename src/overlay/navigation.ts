import type { Entry } from './ledger.ts';
import type { Action } from './remote-keys.ts';

/** What has the highlight: '' is the tab bar, a number the event with that id, a word one of the switches. */
export type Focus = '' | 'filter' | 'pause' | 'side' | 'opacity' | number;

/** Where the viewer is. */
export interface Place {
  /** 0…4. */
  readonly tab: number;
  readonly focus: Focus;
  /** The event shown in full. */
  readonly detail?: Entry | undefined;
  /** First line shown of it. */
  readonly top: number;
}

export const START: Place = { tab: 0, focus: '', top: 0 };

/** The place after a key that moves; OK and Back are the element's. `items` are what can have the highlight. */
export function move(place: Place, action: Action, items: readonly Focus[], tabs = 5): Place {
  const { tab, focus, detail, top } = place;
  const down = action === 'down' ? 1 : -1;
  if (action === 'left' || action === 'right') {
    return { ...START, tab: (tab + (action === 'right' ? 1 : tabs - 1)) % tabs };
  }
  if (action !== 'up' && action !== 'down') return { ...START, tab: Number(action) - 1 };
  if (detail) return { ...place, top: Math.max(0, top + down) };
  // A ring with the tab bar between its ends: the switches at the bottom are one press above the tabs.
  const ring: readonly Focus[] = ['', ...items];
  const at = Math.max(0, ring.indexOf(focus));
  return { ...place, focus: ring[(at + down + ring.length) % ring.length] || '' };
}
