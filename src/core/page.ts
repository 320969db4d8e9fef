/** What a page may do to whoever plays in it. */
export interface PageListener {
  /** It may be frozen or killed from now on: the last sure event (Page Visibility). Comes as often as it happens. */
  readonly hidden: () => void;
  /** It is being left: for good, or into the back-forward cache. */
  readonly gone: () => void;
  /** It came back from the back-forward cache. */
  readonly back: () => void;
}

/** Watches the page; returns the undoing. Never `unload`: it is unreliable on TVs and bars the back-forward cache. */
export function watchPage(listener: PageListener): () => void {
  if (typeof document === 'undefined') return () => undefined;
  const visibility = (): void => {
    if (document.visibilityState === 'hidden') listener.hidden();
  };
  const back = (event: PageTransitionEvent): void => {
    if (event.persisted) listener.back();
  };
  document.addEventListener('visibilitychange', visibility);
  addEventListener('pagehide', listener.gone);
  addEventListener('pageshow', back);
  return () => {
    document.removeEventListener('visibilitychange', visibility);
    removeEventListener('pagehide', listener.gone);
    removeEventListener('pageshow', back);
  };
}
