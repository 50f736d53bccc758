import { describe, expect, it } from 'vitest';
import { assumptionsOf } from './assumptions.ts';
import { applyEdits } from './edits/applyEdits.ts';
import { assembleDistrict } from './geometry/assemble.ts';
import { drawnFaces } from './geometry/roofs.ts';

const house = (x: number) =>
  drawnFaces({ rings_m: [[x, 0, x + 10, 0, x + 10, 10, x, 10]], ground_m: 0, eaves_m: 6, roof: 'flat', pitch_deg: 0 });

describe('assumptions', () => {
  it('are gathered per property by how the value came about, most trusted first', () => {
    const base = assembleDistrict(
      {
        name: 'sources',
        source: { fileName: 'sources', format: 'synthetic' },
        reference: { code: null, name: 'local', accuracy: 'unknown', accuracy_m: null },
        origin: null,
      },
      [
        { id: 'known', lod: '2', faces: house(0), attributes: { bouwjaar: 1931, function: 'office' } },
        { id: 'bare', lod: '2', faces: house(30), attributes: {} },
        { id: 'flat', lod: '0', faces: [{ kind: 'ground', rings: [[60, 0, 0, 60, 10, 0, 70, 10, 0, 70, 0, 0]] }], attributes: {} },
      ],
    );
    const { district } = applyEdits(base, [{ kind: 'properties', ids: ['bare'], set: { constructionYear: 1980 } }]);
    const told = assumptionsOf(district.buildings).map(({ property, groups }) => [
      property,
      groups.map(({ rule, provenance, note, value, rows }) => [rule, provenance, note, value, [...rows]]),
    ]);
    expect(Object.fromEntries(told)).toEqual({
      height_m: [
        ['shape', 'geometry', '', 6, [0, 1]],
        ['oneStorey', 'default', '', 2.9, [2]],
      ],
      storeys: [
        ['meanHeight', 'inferred', '', 2, [0, 1]],
        ['meanHeight', 'default', '', 1, [2]],
      ],
      use: [
        ['stated', 'file', 'function', 'office', [0]],
        ['sizeAndForm', 'inferred', '', 'single-family', [1, 2]],
      ],
      constructionYear: [
        ['stated', 'file', 'bouwjaar', 1931, [0]],
        ['stated', 'user', '', 1980, [1]],
        ['usualYear', 'default', '', 1970, [2]],
      ],
      floorArea_m2: [
        ['footprintStoreys', 'inferred', '', 200, [0, 1]],
        ['footprintStoreys', 'default', '', 100, [2]],
      ],
      heatSource: [['usualHeating', 'default', '', 'gas-boiler', [0, 1, 2]]],
    });
  });
});
