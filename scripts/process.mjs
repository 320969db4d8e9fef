import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the package; every command runs there. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

const children = new Set();
const windows = process.platform === 'win32';

/** What a shell would report for a process that ended this way. */
const exitCode = (code, signal) => code ?? 128 + (constants.signals[signal] ?? 1);

/**
 * Runs a command of this machine or of node_modules/.bin and resolves with its exit code.
 * With `capture`, its output is handed over at the end instead of going to the terminal as it comes.
 */
export function run(command, args = [], { env = {}, capture } = {}) {
  const { PATH = '', ...rest } = process.env;
  const path = [join(ROOT, 'node_modules', '.bin'), PATH].join(delimiter);
  return new Promise((resolve, reject) => {
    const child = spawn(command === 'node' ? process.execPath : command, args, {
      cwd: ROOT,
      env: { ...rest, PATH: path, ...env },
      stdio: capture ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      // On Windows the commands in node_modules/.bin are scripts of its shell.
      shell: windows && command !== 'node',
    });
    children.add(child);
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => reject(new Error(`${command} could not be started: ${error.message}`)));
    child.on('close', (code, signal) => {
      children.delete(child);
      capture?.(output);
      resolve(exitCode(code, signal));
    });
  });
}

/** Hands SIGINT, SIGTERM and SIGHUP on to whatever runs, and ends with it; a second one ends at once. */
export function passSignals() {
  const pass = (signal) => {
    if (children.size === 0) process.exit(exitCode(null, signal));
    for (const child of children) child.kill(signal);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, pass);

  // npm runs its scripts in a shell that dies of a signal without telling us (npm/cli#5776): its end is the signal.
  const shell = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(watch);
    pass('SIGTERM');
  }, 500);
  if (process.env.npm_lifecycle_event) watch.unref();
  else clearInterval(watch);
}
