import { whilePlaying } from './table.ts';

whilePlaying('seeks', [
  ['"seeking … when the player starts seeking to a new playhead time"', 'seek:30 stand:300', 'seeking'],
  ['… and `seeked` when it plays there', 'seek:30 stand:300 seeked run:500', 'seeking seeked'],
  [
    '… or has stood there for long enough to be no part of another',
    'seek:30 stand:300 seeked stand:600 timeupdate',
    'seeking seeked',
  ],
  ['a seek while paused stays paused', 'pause stand:1500 seek:30 seeked stand:1500', 'pause seeking seeked'],
  [
    '… until the viewer plays on',
    'pause stand:1500 seek:30 seeked stand:1500 play run:500',
    'pause seeking seeked resume',
  ],
  ['a seek backwards', 'run:3000 seek:1 stand:300 seeked run:500', 'seeking seeked'],
  ['a seek to where it is', 'seek:0.5 stand:30 seeked run:500', 'seeking seeked'],
  ['several seeks in a row are one', 'seek:30 stand:100 seek:40 stand:100 seeked run:500', 'seeking seeked'],
  [
    '… even when each of them lands',
    'seek:30 stand:100 seeked stand:200 seek:40 stand:100 seeked run:500',
    'seeking seeked',
  ],
  [
    '… and when `seeked` of the first comes during the second',
    'seek:30 stand:100 seek:40 unseek scrub timeupdate stand:100 seeked run:500',
    'seeking seeked',
  ],
  [
    'two seeks with playback between are two',
    'seek:30 seeked run:500 seek:40 seeked run:500',
    'seeking seeked seeking seeked',
  ],
  [
    'two seeks a second apart are two',
    'pause stand:1500 seek:30 seeked stand:1500 seek:40 seeked stand:1500',
    'pause seeking seeked seeking seeked',
  ],
  [
    'a pause in a seek that still holds afterwards',
    'pause seek:30 stand:300 seeked stand:1500',
    'seeking seeked pause',
  ],
  [
    '"[pause] should not be sent when … seeking": held back in 0.1, said at once in 0.2',
    'seek:30 stand:300 pause stand:300 seeked stand:1500',
    'seeking seeked pause',
    'seeking paused seeked',
  ],
  [
    '… and forgotten in 0.1 when the viewer plays on before the seek is over',
    'seek:30 stand:300 pause stand:300 play seeked run:500',
    'seeking seeked',
    'seeking paused seeked playing',
  ],
  ['a pause right after a seek', 'seek:30 stand:300 seeked stand:50 pause stand:1500', 'seeking seeked pause'],
  ["a viewer's pause, then a seek", 'pause stand:150 seek:30 seeked stand:1500', 'pause seeking seeked'],
  ['leaving in mid-seek', 'seek:30 stand:300 stop', 'seeking stopped:aborted'],
  ['leaving right after a seek', 'seek:30 stand:300 seeked stop', 'seeking seeked stopped:aborted'],
  ['an error right after a seek', 'seek:30 stand:300 seeked error', 'seeking seeked error stopped:error'],
  ['an error in mid-seek', 'seek:30 stand:300 error', 'seeking error stopped:error'],
  ['a new source in mid-seek', 'seek:30 stand:300 load', 'seeking stopped:aborted init loading'],
  ['seeking to the end', 'seek:60 stand:300 ended', 'seeking seeked stopped:ended'],
  [
    'standing for less than a second before a seek is no stall',
    'stand:700 seek:30 stand:300 seeked run:500',
    'seeking seeked',
  ],
  [
    '… landing, looked at, and on: still one',
    'seek:30 stand:100 seeked stand:200 timeupdate seek:40 stand:100 seeked run:500',
    'seeking seeked',
  ],
  [
    '`seeked` is said once it stands there for half a second',
    'seek:30 stand:100 seeked stand:499 timeupdate',
    'seeking',
  ],
  ['… or half a second and nothing', 'seek:30 stand:100 seeked stand:500 timeupdate', 'seeking seeked'],
  ['a `seeked` without `seeking` says nothing', 'seeked run:500', ''],
]);
