import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '#models/core/errors.ts';
import type { District } from '#models/district/district.ts';
import { writeCityJson } from '../../export/cityjson/writeCityJson.ts';
import { type DistrictReport, inspectFile } from '../../inspect.ts';
import { sampleDistrict } from '../../samples/index.ts';
import type { JsonObject } from '../cityjson/structure.ts';
import type { ReadOptions } from '../readDistrict.ts';
import { readModel } from '../readModel.ts';
import { type CityGmlOptions, type CityGmlVersion, writeCityGml } from './testing/writeCityGml.ts';

const VERSIONS: readonly CityGmlVersion[] = ['1.0', '2.0', '3.0'];
const utf8 = (text: string) => new TextEncoder().encode(text);

const json = writeCityJson(sampleDistrict());
const document = JSON.parse(json) as JsonObject;
const sample = (options: Partial<CityGmlOptions> = {}) =>
  writeCityGml(document, { version: '2.0', srsName: 'urn:ogc:def:crs:EPSG::2157', ...options });

async function inspect(text: string, name = 'a.gml', options: ReadOptions = {}): Promise<DistrictReport> {
  const report = await inspectFile({ name, bytes: utf8(text) }, options);
  if (report.kind !== 'district') throw new Error('not a district');
  return report;
}

async function read(text: string, options: ReadOptions = {}): Promise<District> {
  return (await readModel({ name: 'a.gml', bytes: utf8(text) }, options)).district;
}

const codes = (from: { readonly issues: District['issues'] }) => from.issues.map((issue) => issue.code);

/** A CityGML 2.0 file around some members. */
function file(members: string, srsName = 'urn:ogc:def:crs:EPSG::28992'): string {
  return `<CityModel xmlns="http://www.opengis.net/citygml/2.0" xmlns:bldg="http://www.opengis.net/citygml/building/2.0" xmlns:veg="http://www.opengis.net/citygml/vegetation/2.0" xmlns:gen="http://www.opengis.net/citygml/generics/2.0" xmlns:dem="http://www.opengis.net/citygml/relief/2.0" xmlns:grp="http://www.opengis.net/citygml/cityobjectgroup/2.0" xmlns:gml="http://www.opengis.net/gml" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:uro="https://example.org/ade">
<gml:boundedBy><gml:Envelope srsName="${srsName}" srsDimension="3"><gml:lowerCorner>0 0 0</gml:lowerCorner></gml:Envelope></gml:boundedBy>
${members}</CityModel>`;
}

const member = (object: string) => `<cityObjectMember>${object}</cityObjectMember>`;

/** Six sides of a box at a place of the Dutch grid, by name. */
function sides(x: number, y: number, w: number, d: number, h: number): Readonly<Record<string, readonly (readonly number[])[]>> {
  const at = (i: number, j: number, k: number) => [90_900 + x + i * w, 435_800 + y + j * d, k * h];
  return {
    ground: [at(0, 0, 0), at(0, 1, 0), at(1, 1, 0), at(1, 0, 0)],
    roof: [at(0, 0, 1), at(1, 0, 1), at(1, 1, 1), at(0, 1, 1)],
    south: [at(0, 0, 0), at(1, 0, 0), at(1, 0, 1), at(0, 0, 1)],
    east: [at(1, 0, 0), at(1, 1, 0), at(1, 1, 1), at(1, 0, 1)],
    north: [at(1, 1, 0), at(0, 1, 0), at(0, 1, 1), at(1, 1, 1)],
    west: [at(0, 1, 0), at(0, 0, 0), at(0, 0, 1), at(0, 1, 1)],
  };
}

const closed = (points: readonly (readonly number[])[]) => [...points, points[0]!].flat().join(' ');

function polygon(points: readonly (readonly number[])[], id?: string, holes: readonly (readonly (readonly number[])[])[] = []): string {
  const ring = (ringPoints: readonly (readonly number[])[]) =>
    `<gml:LinearRing><gml:posList>${closed(ringPoints)}</gml:posList></gml:LinearRing>`;
  return `<gml:Polygon${id ? ` gml:id="${id}"` : ''}><gml:exterior>${ring(points)}</gml:exterior>${holes.map((hole) => `<gml:interior>${ring(hole)}</gml:interior>`).join('')}</gml:Polygon>`;
}

