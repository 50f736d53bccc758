/** Files of the other formats against the known answers that lie beside them, and an IFC house of our own on the map. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type HouseOptions, writeIfcHouse } from '#gis-data/formats/ifc/testing/writeIfcHouse.ts';
import { readModel } from '#gis-data/formats/readModel.ts';
import { type DistrictReport, inspectFile } from '#gis-data/inspect.ts';
import { LocalFrame } from '#gis-data/projection/ellipsoid.ts';
import { DEGREE, EARTH_RADIUS_m } from '#models/core/units.ts';
import { bandRow, type ValidationRow, valueRow } from '#models/energy/cases/validationRow.ts';
import { nodeReaderAssets } from '../../services/readerAssets.ts';

const OUTLINES = 'delfshaven_footprints.geojson';
const CITY = 'delfshaven_lod2.city.json';
const PRAGUE = 'bubenec_prague.gpkg';
const KIRCHDORF = 'osm_kirchdorf_extract.osm';
const DUPLEX = 'duplex_A_20110907.ifc';

const expectedSchema = z.object({
  [OUTLINES]: z.object({
    features: z.number(),
    sum_ground_area_m2: z.number(),
    geodesic_area_m2: z.number(),
    height_m: z.object({ min: z.number(), median: z.number(), max: z.number() }),
    extruded_volume_m3: z.number(),
  }),
  [PRAGUE]: z.object({ geodesic_area_m2: z.number(), layers: z.object({ buildings: z.number(), streets: z.number() }) }),
  [KIRCHDORF]: z.object({ buildings_loadable: z.number(), buildings_geodesic_area_m2: z.number() }),
  ifc_map_conversion_synthetic: z.object({ lon_lat_deg: z.tuple([z.number(), z.number()]) }),
  [DUPLEX]: z.object({
    IfcSpace: z.number(),
    wallsIsExternalTrue: z.number(),
    IfcWindow: z.number(),
    windowsIsExternalTrue: z.number(),
    IfcDoor: z.number(),
    doorsIsExternalTrue: z.number(),
    IfcSlab: z.number(),
    IfcRelSpaceBoundary: z.object({ total: z.number(), physicalExternal: z.number() }),
    pub_GSA_BIM_Area_sum_m2: z.number(),
    without_R301_m2: z.number(),
    A101_Foyer_m2: z.number(),
    windowsExternal_OverallWidthxHeight_m2: z.number(),
    IfcSite: z.object({ lat_lon_deg: z.tuple([z.number(), z.number()]) }),
  }),
});
type Expected = z.infer<typeof expectedSchema>;

const areaFacts = z.object({ footprintArea: z.object({ total_m2: z.number() }) });
const counted = z.object({ total: z.number(), external: z.number() });
const ifcFacts = z.object({
  spaces: z.number(),
  walls: counted,
  windows: counted.extend({ externalArea_m2: z.number() }),
  doors: counted,
  slabs: counted,
  spaceBoundaries: z.object({ total: z.number(), physicalExternal: z.number() }),
  site: z.object({ lat_deg: z.number(), lon_deg: z.number() }),
  buildings: z.array(
    z.object({
      spaceArea_m2: z.number(),
      roomArea_m2: z.number(),
      spaceList: z.array(z.object({ name: z.string(), area_m2: z.number() })),
    }),
  ),
});

async function reportOf(folder: string, name: string, areaReference?: string): Promise<DistrictReport> {
  const options = { assets: nodeReaderAssets, ...(areaReference === undefined ? {} : { areaReference }) };
  const report = await inspectFile({ name, bytes: await readFile(join(folder, name)) }, options);
  if (report.kind !== 'district') throw new Error(`${name} was not read as a city model.`);
  return report;
}

function footprints_m2({ facts }: DistrictReport): number {
  return areaFacts.parse(facts).footprintArea.total_m2;
}

async function outlineRows(folder: string, expected: Expected[typeof OUTLINES]): Promise<ValidationRow[]> {
  const geodesic = await reportOf(folder, OUTLINES);
  const planar = await reportOf(folder, OUTLINES, 'EPSG:28992');
  const city = await reportOf(folder, CITY);
  const heights = geodesic.rows.map((row) => row.height_m).sort((a, b) => a - b);
  const row = (quantity: string, unit: string, ours: number, reference: number, tolerance_pct: number): ValidationRow =>
    valueRow(OUTLINES, quantity, unit, ours, reference, tolerance_pct);
  return [
    row('buildings', '-', geodesic.buildings, expected.features, 0),
    row('footprints, geodesic', 'm2', footprints_m2(geodesic), expected.geodesic_area_m2, 0.01),
    row('footprints, planar in EPSG:28992', 'm2', footprints_m2(planar), expected.sum_ground_area_m2, 0.01),
    row('footprints against those of the CityJSON, planar', 'm2', footprints_m2(planar), footprints_m2(city), 0.01),
    row('least height', 'm', heights[0] ?? Number.NaN, expected.height_m.min, 0.01),
    row('median height', 'm', heights[heights.length >> 1] ?? Number.NaN, expected.height_m.median, 0.01),
    row('greatest height', 'm', heights.at(-1) ?? Number.NaN, expected.height_m.max, 0.01),
    row('volume if extruded (upper bound)', 'm3', geodesic.volume.total_m3, expected.extruded_volume_m3, 0.1),
  ];
}

function pragueRows(report: DistrictReport, expected: Expected[typeof PRAGUE]): ValidationRow[] {
  return [
    valueRow(PRAGUE, 'buildings', '-', report.buildings, expected.layers.buildings, 0),
    valueRow(PRAGUE, 'footprints, geodesic, hole taken off', 'm2', footprints_m2(report), expected.geodesic_area_m2, 0.01),
  ];
}

function kirchdorfRows(report: DistrictReport, expected: Expected[typeof KIRCHDORF]): ValidationRow[] {
  const incomplete = report.issues.filter(({ objectId }) => objectId === 'relation/318560');
  return [
    valueRow(KIRCHDORF, 'buildings', '-', report.buildings, expected.buildings_loadable, 0),
    valueRow(KIRCHDORF, 'footprints, geodesic', 'm2', footprints_m2(report), expected.buildings_geodesic_area_m2, 0.1),
    valueRow(KIRCHDORF, 'findings that name the incomplete relation', '-', Math.min(1, incomplete.length), 1, 0),
  ];
}

function duplexRows(report: DistrictReport, expected: Expected[typeof DUPLEX]): ValidationRow[] {
  const facts = ifcFacts.parse(report.facts);
  const [building] = facts.buildings;
  const foyer = building?.spaceList.find(({ name }) => name.startsWith('A101'))?.area_m2 ?? Number.NaN;
  const row = (quantity: string, unit: string, ours: number, reference: number, tolerance_pct = 0): ValidationRow =>
    valueRow(DUPLEX, quantity, unit, ours, reference, tolerance_pct);
  const [lat_deg, lon_deg] = expected.IfcSite.lat_lon_deg;
  return [
    row('spaces', '-', facts.spaces, expected.IfcSpace),
    row('area of spaces', 'm2', building?.spaceArea_m2 ?? Number.NaN, expected.pub_GSA_BIM_Area_sum_m2, 0.01),
    row('area without the roof space', 'm2', building?.roomArea_m2 ?? Number.NaN, expected.without_R301_m2, 0.01),
    row('area of the foyer', 'm2', foyer, expected.A101_Foyer_m2, 0.01),
    row('external walls', '-', facts.walls.external, expected.wallsIsExternalTrue),
    row('windows', '-', facts.windows.total, expected.IfcWindow),
    row('external windows', '-', facts.windows.external, expected.windowsIsExternalTrue),
    row('area of external windows', 'm2', facts.windows.externalArea_m2, expected.windowsExternal_OverallWidthxHeight_m2, 0.01),
    row('doors', '-', facts.doors.total, expected.IfcDoor),
    row('external doors', '-', facts.doors.external, expected.doorsIsExternalTrue),
    row('slabs', '-', facts.slabs.total, expected.IfcSlab),
    row('space boundaries', '-', facts.spaceBoundaries.total, expected.IfcRelSpaceBoundary.total),
    row('physical external boundaries', '-', facts.spaceBoundaries.physicalExternal, expected.IfcRelSpaceBoundary.physicalExternal),
    bandRow(DUPLEX, 'latitude of the site, off by', 'deg', Math.abs(facts.site.lat_deg - lat_deg), [0, 1e-6]),
    bandRow(DUPLEX, 'longitude of the site, off by', 'deg', Math.abs(facts.site.lon_deg - lon_deg), [0, 1e-6]),
    row(
      'notes that U-values were missing, with the defaults',
      '-',
      report.issues.filter(({ code }) => code === 'ifc.uValuesMissing').length,
      1,
    ),
  ];
}

const metres = { as: 'conversion', reference: 'EPSG:28992', eastings: 85_100, northings: 446_400, height: 0.5 } as const;
const turned = { abscissa: 0.8660254, ordinate: 0.5 } as const;
const AT_m = [10, 5, 2] as const;
/** Ways of saying the same place: see the reference note on map conversions. */
const HOUSES: readonly (readonly [name: string, options: HouseOptions])[] = [
  ['IFC4 house, metres', { georeference: { ...metres, ...turned, scale: 1 }, at_m: AT_m }],
  ['IFC4 house, millimetres, scale stated', { unit: 'millimetre', georeference: { ...metres, ...turned, scale: 0.001 }, at_m: AT_m }],
  ['IFC4 house, millimetres, scale left out', { unit: 'millimetre', georeference: { ...metres, ...turned }, at_m: AT_m }],
];

