const SHEET = /css \*\/ `([^`]*)`/;

/** White space and comments out; the sheet has no strings that hold either. */
export const minifyCss = (css) =>
  css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,>]) ?/g, '$1')
    .replace(/([\w)]): /g, '$1:')
    .replace(/;}/g, '}')
    .trim();

/**
 * Makes the overlay's sheet small in the bundle, and writes the same sheet as a file beside it: engines without
 * `adoptedStyleSheets` need it as a file on pages whose policy forbids `<style>` (src/overlay/styles.ts).
 */
export function overlayStyles() {
  let sheet = '';
  return {
    name: 'overlay-styles',
    transform(code, id) {
      if (!id.endsWith('src/overlay/styles.ts')) return null;
      sheet = minifyCss(SHEET.exec(code)[1]);
      return { code: code.replace(SHEET, () => `css */ \`${sheet}\``), map: null };
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'tellybeat-overlay.css', source: sheet });
    },
  };
}
