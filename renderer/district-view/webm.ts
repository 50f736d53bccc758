/**
 * Writes a film of encoded pictures as WebM: Matroska (RFC 9559) in EBML (RFC 8794), one video track, all in memory.
 */

export interface EncodedPicture {
  readonly bytes: Uint8Array;
  readonly isKey: boolean;
  /** From the film's start [ms]. */
  readonly time_ms: number;
}

export interface WebmFilm {
  readonly codec: 'V_VP8' | 'V_VP9';
  readonly width: number;
  readonly height: number;
  /** [ms] */
  readonly duration_ms: number;
  /** In the order of their times; the first one a key picture. */
  readonly pictures: readonly EncodedPicture[];
}

/** Element ids of RFC 9559. */
const ID = {
  ebml: 0x1a45dfa3,
  ebmlVersion: 0x4286,
  ebmlReadVersion: 0x42f7,
  ebmlMaxIdLength: 0x42f2,
  ebmlMaxSizeLength: 0x42f3,
  docType: 0x4282,
  docTypeVersion: 0x4287,
  docTypeReadVersion: 0x4285,
  segment: 0x18538067,
  info: 0x1549a966,
  timestampScale: 0x2ad7b1,
  duration: 0x4489,
  muxingApp: 0x4d80,
  writingApp: 0x5741,
  tracks: 0x1654ae6b,
  trackEntry: 0xae,
  trackNumber: 0xd7,
  trackUid: 0x73c5,
  trackType: 0x83,
  flagLacing: 0x9c,
  codecId: 0x86,
  video: 0xe0,
  pixelWidth: 0xb0,
  pixelHeight: 0xba,
  cluster: 0x1f43b675,
  timestamp: 0xe7,
  simpleBlock: 0xa3,
} as const;

const VIDEO_TRACK = 1;
/** Timestamps count milliseconds: so many nanoseconds. */
const MILLISECOND_NS = 1_000_000;
/** A block's own time is a signed 16-bit number [ms]. */
const MOST_CLUSTER_MS = 30_000;

type Node = readonly [id: number, content: Uint8Array | readonly Node[]];

/** Whole number in as few bytes as it takes, largest first. */
function unsigned(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  do {
    bytes.unshift(rest % 256);
    rest = Math.floor(rest / 256);
  } while (rest > 0);
  return Uint8Array.from(bytes);
}

function float64(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value);
  return bytes;
}

function text(value: string): Uint8Array {
  return new TextEncoder().encode(value);
}

/** Length of an element's content as a number of eight bytes. */
function size(length: number): Uint8Array {
  const bytes = new Uint8Array(8);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, Math.floor(length / 2 ** 32));
  view.setUint32(4, length % 2 ** 32);
  bytes[0] = 1;
  return bytes;
}

function isBytes(content: Uint8Array | readonly Node[]): content is Uint8Array {
  return content instanceof Uint8Array;
}

function parts([id, content]: Node): Uint8Array[] {
  const inner = isBytes(content) ? [content] : content.flatMap(parts);
  const length = inner.reduce((sum, bytes) => sum + bytes.length, 0);
  return [unsigned(id), size(length), ...inner];
}

function block({ bytes, isKey, time_ms }: EncodedPicture, cluster_ms: number): Uint8Array {
  const written = new Uint8Array(4 + bytes.length);
  const view = new DataView(written.buffer);
  view.setUint8(0, 0x80 | VIDEO_TRACK);
  view.setInt16(1, time_ms - cluster_ms);
  view.setUint8(3, isKey ? 0x80 : 0);
  written.set(bytes, 4);
  return written;
}

/** Groups of pictures that begin with a key picture and are short enough for their own times. */
function clusters(pictures: readonly EncodedPicture[]): Node[] {
  const groups: EncodedPicture[][] = [];
  for (const picture of pictures) {
    const group = groups.at(-1);
    if (!group || picture.isKey || picture.time_ms - group[0]!.time_ms > MOST_CLUSTER_MS) groups.push([picture]);
    else group.push(picture);
  }
  return groups.map((group) => {
    const start_ms = Math.round(group[0]!.time_ms);
    const blocks = group.map((picture): Node => [ID.simpleBlock, block(picture, start_ms)]);
    return [ID.cluster, [[ID.timestamp, unsigned(start_ms)], ...blocks]];
  });
}

/** The film as a file. */
export function webmFile({ codec, width, height, duration_ms, pictures }: WebmFilm): Blob {
  const head: Node = [
    ID.ebml,
    [
      [ID.ebmlVersion, unsigned(1)],
      [ID.ebmlReadVersion, unsigned(1)],
      [ID.ebmlMaxIdLength, unsigned(4)],
      [ID.ebmlMaxSizeLength, unsigned(8)],
      [ID.docType, text('webm')],
      [ID.docTypeVersion, unsigned(4)],
      [ID.docTypeReadVersion, unsigned(2)],
    ],
  ];
  const info: Node = [
    ID.info,
    [
      [ID.timestampScale, unsigned(MILLISECOND_NS)],
      [ID.duration, float64(duration_ms)],
      [ID.muxingApp, text('Commonwatt')],
      [ID.writingApp, text('Commonwatt')],
    ],
  ];
  const video: Node = [
    ID.video,
    [
      [ID.pixelWidth, unsigned(width)],
      [ID.pixelHeight, unsigned(height)],
    ],
  ];
  const track: Node = [
    ID.trackEntry,
    [
      [ID.trackNumber, unsigned(VIDEO_TRACK)],
      [ID.trackUid, unsigned(VIDEO_TRACK)],
      [ID.trackType, unsigned(1)],
      [ID.flagLacing, unsigned(0)],
      [ID.codecId, text(codec)],
      video,
    ],
  ];
  const segment: Node = [ID.segment, [info, [ID.tracks, [track]], ...clusters(pictures)]];
  const bytes = [...parts(head), ...parts(segment)].map((part) => new Uint8Array(part));
  return new Blob(bytes, { type: 'video/webm' });
}
