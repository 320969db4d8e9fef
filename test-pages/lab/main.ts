import { parseArgs } from 'node:util';
import { greeting } from './addresses.ts';
import { createLive } from './live.ts';
import { isBuilt } from './pages.ts';
import { createRunner } from './runner-rooms.ts';
import { startLab } from './server.ts';

const USAGE = `npm start -- [options]

  --port <number>       default 8080
  --host <address>      default 0.0.0.0: every network this machine is in
  --heartbeat <seconds> what the sink answers to init; default 30 (EPAS 0.1), 5 (0.2)
  --help`;

function readNumber(name: string, value: string | undefined, least: number, most: number): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (value.trim() !== '' && number >= least && number <= most) return number;
  throw new Error(`--${name} takes a number from ${least} to ${most}, not "${value}"`);
}

function readOptions() {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { port: text, host: text, heartbeat: text, help: { type: 'boolean' } } });
  return {
    help: values.help ?? false,
    host: values.host ?? '0.0.0.0',
    port: Math.floor(readNumber('port', values.port, 0, 65_535) ?? 8080),
    heartbeat: readNumber('heartbeat', values.heartbeat, 1, 3600),
  };
}

async function main() {
  const { help, host, port, heartbeat } = readOptions();
  if (help) return console.log(USAGE);
  const rooms = [...createLive().rooms, ...createRunner().rooms].map((room) => () => room);
  const lab = await startLab({ host, port, rooms, ...(heartbeat ? { heartbeatInterval: heartbeat * 1000 } : null) });
  console.log(greeting(host, lab.port));
  if (!isBuilt()) console.log('The bundles are not built yet: npx rollup -c\n');
  // A second Ctrl-C finds no handler and ends the process at once.
  ['SIGINT', 'SIGTERM'].forEach((signal) => process.once(signal, () => void lab.close()));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
