import { networkInterfaces } from 'node:os';
import colors from 'picocolors';
import qrcode from 'qrcode-terminal';

const LOOPBACK = ['127.0.0.1', 'localhost', '::1'];
const EVERYWHERE = ['0.0.0.0', '::', ''];

/** The addresses a server on `host` answers at: this machine first, then one per network. */
export function addresses(host: string, port: number, interfaces = networkInterfaces()): readonly string[] {
  const url = (name: string) => `http://${name.includes(':') ? `[${name}]` : name}:${port}/`;
  if (!EVERYWHERE.includes(host)) return [url(host)];
  const networks = Object.values(interfaces)
    .flatMap((list) => list ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal);
  return [url('localhost'), ...networks.map(({ address }) => url(address))];
}

/** The addresses as lines, and a QR code of the first one another device can reach: nobody types URLs on a TV. */
export function greeting(host: string, port: number): string {
  const urls = addresses(host, port);
  const remote = urls.find((url) => !LOOPBACK.includes(new URL(url).hostname));
  const lines = urls.map((url) => `  ${url === remote ? colors.bold(colors.cyan(url)) : url}`);
  let picture = '';
  if (remote) qrcode.generate(remote, { small: true }, (drawn) => (picture = drawn));
  return ['', colors.bold('Tellybeat lab'), ...lines, ...(picture ? [picture] : []), ''].join('\n');
}
