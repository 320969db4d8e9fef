export type { Opacity, OverlayMedia, OverlaySettings, OverlaySource, Side, TestSessionView } from './contract.ts';
export { TellybeatOverlay } from './element.ts';
export { showOverlay, type OverlayOptions } from './show-overlay.ts';
export { STRINGS, type Strings } from './strings.ts';
