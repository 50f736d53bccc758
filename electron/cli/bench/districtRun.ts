/** How long a district takes from its file to key figures, measured in a process of its own so that its memory is its own. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { generateDistrict } from '#gis-data/synth/district/generateDistrict.ts';
import type { District } from '#models/district/district.ts';
import { applyEdits } from '#models/district/edits/applyEdits.ts';
import type { DistrictEdit } from '#models/district/edits.ts';
import { surfaceIrradiance } from '#models/energy/solar/surfaceIrradiance.ts';
import { prepareDistrict } from '#models/scenario/prepareDistrict.ts';
import { runScenario } from '#models/scenario/runScenario.ts';
import { BASELINE, type Scenario } from '#models/scenario/scenario.ts';
import { createNodeSolver } from '#solver/host/nodeSolver.ts';
import { openDistrict, openWeather } from '../files.ts';

export const districtRunSchema = z.strictObject({
  /** A file, `sample`, or `synth:<buildings>`. */
  district: z.string(),
  weather: z.string(),
  workers: z.int().min(1),
  /** How many times the retrofit share is changed. */
  changes: z.int().min(1),
});
export type DistrictRunInput = z.infer<typeof districtRunSchema>;

const figuresSchema = z.object({
  buildings: z.number(),
  surfaces: z.number(),
  /** Reading or generating, and preparing surfaces and shading [ms]. */
  load_ms: z.number(),
  prepare_ms: z.number(),
  /** The baseline's year: everything computed for the first time [ms]. */
  first_ms: z.number(),
  /** From a changed retrofit share to new key figures, shading cached: median and worst [ms]. */
  change_ms: z.number(),
  slowestChange_ms: z.number(),
  /** From a building that is added to new key figures: edit, horizons near it, changed parts of the year; median [ms]. */
  edit_ms: z.number(),
  /** Power from the grid of every building in every hour of a week, after the year was simulated; median [ms]. */
  hours_ms: z.number(),
  /** Irradiance of every wall and roof at an hour; median [ms]. */
  irradianceHour_ms: z.number(),
  residual: z.number(),
  /** Largest resident memory of the process, threads included [bytes]. */
  peakMemory_bytes: z.number(),
});
export type DistrictRunFigures = z.infer<typeof figuresSchema>;

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

function retrofit(share: number): Scenario {
  const measure = { id: 'bench-retrofit', kind: 'retrofit', enabled: true, standard: 'usual', target: { selector: {}, share } } as const;
  return { id: 'bench', name: 'Retrofit share', measures: [measure] };
}

function load(name: string): District | Promise<District> {
  const synthetic = /^synth:(\d+)$/.exec(name);
  return synthetic ? generateDistrict({ seed: 1, buildings: Number(synthetic[1]) }) : openDistrict(name);
}

/** Times of the same work with different inputs [ms]. */
async function timed(inputs: readonly number[], work: (input: number) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (const input of inputs) {
    const from = performance.now();
    await work(input);
    times.push(performance.now() - from);
  }
  return times;
}

/** A house of 15 m in the middle of the district, so many metres to the east of it. */
function newBuilding({ surfaces }: District, offset_m: number): DistrictEdit {
  const middle = Math.floor(surfaces.count / 2);
  const east = surfaces.centroid_m[3 * middle]! + offset_m;
  const north = surfaces.centroid_m[3 * middle + 1]!;
  const outline = [east, north, east + 12, north, east + 12, north + 10, east, north + 10];
  return {
    kind: 'add-building',
    id: `bench-${offset_m}`,
    shape: { rings_m: [outline], ground_m: 0, eaves_m: 15, roof: 'flat', pitch_deg: 0 },
    properties: {},
  };
}

/** Runs the measurement in this process. */
export async function measureDistrict(input: DistrictRunInput): Promise<DistrictRunFigures> {
  const start = performance.now();
  const district = await load(input.district);
  const weather = await openWeather(input.weather);
  const loaded = performance.now();
  const prepared = prepareDistrict(district, weather);
  const solver = await createNodeSolver(input.workers);
  const ready = performance.now();
  const first = await runScenario({ prepared, scenario: BASELINE, solver });
  const simulated = performance.now();
  const changes: number[] = [];
  for (let change = 0; change < input.changes; change++) {
    const from = performance.now();
    await runScenario({ prepared, scenario: retrofit((change + 1) / (input.changes + 1)), solver });
    changes.push(performance.now() - from);
  }
  const hours = await timed([1, 14, 27], (week) => solver.hourBlock(first.plan, 'netGrid', week * 168, 168));
  const irradiance = await timed([4000, 4001, 4002], async (hour) => surfaceIrradiance(prepared, hour));
  let reuse = prepared;
  const edits = await timed([0, 7, 14], async (offset_m) => {
    const edited = applyEdits(district, [newBuilding(district, offset_m)]).district;
    reuse = prepareDistrict(edited, weather, { reuse });
    await runScenario({ prepared: reuse, scenario: BASELINE, solver });
  });
  await solver.dispose();
  return {
    buildings: district.buildings.length,
    surfaces: district.surfaces.count,
    load_ms: loaded - start,
    prepare_ms: ready - loaded,
    first_ms: simulated - ready,
    change_ms: median(changes),
    slowestChange_ms: Math.max(...changes),
    edit_ms: median(edits),
    hours_ms: median(hours),
    irradianceHour_ms: median(irradiance),
    residual: first.result.residual,
    peakMemory_bytes: process.resourceUsage().maxRSS * 1024,
  };
}

/** Runs the measurement in a fresh process. */
export async function measureDistrictApart(input: DistrictRunInput): Promise<DistrictRunFigures> {
  const script = fileURLToPath(new URL('./districtRunProcess.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [script, JSON.stringify(input)], { maxBuffer: 1024 * 1024 });
  return figuresSchema.parse(JSON.parse(stdout));
}
