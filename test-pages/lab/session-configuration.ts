import type { SessionConfiguration } from './session-book.ts';

const list = (value: unknown, otherwise: readonly string[]) => (Array.isArray(value) ? value.map(String) : otherwise);
const number = (value: unknown, otherwise: number) => (typeof value === 'number' ? value : otherwise);

const DEFAULTS: SessionConfiguration = {
  include: ['/'],
  exclude: [],
  types: ['automatic', 'manual'],
  timeouts: { automatic: 60000, manual: 300000 },
  reference_tokens: [],
  labels: [],
  type: null,
  expiration_date: null,
};

/** The body of `POST sessions` or `PUT sessions/T`; what it leaves out stays as it was. */
export function configurationOf(body: Record<string, unknown>, before = DEFAULTS): SessionConfiguration {
  const tests = (body['tests'] ?? {}) as Record<string, unknown>;
  const timeouts = (body['timeouts'] ?? {}) as Record<string, unknown>;
  return {
    include: list(tests['include'], before.include),
    exclude: list(tests['exclude'], before.exclude),
    types: list(body['types'], before.types),
    timeouts: {
      automatic: number(timeouts['automatic'], before.timeouts.automatic),
      manual: number(timeouts['manual'], before.timeouts.manual),
    },
    reference_tokens: list(body['reference_tokens'], before.reference_tokens),
    labels: list(body['labels'], before.labels),
    type: typeof body['type'] === 'string' ? body['type'] : before.type,
    expiration_date: typeof body['expiration_date'] === 'number' ? body['expiration_date'] : before.expiration_date,
  };
}
