import { describe, expect, it } from 'vitest';
import type { AttributeValue, Building, District } from '#models/district/district.ts';
import { applyEdits } from '#models/district/edits/applyEdits.ts';
import { boxDistrict } from '../../tests/support/boxDistrict.ts';
import { readModel } from '../formats/readModel.ts';
import type { AttributeTable } from '../formats/tables/attributeTable.ts';
import { readTable } from '../formats/tables/readTable.ts';
import { LocalFrame } from '../projection/ellipsoid.ts';
import { joinEdit } from './joinEdit.ts';
import { KeyIndex } from './matchKeys.ts';
import { proposeJoin } from './proposeJoin.ts';

const ORIGIN = { lon_deg: 4.45, lat_deg: 51.9, height_m: 0 };

/** A building about which no file says anything. */
function assumed(building: Building): Building {
  const { use, constructionYear, heatSource, storeys, floorArea_m2 } = building;
  const of = <T>(value: { readonly value: T }) => ({ value: value.value, provenance: 'default' as const });
  return {
    ...building,
    use: of(use),
    constructionYear: of(constructionYear),
    heatSource: of(heatSource),
    storeys: of(storeys),
    floorArea_m2: of(floorArea_m2),
  };
}

/** Boxes of 10 m by 10 m, 20 m apart. */
function street(ids: readonly string[], change: (id: string, row: number) => Partial<Building> = () => ({})): District {
  const perRow = Math.ceil(Math.sqrt(ids.length));
  const boxes = ids.map((_, i) => ({
    west_m: 20 * (i % perRow),
    south_m: 20 * Math.floor(i / perRow),
    width_m: 10,
    depth_m: 10,
    height_m: 6,
  }));
  const made = boxDistrict(boxes);
  return {
    ...made,
    origin: ORIGIN,
    buildings: made.buildings.map((building, row) => ({ ...assumed(building), id: ids[row]!, ...change(ids[row]!, row) })),
  };
}

async function csv(text: string): Promise<AttributeTable> {
  return (await readTable('t.csv', new TextEncoder().encode(text))).table;
}

const BAG = Array.from({ length: 20 }, (_, i) => `NL.IMBAG.Pand.05991000000${String(i + 1).padStart(5, '0')}`);

describe('keys', () => {
  it.each<[string, string, string, string | null]>([
    ['as they are', 'B-1', ' B-1 ', 'exact'],
    ['in other letters', '{FA62-11F8}', 'fa62-11f8', 'letters'],
    ['with a prefix', 'NL.IMBAG.Pand.0503100000012345', '0503100000012345', 'prefix'],
    ['without zeros in front', 'NL.IMBAG.Pand.0503100000012345', '503100000012345', 'zeros'],
    ['not by a short tail', 'house.1', 'garage.1', null],
    ['not at all', 'B-1', 'B-2', null],
  ])('are found %s', (_, key, text, reading) => {
    expect(new KeyIndex(['other', key]).find(text)?.reading ?? null).toBe(reading);
  });

  it('are not found where a loose reading means several', () => {
    const index = new KeyIndex(['a.1001', 'b.1001', '0042', '42']);
    expect([index.find('1001'), index.find('42')?.index, index.find('042')]).toEqual([null, 3, null]);
  });
});