/** Distance of the nearest corner of the house to where its map conversion puts the corner of its ground floor [m]. */
async function houseRow(name: string, options: HouseOptions, place: readonly [number, number]): Promise<ValidationRow> {
  const file = { name: 'house.ifc', bytes: new TextEncoder().encode(writeIfcHouse(options)) };
  const { district } = await readModel(file, { assets: nodeReaderAssets });
  let off_m = Number.NaN;
  if (district.origin) {
    const frame = new LocalFrame(district.origin);
    const at = district.surfaces.vertices_m;
    for (let v = 0; v < at.length; v += 3) {
      const [lon, lat] = frame.toGeodetic(at[v]!, at[v + 1]!, at[v + 2]!);
      const metres_per_deg = EARTH_RADIUS_m * DEGREE;
      const away = metres_per_deg * Math.hypot((lon - place[0]) * Math.cos(place[1] * DEGREE), lat - place[1]);
      if (!(away >= off_m)) off_m = away;
    }
  }
  return bandRow(name, 'corner by map conversion, off by', 'm', off_m, [0, 0.1]);
}

/** @param folder with the models; empty where they are not there */
export async function formatRows(folder: string): Promise<readonly ValidationRow[]> {
  const answers = join(folder, 'expected.json');
  if (![OUTLINES, PRAGUE, KIRCHDORF, DUPLEX, 'expected.json'].every((name) => existsSync(join(folder, name)))) return [];
  const expected = expectedSchema.parse(JSON.parse(await readFile(answers, 'utf8')));
  return [
    ...(await outlineRows(folder, expected[OUTLINES])),
    ...pragueRows(await reportOf(folder, PRAGUE), expected[PRAGUE]),
    ...kirchdorfRows(await reportOf(folder, KIRCHDORF), expected[KIRCHDORF]),
    ...duplexRows(await reportOf(folder, DUPLEX), expected[DUPLEX]),
    ...(await Promise.all(HOUSES.map(([name, options]) => houseRow(name, options, expected.ifc_map_conversion_synthetic.lon_lat_deg)))),
  ];
}
