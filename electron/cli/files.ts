/** Files that commands read and write; every fault says which file and how to mend it. */
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, constants, mkdir, open, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { type ReadAny, readAny } from '#gis-data/formats/readAny.ts';
import { type ReadOptions, unsupportedFormat } from '#gis-data/formats/readDistrict.ts';
import { type FileSource, readModelStream } from '#gis-data/formats/readStream.ts';
import { sampleDistrict, sampleWeather } from '#gis-data/samples/index.ts';
import { readWeather } from '#gis-data/weather/readWeather.ts';
import { InputError } from '#models/core/errors.ts';
import type { District } from '#models/district/district.ts';
import type { WeatherYear } from '#models/energy/weather.ts';
import { nodeReaderAssets } from '../services/readerAssets.ts';
import { filesTogether } from './companions.ts';

/** The word that stands for the built-in district or weather year. */
export const SAMPLE = 'sample';

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}

/**
 * Bytes of a file; `-` is standard input.
 * @throws InputError where it cannot be read
 */
export async function readBytes(path: string): Promise<Uint8Array> {
  try {
    if (path !== '-') return await readFile(path);
    const chunks: Uint8Array[] = [];
    for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
    return Buffer.concat(chunks);
  } catch (error) {
    throw unreadable(path, error);
  }
}

function unreadable(path: string, error: unknown): InputError {
  const code = codeOf(error);
  const isMissing = code === 'ENOENT';
  return new InputError({
    code: 'file.unreadable',
    message: isMissing ? 'The file is not there.' : `The file cannot be read (${code}).`,
    where: path,
    mend: isMissing ? 'Check the path.' : 'Check that it is a file and that you may read it.',
  });
}

/** Bytes that are read from the disk at a time. */
const CHUNK_BYTES = 1 << 20;

async function* chunksOf(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path, { highWaterMark: CHUNK_BYTES });
  } catch (error) {
    throw codeOf(error) === 'unknown' ? error : unreadable(path, error);
  }
}

async function headOf(path: string, most: number): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(most), 0, most, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/**
 * A file for readers that take it piece by piece; `-` is standard input, which is read as a whole.
 * @throws InputError where it cannot be read
 */
export async function fileSource(path: string): Promise<FileSource> {
  const name = basename(path);
  if (path === '-') {
    const bytes = await readBytes(path);
    return {
      name,
      size_bytes: bytes.length,
      head: async (most) => bytes.subarray(0, most),
      chunks: () => inOnePiece(bytes),
      bytes: async () => bytes,
    };
  }
  try {
    const { size } = await stat(path);
    // Opened once, so that a file that may not be read, or a folder, says so here.
    await headOf(path, 1);
    return { name, size_bytes: size, head: (most) => headOf(path, most), chunks: () => chunksOf(path), bytes: () => readBytes(path) };
  } catch (error) {
    throw unreadable(path, error);
  }
}

async function* inOnePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function readText(path: string): Promise<string> {
  return new TextDecoder().decode(await readBytes(path));
}

/** @throws InputError with the place in the text where it stops being JSON */
export async function readJsonFile(path: string): Promise<unknown> {
  const text = await readText(path);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InputError({
      code: 'file.notJson',
      message: `The file is not valid JSON: ${error instanceof Error ? error.message : String(error)}.`,
      where: path,
      mend: 'Correct it there; `--schema` prints what the command expects.',
    });
  }
}

/** A district from a file of any format that is read, or the sample. */
export async function openDistrict(path: string, options: Pick<ReadOptions, 'reference' | 'treatAs'> = {}): Promise<District> {
  if (path === SAMPLE) return sampleDistrict();
  const together = path === '-' ? null : await filesTogether(path);
  if (together) return districtOf(await readAny(together, { assets: nodeReaderAssets, ...options }), path);
  return (await readModelStream(await fileSource(path), { assets: nodeReaderAssets, ...options })).district;
}

/** @throws InputError where the files hold something else */
function districtOf(read: ReadAny, path: string): District {
  if (read.kind === 'district') return read.result.district;
  throw unsupportedFormat(read.format, { name: path });
}

/** A weather year from an EPW file or a typical year of PVGIS, or the sample's. */
export async function openWeather(path: string): Promise<WeatherYear> {
  if (path === SAMPLE) return sampleWeather();
  return readWeather({ name: basename(path), bytes: await readBytes(path) });
}

function unwritable(folder: string, error: unknown): InputError {
  return new InputError({
    code: 'file.unwritable',
    message: `The folder cannot be written (${codeOf(error)}).`,
    where: resolve(folder),
    mend: 'Choose another folder, or make room and allow writing there.',
  });
}

/**
 * Makes a folder and checks that it takes files: before long work whose results go there.
 * @throws InputError where the folder cannot be written
 */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
  } catch (error) {
    throw unwritable(folder, error);
  }
}

/**
 * Writes files into a folder, which is made where it is missing.
 * @throws InputError where the folder cannot be written
 */
export async function writeInto(folder: string, files: Readonly<Record<string, string | Uint8Array>>): Promise<string[]> {
  await makeFolder(folder);
  const written: string[] = [];
  try {
    for (const [name, content] of Object.entries(files)) {
      const path = join(folder, name);
      await writeFile(path, content);
      written.push(path);
    }
  } catch (error) {
    throw unwritable(folder, error);
  }
  return written;
}

/**
 * Writes lines one after the other, so that a file of any size needs little memory; the folder is made where it is missing.
 * @returns bytes written
 * @throws InputError where the file cannot be written
 */
export async function writeLines(path: string, lines: Iterable<string>): Promise<number> {
  const folder = dirname(path);
  await makeFolder(folder);
  const stream = createWriteStream(path);
  try {
    await once(stream, 'open');
    for (const line of lines) if (!stream.write(`${line}\n`)) await once(stream, 'drain');
    stream.end();
    await once(stream, 'close');
    return stream.bytesWritten;
  } catch (error) {
    stream.destroy();
    throw error instanceof InputError ? error : unwritable(folder, error);
  }
}
