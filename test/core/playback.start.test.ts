import { fromNothing } from './table.ts';

const STARTED = 'init loading loaded play playing';

fromNothing('start-up', [
  ['"init … should be sent just before the player starts loading"', 'source', 'init'],
  ['"loading … when the contentUrl has been attached"', 'source loadstart', 'init loading'],
  ['"loaded … when it\'s possible for the player to play"', 'load canplay', 'init loading loaded'],
  ['enough to play on is `loaded`, though `canplay` never comes', 'load fed timeupdate', 'init loading loaded'],
  ['… but not while the element still goes to its start position', 'load scrub fed timeupdate', 'init loading'],
  ['… and not before the URL is attached', 'source fed timeupdate', 'init'],
  ['`canplay` without `loadstart` still follows `loading`', 'source canplay', 'init loading loaded'],
  ['"play … as soon as player request that playback starts", loaded or not', 'load play', 'init loading play'],
  ['… with the metadata there', 'load dry play', 'init loading play'],
  ['… or once it can', 'load canplay stand:900 play', 'init loading loaded play'],
  ['a second request to play is none', 'load play play canplay play', 'init loading play loaded'],
  ['"playing … when the playhead starts to move"', 'load canplay play playing run:300', STARTED],
  ['a request before `loaded` plays', 'load play canplay run:300', 'init loading play loaded playing'],
  ['waiting before the first motion is start-up', 'load canplay play waiting stand:5000 run:300', STARTED],
  ['a pause before anything moved is none', 'load canplay play pause stand:3000', 'init loading loaded play'],
  ['… and playing goes on from there', 'load canplay play pause stand:900 play run:300', STARTED],
  ['a seek before the first request to play is none', 'load canplay seek:12 seeked stand:3000', 'init loading loaded'],
  ['an error while loading is fatal', 'load error', 'init loading error stopped:error'],
  ['an error before loading is, too', 'source error', 'init error stopped:error'],
  ['a source that never loaded is aborted', 'load emptied', 'init loading stopped:aborted'],
  ['a source that was never attached is aborted', 'source stop', 'init stopped:aborted'],
  ['an end that comes before anything', 'load ended', 'init loading stopped:ended'],
  ['a warning may come at any time after `init`', 'source warning loadstart', 'init warn loading'],
  ['a new source in mid-load ends the old session', 'load source', 'init loading stopped:aborted init'],
  ['without a source nothing is said', 'play run:500 pause error warning emptied ended stop canplay seek:3 seeked', ''],
]);
