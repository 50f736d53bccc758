import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { InputError } from '#models/core/errors.ts';
import { nodeReaderAssets } from '../../../tests/support/nodeAssets.ts';
import { detectFormat } from '../detectFormat.ts';
import { readModel } from '../readModel.ts';

const KML = `<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>d</name><Schema name="s" id="s"><SimpleField name="height" type="float"/></Schema><Folder><name>Buildings</name>
<Placemark><name>A</name><ExtendedData><SchemaData schemaUrl="#s"><SimpleData name="height">9</SimpleData></SchemaData></ExtendedData><Polygon><outerBoundaryIs><LinearRing>
<coordinates>4.45,51.907,0 4.4502,51.907,0 4.4502,51.9071,0 4.45,51.9071,0 4.45,51.907,0</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>
</Folder></Document></kml>`;

const GML = `<?xml version="1.0"?><ogr:FeatureCollection xmlns:ogr="http://ogr.maptools.org/" xmlns:gml="http://www.opengis.net/gml">
<gml:featureMember><ogr:building fid="b.1"><ogr:geometryProperty><gml:Polygon srsName="EPSG:28992"><gml:outerBoundaryIs><gml:LinearRing>
<gml:coordinates>92000,435000 92010,435000 92010,435010 92000,435010 92000,435000</gml:coordinates></gml:LinearRing></gml:outerBoundaryIs></gml:Polygon>
</ogr:geometryProperty><ogr:storeys>3</ogr:storeys></ogr:building></gml:featureMember></ogr:FeatureCollection>`;

const ESRI = JSON.stringify({
  geometryType: 'esriGeometryPolygon',
  spatialReference: { wkid: 28992 },
  fields: [{ name: 'floors', type: 'esriFieldTypeInteger' }],
  features: [
    {
      attributes: { floors: 2 },
      geometry: {
        rings: [
          [
            [92_000, 435_000],
            [92_000, 435_010],
            [92_010, 435_010],
            [92_010, 435_000],
            [92_000, 435_000],
          ],
        ],
      },
    },
  ],
});

/** A closed polyline of 10 m by 10 m on a layer of buildings. */
const DXF = [
  ...['0', 'SECTION', '2', 'ENTITIES', '0', 'LWPOLYLINE', '5', '100', '8', 'BUILDINGS', '90', '4', '70', '1'],
  ...[
    [92_000, 435_000],
    [92_010, 435_000],
    [92_010, 435_010],
    [92_000, 435_010],
  ].flatMap(([x, y]) => ['10', String(x), '20', String(y)]),
  ...['0', 'ENDSEC', '0', 'EOF', ''],
].join('\n');

const MIF = `Version 300
Charset "WindowsLatin1"
Delimiter ","
CoordSys Earth Projection 1, 104
Columns 1
  height Float
Data

Region 1
  5
4.45 51.907
4.4502 51.907
4.4502 51.9071
4.45 51.9071
4.45 51.907
`;

async function read(name: string, content: string | Uint8Array, reference?: string) {
  const bytes = typeof content === 'string' ? strToU8(content) : content;
  return readModel({ name, bytes }, { assets: nodeReaderAssets, ...(reference === undefined ? {} : { reference }) });
}

describe('maps through GDAL', { timeout: 60_000 }, () => {
  it('are told by their content, and nothing else is handed to it', () => {
    const format = (name: string, text: string) => detectFormat(name, strToU8(text));
    expect([format('a', KML), format('a', GML), format('a', ESRI), format('a', DXF), format('a.mif', MIF)]).toEqual(
      Array(5).fill('other-map'),
    );
    expect(detectFormat('a.kmz', zipSync({ 'doc.kml': strToU8(KML) }))).toBe('other-map');
    expect([format('a.dxf', 'some words'), format('a.kml', 'not XML'), format('a', '<html></html>')]).toEqual([
      'unknown',
      'unknown',
      'xml',
    ]);
  });

  it('have the outlines, attributes and places of their files', async () => {
    const kml = await read('a.kml', KML);
    // GDAL's KML gives name and description only.
    expect(kml.district.buildings[0]?.attributes).toMatchObject({ Name: 'A' });
    expect(kml.district.origin?.lon_deg).toBeCloseTo(4.4501, 3);
    for (const [name, content] of [['a.gml', GML] as const, ['a.json', ESRI] as const]) {
      const { district } = await read(name, content);
      expect(district.buildings[0]?.footprintArea_m2, name).toBeCloseTo(100, 0);
      expect(district.buildings[0]?.storeys.value, name).toBe(name === 'a.gml' ? 3 : 2);
      expect(district.origin?.lon_deg, name).toBeCloseTo(4.4718, 2);
    }
  });

  it('that are drawings give closed lines as outlines, in the system that the person names', async () => {
    const drawn = await read('plan.dxf', DXF, 'EPSG:28992');
    expect(drawn.district.buildings[0]?.footprintArea_m2).toBeCloseTo(100, 3);
    expect(drawn.district.reference.code).toBe('EPSG:28992');
    expect(drawn.district.issues.map((issue) => issue.code)).toContain('gdal.closedLines');
    expect((await read('plan.dxf', DXF)).district.origin).toBeNull();
  });

  it('may be packed', async () => {
    expect((await read('a.kmz', zipSync({ 'doc.kml': strToU8(KML) }))).district.buildings).toHaveLength(1);
  });

  it('that are damaged, and without the program part, end in a named fault', async () => {
    const faultOf = async (content: string, assets: typeof nodeReaderAssets | null = nodeReaderAssets) => {
      try {
        await readModel({ name: 'a.kml', bytes: strToU8(content) }, assets ? { assets } : {});
        return 'read';
      } catch (error) {
        return error instanceof InputError ? error.detail.code : `crash: ${error}`;
      }
    };
    expect(await faultOf(KML, null)).toBe('asset.missing');
    expect(await faultOf(KML.slice(0, 300))).toMatch(/^(gdal\.failed|read)$/);
    for (let i = 0; i < 60; i++) {
      const at = (i * 7919) % KML.length;
      const broken = `${KML.slice(0, at)}${String.fromCharCode(33 + ((i * 31) % 90))}${KML.slice(at + 1)}`;
      expect(await faultOf(broken), `mutation ${i}`).toMatch(/^(gdal\.failed|read|format\.unsupported|xml\.\w+)$/);
    }
  });
});
