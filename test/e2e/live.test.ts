import { expect } from 'chai';
import { createLive, type LiveSimulator } from '../../test-pages/lab/live.ts';
import { startLab, type Lab } from '../../test-pages/lab/server.ts';

const START = Date.UTC(2030, 0, 1);

describe('the live simulator', () => {
  let live: LiveSimulator;
  let lab: Lab;
  let now = START;

  before(async () => {
    live = createLive({ now: () => now });
    lab = await startLab({ quiet: true, rooms: live.rooms.map((room) => () => room) });
  });
  after(() => lab.close());
  beforeEach(() => (now = START));

  const get = (path: string) => fetch(lab.url + path);
  const text = async (path: string) => (await get(path)).text();
  const numbers = (manifest: string) => [...manifest.matchAll(/seg-0-(\d+)/g)].map(([, number]) => Number(number));

  it('broadcasts HLS with a date for each segment and a window that slides', async () => {
    const path = '/live/channel=a,dvr=60/h264/media_0.m3u8';
    const first = await text(path);
    expect(numbers(first)).to.deep.equal(Array.from({ length: 30 }, (_, index) => index + 16));
    expect(first).to.include(
      `#EXT-X-PROGRAM-DATE-TIME:${new Date(START - 60_000).toISOString()}\n#EXTINF:2.000000,\nseg-0-16`,
    );
    expect(first).to.not.include('ENDLIST');
    now += 4000;
    expect(numbers(await text(path))[0]).to.equal(18);
  });

  it('broadcasts DASH with the beginning of all time and a clock to set the watch by', async () => {
    const manifest = await text('/live/channel=a,dvr=60/h264/manifest.mpd');
    expect(manifest).to.include('type="dynamic"').and.to.include('timeShiftBufferDepth="PT60S"');
    expect(manifest).to.include(`availabilityStartTime="${new Date(START - 90_000).toISOString()}"`);
    expect(manifest).to.match(
      /startNumber="16"[^>]*seg-\$RepresentationID\$[^>]*>\s*<SegmentTimeline>\s*<S t="384000" d="25600"\/>/,
    );
    expect(await text('/live/channel=a/h264/time')).to.equal(new Date(START).toISOString());
  });

  it('loops without a seam: a segment of the second loop continues the first', async () => {
    const decodeTime = async (number: number) => {
      const segment = Buffer.from(await (await get(`/live/channel=a/h264/seg-0-${number}.m4s`)).arrayBuffer());
      return Number(segment.readBigUInt64BE(segment.indexOf('tfdt') + 8)) / 12_800;
    };
    expect([await decodeTime(15), await decodeTime(16), await decodeTime(45)]).to.deep.equal([28, 30, 88]);
  });

  it('has no segment before it is complete', async () => {
    expect((await get('/live/channel=a/h264/seg-0-45.m4s')).status).to.equal(200);
    expect((await get('/live/channel=a/h264/seg-0-46.m4s')).status).to.equal(404);
  });

  it('ends and becomes VOD', async () => {
    const path = '/live/channel=b,end=10/h264/';
    expect(await text(`${path}manifest.mpd`)).to.include('dynamic');
    now += 11_000;
    expect(await text(`${path}manifest.mpd`)).to.include('type="static" mediaPresentationDuration="PT100S"');
    expect(await text(`${path}media_0.m3u8`)).to.match(/seg-0-50\.m4s\n#EXT-X-ENDLIST\n$/);
  });

  const refused = [
    ['dvr=x', 'dvr takes a number'],
    ['speed=2', 'There is no option "speed"'],
    ['end=10', 'A stream that ends needs a channel of its own: channel=<any name>'],
    ['fault=melt', 'kind is one of stall, throttle, status, corrupt, truncate, cut'],
    ['fault=status,status=99', 'status is 200 to 599'],
    ['fault=status,on=(', 'on is a pattern'],
  ];
  refused.forEach(([options, sentence]) => {
    it(`says what is wrong with ${options}`, async () => {
      const response = await get(`/live/${options}/h264/manifest.mpd`);
      expect([response.status, await response.text()]).to.deep.equal([400, `${sentence}\n`]);
    });
  });

  it('gives nothing but the media away', async () => {
    const paths = [
      '/faulty/-/..%2f..%2fpackage.json',
      '/faulty/-/h264/%2e%2e%2f%2e%2e%2fpage.js',
      '/live/-/..%2fh264/master.m3u8',
    ];
    const answers = await Promise.all(paths.map(get));
    expect(answers.map(({ status }) => status)).to.deep.equal([404, 404, 404]);
  });

  describe('with faults', () => {
    const SEGMENT = '/h264/seg-0-01.m4s';
    let whole = 0;
    before(async () => (whole = (await (await get(`/faulty/-${SEGMENT}`)).arrayBuffer()).byteLength));

    const rows: [string, (response: Response) => Promise<boolean>][] = [
      ['fault=status,status=404', async ({ status }) => Promise.resolve(status === 404)],
      ['fault=status', async ({ status }) => Promise.resolve(status === 500)],
      ['fault=truncate', async (response) => (await response.arrayBuffer()).byteLength === whole >> 1],
      ['fault=corrupt', async (response) => !Buffer.from(await response.arrayBuffer()).includes('moof')],
      [
        'fault=cut',
        async (response) =>
          response.arrayBuffer().then(
            () => false,
            () => true,
          ),
      ],
      ['fault=throttle,kbps=2000', async (response) => (await response.arrayBuffer()).byteLength === whole],
      ['fault=status,on=manifest', async ({ status }) => Promise.resolve(status === 200)],
    ];
    rows.forEach(([fault, holds], index) => {
      it(`${fault}: the recordings, too`, async () => {
        expect(await holds(await get(`/faulty/channel=row${index},${fault}${SEGMENT}`))).to.equal(true);
      });
    });

    it('goes wrong as often as asked, then right', async () => {
      const ask = () => get(`/faulty/channel=twice,fault=status,times=2${SEGMENT}`);
      expect([await ask(), await ask(), await ask()].map(({ status }) => status)).to.deep.equal([500, 500, 200]);
    });

    it('holds answers back until the fault is lifted', async () => {
      const body = JSON.stringify({ kind: 'stall' });
      const headers = { 'Content-Type': 'application/json' };
      await fetch(`${lab.url}/live/faults/held`, { method: 'POST', headers, body });
      let arrived = false;
      const answer = get(`/faulty/channel=held${SEGMENT}`).then((response) => ((arrived = true), response));
      await get(`/faulty/-${SEGMENT}`);
      expect(arrived).to.equal(false);
      await fetch(`${lab.url}/live/faults/held`, { method: 'DELETE' });
      expect((await answer).status).to.equal(200);
    });
  });
});
