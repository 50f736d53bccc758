import { describe, expect, it } from 'vitest';
import { InputError } from '#models/core/errors.ts';
import { LocalFrame, toEcef } from '../../projection/ellipsoid.ts';
import { transformation } from '../../projection/project.ts';
import { findReference } from '../../projection/reference.ts';
import { sampleDistrict } from '../../samples/index.ts';
import { generateDistrict } from '../../synth/district/generateDistrict.ts';
import { cityJsonSeqLines, writeCityJson } from './writeCityJson.ts';

interface Geometry {
  readonly type: string;
  readonly boundaries: number[][][][];
  readonly semantics: { readonly surfaces: { readonly type: string }[]; readonly values: number[][] };
}
interface CityJson {
  readonly type: string;
  readonly version: string;
  readonly transform: { readonly scale: number[]; readonly translate: number[] };
  readonly metadata: { readonly referenceSystem: string };
  readonly CityObjects: Record<
    string,
    { readonly type: string; readonly attributes: Record<string, unknown>; readonly geometry: Geometry[] }
  >;
  readonly vertices: number[][];
}

const district = sampleDistrict();

/** Local east, north, up of a written vertex. */
function backToLocal(document: CityJson, vertex: number[]): [number, number, number] {
  const { scale, translate } = document.transform;
  const [x, y, z] = vertex.map((value, axis) => value * scale[axis]! + translate[axis]!) as [number, number, number];
  const [lon, lat] = transformation(findReference(document.metadata.referenceSystem)!.row).toLonLat(x, y);
  const out = new Float64Array(6);
  toEcef(lon, lat, z, out, 0);
  new LocalFrame(district.origin!).fromEcef(out, 0, out, 3);
  return [out[3]!, out[4]!, out[5]!];
}

describe('writeCityJson', () => {
  const document = JSON.parse(writeCityJson(district)) as CityJson;

  it('writes every building with its attributes and semantics, in the Irish grid', () => {
    expect(document.type).toBe('CityJSON');
    expect(document.version).toBe('2.0');
    expect(document.metadata.referenceSystem).toBe('https://www.opengis.net/def/crs/EPSG/0/2157');
    const buildings = Object.entries(document.CityObjects).filter(([, object]) => object.type === 'Building');
    expect(buildings.map(([id]) => id)).toEqual(district.buildings.map((building) => building.id));
    const first = document.CityObjects[district.buildings[0]!.id]!;
    expect(first.attributes.yearOfConstruction).toBe(district.buildings[0]!.constructionYear.value);
    const { semantics, boundaries, type } = first.geometry[0]!;
    expect(type).toBe('Solid');
    expect(semantics.values[0]).toHaveLength(boundaries[0]!.length);
    expect(semantics.surfaces.map((surface) => surface.type)).toEqual(['GroundSurface', 'WallSurface', 'RoofSurface']);
  });

  it('writes the surroundings as the objects of CityJSON that they are', () => {
    const types = Object.entries(document.CityObjects).flatMap(([id, { type, attributes }]) =>
      type === 'Building' ? [] : [[id, type, attributes.function]],
    );
    expect(types).toEqual([
      ['surroundings-green', 'PlantCover', undefined],
      ['surroundings-water', 'WaterBody', undefined],
      ['surroundings-square', 'TransportSquare', undefined],
      ['surroundings-path', 'Road', 'footpath'],
      ['surroundings-road', 'Road', undefined],
    ]);
    const road = { ...district.buildings[0]!, id: 'surroundings-road' };
    const clash = JSON.parse(writeCityJson({ ...district, buildings: [road] })) as CityJson;
    expect(clash.CityObjects['surroundings-road']?.type).toBe('Building');
    expect(clash.CityObjects['surroundings-road-']?.type).toBe('Road');
  });

  it('puts every vertex back where it was, to the millimetre', () => {
    const { surfaces, buildings } = district;
    let worst = 0;
    for (const building of buildings.slice(0, 60)) {
      const faces = document.CityObjects[building.id]!.geometry[0]!.boundaries[0]!;
      faces.forEach((rings, face) => {
        const row = building.firstSurface + face;
        rings.forEach((ring, r) => {
          ring.forEach((vertex, k) => {
            const at = (surfaces.vertexStart[surfaces.ringStart[row]! + r]! + k) * 3;
            backToLocal(document, document.vertices[vertex]!).forEach((value, axis) => {
              worst = Math.max(worst, Math.abs(value - surfaces.vertices_m[at + axis]!));
            });
          });
        });
      });
    }
    expect(worst).toBeLessThan(0.001);
  });

  it('lies in Cork', () => {
    const { translate } = document.transform;
    // Cork city hall is near E 567900 N 571500 in the Irish grid; the docklands lie about a kilometre east of it.
    expect(Math.abs(translate[0]! - 568800)).toBeLessThan(1500);
    expect(Math.abs(translate[1]! - 571600)).toBeLessThan(1000);
  });

  it('writes the same buildings line by line, each with its own vertices', () => {
    const lines = [...cityJsonSeqLines(district)];
    expect(lines).toHaveLength(1 + district.buildings.length + 5);
    expect(lines.every((line) => !line.includes('\n'))).toBe(true);
    const header = JSON.parse(lines[0]!) as CityJson;
    expect(header.CityObjects).toEqual({});
    expect(header.transform).toEqual(document.transform);
    const feature = JSON.parse(lines[42]!) as CityJson & { readonly id: string };
    expect(feature.type).toBe('CityJSONFeature');
    const whole = document.CityObjects[feature.id]!;
    const own = feature.CityObjects[feature.id]!;
    const placed = (source: CityJson, object: typeof whole) =>
      object.geometry[0]!.boundaries[0]!.map((rings) => rings.map((ring) => ring.map((vertex) => source.vertices[vertex])));
    expect(placed(feature, own)).toEqual(placed(document, whole));
  });

  it('chooses UTM elsewhere, and refuses a system that does not hold the place', () => {
    const elsewhere = generateDistrict({ seed: 1, buildings: 3, place: { name: 'Graz', lat_deg: 47.07, lon_deg: 15.44 } });
    expect(writeCityJson(elsewhere)).toContain('EPSG/0/32633');
    expect(writeCityJson(elsewhere, { reference: 'EPSG:25833' })).toContain('EPSG/0/25833');
    expect(() => writeCityJson(elsewhere, { reference: 'EPSG:2157' })).toThrowError(InputError);
    expect(() => writeCityJson({ ...elsewhere, origin: null })).toThrowError(/no place on the globe/);
  });
});
