import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dashManifest, hlsPlaylist, type Broadcast } from './live-manifests.ts';
import { segmentAt, type Recording, type Representation } from './live-media.ts';
import { moveSegment } from './live-mp4.ts';

const NAME = /^(manifest|master|media|init|seg)(?:[-_](\d+))?(?:-(\d+))?\.\w+$/;

/** The file `name` of a broadcast as it is at `now`; null where there is none, or not yet. */
export async function broadcastFile(
  recording: Recording,
  broadcast: Broadcast,
  name: string,
  now: number,
): Promise<string | Buffer | null> {
  const [, kind, id, number] = NAME.exec(name) ?? [];
  if (kind === 'manifest') return dashManifest(recording, broadcast, now);
  if (kind === 'master') return recording.master;
  const representation = recording.representations.find((one) => one.id === id);
  if (!representation) return null;
  if (kind === 'media') return hlsPlaylist(representation, broadcast, now);
  if (kind === 'init') return readFile(join(recording.folder, `init-${representation.id}.m4s`));
  return segmentFile(recording, representation, broadcast, Number(number), now);
}

/** A segment of the loop, moved to where it belongs; null before it is complete. */
async function segmentFile(
  { folder }: Recording,
  representation: Representation,
  { start, end }: Broadcast,
  number: number,
  now: number,
): Promise<Buffer | null> {
  const { id, pieces, length } = representation;
  if (!(number >= 1)) return null;
  const segment = segmentAt(representation, number);
  if (start + segment.end * 1000 > now || segment.end > end + 0.001) return null;
  const piece = String(((number - 1) % pieces.length) + 1).padStart(2, '0');
  const file = await readFile(join(folder, `seg-${id}-${piece}.m4s`));
  return moveSegment(file, Math.floor((number - 1) / pieces.length) * length, number);
}
