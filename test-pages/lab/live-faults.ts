import type { Response } from 'express';

export type FaultKind = 'stall' | 'throttle' | 'status' | 'corrupt' | 'truncate' | 'cut';

/** Something that goes wrong with the answers to certain requests. */
export interface Fault {
  readonly kind: FaultKind;
  /** A regular expression on the file's name; by default the media segments. */
  readonly on?: string;
  /** How often; by default always. */
  readonly times?: number;
  /** stall: how long the answer is held back, in ms; by default until the fault is lifted. */
  readonly ms?: number;
  /** stall, corrupt: so many bytes of the file are as they should be. */
  readonly after?: number;
  /** throttle: how fast the answer comes, in kbit/s. */
  readonly kbps?: number;
  /** status: what is answered. */
  readonly status?: number;
}

const SEGMENTS = '\\.m4s$';
/** A throttled answer comes in pieces of this many ms. */
const BEAT = 50;

interface Active {
  readonly fault: Fault;
  left: number;
  /** Lets the answers go that it holds back. */
  readonly release: (() => void)[];
}

/** What goes wrong on one channel; channels are named by the URL, so that tests do not meet. */
export interface Faults {
  /** Adds a fault; returns its lifting, which lets go what it holds. */
  add(fault: Fault): () => void;
  clear(): void;
  list(): readonly Fault[];
  /** Sends the file `name`, or the range that was asked for, the way the first fault that concerns it wants. */
  send(response: Response, name: string, file: Buffer): Promise<void>;
}

export function createFaults(): Faults {
  let active: Active[] = [];

  const lift = (one: Active): void => {
    active = active.filter((other) => other !== one);
    one.release.splice(0).forEach((release) => release());
  };
  const take = (name: string): Active | undefined => {
    const one = active.find(({ fault }) => new RegExp(fault.on ?? SEGMENTS).test(name));
    // A fault that holds answers back stays until they are out, so that lifting it lets them go.
    if (one && --one.left <= 0 && one.fault.kind !== 'stall') lift(one);
    return one && (one.left >= 0 ? one : undefined);
  };

  return {
    add(fault) {
      const one: Active = { fault, left: fault.times ?? Infinity, release: [] };
      active.push(one);
      return () => lift(one);
    },
    clear: () => [...active].forEach(lift),
    list: () => active.filter(({ left }) => left > 0).map(({ fault }) => fault),
    async send(response, name, file) {
      const one = take(name);
      const { body, from } = rangeOf(response, file);
      if (!one) return void response.end(body);
      if (one.fault.kind !== 'stall') return misbehave(response, one.fault, body, from);
      const head = Math.max(0, Math.min(body.length, (one.fault.after ?? 0) - from));
      if (head > 0) response.write(body.subarray(0, head));
      await new Promise<void>((resolve) => {
        if (head === body.length) return resolve();
        one.release.push(resolve);
        response.once('close', resolve);
        if (one.fault.ms !== undefined) setTimeout(resolve, one.fault.ms).unref();
      });
      if (!response.destroyed) response.end(body.subarray(head));
    },
  };
}

/** Progressive media is asked for in ranges; browsers seek in no other. */
function rangeOf(response: Response, file: Buffer): { body: Buffer; from: number } {
  const asked = response.req.range(file.length);
  const range = Array.isArray(asked) && asked.length === 1 ? asked[0] : undefined;
  const from = range?.start ?? 0;
  const body = range ? file.subarray(from, range.end + 1) : file;
  response.set({ 'Accept-Ranges': 'bytes', 'Content-Length': String(body.length) });
  if (range) response.status(206).set('Content-Range', `bytes ${from}-${range.end}/${file.length}`);
  return { body, from };
}

async function misbehave(response: Response, fault: Fault, body: Buffer, from: number): Promise<void> {
  const { kind, status = 500, kbps = 100, after = 0 } = fault;
  switch (kind) {
    case 'status':
      response.removeHeader('Content-Length');
      return void response.status(status).type('text/plain').send(`${status}\n`);
    case 'corrupt':
      // The length is right and nothing else: no box, no tag, no playlist can be found in it.
      return void response.end(Buffer.from(body.map((byte, index) => (from + index < after ? byte : byte ^ 0x5a))));
    case 'truncate':
      response.set('Content-Length', String(body.length >> 1));
      return void response.end(body.subarray(0, body.length >> 1));
    case 'cut':
      response.write(body.subarray(0, body.length >> 1));
      return void setTimeout(() => response.destroy(), BEAT).unref();
    default:
      return trickle(response, body, Math.max(1, Math.round((kbps * BEAT) / 8)));
  }
}

async function trickle(response: Response, body: Buffer, step: number): Promise<void> {
  for (let at = 0; at < body.length && !response.destroyed; at += step) {
    response.write(body.subarray(at, at + step));
    await new Promise((resolve) => setTimeout(resolve, BEAT));
  }
  response.end();
}
