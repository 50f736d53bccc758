/** Reads a file as the program does and says how that ended. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { detectFormat } from '#gis-data/formats/detectFormat.ts';
import type { ElevationGrid } from '#gis-data/formats/elevation/elevationGrid.ts';
import { writeGlb } from '#gis-data/formats/glb/writeGlb.ts';
import { type ReadAny, readAny } from '#gis-data/formats/readAny.ts';
import { readCityJsonSeqStream } from '#gis-data/formats/readStream.ts';
import { textOf } from '#gis-data/formats/text.ts';
import { InputError } from '#models/core/errors.ts';
import type { District } from '#models/district/district.ts';
import { readScenario } from '#models/scenario/scenarioSchema.ts';
import type { FuzzKind } from '../../electron/cli/fuzz/formats.ts';
import { HostError } from '../../electron/services/hostError.ts';
import { readProjectFile } from '../../electron/services/projectFile.ts';
import { nodeReaderAssets } from '../support/nodeAssets.ts';
import type { Mutant } from './mutate/mutant.ts';

/** `loaded`, the code of a named fault, or what must not be. */
export type Outcome =
  | { readonly kind: 'loaded' }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'fault'; readonly what: 'error' | 'unsound'; readonly detail: string };

/** What a district that was loaded must hold, however damaged its file; null where it does. */
export function unsound(district: District): string | null {
  const { surfaces, buildings } = district;
  const finite = (name: string, values: ArrayLike<number>) => {
    for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) return `${name}[${i}] is ${values[i]}`;
    return null;
  };
  const ids = new Set<string>();
  for (const { id, footprintArea_m2, height_m, storeys, volume_m3, floorArea_m2, constructionYear } of buildings) {
    if (ids.has(id)) return `the id ${id} comes twice`;
    ids.add(id);
    const numbers = [footprintArea_m2, height_m.value, storeys.value, volume_m3.value, floorArea_m2.value, constructionYear.value];
    if (!numbers.every((value) => Number.isFinite(value) && value >= 0)) return `building ${id}: ${numbers.join(', ')}`;
  }
  const { origin } = district;
  if (origin && !(Math.abs(origin.lat_deg) <= 90 && Math.abs(origin.lon_deg) <= 360)) return `origin ${origin.lat_deg}, ${origin.lon_deg}`;
  return (
    finite('vertices_m', surfaces.vertices_m) ??
    finite('area_m2', surfaces.area_m2) ??
    finite('normal', surfaces.normal) ??
    finite('sharedArea_m2', surfaces.sharedArea_m2) ??
    finite('tilt_deg', surfaces.tilt_deg) ??
    (district.context ? finite('context', district.context.positions_m) : null) ??
    (district.elements ? finiteWithin('elements', district.elements) : null)
  );
}

/** The first number in an object, however deep, that is none. */
function finiteWithin(name: string, value: unknown): string | null {
  if (typeof value === 'number') return Number.isFinite(value) ? null : `${name} is ${value}`;
  if (typeof value !== 'object' || value === null) return null;
  if (value instanceof Float64Array || value instanceof Float32Array) {
    const at = value.findIndex((number) => !Number.isFinite(number));
    return at < 0 ? null : `${name}[${at}] is ${value[at]}`;
  }
  for (const [key, member] of Object.entries(value)) {
    const fault = finiteWithin(`${name}.${key}`, member);
    if (fault !== null) return fault;
  }
  return null;
}

async function readProject(bytes: Uint8Array): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'commonwatt-fuzz-'));
  try {
    const path = join(folder, 'a.commonwatt');
    await writeFile(path, bytes);
    await readProjectFile(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function json(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(textOf(bytes));
  } catch {
    throw new InputError({ code: 'file.notJson', message: 'The file is not valid JSON.' });
  }
}

/** A file in pieces whose ends fall anywhere. */
async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 4099) yield bytes.slice(at, at + 4099);
}

/** Cells without a height are no number; all others, and the place, must be. */
function unsoundGrid(grid: ElevationGrid): string | null {
  if (grid.height_m.length !== grid.columns * grid.rows) return `${grid.height_m.length} heights in ${grid.columns} by ${grid.rows} cells`;
  if (grid.height_m.some((height) => Math.abs(height) > 10_000)) return 'a height beyond any ground';
  return finiteWithin('place', grid.place) ?? finiteWithin('range', [grid.min_m, grid.max_m]);
}

function unsoundDistrict(district: District): string | null {
  const fault = unsound(district);
  if (fault === null) writeGlb(district);
  return fault;
}

/** What is wrong with what a file became. */
function unsoundRead(read: ReadAny): string | null {
  if (read.kind === 'weather') return finiteWithin('weather', read.weather);
  if (read.kind === 'table') return finiteWithin('table', read.read.table);
  if (read.kind === 'terrain') return unsoundGrid(read.grid);
  if (read.kind === 'tileset') return finiteWithin('tileset', read.tileset);
  return unsoundDistrict(read.result.district) ?? (read.terrain ? unsoundGrid(read.terrain) : null);
}

/** Reads a file the way its content asks for; what is wrong with the result. */
async function read(format: FuzzKind, file: Mutant): Promise<string | null> {
  if (format === 'scenario') {
    readScenario(json(file.bytes));
    return null;
  }
  if (format === 'project') {
    await readProject(file.bytes);
    return null;
  }
  if (detectFormat(file.name, file.bytes) === 'cityjson-seq') {
    return unsoundDistrict((await readCityJsonSeqStream(file.name, pieces(file.bytes))).district);
  }
  return unsoundRead(await readAny([file], { assets: nodeReaderAssets }));
}

/** What was thrown, with the first place of our own in the stack. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return `threw ${typeof error} ${String(error).slice(0, 200)}`;
  const at = (error.stack ?? '').split('\n').find((line) => /(gis-data|models|electron|tests)\//.test(line)) ?? '';
  return `${error.name}: ${error.message.slice(0, 200)} ${at.trim().replace(/\(?file:\S*?\/(?=(gis-data|models|electron|tests)\/)/, '(')}`.trim();
}

export async function readOnce(format: FuzzKind, mutant: Mutant): Promise<Outcome> {
  try {
    const fault = await read(format, mutant);
    return fault === null ? { kind: 'loaded' } : { kind: 'fault', what: 'unsound', detail: fault };
  } catch (error) {
    if (error instanceof InputError) return { kind: 'refused', code: error.detail.code };
    if (error instanceof HostError) return { kind: 'refused', code: error.code };
    return { kind: 'fault', what: 'error', detail: describe(error) };
  }
}