describe('a proposal', () => {
  it('finds the column of ids among counters and years', async () => {
    const lines = BAG.map((id, i) => `${i + 1};${id.slice(14).replace(/^0/, '')};${1950 + (i % 5)};woonfunctie;${3 + (i % 3)}`);
    const proposal = proposeJoin(await csv(`nr;pand;bouwjaar;gebruiksdoel;bouwlagen\n${lines.join('\n')}\n`), street(BAG));
    expect(proposal.keys[0]).toMatchObject({ column: 'pand', key: 'id', rows: 20, buildings: 20, rate: 1, duplicates: 0 });
    expect(proposal.columns.map(({ meaning }) => meaning)).toEqual([null, null, 'constructionYear', 'use', 'storeys']);
    expect(proposal.buildingCount).toBe(20);
  });

  it('finds an attribute of the file that the table knows buildings by', async () => {
    const ids = ['a', 'b', 'c', 'd'];
    const district = street(ids, (_, row) => ({ attributes: { cadastre: `K-${100 + row}`, ward: 'north' } }));
    const { keys } = proposeJoin(await csv('parcel,ward,year\nk-101,north,1950\nk-103,north,1960\nk-999,north,1970\n'), district);
    expect(keys[0]).toMatchObject({ column: 'parcel', key: { attribute: 'cadastre' }, rows: 2, buildings: 2 });
    expect(keys[0]!.rate).toBeCloseTo(2 / 3);
  });

  it('is empty where nothing fits', async () => {
    const { keys, place } = proposeJoin(await csv('name,year\nx,1950\ny,1960\n'), street(['a', 'b']));
    expect([keys, place]).toEqual([[], null]);
  });

  it('finds points in buildings, in degrees', async () => {
    const frame = new LocalFrame(ORIGIN);
    const points = [
      [5, 5],
      [25, 5],
      [15, 5],
    ].map(([x, y]) => frame.toGeodetic(x!, y!, 0));
    const table = await csv(`Longitude;Latitude;year\n${points.map(([lon, lat], i) => `${lon};${lat};${1950 + i}`).join('\n')}\n`);
    const district = street(['a', 'b', 'c', 'd']);
    const { place } = proposeJoin(table, district);
    expect(place).toMatchObject({ x: 'Longitude', y: 'Latitude', reference: 'EPSG:4326', rows: 2, buildings: 2 });
    const { edit, report } = joinEdit(table, district, { by: place!, conflict: 'table-wins' });
    expect(edit.values).toEqual({ a: { year: 1950 }, b: { year: 1951 } });
    expect(report.unmatchedRows).toMatchObject({ count: 1, first: [{ row: 3 }] });
  });
});

