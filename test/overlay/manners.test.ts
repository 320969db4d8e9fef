import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import { showOverlay } from '../../src/overlay/index.ts';
import { element, press, scriptedAnalytics, stage } from './stage.ts';

/** Counts what is added to and taken from all targets, and which timers are set. */
function spyOnPage() {
  const live: string[] = [];
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  const timers = { setTimeout: window.setTimeout, setInterval: window.setInterval, requestAnimationFrame };
  const known = new Map<unknown, Set<string>>();
  EventTarget.prototype.addEventListener = function (this: EventTarget, type: string, listener: never, options: never) {
    const name = `${((this as object | undefined) ?? window).constructor.name} ${type}`;
    const names = known.get(listener) ?? new Set<string>();
    if (!names.has(name)) live.push(name);
    known.set(listener, names.add(name));
    addEventListener.call(this, type, listener, options);
  };
  EventTarget.prototype.removeEventListener = function (
    this: EventTarget,
    type: string,
    listener: never,
    options: never,
  ) {
    const name = `${((this as object | undefined) ?? window).constructor.name} ${type}`;
    if (known.get(listener)?.delete(name)) live.splice(live.indexOf(name), 1);
    removeEventListener.call(this, type, listener, options);
  };
  const running: string[] = [];
  for (const name of Object.keys(timers) as (keyof typeof timers)[]) {
    window[name] = ((...given: never[]) => {
      running.push(name);
      return (timers[name] as (...all: never[]) => number)(...given);
    }) as never;
  }
  return {
    /** Listeners there are now, but for those of the test itself. */
    listeners: () => live.filter((name) => !/^(AbortSignal|XMLHttpRequest|WebSocket|EventSource)/.test(name)).sort(),
    running,
    stop() {
      Object.assign(EventTarget.prototype, { addEventListener, removeEventListener });
      Object.assign(window, timers);
    },
  };
}

const OPENING = ['Window keydown'];

