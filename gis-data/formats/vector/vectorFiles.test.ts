/** The reference files, and the same district in every vector format. */
import { existsSync, readFileSync } from 'node:fs';
import { serialize } from 'flatgeobuf/lib/mjs/geojson.js';
import { describe, expect, it } from 'vitest';
import { nodeReaderAssets } from '../../../tests/support/nodeAssets.ts';
import { dbfOf, shpOf, zipOf } from '../../../tests/support/shapefileWriter.ts';
import { type DistrictReport, inspectFile } from '../../inspect.ts';
import type { ReadOptions } from '../readDistrict.ts';

const DATA = new URL('../../../../shared/data/gis/', import.meta.url);
const hasData = existsSync(DATA);
if (!hasData) console.warn('SKIPPED: the reference maps are not beside the repository.');
const expected = hasData ? JSON.parse(readFileSync(new URL('expected.json', DATA), 'utf8')) : {};
const WGS84 =
  'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]';

async function inspect(name: string, options: ReadOptions = {}, bytes?: Uint8Array): Promise<DistrictReport> {
  const file = { name, bytes: bytes ?? readFileSync(new URL(name, DATA)) };
  const report = await inspectFile(file, { assets: nodeReaderAssets, ...options });
  if (report.kind !== 'district') throw new Error(`${name} is not a district`);
  return report;
}

interface Footprint {
  readonly id: string;
  readonly properties: { readonly id: string; readonly height_m: number; readonly ground_area_m2: number };
  readonly geometry: { readonly type: 'Polygon'; readonly coordinates: number[][][] };
}

const total = (report: DistrictReport) => (report.facts as { footprintArea: { total_m2: number } }).footprintArea.total_m2;
const heights = (report: DistrictReport) => report.rows.map((row) => row.height_m).sort((a, b) => a - b);

