import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { DistrictEdit } from '../edits.ts';
import { districtEditSchema } from './editSchema.ts';

const EDITS: readonly DistrictEdit[] = [
  {
    kind: 'add-building',
    id: 'n',
    shape: { rings_m: [[0, 0, 9, 0, 9, 9]], ground_m: 0, eaves_m: 6, roof: 'hip', pitch_deg: 35, ridge_deg: 90 },
    properties: { use: 'school', storeys: 2 },
  },
  { kind: 'reshape', id: 'n', shape: { rings_m: [[0, 0, 9, 0, 9, 9]], ground_m: 0, eaves_m: 6, roof: 'flat', pitch_deg: 0 } },
  { kind: 'move', ids: ['n'], by_m: [1, 2, 0], turn_deg: 10 },
  { kind: 'raise', ids: ['n'], by_m: 3 },
  { kind: 'split', id: 'n', line_m: [0, 0, 1, 1], newId: 'm' },
  { kind: 'remove-buildings', ids: ['n'] },
  { kind: 'properties', ids: ['n'], set: {} },
  { kind: 'add-tree', tree: { id: 't', at_m: [0, 0, 0], height_m: 9, crown_m: 4 } },
  { kind: 'add-line', line: { id: 'l', kind: 'power-cable', path_m: [0, 0, 1, 1], rated_kW: 50, attributes: { a: null } } },
  { kind: 'add-point', point: { id: 'p', kind: 'battery', at_m: [0, 0, 0], attributes: {} } },
  { kind: 'move-elements', ids: ['t'], by_m: [1, 1] },
  { kind: 'remove-elements', ids: ['t'] },
  { kind: 'repair', repair: 'fill-height', ids: ['n'], height_m: 7 },
  { kind: 'join', source: 'table.csv', values: { n: { year: 1970 } } },
];

describe('the schema of edits', () => {
  it('takes every kind as it is and prints a JSON schema', () => {
    for (const edit of EDITS) expect(districtEditSchema.parse(JSON.parse(JSON.stringify(edit)))).toEqual(edit);
    const kinds = JSON.stringify(z.toJSONSchema(districtEditSchema));
    for (const { kind } of EDITS) expect(kinds).toContain(`"${kind}"`);
  });

  it('refuses unknown members, half pairs and heights below the ground', () => {
    const shape = { rings_m: [[0, 0, 9, 0, 9, 9]], ground_m: 0, eaves_m: 6, roof: 'flat', pitch_deg: 0 };
    const bad = [
      { kind: 'raise', ids: ['n'], by_m: 3, colour: 'red' },
      { kind: 'reshape', id: 'n', shape: { ...shape, rings_m: [[0, 0, 9, 0, 9, 9, 1]] } },
      { kind: 'reshape', id: 'n', shape: { ...shape, eaves_m: -6 } },
      { kind: 'explode', ids: ['n'] },
    ];
    for (const edit of bad) expect(districtEditSchema.safeParse(edit).success, JSON.stringify(edit)).toBe(false);
  });
});
