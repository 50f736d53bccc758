import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readDistrict } from './formats/readDistrict.ts';
import { type DistrictReport, inspectFile } from './inspect.ts';

const DATA = new URL('../../shared/data/gis/', import.meta.url);
const WEATHER = new URL('../../shared/data/building-energy/', import.meta.url);
const hasData = existsSync(DATA);
if (!hasData) console.warn('SKIPPED: the reference city models are not beside the repository.');

async function inspect(name: string, lod?: string): Promise<DistrictReport> {
  const report = await inspectFile({ name, bytes: readFileSync(new URL(name, DATA)) }, lod === undefined ? {} : { lod });
  if (report.kind !== 'district') throw new Error(`${name} is not a district`);
  return report;
}

const expected = hasData ? JSON.parse(readFileSync(new URL('expected.json', DATA), 'utf8')) : {};

/** Largest relative deviation of a record of numbers from the expected ones. */
function deviation(actual: Readonly<Record<string, number>>, wanted: Readonly<Record<string, number>>): number {
  return Math.max(...Object.keys(wanted).map((key) => Math.abs((actual[key] ?? Number.NaN) / wanted[key]! - 1)));
}

function distance_m(a: readonly number[], b: readonly number[]): number {
  const metres = 111_195;
  return Math.hypot((a[0]! - b[0]!) * metres * Math.cos((b[1]! * Math.PI) / 180), (a[1]! - b[1]!) * metres);
}

describe.skipIf(!hasData)('inspect against the known answers: Delfshaven', async () => {
  const report = hasData ? await inspect('delfshaven_lod2.city.json') : ({} as DistrictReport);
  const answer = expected['delfshaven_lod2.city.json'] ?? {};

  it('counts objects and faces exactly', async () => {
    expect({
      objects: report.objectsByType,
      faces: report.faces.total,
      zero: report.faces.zeroArea,
      zeroByKind: report.faces.zeroAreaByKind,
      roofs: report.faces.byKind.roof,
      vertices: report.vertices,
      holes: report.faces.interiorRings,
      roofDiffers: report.projectedRoofDiffersFromGroundOver1pct,
      reference: report.reference.code,
      dropped: report.faces.dropped,
    }).toEqual({
      objects: answer.cityObjects,
      faces: answer.facesTotal,
      zero: answer.zeroAreaFaces,
      zeroByKind: { wall: 537, roof: 105 },
      roofs: answer.roofSurfaces,
      vertices: answer.vertices,
      holes: answer.interiorRings,
      roofDiffers: answer.buildingsWhereProjectedRoofDiffersFromGroundOver1pct,
      reference: answer.crs,
      dropped: 0,
    });
  });

  it('agrees in areas (0.01 %), sectors (0.1 %), tilt (0.1 deg) and position (1 m)', async () => {
    const areas = {
      ground: [report.area_m2.ground, answer.groundArea_m2],
      wall: [report.area_m2.wall, answer.wallArea_m2],
      roof: [report.area_m2.roof, answer.roofArea_m2],
      flat: [report.roof.flatUnder3deg_m2, answer.roofFlatUnder3deg_m2],
      tilted: [report.roof.tilted3plus_m2, answer.roofTilted3plus_m2],
      projected: [report.roof.projected_m2, answer.roofProjected_m2],
      sloped: [report.roof.tilted10to80_m2, answer.roofAreaTilted10to80_m2],
      steep: [report.roof.tilted80plus_m2, answer.roofAreaTilted80plus_m2],
    };
    for (const [name, [actual, wanted]] of Object.entries(areas)) expect(Math.abs(actual / wanted - 1), name).toBeLessThan(1e-4);
    expect(deviation(report.roof.tilted10to80BySector_m2, answer.roofAreaTilted10to80BySector_m2)).toBeLessThan(1e-3);
    expect(report.roof.sectorNorth).toBe('grid north');
    expect(Math.abs(report.roof.areaWeightedTilt10to80_deg - answer.areaWeightedTilt10to80_deg)).toBeLessThan(0.1);
    expect(distance_m(report.lowerLeft_deg ?? [], answer.extentLowerLeft_WGS84)).toBeLessThan(1);
  });

  it('agrees in volume by fans (0.1 %) and shows that open shells hold more', async () => {
    expect(Math.abs(report.volume.fans_m3 / answer.volume_m3 - 1)).toBeLessThan(1e-3);
    const largest = report.rows.find((row) => row.id === answer.largestFootprint.id);
    expect(Math.abs((largest?.fanVolume_m3 ?? 0) / answer.largestFootprint.volume_m3 - 1)).toBeLessThan(1e-3);
    expect(largest?.ground_m2).toBeCloseTo(answer.largestFootprint.ground_m2, 2);
    // Party walls are left out in this model: the fans miss a fifth of what lies between ground and roof.
    expect(report.volume.total_m3 / report.volume.fans_m3).toBeCloseTo(1.197, 2);
    const heights = report.rows.map((row) => row.height_m).sort((a, b) => a - b);
    expect([heights[0], heights[426], heights[852]].map((height) => height?.toFixed(3))).toEqual(['2.200', '14.113', '41.158']);
  });

  it('agrees for its sample buildings and names the rings that touch themselves', async () => {
    for (const sample of answer.sampleBuildings) {
      const row = report.rows.find(({ id }) => id === sample.id);
      expect(row?.ground_m2).toBeCloseTo(sample.ground_m2, 2);
      expect(row?.roof_m2).toBeCloseTo(sample.roof_m2, 2);
      expect(row?.wall_m2).toBeCloseTo(sample.wall_m2, 2);
      expect(row?.height_m).toBeCloseTo(sample.height_m, 3);
    }
    const touching = report.issues.filter((issue) => issue.code === '104').map((issue) => issue.objectId);
    expect(touching).toEqual(expect.arrayContaining(answer.selfTouchingGroundRings));
  });
});

