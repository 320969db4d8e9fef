import type { EventList } from './events-tab.ts';
import type { Entry } from './ledger.ts';

/** What the viewer chose to see of the events: one type or all, running or held. */
export interface EventChoice {
  /** The list to show, from what the ledger has now. */
  show(entries: readonly Entry[]): EventList;
  /** The next of the types there are, then all again. */
  nextType(entries: readonly Entry[]): void;
  /** Holds the list as it is, fates included; or lets it run. */
  hold(entries: readonly Entry[]): void;
}

export function createEventChoice(): EventChoice {
  let filter = '';
  let held: readonly Entry[] | undefined;
  const lastId = (entries: readonly Entry[]): number => entries.reduce((last, { id }) => Math.max(last, id), 0);

  return {
    show(entries) {
      const shown = held || entries;
      return {
        entries: filter ? shown.filter(({ event }) => event.event === filter) : shown,
        filter,
        held: !!held,
        missed: held ? lastId(entries) - lastId(held) : 0,
      };
    },
    nextType(entries) {
      const types = ['', ...new Set((held || entries).map(({ event }) => event.event))];
      filter = types[(types.indexOf(filter) + 1) % types.length] || '';
    },
    hold(entries) {
      held = held ? undefined : entries.slice();
    },
  };
}
