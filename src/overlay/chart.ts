import type { Strings } from './strings.ts';
import { SLOTS, type Trace } from './trace.ts';

/** The colours of the panel's tones: info, warn, bad. */
const BUFFER = '#9cf';
const RATE = '#fd7';
const STALL = '#f99';

/** The first of 5, 10, 20, 40 … that holds a value: a scale that does not change at every sample. */
const ceiling = (value: number): number => (value > 5 ? 2 * ceiling(value / 2) : 5);

/** Draws buffer (area), rendition (steps) and stalls (bars down to below the line) of the last two minutes. */
export function drawChart(canvas: HTMLCanvasElement, trace: Trace, words: Strings): void {
  const pen = canvas.getContext('2d');
  if (!pen) return;
  const { width, height } = canvas;
  const text = width / 29;
  const foot = height - text / 2;
  const thick = text / 6;
  let most = 0;
  let fastest = 0;
  trace.each((_, { buffer = 0, kbps = 0 }) => {
    most = Math.max(most, buffer);
    fastest = Math.max(fastest, kbps);
  });
  const seconds = ceiling(most);
  const rate = ceiling(fastest);
  const x = (index: number): number => Math.round((index * width) / SLOTS);
  const bar = (index: number, colour: string, share: number, deep: number): void => {
    pen.fillStyle = colour;
    pen.fillRect(x(index), foot - share * (foot - 2 * text), x(index + 1) - x(index), deep);
  };

  pen.clearRect(0, 0, width, height);
  trace.each((index, { buffer = 0, kbps, stalled }) => {
    const share = buffer / seconds;
    bar(index, '#58b', share, share * (foot - 2 * text));
    if (stalled) bar(index, STALL, index % 3 ? 0 : 1, height);
    if (kbps) bar(index, RATE, kbps / rate, thick);
  });
  const label = (words: string, colour: string, align: CanvasTextAlign): void => {
    pen.fillStyle = colour;
    pen.textAlign = align;
    pen.fillText(words, align === 'left' ? 0 : width, text);
  };
  pen.font = `${text}px sans-serif`;
  label(`${seconds} s ${words.buffer}`, BUFFER, 'left');
  if (fastest) label(`${rate} kbps`, RATE, 'right');
}
