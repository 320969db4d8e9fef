/**
 * Moves a CMAF segment on its timeline: everything in it that states a time is rewritten, the rest is copied.
 * ISO/IEC 14496-12: `tfdt` 8.8.12, `sidx` 8.16.3, `mfhd` 8.8.5.
 */
const CONTAINERS = ['moof', 'traf'];

/** @param shift in units of the segment's timescale @param sequence the fragment's number */
export function moveSegment(segment: Buffer, shift: number, sequence: number): Buffer {
  const moved = Buffer.from(segment);
  visit(moved, 0, moved.length, (type, body) => {
    if (type === 'mfhd') moved.writeUInt32BE(sequence >>> 0, body + 4);
    // Both hold a time of 32 bits in version 0, of 64 bits in version 1.
    if (type === 'tfdt') addTime(moved, body, body + 4, shift);
    if (type === 'sidx') addTime(moved, body, body + 12, shift);
  });
  return moved;
}

function addTime(buffer: Buffer, version: number, at: number, shift: number): void {
  if (buffer[version] === 1) buffer.writeBigUInt64BE(buffer.readBigUInt64BE(at) + BigInt(shift), at);
  else buffer.writeUInt32BE(buffer.readUInt32BE(at) + shift, at);
}

/** Calls `box` with the type of each box and the offset of its body (version and flags first). */
function visit(buffer: Buffer, from: number, to: number, box: (type: string, body: number) => void): void {
  for (let at = from; at + 8 <= to;) {
    const size = buffer.readUInt32BE(at);
    const type = buffer.toString('latin1', at + 4, at + 8);
    if (size < 8 || at + size > to) return;
    box(type, at + 8);
    if (CONTAINERS.includes(type)) visit(buffer, at + 8, at + size, box);
    at += size;
  }
}
