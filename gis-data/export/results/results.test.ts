import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '#models/core/errors.ts';
import type { Building } from '#models/district/district.ts';
import { sampleDistrict } from '../../samples/index.ts';
import { resultsCsv } from './resultsCsv.ts';
import { resultsGeoJson } from './resultsGeoJson.ts';
import type { ResultsInput } from './resultsTable.ts';

const district = sampleDistrict();

function results(change: Partial<ResultsInput> = {}): ResultsInput {
  return {
    district,
    scenario: { id: 's1', name: 'Solar roofs' },
    simulationHash: 'abc123',
    columns: {
      heatDemand_kWh_m2: Float32Array.from(district.buildings, (_, i) => 50 + i / 3),
      pvYield_kWh: Float32Array.from(district.buildings, (_, i) => (i % 2 ? Number.NaN : i)),
    },
    ...change,
  };
}

/** RFC 4180, strictly. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (quoted) {
      if (c !== '"') cell += c;
      else if (text[i + 1] === '"') {
        cell += '"';
        i++;
      } else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === ',') {
      row.push(cell);
      cell = '';
    } else if (c === '\r' && text[i + 1] === '\n') {
      rows.push([...row, cell]);
      row = [];
      cell = '';
      i++;
    } else cell += c;
  }
  expect(row).toEqual([]);
  return rows;
}

describe('resultsCsv', () => {
  const rows = parseCsv(resultsCsv(results()));

  it('has a header with units and one row per building', () => {
    expect(rows).toHaveLength(251);
    expect(rows.every((row) => row.length === rows[0]!.length)).toBe(true);
    expect(rows[0]).toContain('floorArea_m2');
    expect(rows[0]).toContain('heatDemand_kWh_m2');
    const at = (name: string, row: number) => rows[row]![rows[0]!.indexOf(name)];
    expect(at('buildingId', 7)).toBe(district.buildings[6]!.id);
    expect(at('useProvenance', 7)).toBe('file');
    expect(at('simulationHash', 7)).toBe('abc123');
    expect(Number(at('heatDemand_kWh_m2', 7))).toBeCloseTo(52, 4);
  });

  it('leaves a missing value empty', () => {
    const column = rows[0]!.indexOf('pvYield_kWh');
    expect(rows[2]![column]).toBe('');
    expect(rows[3]![column]).toBe('2');
  });

  it('survives any text in ids and names', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (id, name) => {
        const one: Building = { ...district.buildings[0]!, id, name };
        const columns = { heatDemand_kWh_m2: Float32Array.of(1) };
        const [, row] = parseCsv(resultsCsv(results({ district: { ...district, buildings: [one] }, columns })));
        expect(row![0]!.endsWith(id)).toBe(true);
        expect(row![1]!.endsWith(name)).toBe(true);
      }),
    );
  });

  it('keeps spreadsheets from running a name as a formula', () => {
    const one: Building = { ...district.buildings[0]!, name: '=HYPERLINK("x")' };
    const text = resultsCsv(results({ district: { ...district, buildings: [one] }, columns: {} }));
    expect(parseCsv(text)[1]![1]).toBe(`'=HYPERLINK("x")`);
  });

  it('refuses a column of another district', () => {
    expect(() => resultsCsv(results({ columns: { heatDemand_kWh_m2: new Float32Array(3) } }))).toThrowError(InputError);
  });
});

interface Feature {
  readonly id: string;
  readonly geometry: { readonly type: string; readonly coordinates: [number, number][][] } | null;
  readonly properties: Record<string, unknown>;
}

describe('resultsGeoJson', () => {
  const collection = JSON.parse(resultsGeoJson(results())) as {
    readonly features: Feature[];
    readonly commonwatt: { simulationHash: string };
  };

  /** Planar area in metres of a ring about its own latitude, positive counter-clockwise. */
  function area(ring: [number, number][]): number {
    const metresPerDegree = 111_320;
    const [lon0, lat0] = ring[0]!;
    const x = ring.map(([lon]) => (lon - lon0) * metresPerDegree * Math.cos((lat0 * Math.PI) / 180));
    const y = ring.map(([, lat]) => (lat - lat0) * metresPerDegree);
    let sum = 0;
    for (let i = 0; i + 1 < ring.length; i++) sum += x[i]! * y[i + 1]! - x[i + 1]! * y[i]!;
    return sum / 2;
  }

  it('has closed rings, exterior counter-clockwise and holes clockwise, of the footprint’s area', () => {
    let holes = 0;
    collection.features.forEach((feature, index) => {
      const rings = feature.geometry!.coordinates;
      expect(feature.geometry!.type).toBe('Polygon');
      for (const ring of rings) expect(ring[0]).toEqual(ring.at(-1));
      expect(area(rings[0]!)).toBeGreaterThan(0);
      for (const hole of rings.slice(1)) {
        expect(area(hole)).toBeLessThan(0);
        holes++;
      }
      const total = rings.reduce((sum, ring) => sum + area(ring), 0);
      expect(Math.abs(total / district.buildings[index]!.footprintArea_m2 - 1)).toBeLessThan(0.005);
    });
    expect(holes).toBeGreaterThan(0);
  });

  it('lies on the south bank in Cork and carries values with provenance and hash', () => {
    const { geometry, properties } = collection.features[10]!;
    const [lon, lat] = geometry!.coordinates[0]![0]!;
    expect(Math.abs(lon - -8.453)).toBeLessThan(0.006);
    expect(Math.abs(lat - 51.898)).toBeLessThan(0.002);
    expect(properties.constructionYearProvenance).toBe('file');
    expect(properties.simulationHash).toBe('abc123');
    expect(properties.footprintFrom).toBe('ground');
    expect(collection.features[1]!.properties.pvYield_kWh).toBeNull();
    expect(collection.commonwatt.simulationHash).toBe('abc123');
  });

  it('refuses a district without a place', () => {
    expect(() => resultsGeoJson(results({ district: { ...district, origin: null } }))).toThrowError(/no place on the globe/);
  });
});
