const SHEET = /css \*\/ `([^`]*)`/;

/** White space and comments out; the sheet has no strings that hold either. */
export const minifyCss = (css) =>
  css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,>]) ?/g, '$1')
    .replace(/([\w)]): /g, '$1:')
    .replace(/;}/g, '}')
    .replace(/(?<=[ :,(-])0\./g, '.')
    .trim();

/** Line breaks with their indentation, between tags and values of templates: they would be text nodes on every TV. */
const LAYOUT = /(?<!=)([>}])\s*\n\s*(?=[<$]\S)|\n\s+(?=\$\{)/g;

/**
 * Makes the overlay's templates and its sheet small in the bundle, and writes the sheet as a file beside it: engines without
 * `adoptedStyleSheets` need it as a file on pages whose policy forbids `<style>` (src/overlay/styles.ts).
 */
export function overlayStyles() {
  let sheet = '';
  return {
    name: 'overlay-styles',
    transform(code, id) {
      if (!id.includes('src/overlay/')) return null;
      if (!id.endsWith('styles.ts')) return { code: code.replace(LAYOUT, '$1'), map: null };
      sheet = minifyCss(SHEET.exec(code)[1]);
      return { code: code.replace(SHEET, () => `css */ \`${sheet}\``), map: null };
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'tellybeat-overlay.css', source: sheet });
    },
  };
}
