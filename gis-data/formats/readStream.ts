/**
 * Files that are read in pieces from wherever they lie: a disk, or a file that was dropped on the window. Sequences of
 * features are read piece by piece, and the buildings read so far can be shown meanwhile; other formats need all their
 * bytes at once.
 */
import { throwIfAborted } from '#models/core/errors.ts';
import type { District } from '#models/district/district.ts';
import { type BuildingInput, DistrictAssembler } from '#models/district/geometry/assemble.ts';
import { CityJsonSequence } from './cityjson/sequence.ts';
import { detectFormat } from './detectFormat.ts';
import { IssueLog } from './issueLog.ts';
import { Middle, withoutFarFaces } from './placement.ts';
import { finishContent, placeOf, type ReadOptions, type ReadResult } from './readDistrict.ts';
import { readModel } from './readModel.ts';
import { LineSplitter } from './text.ts';

/** A file that need not be in memory. */
export interface FileSource {
  readonly name: string;
  readonly size_bytes: number;
  /** The first bytes, at most so many. */
  head(bytes: number): Promise<Uint8Array>;
  /** The file from its beginning, cut anywhere; a chunk is used up before the next is asked for. */
  chunks(): AsyncIterable<Uint8Array>;
  bytes(): Promise<Uint8Array>;
}

export interface StreamOptions extends ReadOptions {
  /** For the share of progress. */
  readonly size_bytes?: number;
  /** Told the district of the buildings read so far, at growing sizes; reading goes on when it resolves. */
  readonly onPartial?: (district: District) => Promise<void> | void;
}

/** Enough to tell formats apart. */
export const HEAD_BYTES = 1 << 20;
/** The middle of so many buildings decides what is impossibly far from the others. */
const BUILDINGS_AHEAD = 1000;
/** The first district to show has about so many buildings, and each further one has several times as many as the one before. */
const FIRST_PARTIAL = 1500;
const PARTIAL_GROWTH = 5;
/** Where more of the file than this share has been read, the whole will come before long. */
const NO_PARTIAL_AFTER = 0.6;

/** Takes buildings one by one; the first ones wait until their middle is known. */
class Intake {
  readonly assembler: DistrictAssembler;
  readonly middle = new Middle();
  readonly #log: IssueLog;
  #waiting: BuildingInput[] | null = [];
  #centre: readonly [number, number] = [0, 0];

  constructor(name: string, log: IssueLog) {
    this.assembler = new DistrictAssembler(name);
    this.#log = log;
  }

  add(building: BuildingInput): void {
    this.middle.add(building);
    if (!this.#waiting) this.assembler.add(withoutFarFaces(building, this.#centre, this.#log));
    else if (this.#waiting.push(building) === BUILDINGS_AHEAD) this.release();
  }

  release(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    this.#centre = this.middle.centre();
    for (const building of waiting) this.assembler.add(withoutFarFaces(building, this.#centre, this.#log));
  }
}

/**
 * Reads a CityJSON sequence from chunks of bytes. Where all buildings lie within 100 km, the result is that of reading it
 * as a whole.
 * @param chunks the file from its beginning, cut anywhere
 * @returns the district with a finding for every line that could not be read
 * @throws InputError `json.*`, `cityjson.structure` where the first line is no header
 * @throws CancelledError when the signal is aborted, which is looked at after every chunk
 */
export async function readCityJsonSeqStream(
  name: string,
  chunks: AsyncIterable<Uint8Array>,
  options: StreamOptions = {},
): Promise<ReadResult> {
  const log = new IssueLog(name);
  const intake = new Intake(name, log);
  const { assembler, middle } = intake;
  const sequence = new CityJsonSequence(name, options, log, (building) => intake.add(building));
  const lines = new LineSplitter();
  let read_bytes = 0;
  let nextPartial = options.onPartial ? FIRST_PARTIAL : Infinity;
  options.onProgress?.({ done: 0, stage: 'progress.reading' });
  for await (const chunk of chunks) {
    throwIfAborted(options.signal);
    for (const line of lines.add(chunk)) {
      sequence.add(line);
      if (assembler.count < nextPartial) continue;
      nextPartial = assembler.count * PARTIAL_GROWTH;
      if (read_bytes / (options.size_bytes ?? Infinity) > NO_PARTIAL_AFTER) continue;
      await options.onPartial?.(partialDistrict(name, assembler, middle.centre(), sequence, options));
      throwIfAborted(options.signal);
    }
    read_bytes += chunk.length;
    const done = 0.85 * Math.min(1, read_bytes / (options.size_bytes ?? Infinity));
    options.onProgress?.({ done, stage: 'progress.reading' });
  }
  const last = lines.end();
  if (last) sequence.add(last);
  const content = sequence.end();
  intake.release();
  options.onProgress?.({ done: 0.85, stage: 'progress.geometry' });
  return finishContent({ format: 'cityjson-seq', name, assembler, centre: middle.centre() }, content, options, log);
}

/** The buildings read so far, without their surroundings and without findings. */
function partialDistrict(
  name: string,
  assembler: DistrictAssembler,
  centre: readonly [number, number],
  { placement, title }: CityJsonSequence,
  options: StreamOptions,
): District {
  if (!placement) throw new RangeError('Buildings are placed before they are handed on.');
  const described = { placement, ...(title === undefined ? {} : { title }) };
  const place = placeOf({ format: 'cityjson-seq', name, centre }, described, assembler.medianGroundLevel(), options);
  return { ...assembler.finish(place, [], options.completion ? { completion: options.completion } : {}), issues: [] };
}

/**
 * Reads a model of any supported format from where it lies.
 * @throws InputError, CancelledError as `readModel`
 */
export async function readModelStream(file: FileSource, options: StreamOptions = {}): Promise<ReadResult> {
  const { name, size_bytes } = file;
  const head = await file.head(HEAD_BYTES);
  throwIfAborted(options.signal);
  if (detectFormat(name, head) === 'cityjson-seq') return readCityJsonSeqStream(name, file.chunks(), { size_bytes, ...options });
  return readModel({ name, bytes: await file.bytes() }, options);
}
