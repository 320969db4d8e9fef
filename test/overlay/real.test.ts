import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import type Videojs from 'video.js';
import { createAnalytics } from '../../src/core/index.ts';
import { joinTestSession } from '../../src/dpctf/index.ts';
import { showOverlay, type TestSessionView } from '../../src/overlay/index.ts';
import { element, press, read } from './stage.ts';

/** Video.js as a page has it: a classic script. */
const loadVideojs = () =>
  new Promise<typeof Videojs>((resolve) => {
    const script = document.createElement('script');
    script.src = new URL('../../node_modules/video.js/dist/video.min.js', import.meta.url).href;
    script.onload = () => resolve((window as unknown as { videojs: typeof Videojs }).videojs);
    document.head.append(script);
  });

const makeVideo = () => {
  const video = document.body.appendChild(document.createElement('video'));
  video.muted = true;
  return video;
};

describe('the overlay on the real thing', () => {
  let undo: (() => void)[] = [];
  const later = (action: () => void) => undo.unshift(action);
  afterEach(() => {
    undo.forEach((action) => action());
    undo = [];
    document.body.textContent = '';
  });

  const begin = (video: HTMLVideoElement) => {
    // The test server knows no such address: what is sent there is answered 404, and waits to be sent again.
    const analytics = createAnalytics({ eventSinkUrl: `${location.origin}/epas`, persist: false });
    later(() => analytics.destroy());
    analytics.attach(video);
    return analytics;
  };

  it('shows a video element that has nothing to play', () => {
    const video = makeVideo();
    later(showOverlay(begin(video), { media: video }));
    expect(read()).to.include('Idle');
    expect(read()).to.include('Playhead -1 · unknown');
    for (const digit of ['2', '3', '4', '5']) press(48 + Number(digit));
    expect(read()).to.include('Engine Chrome');
  });

  it('lives in a Video.js player, whose hotkeys get the keys again when it is closed', async () => {
    const videojs = await loadVideojs();
    const video = makeVideo();
    video.className = 'video-js';
    const player = videojs(video, { userActions: { hotkeys: true }, controls: true });
    later(() => player.dispose());
    const pressed: string[] = [];
    const root = player.el() as HTMLElement;
    root.addEventListener('keydown', (event) => pressed.push(event.key));
    root.tabIndex = -1;
    root.focus();
    const hide = showOverlay(begin(player.el().querySelector('video') as HTMLVideoElement), { media: video, root });
    later(hide);
    expect(element()?.parentNode).to.equal(root);
    const box = element()?.getBoundingClientRect();
    expect(box?.width).to.be.greaterThan(100);
    await sendKeys({ press: 'ArrowRight' });
    expect(pressed).to.deep.equal([]);
    hide();
    expect(document.activeElement).to.equal(root);
    await sendKeys({ press: 'ArrowRight' });
    expect(pressed).to.deep.equal(['ArrowRight']);
  });

  it('takes what joinTestSession returns', async () => {
    const video = makeVideo();
    const analytics = begin(video);
    const leave = joinTestSession({ analytics, media: video, baseUrl: `${location.origin}/_wave/`, token: 'token-1' });
    later(leave);
    const session: TestSessionView = leave;
    later(showOverlay(analytics, { media: video, session }));
    await sendKeys({ press: '4' });
    expect(read()).to.include('Test session token-1');
    expect(read()).to.include('Last number -1');
  });
});
