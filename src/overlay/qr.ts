import { correction, generate } from 'lean-qr/nano';

/** A code holds this much at most; beyond, its squares get too small for a phone before a TV. */
const LIMIT = 320;

/** Draws `text` as a QR code, dark on white with its quiet zone, one canvas pixel a square. */
export function drawQr(canvas: HTMLCanvasElement, text: string): void {
  const code = generate(text.slice(0, LIMIT), { minCorrectionLevel: correction.L });
  code.toCanvas(canvas, { on: [0, 0, 0], off: [255, 255, 255], pad: 4 });
}
