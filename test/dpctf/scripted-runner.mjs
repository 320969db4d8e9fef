/**
 * A test runner that answers by script, over real HTTP: middleware for the test server.
 *
 * `POST /scripted/ID` sets what the requests of each kind (events, push, status; or of one session, `status TOKEN`) get,
 * one answer after the other:
 * `{ status, body }`, `'hang'` or `'drop'`; where the script ends, `events` hang, pushes are taken, and the status is
 * the last one said. An event of type `pushed` waits for the first push and has its type and data. `GET /scripted/ID`
 * tells the requests so far.
 */
const runners = new Map();

const read = async (stream) => {
  let text = '';
  for await (const chunk of stream) text += chunk;
  return text;
};

const kindOf = (method, path) => {
  if (path.endsWith('/status')) return 'status';
  return method === 'POST' ? 'push' : 'events';
};

const DEFAULTS = { events: 'hang', push: { status: 200, body: '' }, status: { status: 404, body: '' } };

/** The body with the first push in it where the script asks for that. */
async function withPush(text, log) {
  if (!text.includes('"pushed"')) return text;
  const find = () => log.find(({ kind }) => kind === 'push');
  while (!find()) await new Promise((resolve) => setTimeout(resolve, 5));
  const pushed = JSON.parse(find().body);
  return JSON.stringify(JSON.parse(text).map((entry) => (entry.type === 'pushed' ? { ...entry, ...pushed } : entry)));
}

export async function scriptedRunner(context, next) {
  const [, id, rest] = /^\/scripted\/([\w.-]+)(\/.*)?$/.exec(context.path) ?? [];
  if (!id) return next();
  const body = await read(context.req);
  if (!rest && context.method === 'POST') {
    runners.set(id, { script: JSON.parse(body), log: [] });
    context.body = '';
    return;
  }
  const { script, log } = runners.get(id) ?? { script: {}, log: [] };
  context.set('Cache-Control', 'no-store');
  if (!rest) {
    context.body = JSON.stringify(log);
    return;
  }
  const kind = kindOf(context.method, rest);
  const type = context.get('content-type');
  const entry = { kind, path: rest, query: context.search, body, type, aborted: false };
  log.push(entry);
  const gone = new Promise((resolve) => context.res.once('close', resolve));
  void gone.then(() => (entry.aborted = !context.res.writableEnded));
  const answers = script[`${kind} ${rest.split('/')[3]}`] ?? script[kind] ?? [];
  const answer = answers.length > 1 || (kind !== 'status' && answers.length) ? answers.shift() : answers[0];
  const { status, body: text } = answer ?? DEFAULTS[kind];
  if (status) {
    context.status = status;
    context.body = await withPush(text, log);
    return;
  }
  if ((answer ?? DEFAULTS[kind]) === 'drop') {
    // In mid-answer: what a browser gets nothing of on a kept connection, it asks again by itself.
    context.res.writeHead(200, { 'Content-Length': 1000 });
    context.res.write('[{', () => context.req.socket.destroy());
  }
  context.status = 200;
  await gone;
}
