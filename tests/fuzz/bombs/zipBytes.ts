/** Archives that no packer makes: any name, any claim, members on top of each other. */
import { deflateSync } from 'fflate';

export interface ZipMember {
  readonly name: string;
  readonly content: Uint8Array;
  /** What the directory says, where it is not the truth. */
  readonly claimedSize?: number;
  readonly claimedPacked?: number;
}

const LOCAL_BYTES = 30;
const ENTRY_BYTES = 46;
const END_BYTES = 22;

/**
 * @param entries how often the members are listed in the directory: more often than they are there
 * @param claimedEntries what the end of the directory says
 */
export function zipBytes(
  members: readonly ZipMember[],
  { times = 1, claimedEntries }: { times?: number; claimedEntries?: number } = {},
): Uint8Array {
  const encoder = new TextEncoder();
  const packed = members.map(({ content }) => deflateSync(content, { level: 9 }));
  const names = members.map(({ name }) => encoder.encode(name));
  const local = names.reduce((sum, name, i) => sum + LOCAL_BYTES + name.length + packed[i]!.length, 0);
  const directory = times * names.reduce((sum, name) => sum + ENTRY_BYTES + name.length, 0);
  const out = new Uint8Array(local + directory + END_BYTES);
  const view = new DataView(out.buffer);
  const offsets: number[] = [];
  let at = 0;
  const header = (i: number, start: number) => {
    const member = members[i]!;
    view.setUint16(start, 20, true);
    view.setUint16(start + 2, 0x0800, true);
    view.setUint16(start + 4, 8, true);
    view.setUint32(start + 14, member.claimedPacked ?? packed[i]!.length, true);
    view.setUint32(start + 18, member.claimedSize ?? member.content.length, true);
    view.setUint16(start + 22, names[i]!.length, true);
  };
  for (const [i, name] of names.entries()) {
    offsets.push(at);
    view.setUint32(at, 0x04034b50, true);
    header(i, at + 4);
    out.set(name, at + LOCAL_BYTES);
    out.set(packed[i]!, at + LOCAL_BYTES + name.length);
    at += LOCAL_BYTES + name.length + packed[i]!.length;
  }
  for (let time = 0; time < times; time++) {
    for (const [i, name] of names.entries()) {
      view.setUint32(at, 0x02014b50, true);
      view.setUint16(at + 4, 20, true);
      header(i, at + 6);
      view.setUint32(at + 42, offsets[i]!, true);
      out.set(name, at + ENTRY_BYTES);
      at += ENTRY_BYTES + name.length;
    }
  }
  const count = Math.min(0xffff, claimedEntries ?? members.length * times);
  view.setUint32(at, 0x06054b50, true);
  view.setUint16(at + 8, count, true);
  view.setUint16(at + 10, count, true);
  view.setUint32(at + 12, directory, true);
  view.setUint32(at + 16, local, true);
  return out;
}