function solid(members: readonly string[], lod = 2): string {
  const surfaces = members.map((content) =>
    content.startsWith('<gml:surfaceMember') ? content : `<gml:surfaceMember>${content}</gml:surfaceMember>`,
  );
  return `<bldg:lod${lod}Solid><gml:Solid><gml:exterior><gml:CompositeSurface>${surfaces.join('')}</gml:CompositeSurface></gml:exterior></gml:Solid></bldg:lod${lod}Solid>`;
}

const box = (id: string, x = 0, y = 0, w = 10, d = 10, h = 10, more = '') =>
  `<bldg:Building gml:id="${id}">${more}${solid(Object.values(sides(x, y, w, d, h)).map((points) => polygon(points)))}</bldg:Building>`;

describe('CityGML made from our own CityJSON', async () => {
  const wanted = await inspect(json, 'a.city.json');

  it.each(VERSIONS)('%s gives the same buildings as CityJSON', async (version) => {
    const report = await inspect(sample({ version }));
    expect(report).toMatchObject({
      format: 'citygml',
      version,
      buildings: wanted.buildings,
      objectsByType: wanted.objectsByType,
      issues: [{ code: 'cityjson.surroundings' }],
    });
    expect(report.faces).toEqual(wanted.faces);
    expect(report.provenance).toEqual(wanted.provenance);
    for (const [index, row] of report.rows.entries()) {
      const other = wanted.rows[index]!;
      for (const key of ['ground_m2', 'roof_m2', 'wall_m2', 'volume_m3', 'height_m', 'floorArea_m2', 'sharedWall_m2'] as const) {
        expect(Math.abs(row[key] - other[key]), `${row.id} ${key}`).toBeLessThanOrEqual(1e-6 * Math.max(1, other[key]));
      }
      expect(row).toMatchObject({ use: other.use, constructionYear: other.constructionYear, storeys: other.storeys, volumeIsExact: true });
    }
    expect(report.lowerLeft_deg![0]).toBeCloseTo(wanted.lowerLeft_deg![0], 9);
  });

  it('reads positions one by one as lists', async () => {
    const report = await inspect(sample({ singlePositions: true }));
    expect(report.volume.total_m3 / wanted.volume.total_m3).toBeCloseTo(1, 9);
  });

  it('loads what comes before the place where a file was cut off', async () => {
    const text = sample();
    const report = await inspect(text.slice(0, text.length / 2));
    expect(report.buildings).toBeGreaterThan(50);
    expect(report.buildings).toBeLessThan(wanted.buildings);
    expect(report.issues[0]).toMatchObject({ code: 'xml.truncated', severity: 'error' });
  });

  it('ends every mutilated file in a named fault or a district', { timeout: 60_000 }, async () => {
    const text = file([box('a'), box('b', 20)].map(member).join(''));
    const whole = utf8(text);
    const edits = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(edits, fc.integer({ min: 1, max: whole.length }), fc.boolean(), async (changes, length, cut) => {
        const bytes = whole.slice(0, cut ? length : whole.length);
        for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
        try {
          const { district } = await readModel({ name: 'a.gml', bytes });
          expect(district.buildings.length).toBeLessThanOrEqual(2);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('axes', () => {
  const place = async (text: string) => {
    const { origin, reference, issues } = await read(text);
    return { lon: origin?.lon_deg, lat: origin?.lat_deg, code: reference.code, issues: issues.map((issue) => issue.code) };
  };
  const at = (first: number, second: number, size: number) => (points: readonly (readonly number[])[]) =>
    points.map(([x, y, z]) => [first + ((x! - 90_900) / 10) * size, second + ((y! - 435_800) / 10) * size, z!]);
  const building = (srsName: string, first: number, second: number, size: number) =>
    file(
      member(
        `<bldg:Building gml:id="a">${solid(Object.values(sides(0, 0, 10, 10, 10)).map((points) => polygon(at(first, second, size)(points))))}</bldg:Building>`,
      ),
      srsName,
    );

  it.each([
    ['urn:ogc:def:crs:EPSG::4326', 52.1, 5.3, 1e-4, 5.3, 52.1],
    ['http://www.opengis.net/def/crs/EPSG/0/4258', 52.1, 5.3, 1e-4, 5.3, 52.1],
    ['EPSG:4326', 5.3, 52.1, 1e-4, 5.3, 52.1],
    ['urn:ogc:def:crs,crs:EPSG::25832,crs:EPSG::5783', 400_000, 5_700_000, 10, 7.555, 51.44],
    ['urn:adv:crs:ETRS89_UTM32*DE_DHHN2016_NH', 400_000, 5_700_000, 10, 7.555, 51.44],
    // The register gives northing first for Gauss-Kruger and SWEREF 99 TM.
    ['urn:ogc:def:crs:EPSG::31467', 5_700_000, 3_500_000, 10, 9, 51.43],
    ['urn:ogc:def:crs:EPSG::3006', 6_580_000, 674_000, 10, 18.06, 59.33],
  ])('of %s follow the register where its notation is used', async (srsName, first, second, size, lon, lat) => {
    const found = await place(building(srsName, first, second, size));
    expect(found.lon).toBeCloseTo(lon, 1);
    expect(found.lat).toBeCloseTo(lat, 1);
    expect(found.issues).not.toContain('crs.axisOrder');
  });

  it('are taken in the other order, with a finding, where the numbers only fit so', async () => {
    const found = await place(building('urn:ogc:def:crs:EPSG::31467', 3_500_000, 5_700_000, 10));
    expect(found).toMatchObject({ code: 'EPSG:31467', issues: expect.arrayContaining(['crs.axisOrder']) });
    expect(found.lon).toBeCloseTo(9, 1);
  });

  it('of a file whose system the person names are read easting first', async () => {
    const text = building('urn:example:unknown', 400_000, 5_700_000, 10);
    expect(codes(await read(text))).toContain('crs.unknown');
    expect((await read(text, { reference: 'EPSG:25832' })).origin?.lat_deg).toBeCloseTo(51.44, 1);
  });
});

describe('shapes of CityGML', () => {
  it('join parts to their building, each a closed shell', async () => {
    const part = (id: string, x: number, h: number) =>
      `<bldg:consistsOfBuildingPart><bldg:BuildingPart gml:id="${id}"><bldg:storeysAboveGround>3</bldg:storeysAboveGround>${solid(Object.values(sides(x, 0, 10, 10, h)).map((points) => polygon(points)))}</bldg:BuildingPart></bldg:consistsOfBuildingPart>`;
    const district = await read(
      file(
        member(
          `<bldg:Building gml:id="a"><gml:name>Town hall</gml:name><bldg:function>31001_2020</bldg:function>${part('p', 0, 10)}${part('q', 10, 20)}</bldg:Building>`,
        ),
      ),
    );
    expect(district.buildings).toHaveLength(1);
    expect(district.buildings[0]).toMatchObject({
      id: 'a',
      name: 'Town hall',
      volumeIsExact: true,
      storeys: { value: 3, provenance: 'file' },
      use: { value: 'office', provenance: 'file' },
    });
    expect(district.buildings[0]!.volume_m3.value).toBeCloseTo(3000, 3);
    expect(district.surfaces.sharedArea_m2.reduce((a, b) => a + b, 0)).toBeCloseTo(200, 1);
  });

  it('share polygons by reference, forwards and backwards, within an object and between objects', async () => {
    const a = sides(0, 0, 10, 10, 10);
    const b = sides(10, 0, 10, 10, 10);
    const reference = (id: string) => `<gml:surfaceMember xlink:href="#${id}"/>`;
    const turned = (id: string) =>
      `<gml:surfaceMember><gml:OrientableSurface orientation="-"><gml:baseSurface xlink:href="#${id}"/></gml:OrientableSurface></gml:surfaceMember>`;
    const themed = (type: string, points: readonly (readonly number[])[], id: string) =>
      `<bldg:boundedBy><bldg:${type}><bldg:lod2MultiSurface><gml:MultiSurface><gml:surfaceMember>${polygon(points, id)}</gml:surfaceMember></gml:MultiSurface></bldg:lod2MultiSurface></bldg:${type}></bldg:boundedBy>`;
    const first = `<bldg:Building gml:id="A">${solid([...['ground', 'roof', 'south', 'north', 'west'].map((side) => reference(`a-${side}`)), turned('b-west')])}${[
      themed('GroundSurface', a.ground!, 'a-ground'),
      themed('RoofSurface', a.roof!, 'a-roof'),
      ...['south', 'north', 'west'].map((side) => themed('WallSurface', a[side]!, `a-${side}`)),
    ].join('')}</bldg:Building>`;
    const second = `<bldg:Building gml:id="B">${solid(Object.entries(b).map(([side, points]) => polygon(points, `b-${side}`)))}</bldg:Building>`;
    for (const order of [
      [first, second],
      [second, first],
    ]) {
      const district = await read(file(order.map(member).join('')));
      const volumes = Object.fromEntries(
        district.buildings.map(({ id, volume_m3, volumeIsExact }) => [id, [Math.round(volume_m3.value), volumeIsExact]]),
      );
      expect(volumes).toEqual({ A: [1000, true], B: [1000, true] });
      expect(codes(district)).not.toContain('citygml.reference');
    }
  });

  it('say which reference leads nowhere, and keep the rest', async () => {
    const loose = `<bldg:Building gml:id="a"><bldg:measuredHeight uom="m">10.0</bldg:measuredHeight><bldg:lod2MultiSurface><gml:MultiSurface><gml:surfaceMember xlink:href="#nowhere"/><gml:surfaceMember>${polygon(sides(0, 0, 10, 10, 10).ground!)}</gml:surfaceMember></gml:MultiSurface></bldg:lod2MultiSurface></bldg:Building>`;
    const district = await read(file(member(loose)));
    expect(district.issues.find((issue) => issue.code === 'citygml.reference')).toMatchObject({
      objectId: 'a',
      values: { target: 'nowhere' },
    });
    expect(district.surfaces.count).toBe(1);
    const circle = `<bldg:Building gml:id="a"><bldg:lod2MultiSurface><gml:MultiSurface gml:id="m"><gml:surfaceMember xlink:href="#m"/></gml:MultiSurface></bldg:lod2MultiSurface></bldg:Building>`;
    expect((await read(file(member(circle)))).surfaces.count).toBe(0);
  });

  it('cut holes, and close rings that are open', async () => {
    const { roof, ...rest } = sides(0, 0, 10, 10, 10);
    const hole = [
      [90_902, 435_802, 10],
      [90_902, 435_804, 10],
      [90_904, 435_804, 10],
      [90_904, 435_802, 10],
    ];
    const open = `<gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>${rest.south!.flat().join(' ')}</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>`;
    const walls = Object.entries(rest).map(([side, points]) => (side === 'south' ? open : polygon(points)));
    const report = await inspect(
      file(member(`<bldg:Building gml:id="a">${solid([polygon(roof!, undefined, [hole]), ...walls])}</bldg:Building>`)),
    );
    expect(report.area_m2).toMatchObject({ roof: expect.closeTo(96, 6), wall: expect.closeTo(400, 6) });
    expect(report.issues.find((issue) => issue.code === '103')).toMatchObject({ objectId: 'a' });
  });

  it('take the highest level of detail, or the one that is asked for', async () => {
    const low = sides(0, 0, 10, 10, 6);
    const footprint = `<bldg:lod0FootPrint><gml:MultiSurface><gml:surfaceMember>${polygon(low.ground!)}</gml:surfaceMember></gml:MultiSurface></bldg:lod0FootPrint>`;
    const lod1 = solid(
      Object.values(low).map((points) => polygon(points)),
      1,
    );
    const text = file(member(box('a', 0, 0, 10, 10, 10, `${footprint}${lod1}`)));
    const heights = await Promise.all(['2', '1', '0'].map(async (lod) => (await inspect(text, 'a.gml', { lod })).rows[0]!));
    expect(heights.map((row) => [row.lod, row.volume_m3 > 0 ? Math.round(row.fanVolume_m3) : 0])).toEqual([
      ['2', 1000],
      ['1', 600],
      ['0', 0],
    ]);
    expect((await inspect(text)).geometriesByLod).toEqual({ 0: 1, 1: 1, 2: 1 });
  });

  it('lose a face with wrong numbers and keep the others', async () => {
    const faces = Object.values(sides(0, 0, 10, 10, 10)).map((points) => polygon(points));
    for (const bad of ['1e999 0 0 1 0 0 1 1 0 1e999 0 0', 'a b c d e f g h i', '1 2 3 4 5 6 7', '1,5 2,5 3,5', '']) {
      const wrong = `<gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>${bad}</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>`;
      const report = await inspect(file(member(`<bldg:Building gml:id="a">${solid([...faces, wrong])}</bldg:Building>`)));
      expect([report.faces.total, report.faces.dropped], bad).toEqual([6, 1]);
    }
  });

  it('count openings as part of the walls', async () => {
    const { south, ...rest } = sides(0, 0, 10, 10, 10);
    const pane = [
      [90_902, 435_800, 2],
      [90_904, 435_800, 2],
      [90_904, 435_800, 4],
      [90_902, 435_800, 4],
    ];
    const multi = (content: string) =>
      `<bldg:lod3MultiSurface><gml:MultiSurface><gml:surfaceMember>${content}</gml:surfaceMember></gml:MultiSurface></bldg:lod3MultiSurface>`;
    const opening = `<bldg:opening><bldg:Window gml:id="w">${multi(polygon(pane))}</bldg:Window></bldg:opening>`;
    const walls = ['east', 'north', 'west'].map(
      (side) => `<bldg:boundedBy><bldg:WallSurface>${multi(polygon(rest[side]!))}</bldg:WallSurface></bldg:boundedBy>`,
    );
    const members = [
      `<bldg:boundedBy><bldg:WallSurface>${multi(polygon(south!, undefined, [pane.toReversed()]))}${opening}</bldg:WallSurface></bldg:boundedBy>`,
      `<bldg:boundedBy><bldg:RoofSurface>${multi(polygon(rest.roof!))}</bldg:RoofSurface></bldg:boundedBy>`,
      `<bldg:boundedBy><bldg:GroundSurface>${multi(polygon(rest.ground!))}</bldg:GroundSurface></bldg:boundedBy>`,
      ...walls,
    ];
    const report = await inspect(file(member(`<bldg:Building gml:id="a">${members.join('')}</bldg:Building>`)));
    expect(report.area_m2).toMatchObject({ wall: expect.closeTo(400, 6), roof: expect.closeTo(100, 6) });
    expect(report.facts).toMatchObject({ openings: { Window: 1 } });
    expect(report.issues.map((issue) => issue.code)).toContain('citygml.openings');
  });
});

describe('what else a CityGML file holds', () => {
  it('gives trees their place and size', async () => {
    const tree = (id: string, content: string) =>
      member(`<veg:SolitaryVegetationObject gml:id="${id}">${content}</veg:SolitaryVegetationObject>`);
    const point =
      '<veg:lod1ImplicitRepresentation><ImplicitGeometry><referencePoint><gml:Point><gml:pos>90920 435800 0</gml:pos></gml:Point></referencePoint></ImplicitGeometry></veg:lod1ImplicitRepresentation>';
    const text = file(
      `${member(box('a'))}${tree('oak', `<veg:height uom="m">12.5</veg:height><veg:crownDiameter uom="m">8</veg:crownDiameter>${point}`)}${tree('elm', point)}${tree('lost', '')}`,
    );
    const { elements, issues } = await read(text);
    expect(elements?.trees).toMatchObject([
      { id: 'oak', height_m: 12.5, crown_m: 8 },
      { id: 'elm', height_m: 10, crown_m: 6 },
    ]);
    const [east, north] = elements!.trees[0]!.at_m;
    expect(Math.hypot(east, north)).toBeGreaterThan(5);
    expect(Math.hypot(east, north)).toBeLessThan(30);
    expect(issues.map((issue) => issue.code)).toEqual(expect.arrayContaining(['tree.size', 'cityjson.ignored', 'cityjson.surroundings']));
  });

  it('draws terrain, and counts what is not read', async () => {
    const corner = (x: number, y: number) => `${90_900 + x} ${435_800 + y} 0`;
    const triangle = `<gml:Triangle><gml:exterior><gml:LinearRing><gml:posList>${corner(0, 0)} ${corner(50, 0)} ${corner(50, 50)} ${corner(0, 0)}</gml:posList></gml:LinearRing></gml:exterior></gml:Triangle>`;
    const relief = member(
      `<dem:ReliefFeature gml:id="r"><dem:lod>2</dem:lod><dem:reliefComponent><dem:TINRelief><dem:lod>2</dem:lod><dem:tin><gml:TriangulatedSurface><gml:trianglePatches>${triangle}</gml:trianglePatches></gml:TriangulatedSurface></dem:tin></dem:TINRelief></dem:reliefComponent></dem:ReliefFeature>`,
    );
    const group = member(`<grp:CityObjectGroup gml:id="g"><grp:groupMember>${box('inGroup', 40)}</grp:groupMember></grp:CityObjectGroup>`);
    const other = member('<uro:Kiosk gml:id="k"/>');
    const report = await inspect(file(`${member(box('a'))}${relief}${group}${other}`));
    expect(report.objectsByType).toEqual({ Building: 2, TINRelief: 1, CityObjectGroup: 1, '+Kiosk': 1 });
    expect(report.rows.map((row) => row.id)).toEqual(['a', 'inGroup']);
    const { context } = await read(file(`${member(box('a'))}${relief}`));
    expect([...(context?.kind ?? [])]).toEqual([0]);
  });

  it('keeps attributes under the names of CityJSON', async () => {
    const more = [
      '<bldg:class>1000</bldg:class><bldg:function>31001_1010</bldg:function><bldg:function>31001_1123</bldg:function>',
      '<bldg:yearOfConstruction>1931</bldg:yearOfConstruction><bldg:roofType>3100</bldg:roofType>',
      '<gen:stringAttribute name="owner"><gen:value>Gemeente &amp; Co</gen:value></gen:stringAttribute>',
      '<gen:measureAttribute name="eaves"><gen:value uom="ft">10</gen:value></gen:measureAttribute>',
      '<gen:genericAttributeSet name="set"><gen:intAttribute name="flats"><gen:value>4</gen:value></gen:intAttribute></gen:genericAttributeSet>',
      '<uro:detail><uro:Detail><uro:structure>610</uro:structure></uro:Detail></uro:detail>',
    ].join('');
    const { buildings } = await read(file(member(box('a', 0, 0, 10, 10, 10, more))));
    expect(buildings[0]).toMatchObject({
      attributes: {
        class: '1000',
        function: '31001_1010',
        'function (2)': '31001_1123',
        yearOfConstruction: 1931,
        roofType: '3100',
        owner: 'Gemeente & Co',
        eaves: expect.closeTo(3.048, 9),
        flats: 4,
        structure: '610',
      },
      constructionYear: { value: 1931, provenance: 'file' },
      use: { value: expect.any(String), note: expect.stringContaining('residential by function') },
    });
  });

  it('shows two objects of one id as two, and leaves out what is in another system', async () => {
    const far = box('c', 20).replace('<gml:Solid>', '<gml:Solid srsName="EPSG:25832">');
    const district = await read(file([box('a'), box('a', 20), far].map(member).join('')));
    expect(district.buildings.map(({ id, surfaceCount }) => [id, surfaceCount])).toEqual([
      ['a', 6],
      ['a#2', 6],
      ['c', 0],
    ]);
    expect(codes(district)).toEqual(expect.arrayContaining(['cityjson.duplicateId', 'citygml.otherReference']));
  });

  it('is refused where it attacks: entities, endless nesting', async () => {
    const text = file(member(box('a')));
    await expect(read(`<!DOCTYPE x [<!ENTITY a "b">]>${text}`)).rejects.toMatchObject({ detail: { code: 'xml.entities' } });
    await expect(read(text.replace('<bldg:Building', `${'<x>'.repeat(300)}<bldg:Building`))).rejects.toMatchObject({
      detail: { code: 'xml.limit' },
    });
    await expect(read(text.slice(0, 900))).rejects.toMatchObject({ detail: { code: 'xml.truncated' } });
  });

  it('is read in two bytes per character', async () => {
    const text = `\ufeff<?xml version="1.0" encoding="UTF-16"?>${file(member(box('a')))}`;
    const bytes = new Uint8Array(text.length * 2);
    for (let i = 0; i < text.length; i++) new DataView(bytes.buffer).setUint16(i * 2, text.charCodeAt(i), true);
    expect((await readModel({ name: 'a.gml', bytes })).district.buildings[0]?.volume_m3.value).toBeCloseTo(1000, 3);
  });
});
