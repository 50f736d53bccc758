/** City models and reference systems against the known answers that lie beside them (`expected.json`). */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type DistrictReport, inspectFile, SECTORS } from '#gis-data/inspect.ts';
import { transformation } from '#gis-data/projection/project.ts';
import { findReference } from '#gis-data/projection/reference.ts';
import { DEGREE, EARTH_RADIUS_m } from '#models/core/units.ts';
import { bandRow, type ValidationRow, valueRow } from '#models/energy/cases/validationRow.ts';
import { nodeReaderAssets } from '../../services/readerAssets.ts';

const DELFSHAVEN = 'delfshaven_lod2.city.json';
const BAG = '3dbag_delft_10bld.city.jsonl';
const MESSY = 'messy_8_faults.city.json';

const place = z.tuple([z.number(), z.number()]);
/** The parts of expected.json that the rows compare with. */
const expectedSchema = z.object({
  [DELFSHAVEN]: z.object({
    cityObjects: z.object({ Building: z.number() }),
    facesTotal: z.number(),
    zeroAreaFaces: z.number(),
    roofSurfaces: z.number(),
    groundArea_m2: z.number(),
    roofArea_m2: z.number(),
    roofFlatUnder3deg_m2: z.number(),
    wallArea_m2: z.number(),
    roofProjected_m2: z.number(),
    volume_m3: z.number(),
    areaWeightedTilt10to80_deg: z.number(),
    roofAreaTilted10to80BySector_m2: z.record(z.enum(SECTORS), z.number()),
    extentLowerLeft_WGS84: place,
  }),
  [BAG]: z.object({
    Building: z.number(),
    calc_volume_lod22_m3: z.number(),
    calc_volume_lod13_m3: z.number(),
    calc_volume_lod12_m3: z.number(),
    groundLoD22_m2: z.number(),
    roofLoD22_m2: z.number(),
    wallLoD22_m2: z.number(),
    buildings: z.array(z.object({ id: z.string(), calc: z.object({ volume_m3: z.number(), ground_m2: z.number(), wall_m2: z.number() }) })),
  }),
  [MESSY]: z.object({
    faces_valid: z.number(),
    faces_dropped: z.number(),
    faces_zero_area: z.number(),
    area_of_valid_faces_m2: z.object({ GroundSurface: z.number(), RoofSurface: z.number(), WallSurface: z.number() }),
    faults: z.array(z.object({ id: z.string().nullable() })),
  }),
  crs_check_points: z.array(
    z.object({
      country: z.string(),
      epsg: z.number(),
      x: z.number(),
      y: z.number(),
      lon_deg: z.number(),
      lat_deg: z.number(),
      tolerance_m: z.number(),
    }),
  ),
});
type Expected = z.infer<typeof expectedSchema>;

/** Distance over a few metres on the sphere [m]. */
function distance_m(a: readonly [number, number], b: readonly [number, number]): number {
  return EARTH_RADIUS_m * DEGREE * Math.hypot((a[0] - b[0]) * Math.cos(b[1] * DEGREE), a[1] - b[1]);
}

async function reportOf(folder: string, name: string, lod?: string): Promise<DistrictReport> {
  const options = { assets: nodeReaderAssets, ...(lod === undefined ? {} : { lod }) };
  const report = await inspectFile({ name, bytes: await readFile(join(folder, name)) }, options);
  if (report.kind !== 'district') throw new Error(`${name} was not read as a city model.`);
  return report;
}

function delfshavenRows(report: DistrictReport, expected: Expected[typeof DELFSHAVEN]): ValidationRow[] {
  const { area_m2, faces, roof, volume } = report;
  const row = (quantity: string, unit: string, ours: number, reference: number, tolerance_pct: number): ValidationRow =>
    valueRow(DELFSHAVEN, quantity, unit, ours, reference, tolerance_pct);
  return [
    row('buildings', '-', report.buildings, expected.cityObjects.Building, 0),
    row('faces', '-', faces.total, expected.facesTotal, 0),
    row('faces of zero area', '-', faces.zeroArea, expected.zeroAreaFaces, 0),
    row('roof surfaces', '-', faces.byKind.roof, expected.roofSurfaces, 0),
    row('ground area', 'm2', area_m2.ground, expected.groundArea_m2, 0.1),
    row('wall area', 'm2', area_m2.wall, expected.wallArea_m2, 0.1),
    row('roof area', 'm2', area_m2.roof, expected.roofArea_m2, 0.1),
    row('roof area, tilt under 3 deg', 'm2', roof.flatUnder3deg_m2, expected.roofFlatUnder3deg_m2, 0.1),
    row('roof area, projected', 'm2', roof.projected_m2, expected.roofProjected_m2, 0.1),
    // 0.1 deg of 41.9 deg.
    row('mean roof tilt, 10 to 80 deg', 'deg', roof.areaWeightedTilt10to80_deg, expected.areaWeightedTilt10to80_deg, 0.24),
    ...SECTORS.map((sector) =>
      row(
        `tilted roof facing ${sector}`,
        'm2',
        roof.tilted10to80BySector_m2[sector],
        expected.roofAreaTilted10to80BySector_m2[sector],
        0.1,
      ),
    ),
    row('volume (fans of open shells)', 'm3', volume.fans_m3, expected.volume_m3, 0.1),
    bandRow(
      DELFSHAVEN,
      'lower-left corner, off by',
      'm',
      report.lowerLeft_deg ? distance_m(report.lowerLeft_deg, expected.extentLowerLeft_WGS84) : Number.NaN,
      [0, 1],
    ),
  ];
}

