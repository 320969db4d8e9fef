import { expect } from 'chai';
import { fromNothing, whilePlaying } from './table.ts';
import { play } from './tape.ts';

whilePlaying('errors and renditions', [
  ['"warn … when a non-fatal error occurs"', 'warning run:300', 'warn'],
  [
    '… in a stall and in a seek',
    'waiting stand:1500 warning seek:30 warning seeked run:500',
    'buffering warn buffered! seeking warn seeked',
  ],
  ['"error … when a fatal error occurs"', 'error run:0', 'error stopped:error'],
  [
    '"bitrate_changed … when the player switches", at the latest with the next event',
    'rendition:800 run:300 stop',
    'bitrate:800 stopped:aborted',
  ],
  [
    'two with nothing between are the last one',
    'rendition:800 run:300 rendition:400 run:300 stop',
    'bitrate:400 stopped:aborted',
  ],
  [
    '… with something between they are two',
    'rendition:800 run:300 warning rendition:400 run:300 stop',
    'bitrate:800 warn bitrate:400 stopped:aborted',
  ],
  [
    'the same again is none',
    'rendition:800 run:300 warning rendition:800 run:300 stop',
    'bitrate:800 warn stopped:aborted',
  ],
  [
    '… and there and back with nothing between is none',
    'rendition:800 warning rendition:400 rendition:800 run:300 stop',
    'bitrate:800 warn stopped:aborted',
  ],
  [
    'in a stall it waits',
    'waiting stand:1500 rendition:400 run:300 stop',
    'buffering buffered bitrate:400 stopped:aborted',
  ],
  [
    '… whatever else is said in it',
    'waiting stand:1500 rendition:400 warning run:300 stop',
    'buffering warn buffered bitrate:400 stopped:aborted',
  ],
  [
    '… until something cuts the stall short',
    'waiting stand:1500 rendition:400 seek:30 seeked run:500',
    'buffering buffered! bitrate:400 seeking seeked',
  ],
  ['… an error', 'waiting stand:1500 rendition:400 error', 'buffering buffered! bitrate:400 error stopped:error'],
  ['… or the end', 'waiting stand:1500 rendition:400 stop', 'buffering buffered! bitrate:400 stopped:aborted'],
  [
    '… and not longer than the stall',
    'waiting stand:1500 rendition:400 run:300 warning',
    'buffering buffered bitrate:400 warn',
  ],
  [
    'one that came after a stall began, though the stall was found out later',
    'stand:400 rendition:400 stand:1100 run:300 stop',
    'buffering buffered bitrate:400 stopped:aborted',
  ],
  [
    'a new session has a first rendition of its own',
    'rendition:400 load rendition:400 canplay stop',
    'bitrate:400 stopped:aborted init loading loaded bitrate:400 stopped:aborted',
  ],
  [
    'one that nothing followed is not carried over',
    'stop rendition:400 load canplay stop',
    'stopped:aborted init loading loaded stopped:aborted',
  ],
]);

fromNothing('renditions at the start', [
  [
    'the first rendition counts, once loaded',
    'load rendition:800 rendition:900 canplay play run:300',
    'init loading loaded bitrate:900 play playing',
    'init metadata loading loaded bitrate:900 playing',
  ],
  ['… and is never said where nothing loaded', 'load rendition:800 stop', 'init loading stopped:aborted'],
]);

describe('what they carry', () => {
  const carried = (script: string, event: string, dialect: '0.1' | '0.2' = '0.1'): unknown =>
    play(`load canplay play run:500 ${script}`, dialect).find((line) => line.event === event)?.payload;

  it('an error its category and code', () => {
    expect(carried('error', 'error')).to.deep.equal({ code: '3', category: 'DECODER' });
    expect(carried('error', 'error', '0.2')).to.deep.equal({ code: '3', category: 'DECODER' });
  });
  it('a warning its code', () => {
    expect(carried('warning', 'warn')).to.deep.equal({ code: '7' });
    expect(carried('warning', 'warning', '0.2')).to.deep.equal({ code: '7' });
  });
  it('the end its reason', () => {
    expect(carried('error', 'stopped')).to.deep.equal({ reason: 'error' });
    expect(carried('ended', 'stopped', '0.2')).to.deep.equal({ reason: 'ended' });
  });
  it('a rendition its bitrate', () =>
    expect(carried('rendition:800 stop', 'bitrate_changed')).to.deep.equal({ bitrate: 800 }));
  it('a stall that ended by itself nothing', () =>
    expect(carried('waiting stand:1500 run:300', 'buffered')).to.equal(undefined));
  it('playing nothing', () => expect(carried('', 'playing')).to.equal(undefined));
});
