import colors from 'picocolors';
import type { ReceivedEvent, Refusal, SinkListener } from './sink.ts';

type Colors = Pick<typeof colors, 'bold' | 'cyan' | 'dim' | 'green' | 'magenta' | 'red' | 'yellow'>;

/** Beyond this, milliseconds are a date and not a length: live playheads are UTC. */
const A_DATE = 1e11;

/** `12:04.480` within VOD, the time of day (UTC) within live, `–` while unknown. */
export function readable(milliseconds: number): string {
  if (milliseconds < 0) return '–';
  if (milliseconds >= A_DATE) return new Date(milliseconds).toISOString().slice(11, 23) + 'Z';
  const text = new Date(milliseconds).toISOString().slice(11, 23);
  return text.replace(/^(00:0?|0)/, '');
}

/** What came over the network may hold escape sequences: none of them reaches the terminal. */
// eslint-disable-next-line no-control-regex -- they are what is taken out
export const printable = (text: string) => text.replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e]/g, '�');

const summary = (payload: ReceivedEvent['payload']) =>
  Object.entries(payload ?? {})
    .map(([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' ');

const tone = (event: string, palette: Colors) => {
  if (event === 'error') return palette.red;
  if (event === 'warn' || event === 'warning' || event === 'buffering') return palette.yellow;
  if (event === 'init' || event === 'stopped') return palette.bold;
  return event === 'heartbeat' || event === 'metadata' ? palette.dim : palette.green;
};

const time = (at: number) => {
  const local = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(11, 23);
};

/** One line per event: when it came, whose it is, what it says. */
export function eventLine(event: ReceivedEvent, palette: Colors = colors, width = 60): string {
  const where = `${readable(event.playhead).padStart(13)} / ${readable(event.duration).padEnd(13)}`;
  const payload = printable(summary(event.payload));
  return [
    palette.dim(time(event.receivedAt)),
    palette.cyan(printable(event.sessionId).slice(0, 8).padEnd(8)),
    palette.dim(event.dialect),
    tone(event.event, palette)(event.event.padEnd(15)),
    where,
    palette.dim(payload.length > width ? `${payload.slice(0, width - 1)}…` : payload),
  ]
    .join('  ')
    .trimEnd();
}

/** One line per refused request, with the reason the client was given. */
export function refusalLine({ receivedAt, status, reason, from }: Refusal, palette: Colors = colors): string {
  const text = printable(reason);
  return [
    palette.dim(time(receivedAt)),
    palette.red(`refused ${status}`),
    palette.red(text.length > 160 ? `${text.slice(0, 159)}…` : text),
    palette.dim(`from ${from}`),
  ].join('  ');
}

/** Prints what the sink sees. */
export const terminalListener = (print: (line: string) => void): SinkListener => ({
  received: (event) => print(eventLine(event)),
  refused: (refusal) => print(refusalLine(refusal)),
});
