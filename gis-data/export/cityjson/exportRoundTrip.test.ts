import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { describe, expect, it } from 'vitest';
import type { District } from '#models/district/district.ts';
import { readDistrict } from '../../formats/readDistrict.ts';
import { sampleDistrict } from '../../samples/index.ts';
import { writeCityJson } from './writeCityJson.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const DELFSHAVEN = join(ROOT, '..', 'shared', 'data', 'gis', 'delfshaven_lod2.city.json');
const schema = JSON.parse(readFileSync(join(ROOT, 'tests', 'fixtures', 'cityjson-schema', 'cityjson.min.schema.json'), 'utf8')) as object;
const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);

const sample = sampleDistrict();
const tree = { id: 'tree 1', at_m: [20, 30, 0.5], height_m: 9, crown_m: 5 } as const;
/** The sample with everything an export can hold. */
const furnished: District = {
  ...sample,
  buildings: sample.buildings.map((building, index) =>
    index === 1
      ? { ...building, removed: true }
      : index === 2
        ? { ...building, use: { value: 'school', provenance: 'user' } }
        : index === 3
          ? { ...building, unknownType: 'Bulding' }
          : building,
  ),
  elements: {
    trees: [tree],
    lines: [
      { id: 'pipe', kind: 'heat-pipe', path_m: [0, 0, 40, 0, 40, 25], rated_kW: 300, attributes: { diameter_mm: 80 } },
      { id: 'street', kind: 'street', path_m: [0, 0, 100, 0], attributes: {} },
    ],
    points: [{ id: 'station', kind: 'substation', at_m: [10, 10, 0], name: 'South', rated_kW: 630, attributes: {} }],
  },
  terrain: {
    east_m: -50,
    north_m: -50,
    cell_m: 25,
    columns: 4,
    rows: 3,
    height_m: Float32Array.from({ length: 12 }, (_, i) => (i === 11 ? Number.NaN : i / 4)),
    zero_m: 2,
    source: 'test',
  },
};
const results = {
  scenario: { id: 's1', name: 'Solar roofs' },
  simulationHash: 'abc123',
  columns: { heatDemand_kWh_m2: Float32Array.from(sample.buildings, (_, i) => (i === 5 ? Number.NaN : i / 3)) },
};

interface Written {
  readonly CityObjects: Readonly<
    Record<string, { readonly type: string; readonly attributes: Readonly<Record<string, unknown>>; readonly geometry: readonly unknown[] }>
  >;
  readonly vertices: readonly (readonly number[])[];
}

const read = (text: string) => readDistrict({ name: 'written.city.json', bytes: new TextEncoder().encode(text) });

function faults(text: string): readonly unknown[] {
  return validate(JSON.parse(text)) ? [] : (validate.errors ?? []).slice(0, 5);
}

/** Vertex indices anywhere in nested boundaries. */
function indices(boundaries: unknown): number[] {
  return Array.isArray(boundaries) ? boundaries.flatMap(indices) : [boundaries as number];
}

function expectSame(before: District, after: District): void {
  expect(after.buildings.map((one) => one.id)).toEqual(before.buildings.map((one) => one.id));
  expect(after.surfaces.count).toBe(before.surfaces.count);
  expect([...after.surfaces.kind]).toEqual([...before.surfaces.kind]);
  let worst = 0;
  for (let row = 0; row < before.surfaces.count; row++) {
    worst = Math.max(worst, Math.abs(after.surfaces.area_m2[row]! / before.surfaces.area_m2[row]! - 1));
  }
  expect(worst).toBeLessThan(1e-6);
  // What is inferred from shapes may tip over at a threshold; what the file states may not.
  const stated = (one: { readonly value: unknown; readonly provenance: string }) => (one.provenance === 'file' ? one.value : null);
  const what = (district: District) =>
    district.buildings.map((one) =>
      JSON.stringify([stated(one.use), stated(one.constructionYear), stated(one.storeys), stated(one.floorArea_m2), one.attributes]),
    );
  expect(what(after)).toEqual(what(before));
}

