/**
 * Sizes follow the height of the screen: the text is
 * 24 px at 1080 lines and 16 px at 720, and the panel stays within the 5 % that some TVs cut off. Nothing moves,
 * so there is nothing to reduce for `prefers-reduced-motion`. No `gap`, `inset` or `min()`: Chromium 64 has none.
 */
export const styles = /* css */ `
  :host {
    all: initial;
    display: block;
    position: fixed;
    z-index: 2147483647;
    top: 5vh;
    right: 5vw;
    bottom: 5vh;
    width: 40vw;
    min-width: 69vh;
    max-width: 90vw;
    contain: strict;
    will-change: transform;
    pointer-events: none;
    color: #fff;
    font: 2.25vh/1.42 Roboto, Arial, sans-serif;
    font-variant-numeric: tabular-nums;
  }
  :host([side='left']) {
    right: auto;
    left: 5vw;
  }
  section,
  main {
    display: flex;
    flex-direction: column;
    contain: layout style;
  }
  section {
    box-sizing: border-box;
    height: 100%;
    padding: 1.8vh 2vh 1.4vh;
    overflow: hidden;
    border-radius: 1vh;
    outline: none;
    background: rgba(8, 12, 18, 0.92);
  }
  :host([opacity='80']) section {
    background: rgba(8, 12, 18, 0.8);
  }
  :host([opacity='65']) section {
    background: rgba(8, 12, 18, 0.65);
  }
  main {
    flex: 1;
  }
  header,
  nav,
  footer,
  .event,
  .row,
  p {
    display: flex;
    justify-content: space-between;
    align-items: baseline;
    contain: layout style;
  }
  .row,
  .event {
    justify-content: normal;
  }
  header > :first-child {
    font-size: 3.5vh;
    font-weight: bold;
  }
  svg {
    width: 0.72em;
    height: 0.72em;
  }
  .good {
    color: #8eb;
  }
  .info {
    color: #9cf;
  }
  .warn {
    color: #fd7;
  }
  .bad {
    color: #f99;
  }
  .dim,
  dt {
    color: #bcd;
  }
  i {
    margin-left: 0.6em;
    padding: 0 0.4em;
    background: #fff;
    color: #000;
    font: inherit;
    font-size: 2.25vh;
  }
  nav {
    margin: 0.6vh 0 1vh;
    border-bottom: 0.2vh solid #567;
  }
  footer {
    margin-top: 1vh;
    border-top: 0.2vh solid #567;
    padding-top: 0.6vh;
  }
  nav > *,
  .switch {
    padding: 0.2vh 0.45em;
    border-radius: 0.6vh;
    white-space: nowrap;
  }
  .switch {
    background: #234;
  }
  .switch + .switch {
    margin-left: 0.3em;
  }
  nav > [aria-selected='true'] {
    box-shadow: 0 0.5vh #fff;
  }
  .on,
  .on * {
    background: #fff;
    color: #000;
  }
  dl,
  p,
  pre,
  figure,
  dd {
    margin: 0;
    word-break: break-word;
  }
  dl {
    margin-bottom: 1vh;
  }
  dt {
    flex: none;
    width: 10.4em;
  }
  p {
    margin-bottom: 0.6vh;
  }
  .event {
    white-space: nowrap;
  }
  .event > * {
    flex: none;
    width: 6.1em;
  }
  .event > b {
    width: 8.2em;
  }
  .event > :nth-child(3) {
    width: 4.4em;
  }
  .event > :last-child {
    width: auto;
  }
  pre {
    font: inherit;
    white-space: pre-wrap;
  }
  figure {
    margin-top: auto;
  }
  canvas {
    display: block;
    width: 100%;
    background: #123;
    image-rendering: pixelated;
  }
  .qr canvas {
    width: 34vh;
  }
`;

/** Next to the classic script, where there is one; a module does not know where it came from in all builds. */
const script = document.currentScript as HTMLScriptElement | null;
const nextToScript = script && script.src.replace(/[^/]*$/, 'tellybeat-overlay.css');

/**
 * Dresses a shadow root that is in the document. Engines without constructable sheets (Chromium below 73, WebKit
 * below 16.4) get a `<style>`, which a policy of `style-src 'self'` leaves without effect: then the same sheet as
 * a file, which it allows.
 */
export function dress(root: ShadowRoot, url: string | null = nextToScript): void {
  if ('adoptedStyleSheets' in root && 'replaceSync' in CSSStyleSheet.prototype) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    root.adoptedStyleSheets = [sheet];
    return;
  }
  const style = document.createElement('style');
  style.textContent = styles;
  root.appendChild(style);
  if (!url || getComputedStyle(root.host).position === 'fixed') return;
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = url;
  root.appendChild(link);
}