describe.skipIf(!hasData)('inspect against the known answers: 3DBAG', async () => {
  const answer = expected['3dbag_delft_10bld.city.jsonl'] ?? {};

  it('agrees with the published areas (0.01 m2) and volumes (0.1 %) of every building', async () => {
    const report = await inspect('3dbag_delft_10bld.city.jsonl');
    expect(report).toMatchObject({
      format: 'cityjson-seq',
      version: '2.0',
      reference: { code: 'EPSG:7415', accuracy: 'about-1-m' },
      objectsByType: { Building: answer.Building, BuildingPart: answer.BuildingPart },
      volume: { closedShells: 10 },
    });
    expect(Object.keys(report.geometriesByLod).sort()).toEqual(answer.lods);
    const misses = answer.buildings.flatMap((wanted: { id: string; calc: Record<string, number>; pub: Record<string, number> }) => {
      const row = report.rows.find(({ id }) => id === wanted.id)!;
      const near = (name: string, actual: number, want: number, tolerance: number) =>
        Math.abs(actual - want) <= tolerance ? [] : [`${wanted.id} ${name}: ${actual} instead of ${want}`];
      const { calc, pub } = wanted;
      return [
        ...near('ground', row.ground_m2, pub.b3_opp_grond!, 0.01),
        ...near('wall', row.wall_m2, pub.b3_opp_buitenmuur! + pub.b3_opp_scheidingsmuur!, 0.01),
        ...near('party wall', row.sharedWall_m2, pub.b3_opp_scheidingsmuur!, 0.01),
        ...near('roof flat', row.roofFlat_m2, calc.roof_flat_m2!, 0.01),
        ...near('roof slanted', row.roofTilted_m2, calc.roof_slanted_m2!, 0.01),
        ...near('volume', row.volume_m3, pub.b3_volume_lod22!, 1e-3 * pub.b3_volume_lod22!),
      ];
    });
    expect(misses).toEqual([]);
  });

  it('takes any level of detail that is asked for', async () => {
    for (const [lod, volume] of [
      ['1.2', answer.calc_volume_lod12_m3],
      ['1.3', answer.calc_volume_lod13_m3],
      ['2.2', answer.calc_volume_lod22_m3],
    ]) {
      const report = await inspect('3dbag_delft_10bld.city.jsonl', lod);
      expect(Math.abs(report.volume.total_m3 / volume - 1), lod).toBeLessThan(1e-3);
      expect(report.rows.every((row) => row.lod === lod)).toBe(true);
    }
    const outline = await inspect('3dbag_delft_10bld.city.jsonl', '0');
    expect(outline.rows.every((row) => row.lod === '0' && row.faces > 0)).toBe(true);
  });
});

