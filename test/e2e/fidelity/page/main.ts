import { createSubject, type PlayerKind, type Subject } from './players.ts';
import { createProbe, now, type Probe } from './probe.ts';

declare global {
  interface Window {
    subject: Subject;
    probe: Probe;
  }
}

const parameters = new URLSearchParams(location.search);
const dialects = ['0.1', '0.2'] as const;
const clients = dialects.map((dialect) => ({
  eventSinkUrl: `${location.origin}/epas`,
  dialect,
  contentId: 'fidelity',
  sessionId: `${dialect}-${parameters.get('run') ?? ''}`,
  persist: false,
}));
const witness: { rendition: Subject['rendition'] } = { rendition: () => null };
window.probe = createProbe(() => witness.rendition());
window.subject = createSubject(parameters.get('player') as PlayerKind, clients, parameters.has('lean'), (name) =>
  window.probe.note('said', name),
);
witness.rendition = () => {
  try {
    return window.subject.rendition();
  } catch {
    // A player that is gone plays nothing.
    return null;
  }
};
// The last instant of all can only be told from here.
addEventListener('pagehide', () => {
  const time = document.querySelector('video')?.currentTime ?? 0;
  navigator.sendBeacon('left', JSON.stringify({ at: now(), kind: 'act', name: 'close', time }));
});
document.title = 'ready';