describe.skipIf(!hasData)('Delfshaven as GeoJSON', () => {
  const answer = expected['delfshaven_footprints.geojson'];

  it('has its features, areas, heights and volume, each with what it is', async () => {
    const report = await inspect('delfshaven_footprints.geojson');
    expect(report.buildings).toBe(answer.features);
    expect(report.facts).toMatchObject({
      footprintArea: { definition: 'geodesic', reference: null },
      statedGroundArea: { attribute: 'ground_area_m2', buildings: answer.features },
      extrusion: { heightStated: answer.features, heightAssumed: 0, volumeIs: expect.stringContaining('upper bound') },
    });
    expect(Math.abs(total(report) / answer.geodesic_area_m2 - 1)).toBeLessThan(1e-6);
    const sorted = heights(report);
    for (const [index, wanted] of [
      [0, answer.height_m.min],
      [426, answer.height_m.median],
      [852, answer.height_m.max],
    ]) {
      expect(sorted[index]).toBeCloseTo(wanted, 3);
    }
    expect(Math.abs(report.volume.total_m3 / answer.extruded_volume_m3 - 1)).toBeLessThan(1e-3);
    expect(report.provenance.height_m).toEqual({ file: answer.features });
    expect(report.extent_deg?.map((value, i) => Math.abs(value - answer.bbox[i]) < 1e-6)).toEqual([true, true, true, true]);
  });

  it('has the footprints of the CityJSON in either definition of area, building by building', async () => {
    for (const areaReference of ['EPSG:28992', 'EPSG:4326']) {
      const footprints = await inspect('delfshaven_footprints.geojson', { areaReference });
      const model = await inspect('delfshaven_lod2.city.json', { areaReference });
      const byId = new Map(model.rows.map((row) => [row.id, row.ground_m2]));
      const worst = Math.max(...footprints.rows.map((row) => Math.abs(row.ground_m2 / (byId.get(row.id) ?? Number.NaN) - 1)));
      expect(Math.abs(total(footprints) / total(model) - 1), areaReference).toBeLessThan(1e-6);
      expect(worst, areaReference).toBeLessThan(1e-3);
      const wanted = areaReference === 'EPSG:28992' ? answer.sum_ground_area_m2 : answer.geodesic_area_m2;
      expect(Math.abs(total(model) / wanted - 1), areaReference).toBeLessThan(1e-6);
    }
  });

  it('is the same district as Shapefile, FlatGeobuf and a sequence of features', async () => {
    const document = JSON.parse(readFileSync(new URL('delfshaven_footprints.geojson', DATA), 'utf8')) as { features: Footprint[] };
    const columns = [
      { name: 'id', type: 'C', length: 38 },
      { name: 'height_m', type: 'N', length: 12, decimals: 3 },
    ] as const;
    const shapefile = zipOf({
      'delfshaven.shp': shpOf(document.features.map(({ geometry }) => geometry.coordinates.map((ring) => ring.toReversed()))),
      'delfshaven.dbf': dbfOf(
        columns,
        document.features.map(({ id, properties }) => [id, String(properties.height_m)]),
      ),
      'delfshaven.prj': WGS84,
    });
    const flat = document.features.map(({ properties, geometry }) => ({ type: 'Feature' as const, properties, geometry }));
    const sequence = document.features.map((feature) => `\u001e${JSON.stringify(feature)}\n`).join('');
    const inputs = {
      'a.zip': shapefile,
      'a.fgb': serialize({ type: 'FeatureCollection', features: flat }, 4326),
      'a.geojsons': new TextEncoder().encode(sequence),
    };
    const one = await inspect('delfshaven_footprints.geojson');
    const formats: string[] = [];
    for (const [name, bytes] of Object.entries(inputs)) {
      const other = await inspect(name, {}, bytes);
      formats.push(other.format);
      expect(other.reference.code, name).toBe('EPSG:4326');
      expect(Math.abs(total(other) / total(one) - 1), name).toBeLessThan(1e-9);
      expect(other.rows.map((row) => [row.id, row.height_m.toFixed(3)]).sort(), name).toEqual(
        one.rows.map((row) => [row.id, row.height_m.toFixed(3)]).sort(),
      );
    }
    expect(formats).toEqual(['shapefile', 'flatgeobuf', 'geojson-seq']);
  });
});

describe.skipIf(!hasData)('Bubenec as GeoPackage', async () => {
  const answer = expected['bubenec_prague.gpkg'];
  const report = hasData ? await inspect('bubenec_prague.gpkg') : ({} as DistrictReport);

  it('has geodesic areas, not those of web Mercator, and takes the hole away', () => {
    expect(report.buildings).toBe(answer.layers.buildings);
    expect(Math.abs(total(report) / answer.geodesic_area_m2 - 1)).toBeLessThan(1e-6);
    expect(report.issues.filter((issue) => issue.code === '208').map((issue) => issue.objectId)).toEqual(['81']);
    expect(report.facts).toMatchObject({ footprintArea: { definition: 'geodesic' } });
  });

  it('says which layers there are and what was done with each', () => {
    const { layers, otherContents } = report.facts as { layers: Record<string, object>; otherContents: object };
    const { dtm: _, ...counts } = answer.layers;
    expect(Object.fromEntries(Object.entries(layers).map(([name, layer]) => [name, (layer as { features: number }).features]))).toEqual(
      counts,
    );
    expect(layers).toMatchObject({ buildings: { readAs: 'buildings' }, streets: { readAs: 'streets' }, plots: { readAs: 'not read' } });
    expect(otherContents).toEqual({ dtm: '2d-gridded-coverage' });
  });

  it('marks every height as assumed, and what follows from it', () => {
    const all = { default: answer.layers.buildings };
    expect(report.provenance).toMatchObject({ height_m: all, storeys: all, floorArea_m2: all });
    expect(report.issues.find((issue) => issue.code === 'outline.height')).toMatchObject({
      severity: 'warning',
      values: { what: 'default', count: 144 },
    });
  });
});
