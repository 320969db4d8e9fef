import { html, render } from 'lit/html.js';
import { createChart } from './chart.ts';
import { OPACITIES, type Opacity, type OverlaySource, type Side } from './contract.ts';
import { describeDevice, probeCodecs, probeKeySystems } from './device.ts';
import type { DeviceFacts, LastKey } from './device-tab.ts';
import { createEventChoice } from './event-list.ts';
import { lastTop } from './events-tab.ts';
import { brief } from './format.ts';
import { listenForKeys } from './keys.ts';
import type { Entry } from './ledger.ts';
import { move, START, type Focus } from './navigation.ts';
import { observe, type Observer, type View } from './observer.ts';
import { pageClock } from './page-clock.ts';
import { DEVICE, EVENTS, NOW, panel, TEST_SESSION } from './panel.ts';
import { drawQr } from './qr.ts';
import { codeOf, type Action } from './remote-keys.ts';
import { STRINGS, type Strings } from './strings.ts';
import { dress } from './styles.ts';
import { takeAway } from './test-session-tab.ts';

/** Two updates a second. */
const PERIOD = 500;

/** The element that has the focus, inside of shadow roots as well. */
function focused(): HTMLElement | null {
  let element = document.activeElement;
  for (let inner = element; inner; inner = inner.shadowRoot && inner.shadowRoot.activeElement) element = inner;
  return element as HTMLElement | null;
}

/**
 * `<tellybeat-overlay>`: the panel. It lives while it is in a document and has a `source`: then it takes keys, looks
 * twice a second, and holds the focus. `close()`, Back, the blue key and its removal end all of that; the focus goes
 * back to where it was and the element leaves the document, telling so by a `close` event that does not bubble.
 */
export class TellybeatOverlay extends HTMLElement {
  /** What to show; set it before the element enters the document. */
  source?: OverlaySource;

  private readonly root = this.attachShadow({ mode: 'open' });
  private observer: Observer | undefined;
  private undo: (() => void)[] = [];
  private cancelTick: () => void = () => undefined;
  private words: Strings = STRINGS;
  private view: View | undefined;
  private place = START;
  private choice = createEventChoice();
  private chart = createChart();
  private side: Side = 'right';
  private opacity: Opacity = OPACITIES[0];
  private device: DeviceFacts | undefined;
  private lastKey: LastKey | undefined;
  /** The canvas that shows the QR code, and the text it was drawn for. */
  private code: Element | undefined;
  private codeText = '';

  connectedCallback(): void {
    if (!this.observer && this.source) this.begin(this.source);
    // A move to another parent (fullscreen) takes the focus away.
    const panel = this.root.querySelector('section');
    if (panel) panel.focus({ preventScroll: true });
  }

  disconnectedCallback(): void {
    // A move is a removal and an insertion in one go; only a removal that lasts is the end.
    void Promise.resolve().then(() => {
      if (!this.isConnected) this.close();
    });
  }

  close(): void {
    if (!this.observer) return;
    this.observer.stop();
    this.observer = this.view = undefined;
    this.cancelTick();
    this.undo.forEach((undo) => undo());
    this.remove();
    render(null, this.root);
    this.dispatchEvent(new Event('close'));
  }

  private begin({ analytics, media, side, opacity, styleUrl, strings, clock = pageClock }: OverlaySource): void {
    const before = focused();
    const update = (): void => this.update();
    const tick = (): void => {
      update();
      this.cancelTick = clock.after(PERIOD, tick);
    };
    this.words = { ...STRINGS, ...strings };
    this.observer = observe(analytics, media, clock);
    if (!this.hasAttribute('side')) {
      dress(this.root, styleUrl);
      this.look(side || this.side, opacity || this.opacity);
    }
    addEventListener('resize', update);
    this.undo = [
      () => removeEventListener('resize', update),
      listenForKeys((event, action) => this.takeKey(event, action)),
      () => before && before.focus({ preventScroll: true }),
    ];
    tick();
  }

