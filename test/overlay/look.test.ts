import 'axe-core';
import type Axe from 'axe-core';
import { expect } from 'chai';
import decodeQR from 'qr/decode.js';
import { element, press, read, stage } from './stage.ts';

/** The package is a classic script. */
const { axe } = window as unknown as { axe: typeof Axe };

const HOSTILE = '<img src=x onerror="window.hacked=1"><b>bold</b>';
const DIGITS = [49, 50, 51, 52, 53];

describe('the look of the overlay', () => {
  let scene: ReturnType<typeof stage>;
  afterEach(() => {
    scene.hide();
    document.body.removeAttribute('style');
  });

  const session = {
    token: 'test-1',
    status: 'running',
    lastNumber: 3,
    polls: 4,
    forwarded: 5,
    lastReceived: null,
  };

  [
    ['black', '#000'],
    ['white', '#fff'],
  ].forEach(([name, colour = '']) =>
    it(`can be read on a ${name} picture: AA contrast and names for all parts`, async () => {
      document.body.style.background = colour;
      scene = stage({ session });
      scene.event('init');
      scene.event('error', 100, { code: '7' });
      scene.delivery('retry', [1], { retryIn: 5000 });
      scene.publish({ type: 'dropped', reason: 'abandoned', count: 1, ids: [2], events: ['error'] });
      for (const digit of DIGITS) {
        press(digit);
        for (const highlight of [38, 40]) {
          press(highlight);
          const { violations, incomplete } = await axe.run(element() ?? document.body, {
            runOnly: ['wcag2a', 'wcag2aa'],
            resultTypes: ['violations', 'incomplete'],
          });
          const found = [...violations, ...incomplete].map(
            ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`,
          );
          expect(found, `tab ${digit}`).to.deep.equal([]);
        }
      }
    }),
  );

  it('shows what comes from outside as text, whatever it says', () => {
    const hostile = {
      token: HOSTILE,
      status: HOSTILE,
      lastReceived: { type: HOSTILE, data: { deep: HOSTILE } },
    };
    scene = stage({ session: hostile });
    scene.snapshot({ sessionId: HOSTILE, eventSinkUrl: HOSTILE, dialect: HOSTILE });
    scene.event('error', 0, { category: HOSTILE, code: HOSTILE, message: HOSTILE });
    scene.event(HOSTILE as 'warn', 10, { [HOSTILE]: HOSTILE });
    for (const digit of DIGITS) {
      press(digit);
      scene.pass(500);
      const markup = element()?.shadowRoot?.querySelectorAll('img, script, [onerror]');
      expect(markup?.length, `tab ${digit}`).to.equal(0);
    }
    press(50);
    for (const key of [40, 40, 40, 13]) press(key);
    expect(read('pre')).to.include('<img src=x');
    expect(element()?.shadowRoot?.querySelectorAll('img').length).to.equal(0);
    expect(window).not.to.have.property('hacked');
  });

  it('draws a QR code that says the ids and the last error', () => {
    scene = stage({ session });
    scene.event('error', 0, { category: 'NETWORK', code: '1001', message: 'HTTP 404 für ü' });
    press(52);
    const canvas = element()?.shadowRoot?.querySelector('canvas');
    const large = document.createElement('canvas');
    large.width = large.height = 600;
    const pen = large.getContext('2d');
    if (!pen || !canvas) throw new Error('no canvas');
    pen.imageSmoothingEnabled = false;
    pen.drawImage(canvas, 0, 0, 600, 600);
    const said = decodeQR(pen.getImageData(0, 0, 600, 600));
    expect(said.split('\n')).to.deep.equal([
      'Tellybeat',
      'Viewing session: viewing-1',
      'Test session: test-1',
      'Last error: NETWORK 1001 HTTP 404 für ü',
    ]);
  });

  it('does not move: nothing to reduce for prefers-reduced-motion', () => {
    scene = stage();
    press(39);
    press(38);
    const root = element()?.shadowRoot;
    expect(root && root.getAnimations()).to.deep.equal([]);
    const moving = Array.from(root?.querySelectorAll('*') ?? [], (part) => getComputedStyle(part)).filter(
      (style) => style.animationName !== 'none' || parseFloat(style.transitionDuration) > 0,
    );
    expect(moving).to.deep.equal([]);
  });

  it('speaks other words where it is given some', () => {
    scene = stage({
      strings: { tabs: ['Jetzt', 'Ereignisse', 'Zustellung', 'Testsitzung', 'Gerät'], playhead: 'Abspielposition' },
    });
    expect(read('nav')).to.include('Zustellung');
    expect(read()).to.include('Abspielposition 61500');
  });

  it('after eight hours it is as large as after two', () => {
    scene = stage({ session });
    const size = () => element()?.shadowRoot?.querySelectorAll('*').length;
    const hours = (count: number) => {
      for (let second = 0; second < count * 3600; second += 10) {
        const id = scene.event(second % 60 ? 'heartbeat' : 'bitrate_changed', second * 1000, { bitrate: second });
        scene.delivery('acknowledged', [id], { status: 200, roundTrip: 40 });
        // Time passes in steps of a hundred looks, to keep the test short; the bench takes every one.
        if (second % 50 === 0) scene.pass(500);
      }
      return DIGITS.map((digit) => {
        press(digit);
        return size();
      });
    };
    expect(hours(6)).to.deep.equal(hours(2));
    expect([scene.waiting(), scene.listeners()]).to.deep.equal([1, 1]);
  });
});
