import { whilePlaying } from './table.ts';

whilePlaying('pause and resume', [
  ['"pause … when the player is paused"', 'pause stand:1500', 'pause'],
  ['"resume … when the player resume playback after a pause"', 'pause stand:1500 play run:300', 'pause resume'],
  ['… again and again', 'pause stand:1500 play run:500 pause stand:1500 play run:500', 'pause resume pause resume'],
  ['asking to play again is not yet resuming', 'pause stand:1500 play stand:50', 'pause'],
  ['a pause while resuming says nothing new', 'pause stand:1500 play stand:50 pause stand:1500', 'pause'],
  ['a pause while resuming that nobody announces', 'pause stand:1500 play stand:50 halt stand:2500', 'pause'],
  ['going on may take up to a second', 'pause stand:1500 play stand:400 timeupdate run:300', 'pause resume'],
  [
    'a pause taken back at once, though it takes a while to go on',
    'pause stand:50 play stand:80 timeupdate run:300',
    '',
  ],
  ['a pause of a playhead that stands already', 'stand:400 timeupdate pause stand:1500', 'pause'],
  ['a second `pause` says nothing new', 'pause stand:500 pause stand:1500', 'pause'],
  ['a pause taken back at once is none', 'pause stand:50 play run:300', ''],
  ['a pause of a tenth of a second is one', 'pause stand:150 timeupdate play run:300', 'pause resume'],
  ['motion resumes though no `play` was said', 'pause stand:1500 unhalt run:600', 'pause resume'],
  ['a player that pauses without `pause` has paused', 'halt stand:2500', 'pause'],
  ['`waiting` while paused is no stall', 'pause stand:1500 waiting dry stand:5000', 'pause'],
  ['a playhead that jumps while paused has not resumed', 'pause stand:1500 jump:30 stand:3000', 'pause'],
  [
    'resuming into an empty buffer is a stall',
    'pause stand:1500 play dry waiting stand:600 fed run:300',
    'pause buffering buffered resume',
  ],
  [
    '… though no `waiting` is said',
    'pause stand:1500 play dry stand:2500 fed run:300',
    'pause buffering buffered resume',
  ],
  [
    'a pause while resuming out of a stall',
    'pause stand:1500 play dry waiting stand:1500 pause stand:500 fed stand:1500',
    'pause buffering buffered',
  ],
  ['a pause after a warning is one all the same', 'warning pause stand:1500', 'warn pause'],
]);