  private entries(): readonly Entry[] {
    return this.view ? this.view.ledger.entries : [];
  }

  private listed(): readonly Entry[] {
    return this.choice.show(this.entries()).entries;
  }

  private takeKey(event: KeyboardEvent, action: Action | undefined): boolean {
    this.lastKey = { key: event.key, keyCode: codeOf(event), action: action || '' };
    const used = !!action && this.act(action);
    this.update();
    return used;
  }

  private act(action: Action): boolean {
    const { detail, focus } = this.place;
    if (action === 'blue' || (action === 'back' && !detail)) this.close();
    else if (action === 'back') this.place = { ...this.place, detail: undefined, top: 0 };
    else if (action !== 'ok') this.go(action);
    else if (!detail) this.activate(focus);
    return true;
  }

  private go(action: Action): void {
    const { detail, tab } = this.place;
    const ids = this.listed().map(({ id }) => id);
    const list: readonly Focus[] = tab === EVENTS ? ['filter', 'pause', ...ids.reverse()] : [];
    const next = move(this.place, action, [...list, 'side', 'opacity']);
    this.place = next.detail && detail ? { ...next, top: Math.min(next.top, lastTop(detail)) } : next;
  }

  private activate(focus: Focus): void {
    if (focus === '') this.go('down');
    else if (focus === 'filter') this.choice.nextType(this.entries());
    else if (focus === 'pause') this.choice.hold(this.entries());
    else if (focus === 'side') this.look(this.side === 'left' ? 'right' : 'left', this.opacity);
    else if (focus === 'opacity') {
      this.look(this.side, OPACITIES[(OPACITIES.indexOf(this.opacity) + 1) % OPACITIES.length] || OPACITIES[0]);
    } else {
      const detail = this.listed().filter(({ id }) => id === focus)[0];
      this.place = { ...this.place, detail, top: 0 };
    }
  }

  private look(side: Side, opacity: Opacity): void {
    this.setAttribute('side', (this.side = side));
    this.setAttribute('opacity', `${(this.opacity = opacity)}`);
  }

  /** Codecs and key systems are asked for when the tab is first looked at, once: it may wake up a CDM. */
  private deviceFacts(): DeviceFacts {
    if (!this.device) {
      const device = describeDevice(navigator.userAgent);
      this.device = { device, codecs: probeCodecs(), keySystems: undefined };
      void probeKeySystems().then((found) => {
        if (this.device) this.device = { ...this.device, keySystems: found || 'insecure' };
      });
    }
    return this.device;
  }

  /** Looks again and draws what there is to see now. */
  private update(): void {
    const { observer, place, side, opacity, lastKey, source, words } = this;
    if (!observer) return;
    try {
      const view = (this.view = observer.look());
      const list = place.tab === EVENTS ? this.choice.show(view.ledger.entries) : undefined;
      const test = (source && source.session) || {};
      const device = place.tab === DEVICE ? this.deviceFacts() : undefined;
      render(panel({ view, words, place, side, opacity, lastKey, list, test, device }), this.root);
      if (place.tab === NOW || place.tab === TEST_SESSION) {
        const canvas = this.root.querySelector('canvas');
        if (canvas && place.tab === NOW) this.chart(canvas, view.trace);
        else if (canvas) this.drawCode(canvas, takeAway(view, test, words));
      }
    } catch (error) {
      // Whatever a player or a test session answered, the page goes on; the viewer learns why nothing is to be seen.
      render(html`<section tabindex="-1"><p>${words.fault}: ${brief(String(error), 200)}</p></section>`, this.root);
    }
  }

  private drawCode(canvas: HTMLCanvasElement, text: string): void {
    if (this.code === canvas && this.codeText === text) return;
    this.code = canvas;
    this.codeText = text;
    drawQr(canvas, text);
  }
}
