import type { Strings } from './strings.ts';
import { SLOTS, type Trace } from './trace.ts';

/** The colours of the panel's tones: info, warn, bad. */
const BUFFER = '#8fd0ff';
const RATE = '#ffd27a';
const STALL = '#ff9d9d';

/** The next of 1, 2, 5, 10, 20, 50 … above a value: a scale that does not change at every sample. */
function ceiling(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
  return power * ([1, 2, 5, 10].filter((step) => step * power >= value)[0] ?? 10);
}

/** Draws buffer (area), rendition (steps) and stalls (bars, hatched at the foot) of the last two minutes. */
export function drawChart(canvas: HTMLCanvasElement, trace: Trace, words: Strings): void {
  const pen = canvas.getContext('2d');
  if (!pen) return;
  const { width, height } = canvas;
  let most = 0;
  let fastest = 0;
  trace.each((_, buffer, kbps) => {
    if (buffer > most) most = buffer;
    if (kbps > fastest) fastest = kbps;
  });
  const seconds = ceiling(most);
  const rate = ceiling(fastest);
  const across = width / SLOTS;
  const foot = height * 0.94;
  const up = (share: number): number => foot - share * foot * 0.78;

  pen.clearRect(0, 0, width, height);
  pen.fillStyle = 'rgba(143,208,255,.35)';
  pen.beginPath();
  const stalls: number[] = [];
  trace.each((index, buffer, _, stalled) => {
    if (buffer >= 0) pen.rect(index * across, up(buffer / seconds), across + 0.5, foot - up(buffer / seconds));
    if (stalled) stalls.push(index);
  });
  pen.fill();
  pen.fillStyle = STALL;
  stalls.forEach((index) => {
    pen.fillRect(index * across, up(1), across / 3, foot - up(1));
    pen.fillRect(index * across, foot, across + 0.5, height - foot);
  });
  line(pen, BUFFER, height, (draw) => trace.each((index, buffer) => draw(index * across, up(buffer / seconds))));
  line(pen, RATE, height, (draw) =>
    trace.each((index, _, kbps) => {
      draw(index * across, up(kbps / rate));
      draw((index + 1) * across, up(kbps / rate));
    }),
  );

  pen.font = `${Math.round(width / 29)}px sans-serif`;
  pen.textBaseline = 'top';
  pen.fillStyle = BUFFER;
  pen.fillText(`${seconds} s ${words.buffer}`, 0, 0);
  pen.textAlign = 'right';
  pen.fillStyle = RATE;
  if (fastest) pen.fillText(`${rate} kbps`, width, 0);
  pen.textAlign = 'left';
}

type Draw = (x: number, y: number) => void;

/** A line through all points that are known; a gap where one is not. */
function line(pen: CanvasRenderingContext2D, colour: string, height: number, points: (draw: Draw) => void): void {
  let open = false;
  pen.strokeStyle = colour;
  pen.lineWidth = height / 60;
  pen.beginPath();
  points((x, y) => {
    if (y === y) pen[open ? 'lineTo' : 'moveTo'](x, y);
    open = y === y;
  });
  pen.stroke();
}
