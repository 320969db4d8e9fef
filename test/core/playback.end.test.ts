import { whilePlaying } from './table.ts';

const AGAIN = 'init loading loaded play playing';

whilePlaying('the end', [
  ['"stopped … ended"', 'jump:59.9 run:100 ended', 'stopped:ended'],
  ['"stopped … aborted": a source that goes away', 'emptied', 'stopped:aborted'],
  [
    'a request to play before the next source is there (Video.js) plays nothing again',
    'emptied play',
    'stopped:aborted',
  ],
  ['… nor after the end', 'ended emptied play', 'stopped:ended'],
  ['… a new source', 'load canplay', 'stopped:aborted init loading loaded'],
  ['… the app', 'stop', 'stopped:aborted'],
  ['… while paused', 'pause stand:1500 stop', 'pause stopped:aborted'],
  ['"error … the stopped event SHOULD be sent with reason: error", once', 'error error stop', 'error stopped:error'],
  [
    'nothing after `stopped`',
    'ended ended error warning pause stand:3000 waiting seek:3 seeked rendition:100 stop canplay loadstart',
    'stopped:ended',
  ],
  ["a viewer's pause near the end is a pause", 'jump:59 run:700 pause stand:2500', 'pause'],
  [
    '… and playing on from there ends',
    'jump:59 run:700 pause stand:2500 play run:300 ended',
    'pause resume stopped:ended',
  ],
  ['a replay is a new session', 'ended play jump:0 run:500', `stopped:ended ${AGAIN}`],
  [
    '… and so is the third',
    'ended play jump:0 run:500 ended play jump:0 run:500',
    `stopped:ended ${AGAIN} stopped:ended ${AGAIN}`,
  ],
  ['a seek after the end is a replay only once it plays', 'ended seek:10 seeked stand:3000', 'stopped:ended'],
  [
    '`loop` ends one session and starts the next',
    'jump:59.5 timeupdate loop run:500 seek:0 seeked run:500',
    `stopped:ended ${AGAIN}`,
  ],
  ['… but a seek to the start of a looping film is a seek', 'loop run:500 seek:0 seeked run:500', 'seeking seeked'],
  ['… and so is one near its end', 'jump:59.5 timeupdate loop run:300 seek:40 seeked run:500', 'seeking seeked'],
  [
    '… and one to the start of a film that does not loop',
    'jump:59.5 timeupdate run:300 seek:0 seeked run:500',
    'seeking seeked',
  ],
  [
    'what is left in the buffer after a fatal error plays on unreported',
    'error run:3000 error run:3000',
    'error stopped:error',
  ],
  ['… until it is played again', 'error pause stand:500 play run:600', `error stopped:error ${AGAIN}`],
  ['… asking to play a failed source is not', 'error play stand:3000', 'error stopped:error'],
  ['asking to play what is gone is no replay', 'emptied play stand:1000', 'stopped:aborted'],
  ['… nor what never loaded', 'load stop play stand:1000', 'stopped:aborted init loading stopped:aborted'],
  ['… but a request for the source to come', 'emptied play load play', 'stopped:aborted init loading play'],
  ['what the app ended plays on unreported', 'stop run:3000', 'stopped:aborted'],
  ['… until it is played again', 'stop play run:500', `stopped:aborted ${AGAIN}`],
]);
