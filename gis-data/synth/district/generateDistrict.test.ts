import { describe, expect, it } from 'vitest';
import { InputError } from '#models/core/errors.ts';
import { CONTEXT_KINDS } from '#models/district/context.ts';
import { BUILDING_USES, type District, SURFACE_KINDS } from '#models/district/district.ts';
import { overlapArea, type PlanePolygon } from '#models/district/geometry/overlap.ts';
import { sampleDistrict } from '../../samples/index.ts';
import { generateDistrict } from './generateDistrict.ts';
import { clearStretch, insetPolygon } from './streetPlan.ts';

const GROUND = SURFACE_KINDS.indexOf('ground');
const WALL = SURFACE_KINDS.indexOf('wall');
const ROOF = SURFACE_KINDS.indexOf('roof');

function footprints({ buildings, surfaces }: District): { polygon: PlanePolygon; box: [number, number, number, number] }[] {
  return buildings.map((building) => {
    const xy: number[] = [];
    const ringStart = [0];
    for (let row = building.firstSurface; row < building.firstSurface + building.surfaceCount; row++) {
      if (surfaces.kind[row] !== GROUND) continue;
      for (let ring = surfaces.ringStart[row]!; ring < surfaces.ringStart[row + 1]!; ring++) {
        for (let v = surfaces.vertexStart[ring]!; v < surfaces.vertexStart[ring + 1]!; v++) {
          xy.push(surfaces.vertices_m[v * 3]!, surfaces.vertices_m[v * 3 + 1]!);
        }
        ringStart.push(xy.length / 2);
      }
    }
    const east = xy.filter((_, i) => i % 2 === 0);
    const north = xy.filter((_, i) => i % 2 === 1);
    return {
      polygon: { xy: Float64Array.from(xy), ringStart: Int32Array.from(ringStart), ringCount: ringStart.length - 1 },
      box: [Math.min(...east), Math.min(...north), Math.max(...east), Math.max(...north)],
    };
  });
}

/** Largest area two footprints have in common [m2], and whose they are. */
function largestOverlap(district: District): { area: number; pair: string } {
  const prints = footprints(district);
  let worst = { area: 0, pair: '' };
  const order = prints.map((_, i) => i).sort((a, b) => prints[a]!.box[0] - prints[b]!.box[0]);
  for (let a = 0; a < order.length; a++) {
    const p = prints[order[a]!]!;
    for (let b = a + 1; b < order.length; b++) {
      const q = prints[order[b]!]!;
      if (q.box[0] > p.box[2]) break;
      if (q.box[1] > p.box[3] || q.box[3] < p.box[1]) continue;
      const area = overlapArea(p.polygon, q.polygon);
      if (area > worst.area) worst = { area, pair: `${district.buildings[order[a]!]!.id} ${district.buildings[order[b]!]!.id}` };
    }
  }
  return worst;
}

type Corner = readonly [number, number];

const sample = sampleDistrict();

