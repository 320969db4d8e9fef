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
    contain: layout style;
    pointer-events: none;
    color: #f4f7fa;
    font:
      2.25vh/1.42 'Tizen Sans',
      'LG Smart UI',
      Roboto,
      'Segoe UI',
      'Helvetica Neue',
      Arial,
      sans-serif;
    font-variant-numeric: tabular-nums;
  }
  :host([side='left']) {
    right: auto;
    left: 5vw;
  }
  section {
    display: flex;
    flex-direction: column;
    box-sizing: border-box;
    height: 100%;
    padding: 1.8vh 2vh 1.4vh;
    overflow: hidden;
    border-radius: 1.2vh;
    outline: none;
    background: rgba(8, 12, 18, 0.92);
  }
  :host([opacity='80']) section {
    background: rgba(8, 12, 18, 0.8);
  }
  :host([opacity='65']) section {
    background: rgba(8, 12, 18, 0.65);
  }
  header,
  nav,
  footer,
  .event,
  dl > div,
  p {
    display: flex;
    align-items: baseline;
    contain: layout style;
  }
  header {
    justify-content: space-between;
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
    color: #7fe3aa;
  }
  .info {
    color: #8fd0ff;
  }
  .warn {
    color: #ffd27a;
  }
  .bad {
    color: #ff9d9d;
  }
  .dim,
  dt,
  small {
    color: #b9c5d1;
    font-size: 1em;
  }
  small {
    margin-left: 0.6em;
  }
  i {
    margin-left: 0.6em;
    padding: 0 0.4em;
    border-radius: 0.2em;
    background: #f4f7fa;
    color: #0b1016;
    font-style: normal;
    font-size: 2.25vh;
  }
  nav {
    justify-content: space-between;
    margin: 0.6vh 0 1vh;
    border-bottom: 0.2vh solid #55616e;
  }
  nav > *,
  .switch {
    padding: 0.2vh 0.45em;
    border-radius: 0.6vh;
    white-space: nowrap;
  }
  nav > [aria-selected='true'] {
    border-radius: 0.6vh 0.6vh 0 0;
    box-shadow: 0 0.5vh 0 #f4f7fa;
    font-weight: bold;
  }
  .on,
  .on * {
    background: #f4f7fa;
    color: #0b1016;
  }
  main {
    flex: 1;
    display: flex;
    flex-direction: column;
    min-height: 0;
    contain: layout style;
  }
  dl,
  p,
  pre,
  figure {
    margin: 0;
  }
  dt {
    flex: none;
    width: 10.4em;
  }
  dd {
    margin: 0;
    min-width: 0;
    overflow-wrap: break-word;
    word-break: break-word;
  }
  p {
    justify-content: space-between;
  }
  .event {
    white-space: nowrap;
    border-radius: 0.4vh;
  }
  .event > * {
    flex: none;
    width: 6.3em;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .event > b {
    width: 7.6em;
  }
  .event > :nth-child(3) {
    width: 4.5em;
  }
  .event > :last-child {
    width: auto;
    flex: 1;
  }
  pre {
    font: inherit;
    white-space: pre-wrap;
    word-break: break-all;
  }
  figure {
    margin-top: auto;
  }
  figure canvas {
    display: block;
    width: 100%;
  }
  figcaption {
    display: flex;
    justify-content: space-between;
  }
  .qr canvas {
    width: 34vh;
    image-rendering: pixelated;
  }
  .qr figcaption {
    display: block;
  }
  footer {
    justify-content: space-between;
    margin-top: 1vh;
    border-top: 0.2vh solid #55616e;
    padding-top: 0.6vh;
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
