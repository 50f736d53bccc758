import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { archetypeOf } from './archetype.ts';
import { RESIDENTIAL_U_VALUES } from './residentialUValues.ts';

const FOLDER = fileURLToPath(new URL('../../../../shared/data/building-energy/', import.meta.url));
const present = existsSync(`${FOLDER}TEASER_TypeElements_TABULA_DE.json`);
if (!present) console.warn('TABULA U values are not recomputed: ../shared/data is absent.');

interface ElementRecord {
  readonly inner_radiation: number;
  readonly inner_convection: number;
  readonly outer_radiation?: number;
  readonly outer_convection?: number;
  readonly g_value?: number;
  readonly layer: Record<string, { readonly thickness: number; readonly material: { readonly material_id: string } }>;
}

describe('TABULA check values', () => {
  it('gives the single-family house of 1958-1968 in three states', () => {
    const values = (['as-built', 'usual', 'advanced'] as const).map((state) => {
      const a = archetypeOf('single-family', 1963, state);
      return [a.wall_W_m2K, a.roof_W_m2K, a.ground_W_m2K, a.window_W_m2K, a.windowG];
    });
    expect(values).toEqual([
      [1.211, 0.846, 1.349, 2.801, 0.75],
      [0.22, 0.355, 0.33, 1.3, 0.6],
      [0.125, 0.142, 0.24, 0.8, 0.5],
    ]);
  });

  it('knows the first and last year of a class', () => {
    expect([1500, 1859, 1860, 1948, 1949, 2016, 2040].map((year) => archetypeOf('single-family', year, 'as-built').ageFrom)).toEqual([
      0, 0, 1860, 1919, 1949, 2016, 2016,
    ]);
  });

  it('never makes an element worse by refurbishment', () => {
    for (const use of ['terraced', 'office', 'industry', 'apartment-block'] as const) {
      for (let year = 1850; year < 2030; year += 7) {
        const [built, usual, advanced] = (['as-built', 'usual', 'advanced'] as const).map((state) => archetypeOf(use, year, state));
        for (const key of ['wall_W_m2K', 'roof_W_m2K', 'ground_W_m2K', 'window_W_m2K', 'infiltration_1_h'] as const) {
          expect(usual![key], `${use} ${year} ${key}`).toBeLessThanOrEqual(built![key]);
          expect(advanced![key], `${use} ${year} ${key}`).toBeLessThanOrEqual(usual![key]);
        }
      }
    }
  });
});

describe.skipIf(!present)('the whole table against the element catalogue', () => {
  it('agrees to the last digit', () => {
    const elements: Record<string, ElementRecord> = JSON.parse(readFileSync(`${FOLDER}TEASER_TypeElements_TABULA_DE.json`, 'utf8'));
    const materials: Record<string, { readonly thermal_conduc: number }> = JSON.parse(
      readFileSync(`${FOLDER}TEASER_MaterialTemplates.json`, 'utf8'),
    );
    const types = { 'single-family': 'SFH', terraced: 'TH', 'multi-family': 'MFH', 'apartment-block': 'AB' } as const;
    const states = ['standard', 'retrofit', 'adv_retrofit'];
    const names = ['OuterWall', 'Rooftop', 'GroundFloor', 'Window'];
    let compared = 0;
    for (const [use, type] of Object.entries(types)) {
      for (const row of RESIDENTIAL_U_VALUES[use as keyof typeof types]) {
        states.forEach((state, stateIndex) => {
          names.forEach((name, column) => {
            const key = Object.keys(elements).find(
              (k) => k.startsWith(`${name}_[${row[0]},`) && k.endsWith(`_tabula_de_${state}_1_${type}`),
            );
            // The catalogue lacks single elements or gives them other years; those are named in docs/models/archetypes.md.
            if (!key) return;
            const record = elements[key]!;
            const layers = Object.values(record.layer).reduce(
              (sum, layer) => sum + layer.thickness / materials[layer.material.material_id]!.thermal_conduc,
              0,
            );
            const outside = record.outer_radiation ? 1 / (record.outer_radiation + record.outer_convection!) : 0;
            const uValue = 1 / (1 / (record.inner_radiation + record.inner_convection) + layers + outside);
            const own = row[(stateIndex + 1) as 1 | 2 | 3];
            expect(own[column], key).toBeCloseTo(uValue, 3);
            if (name === 'Window') expect(own[4], key).toBe(record.g_value);
            compared++;
          });
        });
      }
    }
    expect(compared).toBeGreaterThan(460);
  });
});
