import { html, type TemplateResult } from 'lit/html.js';
import { heapMegabytes, type Codecs, type Device } from './device.ts';
import { row } from './pieces.ts';
import type { Strings } from './strings.ts';

/** What the tab shows; probed when it is first looked at. */
export interface DeviceFacts {
  readonly device: Device;
  readonly codecs: Codecs;
  /** Undefined: still asking. */
  readonly keySystems: readonly string[] | 'insecure' | undefined;
}

/** The last key of any kind, those the overlay leaves alone included: what a new platform's table needs. */
export interface LastKey {
  readonly key: string;
  readonly keyCode: number;
  readonly action: string;
}

export function deviceTab(facts: DeviceFacts, lastKey: LastKey | undefined, words: Strings): TemplateResult {
  const { device, codecs, keySystems } = facts;
  const { deviceMemory } = navigator as Navigator & { deviceMemory?: number };
  const heap = heapMegabytes();
  const drm =
    keySystems === 'insecure' ? words.insecure : keySystems ? keySystems.join(', ') || words.no : words.asking;
  return html`<dl>
    ${row(words.lastKey, lastKey ? `${lastKey.key} · ${words.code} ${lastKey.keyCode} · ${lastKey.action}` : '–')}
    ${row(words.engine, device.engine)} ${row(words.platform, device.platform)}
    ${row(words.screen, `${screen.width} × ${screen.height}`)}
    ${row(words.page, `${innerWidth} × ${innerHeight} @${devicePixelRatio}`)}
    ${row(words.memory, deviceMemory && `${deviceMemory} GB`)} ${row(words.heap, heap && `${heap} MB`)}
    ${row(words.mse, codecs.mse ? words.yes : words.no)} ${row(words.plays, codecs.plays)}
    ${row(words.playsNot, codecs.playsNot)} ${row(words.drm, drm)}
    ${row(words.userAgent, device.userAgent.slice(0, 240))}
  </dl>`;
}
