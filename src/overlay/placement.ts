const FULLSCREEN = ['fullscreenchange', 'webkitfullscreenchange'];

type OldDocument = Document & { readonly webkitFullscreenElement?: Element | null };

/**
 * Puts the element where it can be seen, and keeps it there: a fullscreen element hides all that is not in it. In a
 * fullscreen `<video>` nothing shows but the top layer, which `popover` reaches from Chromium 114 on; before, only a
 * container that goes fullscreen with its video can show the overlay. Returns the undoing.
 */
export function keepInSight(element: HTMLElement, root: Element | null | undefined): () => void {
  const place = (): void => {
    const full = document.fullscreenElement || (document as OldDocument).webkitFullscreenElement;
    const inMedia = full instanceof HTMLMediaElement;
    const stage = full && !inMedia && !(root && full.contains(root)) ? full : root;
    const home = stage || document.body || document.documentElement;
    if (element.parentNode !== home) home.appendChild(element);
    // Taken off and put on again: the top layer shows what came last on top.
    element.removeAttribute('popover');
    if (!inMedia || typeof element.showPopover !== 'function') return;
    element.setAttribute('popover', 'manual');
    element.showPopover();
  };
  place();
  FULLSCREEN.forEach((type) => document.addEventListener(type, place));
  return () => FULLSCREEN.forEach((type) => document.removeEventListener(type, place));
}