describe.skipIf(!hasData)('inspect of a messy file', async () => {
  it('names all eight faults by id and loads the rest', async () => {
    const report = await inspect('messy_8_faults.city.json');
    const answer = expected['messy_8_faults.city.json'];
    const found = (id: string | null) =>
      report.issues.filter((issue) => issue.objectId === id && issue.severity !== 'info').map((issue) => issue.code);
    const codes = Object.fromEntries(answer.faults.map(({ id }: { id: string | null }) => [id, found(id)]));
    expect(codes).toEqual({
      null: ['crs.unknown'],
      '{10A31B7E-8FC2-45EE-836A-1DB9FEF06E04}': ['901'],
      '{BDEF757D-617B-4B9B-AFBC-91F2E16441A6}': ['semantics.length', '902'],
      '{D892C834-12D5-4122-A816-ED49E0609DFF}': ['semantics.invalid'],
      '{B9C1A912-421A-43F2-82BE-FAE1AFC4C66D}': ['cityjson.lod'],
      '{23D8CA22-0C82-4453-A11E-B3F2B3116DB4}': ['cityjson.type'],
      '{78816C97-E934-4719-94F3-A10E832C0EDD}': ['101'],
      '{A5ABC066-28E2-4527-8233-653A878FE496}': ['attribute.missing'],
    });
    expect(found(answer.intact)).toEqual([]);
    expect(report).toMatchObject({
      buildings: answer.objects,
      reference: { code: null, accuracy: 'unknown' },
      origin: null,
      faces: { total: answer.faces_valid, dropped: answer.faces_dropped, zeroArea: answer.faces_zero_area, kindInferred: 1 },
    });
    expect(Math.abs(report.area_m2.ground - answer.area_of_valid_faces_m2.GroundSurface)).toBeLessThan(0.01);
    expect(Math.abs(report.area_m2.roof - answer.area_of_valid_faces_m2.RoofSurface)).toBeLessThan(0.01);
    expect(Math.abs(report.area_m2.wall - answer.area_of_valid_faces_m2.WallSurface)).toBeLessThan(0.01);
    expect(report.rows.find((row) => row.unknownType === 'Bulding')?.faces).toBeGreaterThan(0);
    expect(report.issues.filter((issue) => issue.code === 'vertices.unused')).toHaveLength(1);
  });
});

describe.skipIf(!hasData)('an object of an unknown type', async () => {
  const name = 'messy_8_faults.city.json';
  const file = () => ({ name, bytes: readFileSync(new URL(name, DATA)) });
  const id = '{23D8CA22-0C82-4453-A11E-B3F2B3116DB4}';

  it('is a generic object without floor area until somebody says that it is a building', async () => {
    const generic = readDistrict(file()).buildings.find((building) => building.id === id);
    expect(generic).toMatchObject({ unknownType: 'Bulding', floorArea_m2: { value: 0 } });
    expect(generic?.height_m.value).toBeGreaterThan(0);
  });

  it('is a building where that is said, which stays on record', async () => {
    const treatAs = { Bulding: 'Building' } as const;
    const district = readDistrict(file(), { treatAs });
    const building = district.buildings.find((candidate) => candidate.id === id);
    expect(building).toMatchObject({ treatedType: 'Bulding' });
    expect(building).not.toHaveProperty('unknownType');
    expect(building?.floorArea_m2.value).toBeGreaterThan(10);
    expect(district.source.treatedAs).toEqual(treatAs);
    const findings = district.issues.filter((issue) => issue.objectId === id);
    expect(findings.map(({ code, values }) => [code, values])).toEqual([['cityjson.treatedAs', { type: 'Bulding' }]]);
  });
});

describe.skipIf(!hasData)('inspect of a weather file', async () => {
  it('sums the year', async () => {
    const name = 'USA_Denver_725650TYCST_bestest2020.epw';
    const report = await inspectFile({ name, bytes: readFileSync(new URL(name, WEATHER)) });
    expect(report).toMatchObject({ kind: 'weather', lat_deg: 39.83, timeZone_h: -7 });
    if (report.kind !== 'weather') return;
    expect(report.dryBulb_C.mean).toBeCloseTo(10.4, 0);
    expect(report.ghi_kWh_m2).toBeGreaterThan(1500);
  });
});