describe('a join', () => {
  const text = 'id;bouwjaar;use;floors;note\na;1950;office;3;x\nb;;school;;\na;1999;shop;9;y\nzz;1960;;;\n';
  const by = { column: 'id', key: 'id' } as const;

  it('says what went where', async () => {
    const { edit, report } = joinEdit(await csv(text), street(['a', 'b', 'c']), { by, conflict: 'table-wins' });
    expect(edit).toEqual({
      kind: 'join',
      source: 't.csv',
      values: { a: { bouwjaar: 1950, use: 'office', floors: 3, note: 'x' }, b: { use: 'school' } },
    });
    expect(report).toMatchObject({
      matched: 2,
      unmatchedRows: { count: 1, first: [{ row: 4, key: 'zz' }] },
      buildingsWithout: { count: 1, first: ['c'] },
      duplicates: { count: 1, first: [{ id: 'a', rows: [1, 3] }] },
      conflicts: { count: 0 },
    });
  });

  const known = (provenance: 'file' | 'user' | 'default') =>
    street(['a', 'b'], () => ({ constructionYear: { value: 1980, provenance }, attributes: { note: 'mine' } }));
  const told = (attribute: string, before: AttributeValue, after: AttributeValue, kept: string) => ({
    id: 'a',
    attribute,
    before,
    after,
    kept,
  });

  it.each([
    ['table-wins', 'file', 'table', 1950],
    ['file-wins', 'file', 'file', 1980],
    ['table-wins', 'user', 'file', 1980],
    ['file-wins', 'default', null, 1950],
  ] as const)('by the rule %s over a year by %s', async (conflict, provenance, kept, year) => {
    const district = known(provenance);
    const { edit, report } = joinEdit(await csv(text), district, { by, columns: ['bouwjaar', 'note'], conflict });
    const rule = conflict === 'table-wins' ? 'table' : 'file';
    expect(report.conflicts.first).toEqual([
      told('note', 'mine', 'x', rule),
      ...(kept === null ? [] : [told('constructionYear', 1980, 1950, kept)]),
    ]);
    const joined = applyEdits(district, [edit]).district.buildings[0]!;
    expect(joined.constructionYear.value).toBe(year);
    expect(joined.attributes.note).toBe(conflict === 'table-wins' ? 'x' : 'mine');
    if (year === 1950) expect(joined.constructionYear.note).toBe('bouwjaar (t.csv)');
  });

  it('names faults of the choice', async () => {
    const table = await csv(text);
    const district = street(['q']);
    expect(() => joinEdit(table, district, { by, conflict: 'table-wins' })).toThrowError(/No row/);
    expect(() => joinEdit(table, district, { by: { column: 'x', key: 'id' }, conflict: 'table-wins' })).toThrowError(/no column/);
    expect(() =>
      joinEdit(table, { ...district, origin: null }, { by: { x: 'id', y: 'id', reference: 'EPSG:4326' }, conflict: 'table-wins' }),
    ).toThrowError(/place/);
  });

  it('raises outlines whose height was assumed, and leaves shapes of the source', async () => {
    const square = (x: number) => `[[[${x},51.9],[${x + 0.0003},51.9],[${x + 0.0003},51.9002],[${x},51.9002],[${x},51.9]]]`;
    const feature = (id: string, x: number, more: string) =>
      `{"type":"Feature","id":"${id}","properties":{"use":"office"${more}},"geometry":{"type":"Polygon","coordinates":${square(x)}}}`;
    const text = `{"type":"FeatureCollection","features":[${feature('a', 4.45, '')},${feature('b', 4.46, ',"height":9')}]}`;
    const { district } = await readModel({ name: 'o.geojson', bytes: new TextEncoder().encode(text) });
    const table = await csv('id;hoogte\na;15.5\nb;12\n');
    const joined = (conflict: 'table-wins' | 'file-wins') => {
      const { edit, report } = joinEdit(table, district, { by, conflict });
      return { report, buildings: applyEdits(district, [edit]).district.buildings };
    };
    const { report, buildings } = joined('table-wins');
    for (const [row, height] of [15.5, 12].entries()) {
      const { height_m, volume_m3, footprintArea_m2 } = buildings[row]!;
      expect(height_m).toEqual({ value: height, provenance: 'file', note: 'hoogte (t.csv)' });
      expect(volume_m3.value / (footprintArea_m2 * height)).toBeCloseTo(1, 6);
    }
    expect(report.conflicts.first).toEqual([{ id: 'b', attribute: 'height_m', before: 9, after: 12, kept: 'table' }]);
    expect(joined('file-wins').buildings.map(({ height_m }) => height_m.value)).toEqual([15.5, 9]);
    const box = street(['a', 'b'], () => ({
      height_m: { value: 6, provenance: 'geometry' },
      volume_m3: { value: 600, provenance: 'geometry' },
    }));
    const { edit, report: kept } = joinEdit(table, box, { by, conflict: 'table-wins' });
    expect([applyEdits(box, [edit]).district.buildings[0]?.height_m.value, kept.conflicts.first[0]?.kept]).toEqual([6, 'file']);
  });

  it('takes names that would spoil objects as they are', async () => {
    const district = street(['__proto__', 'constructor']);
    const { edit } = joinEdit(await csv('id;__proto__;x\n__proto__;p;1\nconstructor;q;2\n'), district, { by, conflict: 'table-wins' });
    expect(Object.keys(edit.values)).toEqual(['__proto__', 'constructor']);
    expect(applyEdits(district, [edit]).district.buildings.map(({ attributes }) => attributes.x)).toEqual([1, 2]);
  });

  it('joins ten thousand rows', async () => {
    const ids = Array.from({ length: 10_000 }, (_, i) => `NL.IMBAG.Pand.0599100000${String(i).padStart(6, '0')}`);
    const district = street(ids);
    const table = await csv(
      `pand;bouwjaar;functie;h\n${ids.map((id, i) => `${id.slice(14)};${1900 + (i % 120)};woonfunctie;${(i % 90) / 10}`).join('\n')}\n`,
    );
    const start = performance.now();
    const [best] = proposeJoin(table, district).keys;
    const proposed = performance.now();
    const { report } = joinEdit(table, district, { by: best!, conflict: 'table-wins' });
    console.log(`10,000 rows: proposal ${(proposed - start).toFixed(0)} ms, join ${(performance.now() - proposed).toFixed(0)} ms`);
    expect([report.matched, best?.rate]).toEqual([10_000, 1]);
  });
});
