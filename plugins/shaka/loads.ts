import type { ReportedError } from '../../src/core/index.ts';
import { details } from './details.ts';
import type { Listen, ShakaError, ShakaPlayer } from './player.ts';

/** `shaka.util.Error.Code`: comes after the error of the last attempt, which says more. */
const ATTEMPTS_EXHAUSTED = 1010;

/**
 * A `load()` that fails says why to its caller alone, and then `unloading` comes as if the app had asked for it. What can be seen
 * before it: a request that failed for good, or the stage that `load()` was in. An app that unloads waits until the manifest
 * is parsed, so what ends before that, ends for its manifest; what ends with the DRM engine, for its keys or its codecs.
 * A manifest that parses and has nothing in it (4036) looks like an app that changed its mind.
 *
 * @returns to be asked at `unloading`: why the load failed, if it is neither for another asset nor for the player's end;
 *   null where it did not fail, or where the app changed its mind
 */
export function watchLoads(player: ShakaPlayer, listen: Listen): () => ReportedError | null {
  let stage = '';
  let failure: ShakaError | null = null;
  const reach =
    (next: string): (() => void) =>
    () => {
      stage = next;
      failure = null;
    };
  listen(player, 'loading', reach('request'));
  listen(player, 'manifestparsed', reach('parsed'));
  listen(player, 'loaded', reach(''));
  listen(player, 'onstatechange', ({ state }) => {
    if (stage && state && state !== 'unload') stage = state;
  });
  listen(player, 'downloadfailed', ({ aborted, error }) => {
    if (!aborted && error && error.code !== ATTEMPTS_EXHAUSTED) failure = error;
  });
  listen(player, 'downloadcompleted', () => (failure = null));

  return () => {
    const [last, why] = [stage, failure];
    reach('')();
    if (last && why) return details(why);
    if (/^manifest/.test(last)) return { category: 'MEDIA', code: 'LOAD_FAILED' };
    return last === 'drm-engine' ? { code: 'LOAD_FAILED' } : null;
  };
}
