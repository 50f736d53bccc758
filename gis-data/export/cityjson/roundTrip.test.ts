import { describe, expect, it } from 'vitest';
import { CONTEXT_KINDS } from '#models/district/context.ts';
import type { District } from '#models/district/district.ts';
import { readDistrict } from '../../formats/readDistrict.ts';
import { sampleDistrict } from '../../samples/index.ts';
import { cityJsonSeqLines, writeCityJson } from './writeCityJson.ts';

const made = sampleDistrict();
const bytes = (text: string) => new TextEncoder().encode(text);

/** Area of the surroundings by kind, seen from above [m2]. */
function areasByKind({ context }: District): Record<string, number> {
  const areas: Record<string, number> = {};
  const { positions_m: p, triangles, kind } = context!;
  for (const [k, name] of CONTEXT_KINDS.entries()) {
    for (let t = 0; t < kind.length; t++) {
      if (kind[t] !== k) continue;
      const [a, b, c] = [triangles[t * 3]! * 3, triangles[t * 3 + 1]! * 3, triangles[t * 3 + 2]! * 3];
      const twice = (p[b]! - p[a]!) * (p[c + 1]! - p[a + 1]!) - (p[b + 1]! - p[a + 1]!) * (p[c]! - p[a]!);
      expect(twice, `${name} looks up`).toBeGreaterThan(0);
      areas[name] = (areas[name] ?? 0) + twice / 2;
    }
  }
  return areas;
}

const FILES: readonly (readonly [string, () => District])[] = [
  ['CityJSON', () => readDistrict({ name: 'made.city.json', bytes: bytes(writeCityJson(made)) })],
  ['CityJSONSeq', () => readDistrict({ name: 'made.city.jsonl', bytes: bytes([...cityJsonSeqLines(made)].join('\n')) })],
];

describe.each(FILES)('a generated district written as %s and read back', (_, readBack) => {
  const read = readBack();

  it('has the same buildings, without a fault', () => {
    expect(read.issues).toEqual([
      expect.objectContaining({
        code: 'cityjson.surroundings',
        message: 'Around the buildings the file holds: 1 PlantCover, 1 WaterBody, 1 TransportSquare, 2 Road.',
      }),
    ]);
    expect(read.buildings.map((b) => b.id)).toEqual(made.buildings.map((b) => b.id));
    for (const [i, building] of read.buildings.entries()) {
      const source = made.buildings[i]!;
      expect(building.volumeIsExact, building.id).toBe(true);
      expect(building.storeys.value).toBe(source.storeys.value);
      expect(building.constructionYear).toMatchObject({ value: source.constructionYear.value, provenance: 'file' });
      // The Irish grid's scale at Cork differs from one by less than 2e-4.
      expect(Math.abs(building.volume_m3.value / source.volume_m3.value - 1)).toBeLessThan(1e-3);
    }
  });

  it('has the same uses and heat sources', () => {
    const words = (district: District) => district.buildings.map((b) => [b.use.value, b.heatSource.value]);
    expect(words(read)).toEqual(words(made));
  });

  it('has the same surroundings', () => {
    const [before, after] = [areasByKind(made), areasByKind(read)];
    expect(Object.keys(after)).toEqual(['green', 'water', 'square', 'path', 'road']);
    for (const [kind, area] of Object.entries(before)) expect(after[kind]! / area, kind).toBeCloseTo(1, 3);
  });

  it('has the same surfaces, party walls and place', () => {
    expect([...read.surfaces.kind]).toEqual([...made.surfaces.kind]);
    const sum = (values: Float64Array) => values.reduce((a, b) => a + b, 0);
    expect(sum(read.surfaces.area_m2) / sum(made.surfaces.area_m2)).toBeCloseTo(1, 3);
    expect(sum(read.surfaces.sharedArea_m2) / sum(made.surfaces.sharedArea_m2)).toBeCloseTo(1, 2);
    const metresPerDegree = 111_320;
    const centre = (district: District) => {
      const { lon_deg, lat_deg } = district.origin!;
      const [east, north] = [district.surfaces.centroid_m[0]!, district.surfaces.centroid_m[1]!];
      return [lon_deg + east / (metresPerDegree * Math.cos((lat_deg * Math.PI) / 180)), lat_deg + north / metresPerDegree] as const;
    };
    const [a, b] = [centre(read), centre(made)];
    expect(Math.abs(a[0] - b[0]) * metresPerDegree).toBeLessThan(2);
    expect(Math.abs(a[1] - b[1]) * metresPerDegree).toBeLessThan(2);
  });
});