describe('the manners of the overlay', () => {
  let undo: (() => void)[] = [];
  const later = <Undo extends () => void>(action: Undo): Undo => {
    undo.push(action);
    return action;
  };
  afterEach(() => {
    undo.forEach((action) => action());
    undo = [];
    document.body.textContent = '';
  });

  it('closed, it is one listener and nothing else', () => {
    const page = spyOnPage();
    later(() => page.stop());
    const scene = stage({ open: false });
    later(scene.hide);
    expect(page.listeners()).to.deep.equal(OPENING);
    expect(page.running).to.deep.equal([]);
    expect([scene.waiting(), scene.listeners(), element()]).to.deep.equal([0, 0, null]);
  });

  it('the hundredth closing leaves what the first left: the opening key, no timer, no element, no subscription', () => {
    const page = spyOnPage();
    later(() => page.stop());
    const scene = stage();
    later(scene.hide);
    for (let round = 0; round < 100; round++) {
      expect(element(), `round ${round}`).not.to.equal(null);
      expect(scene.listeners()).to.equal(1);
      expect(scene.waiting()).to.equal(1);
      scene.pass(1000);
      press(10009);
      expect(element()).to.equal(null);
      expect([scene.waiting(), scene.listeners()]).to.deep.equal([0, 0]);
      expect(page.listeners()).to.deep.equal(OPENING);
      press(406);
    }
    scene.hide();
    scene.hide();
    expect(page.listeners()).to.deep.equal([]);
    press(406);
    expect(element()).to.equal(null);
  });

  it('its removal by the page is a closing', async () => {
    const scene = stage();
    later(scene.hide);
    element()?.remove();
    await Promise.resolve();
    expect([scene.waiting(), scene.listeners()]).to.deep.equal([0, 0]);
    press(406);
    expect(element()).not.to.equal(null);
  });

  it('hands every key to the page while closed, the opening one as well', () => {
    const scene = stage({ open: false });
    later(scene.hide);
    for (const keyCode of [37, 38, 39, 40, 13, 10009, 461, 8, 27, 49, 53, 406])
      expect(press(keyCode), `${keyCode}`).to.equal(true);
  });

  it('keeps the keys it uses to itself while open, and lets all others pass', () => {
    later(stage().hide);
    for (const keyCode of [37, 38, 39, 40, 13, 49, 53]) expect(press(keyCode), `${keyCode}`).to.equal(false);
    for (const keyCode of [415, 19, 10252, 403, 404, 48, 57, 70, 116])
      expect(press(keyCode), `${keyCode}`).to.equal(true);
    expect(press(37, '', { ctrlKey: true }), 'Ctrl').to.equal(true);
  });

  it('hides the release of the Back that closed it, and no later one', () => {
    later(stage().hide);
    const seen: string[] = [];
    const watch = (event: Event) => seen.push(event.type);
    for (const type of ['keydown', 'keyup']) document.addEventListener(type, watch);
    press(10009);
    expect([element(), seen]).to.deep.equal([null, []]);
    press(10009);
    expect(seen).to.deep.equal(['keydown', 'keyup']);
    for (const type of ['keydown', 'keyup']) document.removeEventListener(type, watch);
  });

  it('opens with d e b on a keyboard, but not in a text field', async () => {
    const field = document.body.appendChild(document.createElement('input'));
    later(stage({ open: false }).hide);
    field.focus();
    await sendKeys({ type: 'deb' });
    expect(element()).to.equal(null);
    expect(field.value).to.equal('deb');
    field.blur();
    await sendKeys({ type: 'debug' });
    expect(element()).not.to.equal(null);
  });

  const openers: [what: string, key: number | string, code: number, name: string][] = [
    ['a code', 457, 457, ''],
    ['a name', 'Info', 0, 'Info'],
    ['the name of a key known by its code', 'ColorF3Blue', 406, ''],
  ];
  openers.forEach(([what, key, code, name]) =>
    it(`opens with another key, given as ${what}`, () => {
      later(stage({ open: false, key, typed: '' }).hide);
      press(68, 'd');
      press(69, 'e');
      press(66, 'b');
      expect(element()).to.equal(null);
      press(code, name);
      expect(element()).not.to.equal(null);
    }),
  );

  it('gives the focus back where it was', () => {
    const button = document.body.appendChild(document.createElement('button'));
    button.focus();
    const scene = stage();
    expect(document.activeElement).to.equal(element());
    scene.hide();
    expect(document.activeElement).to.equal(button);
  });

  it('gives it back into a shadow root', () => {
    const root = document.body.appendChild(document.createElement('div')).attachShadow({ mode: 'open' });
    const inner = root.appendChild(document.createElement('button'));
    inner.focus();
    stage().hide();
    expect(root.activeElement).to.equal(inner);
  });

  it('changes nothing in the layout of the page', () => {
    document.body.innerHTML = '<p id="a">one</p><div style="height:3000px"></div><p id="b">two</p>';
    const layout = () =>
      JSON.stringify([
        document.documentElement.scrollHeight,
        document.documentElement.scrollWidth,
        ...Array.from(document.querySelectorAll('p'), (p) => p.getBoundingClientRect()),
      ]);
    const before = layout();
    const scene = stage();
    scene.pass(2000);
    expect(layout()).to.equal(before);
    scene.hide();
    expect(layout()).to.equal(before);
  });

  it('goes where it is told', () => {
    const root = document.body.appendChild(document.createElement('div'));
    later(stage({ root }).hide);
    expect(element()?.parentNode).to.equal(root);
  });

  it('survives a client, a media element and a session that throw', () => {
    const { analytics } = scriptedAnalytics();
    const broken = {
      get currentTime(): number {
        throw new Error('gone');
      },
      get buffered(): never {
        throw new Error('gone');
      },
    };
    later(showOverlay(analytics, { media: broken }));
    expect(element()?.shadowRoot?.textContent).to.include('gone');
    press(461);
    expect(element()).to.equal(null);
  });
});
