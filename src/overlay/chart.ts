import { SLOTS, type Sample, type Trace } from './trace.ts';

/** Pixels of the picture, one column a slot; the style sheet stretches it. */
export const WIDTH = SLOTS;
export const HEIGHT = 70;

/** Draws the last two minutes: buffer as an area, rendition as a line, stalls as bars from top to bottom. */
export type Chart = (canvas: HTMLCanvasElement, trace: Trace) => void;

/** A chart that moves its picture on and draws only what is new, all of it when the scale or the canvas is another. */
export function createChart(): Chart {
  let drawn = 0;
  let of: HTMLCanvasElement | undefined;
  let shown = '';

  return (canvas, trace) => {
    const { seconds, kbps } = trace.scale();
    const pen = canvas.getContext('2d');
    if (!pen) return;
    const key = `${seconds} ${kbps}`;
    const fresh = of === canvas && shown === key ? Math.max(0, Math.min(trace.newest() - drawn, WIDTH)) : WIDTH;
    drawn = trace.newest();
    of = canvas;
    shown = key;
    const column = (x: number, { buffer = 0, kbps: rate, stalled }: Sample): void => {
      const bar = (colour: string, share: number, height: number): void => {
        pen.fillStyle = colour;
        pen.fillRect(x, Math.round((HEIGHT - 1) * (1 - share)), 1, height);
      };
      if (stalled) bar('#f99', 1, HEIGHT);
      bar('#58b', buffer / seconds, HEIGHT);
      if (rate) bar('#fd7', rate / kbps, 1);
    };
    pen.globalCompositeOperation = 'copy';
    if (fresh) pen.drawImage(canvas, -fresh, 0);
    pen.globalCompositeOperation = 'source-over';
    trace.each(fresh, column);
  };
}
