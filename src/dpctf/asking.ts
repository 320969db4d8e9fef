import type { Clock } from '../core/clock.ts';
import { isStatus } from './events.ts';
import { backOff, parse, type Request } from './http.ts';
import type { KnownStatus } from './records.ts';

/** The runner as the page reaches it: `baseUrl` ends in a slash. */
export interface Runner {
  readonly baseUrl: string;
  readonly clock: Clock;
  readonly request: Request;
}

const LIMIT = 10000;

/** The address of what belongs to a session. */
export const address = (runner: Runner, token: string, resource: string): string =>
  `${runner.baseUrl}api/sessions/${encodeURIComponent(token)}/${resource}`;

/**
 * Asks the runner where a session stands: `gone` if it knows none by that token. Asks until it gets an answer or the
 * returned function takes the question back.
 */
export function ask(runner: Runner, token: string, answered: (status: KnownStatus) => void): () => void {
  const { clock } = runner;
  let failures = 0;
  let cancel: () => void;
  const send = (): void => {
    const url = `${address(runner, token, 'status')}?_=${clock.wall()}`;
    cancel = runner.request(url, null, LIMIT, (code, body) => {
      const answer = parse(body) as { readonly status?: unknown } | null | undefined;
      const status = code === 404 ? 'gone' : code === 200 && answer?.status;
      if (status === 'gone' || isStatus(status)) return answered(status);
      failures += 1;
      cancel = clock.after(backOff(failures), send);
    });
  };
  send();
  return () => cancel();
}