describe('generateDistrict', () => {
  it('makes closed shells that look outwards, whatever the seed', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const district = generateDistrict({ seed, buildings: 1500 });
      expect(district.buildings).toHaveLength(1500);
      expect(district.issues).toEqual([]);
      const open = district.buildings.filter((building) => !building.volumeIsExact || building.volume_m3.value <= 0);
      expect(open.map((building) => building.id)).toEqual([]);
      for (let row = 0; row < district.surfaces.count; row++) {
        const tilt = district.surfaces.tilt_deg[row]!;
        const kind = district.surfaces.kind[row];
        if (kind === GROUND) expect(tilt).toBeCloseTo(180, 3);
        if (kind === WALL) expect(tilt).toBeCloseTo(90, 3);
        if (kind === ROOF) expect(tilt).toBeLessThan(60);
      }
    }
  });

  it('never lets two buildings stand on the same ground', () => {
    const twice = footprints(sample)[0]!.polygon;
    expect(overlapArea(twice, twice), 'the measure itself').toBeCloseTo(sample.buildings[0]!.footprintArea_m2, 6);
    for (const seed of [245, 1, 7, 11]) {
      const { area, pair } = largestOverlap(generateDistrict({ seed, buildings: 3000 }));
      expect(area, `seed ${seed}: ${pair}`).toBeLessThan(1e-6);
    }
  });

  it('builds terraces wall to wall', () => {
    const terraced = sample.buildings.filter((building) => building.use.value === 'terraced');
    const touching = terraced.filter((building) => {
      let shared = 0;
      for (let row = building.firstSurface; row < building.firstSurface + building.surfaceCount; row++)
        shared += sample.surfaces.sharedArea_m2[row]!;
      return shared > 40;
    });
    expect(touching.length / terraced.length).toBeGreaterThan(0.9);
  });

  it('has every use, roof form and a spread of years in the sample', () => {
    const count = (values: readonly unknown[]) => new Set(values).size;
    expect(sample.buildings).toHaveLength(250);
    expect(count(sample.buildings.map((b) => b.use.value))).toBe(BUILDING_USES.length);
    expect(new Set(sample.buildings.map((b) => b.attributes.roofForm))).toEqual(
      new Set(['flat', 'gable', 'hip', 'mono-pitch', 'saw-tooth', 'stepped']),
    );
    const years = sample.buildings.map((b) => b.constructionYear.value);
    expect(Math.min(...years)).toBeLessThan(1920);
    expect(Math.max(...years)).toBeGreaterThan(2005);
    expect(Math.max(...years)).toBeLessThanOrEqual(2024);
    expect(
      sample.buildings.some((b) => sample.surfaces.ringStart[b.firstSurface + 1]! - sample.surfaces.ringStart[b.firstSurface]! > 1),
    ).toBe(true);
  });

  it('has dimensions of real buildings', () => {
    for (const building of sample.buildings) {
      const storeyHeight = building.volume_m3.value / building.footprintArea_m2 / building.storeys.value;
      expect(storeyHeight, building.id).toBeGreaterThan(2.4);
      expect(storeyHeight, building.id).toBeLessThan(12);
      expect(building.height_m.value).toBeLessThan(45);
    }
    const houses = sample.buildings.filter((b) => b.use.value === 'terraced').map((b) => b.floorArea_m2.value);
    const mean = houses.reduce((a, b) => a + b, 0) / houses.length;
    expect(mean).toBeGreaterThan(85);
    expect(mean).toBeLessThan(150);
  });

  it('says that it is synthetic, in every place a reader may look', () => {
    expect(sample.name).toMatch(/synthetic/);
    expect(sample.source.format).toBe('synthetic');
    expect(sample.source.attribution).toMatch(/Invented/);
    expect(sample.buildings.every((b) => b.attributes.synthetic === true && b.use.note === 'synthetic')).toBe(true);
  });

  it('is the same for a seed, and a larger district begins as a smaller one', () => {
    const again = sampleDistrict();
    expect(again.surfaces.vertices_m).toEqual(sample.surfaces.vertices_m);
    expect(again.buildings).toEqual(sample.buildings);
    const larger = generateDistrict({ seed: 245, buildings: 400 });
    expect(larger.buildings[100]!.id).toBe(sample.buildings[100]!.id);
    expect(larger.surfaces.vertices_m.slice(0, 3000)).toEqual(sample.surfaces.vertices_m.slice(0, 3000));
    expect(generateDistrict({ seed: 246, buildings: 250 }).surfaces.vertices_m).not.toEqual(sample.surfaces.vertices_m);
  });

  it('lays streets, gardens, yards and the river around the buildings, each on ground of its own', () => {
    const { positions_m: p, triangles, kind } = sample.context!;
    const corners = (t: number) => [...triangles.subarray(t * 3, t * 3 + 3)].map((v) => [p[v * 3]!, p[v * 3 + 1]!] as const);
    const covers = (t: number, east: number, north: number): boolean => {
      const [a, b, c] = corners(t) as [Corner, Corner, Corner];
      const side = (from: Corner, to: Corner) => (to[0] - from[0]) * (north - from[1]) - (to[1] - from[1]) * (east - from[0]);
      return side(a, b) > 1e-3 && side(b, c) > 1e-3 && side(c, a) > 1e-3;
    };
    const kindsAt = (east: number, north: number) => [...kind].flatMap((k, t) => (covers(t, east, north) ? [CONTEXT_KINDS[k]!] : []));
    // Every building stands on the garden or the yard of its block, never on a street or in the water.
    for (let row = 0; row < sample.surfaces.count; row++) {
      if (sample.surfaces.kind[row] !== GROUND) continue;
      const first = sample.surfaces.vertexStart[sample.surfaces.ringStart[row]!]! * 3;
      const [east, north] = [0, 1].map((axis) => {
        const middle = sample.surfaces.centroid_m[row * 3 + axis]!;
        return middle + 0.98 * (sample.surfaces.vertices_m[first + axis]! - middle);
      }) as [number, number];
      for (const found of kindsAt(east, north)) expect(['green', 'square']).toContain(found);
    }
    let most = 0;
    for (let east = -430; east < 430; east += 37)
      for (let north = -400; north < 330; north += 29) most = Math.max(most, kindsAt(east, north).length);
    expect(most, 'pieces on one spot').toBe(1);
  });

  it('keeps the surroundings of a large district small', () => {
    const { context } = generateDistrict({ seed: 1, buildings: 10_000 });
    expect(context!.kind.length).toBeLessThan(20_000);
  });

  it('refuses what cannot be built', () => {
    expect(() => generateDistrict({ seed: 1, buildings: 0 })).toThrowError(InputError);
    expect(() => generateDistrict({ seed: 1.5, buildings: 10 })).toThrowError(InputError);
    expect(() => generateDistrict({ seed: 1, buildings: 10, place: { name: 'x', lat_deg: 95, lon_deg: 0 } })).toThrowError(
      /not on the map/,
    );
    expect(generateDistrict({ seed: 1, buildings: 1 }).buildings).toHaveLength(1);
  });
});

describe('street plan geometry', () => {
  it('insets a square by a distance per edge', () => {
    expect(insetPolygon([0, 0, 10, 0, 10, 10, 0, 10], [1, 2, 3, 4]).map((v) => Math.round(v * 1e9) / 1e9)).toEqual([
      4, 1, 8, 1, 8, 7, 4, 7,
    ]);
  });

  it('finds the stretch of a strip that stays within a slanted block', () => {
    const stretch = clearStretch([0, 0, 20, 0, 16, 10, 4, 10], 0, 2, 5, 0);
    expect(stretch!.from).toBeCloseTo(2, 9);
    expect(stretch!.to).toBeCloseTo(18, 9);
    expect(clearStretch([0, 0, 20, 0, 16, 10, 4, 10], 0, 2, 12, 0)).toBeNull();
  });
});
