import { whilePlaying } from './table.ts';

whilePlaying('stalls', [
  [
    '"buffering … when the player starts buffering", "buffered … when the player resumes playback"',
    'waiting stand:1500 run:300',
    'buffering buffered',
  ],
  ['a stall shorter than a tick is one', 'waiting stand:400 run:300', 'buffering buffered'],
  ['… also when `playing` says that it is over', 'waiting stand:400 timeupdate playing run:300', 'buffering buffered'],
  ['`playing` that moves nothing ends no stall', 'waiting stand:1500 playing stand:2000', 'buffering'],
  ['a second `waiting` is the same stall', 'waiting stand:700 waiting stand:1500 run:300', 'buffering buffered'],
  ['two stalls', 'waiting stand:700 run:500 waiting stand:700 run:500', 'buffering buffered buffering buffered'],
  ['"should not be sent when seeking"', 'seek:30 waiting stand:4000 seeked run:500', 'seeking seeked'],
  [
    'waiting after the seek is a stall if it lasts',
    'seek:30 stand:200 seeked waiting stand:1500 run:300',
    'seeking seeked buffering buffered',
  ],
  [
    '"If buffering is interrupted for any reason … interrupted: true" (0.2: "must NOT be sent"): a seek',
    'waiting stand:1500 seek:30 stand:200 seeked run:500',
    'buffering buffered! seeking seeked',
  ],
  [
    '… before a tick confirmed the stall',
    'waiting stand:400 seek:30 seeked run:500',
    'buffering buffered! seeking seeked',
  ],
  ['… a new source', 'waiting stand:1500 load', 'buffering buffered! stopped:aborted init loading'],
  ['… an error', 'waiting stand:1500 error', 'buffering buffered! error stopped:error'],
  ['… leaving', 'waiting stand:1500 stop', 'buffering buffered! stopped:aborted'],
  ['… an end', 'waiting stand:1500 ended', 'buffering buffered! stopped:ended'],
  [
    '"[pause] should not be sent when buffering": held back in 0.1, said at once in 0.2',
    'waiting dry stand:1500 pause stand:500 fed stand:1000',
    'buffering buffered pause',
    'buffering paused buffered',
  ],
  [
    '… before a tick has confirmed the stall',
    'waiting dry stand:400 pause stand:2000 fed stand:1500',
    'buffering buffered pause',
    'buffering paused buffered',
  ],
  [
    '… and forgotten in 0.1 when the viewer plays on before the stall is over',
    'waiting dry stand:1500 pause stand:500 play stand:500 fed run:300',
    'buffering buffered',
    'buffering paused buffered playing',
  ],
  [
    '… a second pause in the same stall is the same',
    'waiting dry stand:1500 pause stand:500 pause stand:500 fed stand:1000',
    'buffering buffered pause',
    'buffering paused buffered',
  ],
  [
    'a short stall right after a seek',
    'seek:30 stand:200 seeked waiting stand:400 run:300',
    'seeking seeked buffering buffered',
  ],
  [
    'a stall while the viewer pauses, then the device plays on by itself',
    'waiting dry stand:1500 halt fed stand:1500',
    'buffering buffered pause',
  ],
  ['a device that slept has not stalled', 'sleep:3600000 run:300', ''],
  ['… nor has one that slept while it doubted', 'waiting sleep:3600000 run:300', ''],
]);
