/**
 * Makes test-pages/media with ffmpeg: thirty seconds of a running clock and a tone, small enough to commit.
 * Each frame shows its own media time, so a photo of a TV tells the playhead, and the rendition on screen.
 *
 *   h264/  vp9/   CMAF segments of 2 s, shared by manifest.mpd (DASH) and master.m3u8 (HLS); three renditions, one audio
 *   clock.mp4     progressive H.264 + AAC, index first
 *   clock.webm    progressive VP9 + Opus, for engines without H.264
 *
 * `npm run media` needs ffmpeg with libx264, libvpx-vp9, libopus and drawtext. The result is committed.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SECONDS = 30;
const FRAME_RATE = 25;
const SEGMENT = 2;
const LIMIT = 6_000_000;
const MEDIA = join(dirname(fileURLToPath(import.meta.url)), '../test-pages/media');

const SIZES = [
  { width: 426, height: 240 },
  { width: 640, height: 360 },
  { width: 960, height: 540 },
];

const CODECS = [
  {
    folder: 'h264',
    label: 'H.264',
    kbps: [80, 180, 400],
    // Levels and a closed GOP every TV decoder takes: a keyframe at each segment start and nowhere else.
    video: [
      '-c:v',
      'libx264',
      '-preset',
      'veryslow',
      '-profile:v',
      'main',
      '-sc_threshold',
      '0',
      '-pix_fmt',
      'yuv420p',
    ],
    audio: ['-c:a', 'aac', '-b:a', '48k'],
  },
  {
    folder: 'vp9',
    label: 'VP9',
    kbps: [60, 130, 280],
    video: ['-c:v', 'libvpx-vp9', '-deadline', 'good', '-cpu-used', '3', '-row-mt', '1', '-pix_fmt', 'yuv420p'],
    audio: ['-c:a', 'libopus', '-b:a', '32k'],
  },
];

const ffmpeg = (...args) =>
  execFileSync('ffmpeg', ['-hide_banner', '-loglevel', 'error', '-nostdin', '-y', ...args], { stdio: 'inherit' });

/** A slow gradient, a bar that fills over the whole length, and a block that crosses the picture once a second. */
const SOURCES = [
  ...[
    '-f',
    'lavfi',
    '-i',
    `gradients=s=960x540:r=${FRAME_RATE}:d=${SECONDS}:c0=0x10243e:c1=0x2b5876:speed=0.004:seed=7`,
  ],
  ...['-f', 'lavfi', '-i', `color=c=0xf2b134:s=960x14:r=${FRAME_RATE}:d=${SECONDS}`],
  ...['-f', 'lavfi', '-i', `color=c=0xe8eef5:s=40x40:r=${FRAME_RATE}:d=${SECONDS}`],
  // A low hum with a beep on each full second: sound and picture can be held against each other.
  ...['-f', 'lavfi', '-i', `sine=frequency=220:beep_factor=4:sample_rate=48000:duration=${SECONDS},volume=0.5`],
];

function picture({ label, kbps }, indices) {
  const scene =
    `[0][1]overlay=x='-W+W*t/${SECONDS}':y=H-14:eval=frame[a];` +
    `[a][2]overlay=x='mod(t,1)*(W-40)':y=H-80:eval=frame,split=${indices.length}`;
  const text = (content, size, y, color) =>
    `drawtext=font='DejaVu Sans Mono':text='${content}':fontcolor=${color}:fontsize=${size}:x=(w-tw)/2:y=${y}`;
  const renditions = indices.map((index) => {
    const { width, height } = SIZES[index];
    return [
      `[s${index}]scale=${width}:${height}`,
      text('%{pts\\:hms}', Math.round(height / 5.2), 'h*0.34', 'white'),
      text(`${width}x${height}  ${label}  ${kbps[index]} kbit/s`, Math.round(height / 14), 'h*0.14', '0xf2b134'),
      text('frame %{frame_num}', Math.round(height / 14), 'h*0.62', '0xe8eef5') + `[v${index}]`,
    ].join(',');
  });
  return [scene + indices.map((index) => `[s${index}]`).join(''), ...renditions].join(';');
}

/** Encodes the renditions named by `indices`, with the audio, into `output`; a keyframe every two seconds and nowhere else. */
function encode(codec, indices, ...output) {
  const gop = String(FRAME_RATE * SEGMENT);
  const rates = indices.flatMap((index, stream) => {
    const kbps = codec.kbps[index];
    return [
      ...[`-b:v:${stream}`, `${kbps}k`, `-maxrate:v:${stream}`, `${Math.round(kbps * 1.2)}k`],
      ...[`-bufsize:v:${stream}`, `${kbps * 2}k`],
    ];
  });
  ffmpeg(
    ...SOURCES,
    ...['-filter_complex', picture(codec, indices)],
    ...indices.flatMap((index) => ['-map', `[v${index}]`]),
    ...['-map', '3:a', '-ac', '2'],
    ...[...codec.video, '-g', gop, '-keyint_min', gop, ...rates, ...codec.audio],
    ...['-map_metadata', '-1', '-fflags', '+bitexact', '-flags:v', '+bitexact', '-flags:a', '+bitexact'],
    ...output,
  );
}

function adaptive(codec) {
  const folder = join(MEDIA, codec.folder);
  mkdirSync(folder, { recursive: true });
  encode(
    codec,
    SIZES.map((_, index) => index),
    ...['-f', 'dash', '-dash_segment_type', 'mp4', '-seg_duration', String(SEGMENT)],
    ...['-use_template', '1', '-use_timeline', '1', '-adaptation_sets', 'id=0,streams=v id=1,streams=a'],
    ...['-init_seg_name', 'init-$RepresentationID$.m4s', '-media_seg_name', 'seg-$RepresentationID$-$Number%02d$.m4s'],
    ...['-hls_playlist', '1', '-hls_master_name', 'master.m3u8'],
    join(folder, 'manifest.mpd'),
  );
  // ffmpeg dates every segment with the moment of encoding and leaves the playlist type open: neither is true of VOD.
  readdirSync(folder)
    .filter((name) => /^media_\d+\.m3u8$/.test(name))
    .map((name) => join(folder, name))
    .forEach((file) => {
      const playlist = readFileSync(file, 'utf8').replace(/#EXT-X-PROGRAM-DATE-TIME:.*\n/g, '');
      writeFileSync(file, playlist.replace('#EXT-X-MEDIA-SEQUENCE', '#EXT-X-PLAYLIST-TYPE:VOD\n#EXT-X-MEDIA-SEQUENCE'));
    });
}

rmSync(MEDIA, { recursive: true, force: true });
CODECS.forEach(adaptive);
encode(CODECS[0], [1], '-movflags', '+faststart', join(MEDIA, 'clock.mp4'));
encode(CODECS[1], [1], join(MEDIA, 'clock.webm'));

const sizes = readdirSync(MEDIA, { recursive: true }).map((name) => statSync(join(MEDIA, name)));
const total = sizes.filter((file) => file.isFile()).reduce((sum, file) => sum + file.size, 0);
console.log(`test-pages/media: ${(total / 1e6).toFixed(2)} MB of ${LIMIT / 1e6} MB`);
if (total > LIMIT) throw new Error('The media outgrew its limit');
