import { expect } from 'chai';
import { actionOf } from '../../src/overlay/remote-keys.ts';

const ARROWS = 'up 38, down 40, left 37, right 39, ok 13';
const DIGITS = '1 49, 2 50, 3 51, 4 52, 5 53';

describe('remote keys', () => {
  const platforms: [platform: string, codes: string][] = [
    ['Tizen', `${ARROWS}, back 10009, blue 406, ${DIGITS}`],
    ['webOS', `${ARROWS}, back 461, blue 406, ${DIGITS}`],
    ['HbbTV', `${ARROWS}, back 461, blue 406, ${DIGITS}`],
    ['Android TV and WebView', `${ARROWS}, ok 23, back 166, back 4, ${DIGITS}`],
    ['RDK', `${ARROWS}, back 27, back 8, back 407, ${DIGITS}`],
    ['a keyboard', `${ARROWS}, back 27, back 8, ${DIGITS}, 1 97, 5 101`],
  ];
  platforms.forEach(([platform, codes]) =>
    it(`of ${platform} are known by their code`, () => {
      codes.split(', ').forEach((row) => {
        const [action, keyCode] = row.split(' ');
        expect(actionOf({ keyCode: Number(keyCode) }), row).to.equal(action);
      });
    }),
  );

  const names =
    'up ArrowUp, down ArrowDown, left ArrowLeft, right ArrowRight, ok Enter, back GoBack, back BrowserBack, back Escape, back Backspace, back XF86Back, blue ColorF3Blue, 3 3';
  names.split(', ').forEach((row) => {
    const [action, key] = row.split(' ');
    it(`${key} by its name is ${action}`, () => {
      expect(actionOf({ key, keyCode: 0 })).to.equal(action);
    });
  });

  it('an unknown name leaves it to the code', () => {
    expect(actionOf({ key: 'Unidentified', keyCode: 461 })).to.equal('back');
  });

  'play 415, pause 19, play-pause 10252, stop 413, red 403, volume 447, channel 427, F5 116, six 54, zero 48'
    .split(', ')
    .forEach((row) =>
      it(`${row} is none of its business`, () => {
        expect(actionOf({ keyCode: Number(row.split(' ')[1]) })).to.equal(undefined);
      }),
    );
});