describe('a district as CityJSON 2.0', () => {
  const text = writeCityJson(furnished, { results });
  const written = JSON.parse(text) as Written;

  it('is valid by the public schema, which refuses a spoilt one', () => {
    // The schema tries every type for every object: some buildings tell as much as all, and `commonwatt validate` does all.
    const some = writeCityJson({ ...furnished, buildings: furnished.buildings.slice(0, 20) }, { results });
    expect(faults(some)).toEqual([]);
    expect(faults(some.replace('"type":"SolitaryVegetationObject"', '"type":"Tree"'))).not.toEqual([]);
    expect(faults(some.replace('"version":"2.0"', '"version":"2.1"'))).not.toEqual([]);
  });

  it('refers to vertices that are there, each written once', () => {
    const used = indices(
      Object.values(written.CityObjects).flatMap((one) => one.geometry.map((geometry) => (geometry as { boundaries: unknown }).boundaries)),
    );
    expect(new Set(used).size).toBe(written.vertices.length);
    expect(used.reduce((most, index) => Math.max(most, index), 0)).toBe(written.vertices.length - 1);
    expect(new Set(written.vertices.map(String)).size).toBe(written.vertices.length);
  });

  it('has results as attributes, what a person set, and neither removed buildings nor made-up ones', () => {
    const object = (index: number) => written.CityObjects[sample.buildings[index]!.id];
    expect(object(9)!.attributes).toMatchObject({ heatDemand_kWh_m2: 3, scenario: 'Solar roofs', simulationHash: 'abc123' });
    expect(object(5)!.attributes).not.toHaveProperty('heatDemand_kWh_m2');
    expect(object(1)).toBeUndefined();
    expect(object(2)!.attributes.function).toBe('school');
    expect(object(3)).toMatchObject({ type: 'GenericCityObject', attributes: { typeInSource: 'Bulding' } });
  });

  it('has trees, lines, points and terrain', () => {
    const objects = written.CityObjects;
    expect(objects['tree 1']).toMatchObject({ type: 'SolitaryVegetationObject', attributes: { height: 9, crownDiameter: 5 } });
    expect(objects.pipe).toMatchObject({
      type: 'GenericCityObject',
      attributes: { function: 'heat-pipe', rated_kW: 300, diameter_mm: 80 },
    });
    expect(objects.street).toMatchObject({ type: 'Road' });
    expect(objects.station).toMatchObject({ type: 'CityFurniture', attributes: { function: 'substation', name: 'South' } });
    // Five of the six cells have four known corners.
    const [tin] = objects.terrain!.geometry as { boundaries: unknown[] }[];
    expect(tin!.boundaries).toHaveLength(10);
  });

  it('is read back equal: once it stands in a grid, nothing moves any more', () => {
    const once = read(writeCityJson(sample));
    const again = read(writeCityJson(once));
    expectSame(once, again);
    expect(writeCityJson(again)).toBe(writeCityJson(read(writeCityJson(again))));
    const edited = read(text);
    expect(edited.buildings).toHaveLength(sample.buildings.length - 2);
    expect(edited.buildings.find((one) => one.id === sample.buildings[2]!.id)!.use.value).toBe('school');
  });

  it('gives Delfshaven back in its own system: same faces, areas within 1e-6', (context) => {
    if (!existsSync(DELFSHAVEN)) {
      console.log('Skipped: the reference file delfshaven_lod2.city.json is not there.');
      context.skip();
    }
    const before = readDistrict({ name: 'delfshaven_lod2.city.json', bytes: readFileSync(DELFSHAVEN) });
    const out = writeCityJson(before);
    expect(out).toContain('EPSG/0/28992');
    expect(faults(writeCityJson({ ...before, buildings: before.buildings.slice(0, 20) }))).toEqual([]);
    expectSame(before, read(out));
  });
});
