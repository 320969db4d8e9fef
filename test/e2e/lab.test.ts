import { request } from 'node:http';
import { expect } from 'chai';
import { addresses } from '../../test-pages/lab/addresses.ts';
import { startLab, type Lab } from '../../test-pages/lab/server.ts';
import { eventLine, printable, readable, refusalLine } from '../../test-pages/lab/terminal.ts';

describe('the lab', () => {
  let lab: Lab;
  before(async () => {
    lab = await startLab({ quiet: true });
  });
  after(() => lab.close());

  describe('serves files that', () => {
    const get = (path: string, headers: Record<string, string> = {}) =>
      // `fetch` would resolve the dots before they leave.
      new Promise<{ status: number | undefined; type: string; length: number }>((resolve, reject) => {
        const { hostname, port } = new URL(lab.url);
        const sent = request({ hostname, port, path, headers }, (response) => {
          let length = 0;
          response.on('data', (chunk: Buffer) => (length += chunk.length));
          response.on('end', () => {
            resolve({ status: response.statusCode, type: response.headers['content-type'] ?? '', length });
          });
        });
        sent.on('error', reject);
        sent.end();
      });

    const types: [path: string, type: string][] = [
      ['/', 'text/html'],
      ['/videojs-vod.html?dialect=0.2', 'text/html'],
      ['/media/h264/manifest.mpd', 'application/dash+xml'],
      ['/media/vp9/master.m3u8', 'application/vnd.apple.mpegurl'],
      ['/media/h264/seg-0-01.m4s', 'video/iso.segment'],
      ['/media/clock.mp4', 'video/mp4'],
      ['/media/clock.webm', 'video/webm'],
      ['/vendor/video.js/video.min.js', 'text/javascript'],
      ['/vendor/shaka-player/shaka-player.compiled.js', 'text/javascript'],
    ];
    types.forEach(([path, type]) => {
      it(`${path} is ${type}`, async () => {
        const answer = await get(path);
        expect(answer.status).to.equal(200);
        expect(answer.type).to.include(type);
        expect(answer.length).to.be.above(0);
      });
    });

    it('come in ranges', async () => {
      const answer = await get('/media/clock.mp4', { range: 'bytes=100-199' });
      expect(answer).to.include({ status: 206, length: 100 });
    });

    const climbs = [
      '/../package.json',
      '/media/../../package.json',
      '/dist/..%2fpackage.json',
      '/%2e%2e/%2e%2e/etc/passwd',
      '/media/..%5c..%5cpackage.json',
      '/vendor/video.js/../../package.json',
      '/vendor/video.js/package.json',
      '/node_modules/express/package.json',
      '/package.json',
      '/%00',
      '/%ff',
    ];
    climbs.forEach((path) => {
      it(`${path} leads nowhere`, async () => {
        expect((await get(path)).status).to.be.oneOf([400, 403, 404]);
      });
    });
  });

  describe('starts and stops', () => {
    it('says in one sentence that a port is taken', async () => {
      const error = await startLab({ port: lab.port, quiet: true }).catch((reason: unknown) => reason);
      expect(error)
        .to.be.an('error')
        .with.property('message', `Port ${lab.port} is in use: choose another with --port`);
    });
    it('closes although a request is open, and closes twice', async () => {
      let closed = 0;
      const room = () => ({ path: '/wait', handler: () => undefined, close: () => void (closed += 1) });
      const other = await startLab({ quiet: true, rooms: [room] });
      const waiting = fetch(`${other.url}/wait`).catch(() => 'cut');
      await fetch(`${other.url}/`);
      await Promise.all([other.close(), other.close()]);
      expect(await waiting).to.equal('cut');
      expect(closed).to.equal(1);
    });
  });
});

describe('the terminal of the lab', () => {
  const event = {
    event: 'seeked',
    sessionId: '0a3beda1-2225-438d',
    dialect: '0.1',
    timestamp: 0,
    playhead: 12_480,
    duration: 30_000,
    receivedAt: Date.now(),
    request: 1,
    contentType: 'text/plain',
  } as const;
  const asIs = (text: unknown) => String(text);
  const plain = { bold: asIs, cyan: asIs, dim: asIs, green: asIs, magenta: asIs, red: asIs, yellow: asIs };

  const times: [milliseconds: number, text: string][] = [
    [-1, '–'],
    [0, '0:00.000'],
    [12_480, '0:12.480'],
    [754_000, '12:34.000'],
    [5_025_678, '1:23:45.678'],
    [Date.UTC(2026, 10, 21, 11, 42, 3, 120), '11:42:03.120Z'],
  ];
  times.forEach(([milliseconds, text]) => {
    it(`shows ${milliseconds} ms as ${text}`, () => {
      expect(readable(milliseconds)).to.equal(text);
    });
  });

  it('puts an event on one line', () => {
    expect(eventLine(event, plain)).to.match(
      /^\d\d:\d\d:\d\d\.\d{3} {2}0a3beda1 {2}0\.1 {2}seeked {11}\s+0:12\.480 \/ 0:30\.000$/,
    );
  });
  it('says what is in a payload', () => {
    expect(eventLine({ ...event, payload: { reason: 'ended', list: [1] } }, plain)).to.match(
      /reason=ended list=\[1\]$/,
    );
  });
  it('cuts a long payload', () => {
    expect(eventLine({ ...event, payload: { text: 'x'.repeat(500) } }, plain)).to.have.length.below(160);
  });
  it('lets no escape sequence through', () => {
    expect(printable('a\u001b[31mb\nc\u009bd\u202ee')).to.equal('a�[31mb�c�d�e');
    const wild = eventLine({ ...event, sessionId: '\u001b[2J', payload: { '\u001b]0;': '\n' } }, plain);
    expect(wild).to.not.match(/[\u0000-\u001f]/); // eslint-disable-line no-control-regex -- looked for on purpose
    const refusal = { status: 400, reason: '\u001b[2J', receivedAt: 0, request: 1, from: '::1' };
    expect(refusalLine(refusal, plain)).to.match(/ {2}refused 400 {2}�\[2J {2}from ::1$/);
  });
});

describe('the addresses of the lab', () => {
  const network = (address: string, family: 'IPv4' | 'IPv6', internal: boolean) =>
    ({ address, family, internal, netmask: '', mac: '', cidr: null }) as never;
  const interfaces = {
    lo: [network('127.0.0.1', 'IPv4', true)],
    eth0: [network('192.168.1.7', 'IPv4', false), network('fe80::1', 'IPv6', false)],
  };
  it('are this machine and each network', () => {
    expect(addresses('0.0.0.0', 8080, interfaces)).to.deep.equal([
      'http://localhost:8080/',
      'http://192.168.1.7:8080/',
    ]);
  });
  it('are one where the host is one', () => {
    expect(addresses('127.0.0.1', 80, interfaces)).to.deep.equal(['http://127.0.0.1:80/']);
    expect(addresses('::1', 80, interfaces)).to.deep.equal(['http://[::1]:80/']);
  });
});