async function bagRows(folder: string, expected: Expected[typeof BAG]): Promise<ValidationRow[]> {
  const fine = await reportOf(folder, BAG);
  const { area_m2, rows } = fine;
  const largest = (of: (row: DistrictReport['rows'][number], calc: Expected[typeof BAG]['buildings'][number]['calc']) => number): number =>
    Math.max(
      ...expected.buildings.map(({ id, calc }) => {
        const own = rows.find((building) => building.id === id);
        return own ? Math.abs(of(own, calc)) : Number.NaN;
      }),
    );
  const volumes = [
    ['2.2', fine, expected.calc_volume_lod22_m3],
    ['1.3', await reportOf(folder, BAG, '1.3'), expected.calc_volume_lod13_m3],
    ['1.2', await reportOf(folder, BAG, '1.2'), expected.calc_volume_lod12_m3],
  ] as const;
  return [
    valueRow(BAG, 'buildings', '-', fine.buildings, expected.Building, 0),
    ...volumes.map(([lod, report, reference]) => valueRow(BAG, `volume, LoD ${lod}`, 'm3', report.volume.fans_m3, reference, 0.1)),
    valueRow(BAG, 'ground area', 'm2', area_m2.ground, expected.groundLoD22_m2, 0.1),
    valueRow(BAG, 'roof area', 'm2', area_m2.roof, expected.roofLoD22_m2, 0.1),
    valueRow(BAG, 'wall area', 'm2', area_m2.wall, expected.wallLoD22_m2, 0.1),
    bandRow(
      BAG,
      'ground area of any building, off by',
      'm2',
      largest((own, calc) => own.ground_m2 - calc.ground_m2),
      [0, 0.01],
    ),
    bandRow(
      BAG,
      'wall area of any building, off by',
      'm2',
      largest((own, calc) => own.wall_m2 - calc.wall_m2),
      [0, 0.01],
    ),
    bandRow(
      BAG,
      'volume of any building, off by',
      '%',
      largest((own, calc) => 100 * (own.fanVolume_m3 / calc.volume_m3 - 1)),
      [0, 0.1],
    ),
  ];
}

function messyRows(report: DistrictReport, expected: Expected[typeof MESSY]): ValidationRow[] {
  const named = new Set(report.issues.map(({ objectId }) => objectId));
  const found = expected.faults.filter(({ id }) => (id === null ? report.reference.code === null : named.has(id)));
  const areas = expected.area_of_valid_faces_m2;
  return [
    valueRow(MESSY, 'planted faults named', '-', found.length, expected.faults.length, 0),
    valueRow(MESSY, 'valid faces', '-', report.faces.total, expected.faces_valid, 0),
    valueRow(MESSY, 'faces dropped', '-', report.faces.dropped, expected.faces_dropped, 0),
    valueRow(MESSY, 'faces of zero area', '-', report.faces.zeroArea, expected.faces_zero_area, 0),
    valueRow(MESSY, 'ground area', 'm2', report.area_m2.ground, areas.GroundSurface, 0.1),
    valueRow(MESSY, 'roof area', 'm2', report.area_m2.roof, areas.RoofSurface, 0.1),
    valueRow(MESSY, 'wall area', 'm2', report.area_m2.wall, areas.WallSurface, 0.1),
  ];
}

function referenceRows(points: Expected['crs_check_points']): ValidationRow[] {
  return points.map(({ country, epsg, x, y, lon_deg, lat_deg, tolerance_m }) => {
    const known = findReference(`EPSG:${epsg}`);
    const off_m = known ? distance_m(transformation(known.row).toLonLat(x, y), [lon_deg, lat_deg]) : Number.NaN;
    return bandRow(`EPSG:${epsg}`, `control point in ${country}, off by`, 'm', off_m, [0, tolerance_m]);
  });
}

/** @param folder with the city models; empty where they are not there */
export async function fileRows(folder: string): Promise<readonly ValidationRow[]> {
  const answers = join(folder, 'expected.json');
  if (![DELFSHAVEN, BAG, MESSY, 'expected.json'].every((name) => existsSync(join(folder, name)))) return [];
  const expected = expectedSchema.parse(JSON.parse(await readFile(answers, 'utf8')));
  return [
    ...delfshavenRows(await reportOf(folder, DELFSHAVEN), expected[DELFSHAVEN]),
    ...(await bagRows(folder, expected[BAG])),
    ...messyRows(await reportOf(folder, MESSY), expected[MESSY]),
    ...referenceRows(expected.crs_check_points),
  ];
}
