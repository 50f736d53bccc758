/** Files that commands read and write; every fault says which file and how to mend it. */
import { access, constants, mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { type ReadOptions, readDistrict } from '#gis-data/formats/readDistrict.ts';
import { sampleDistrict, sampleWeather } from '#gis-data/samples/index.ts';
import { readEpw } from '#gis-data/weather/epw.ts';
import { InputError } from '#models/core/errors.ts';
import type { District } from '#models/district/district.ts';
import type { WeatherYear } from '#models/energy/weather.ts';

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
    const code = codeOf(error);
    const isMissing = code === 'ENOENT';
    throw new InputError({
      code: 'file.unreadable',
      message: isMissing ? 'The file is not there.' : `The file cannot be read (${code}).`,
      where: path,
      mend: isMissing ? 'Check the path.' : 'Check that it is a file and that you may read it.',
    });
  }
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

/** A district from a file, or the sample. */
export async function openDistrict(path: string, options: Pick<ReadOptions, 'reference' | 'treatAs'> = {}): Promise<District> {
  if (path === SAMPLE) return sampleDistrict();
  return readDistrict({ name: basename(path), bytes: await readBytes(path) }, options);
}

/** A weather year from an EPW file, or the sample's. */
export async function openWeather(path: string): Promise<WeatherYear> {
  if (path === SAMPLE) return sampleWeather();
  return readEpw(await readText(path), basename(path));
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
