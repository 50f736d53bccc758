import { describe, expect, it } from 'vitest';
import { dataQuality, weakestProvenance } from '../dataQuality.ts';
import type { AttributeValue } from '../district.ts';
import { applyEdits } from '../edits/applyEdits.ts';
import { assembleDistrict } from '../geometry/assemble.ts';
import { drawnFaces } from '../geometry/roofs.ts';
import { ageBandOf, proposeTypology, typologyEdits } from './proposeTypology.ts';

/** A row of houses of 6 x 9 m that share their walls. */
function houses(attributes: readonly Readonly<Record<string, AttributeValue>>[]) {
  return assembleDistrict(
    {
      name: 'row',
      source: { fileName: 'row', format: 'synthetic' },
      reference: { code: null, name: 'local', accuracy: 'unknown', accuracy_m: null },
      origin: null,
    },
    attributes.map((given, i) => ({
      id: `h${i}`,
      lod: '2',
      faces: drawnFaces({
        rings_m: [[6 * i, 0, 6 * i + 6, 0, 6 * i + 6, 9, 6 * i, 9]],
        ground_m: 0,
        eaves_m: 6,
        roof: 'gable',
        pitch_deg: 40,
        ridge_deg: 90,
      }),
      attributes: given,
    })),
  );
}

const KNOWN = { function: 'rijwoning', bouwjaar: 1962 };

describe('the proposed typology', () => {
  it('takes use and age from neighbours of the same form, and says why', () => {
    const district = houses([KNOWN, KNOWN, {}, {}, KNOWN, KNOWN]);
    const proposals = proposeTypology(district);
    expect(proposals).toMatchObject([
      {
        use: 'terraced',
        age: { from: 1958, to: 1968 },
        form: 'mid-row',
        ids: ['h2', 'h3'],
        count: 2,
        confidence: expect.closeTo(0.64, 9),
        buildings: [
          {
            id: 'h2',
            constructionYear: 1962,
            reasons: [{ code: 'typology.useOfNeighbours' }, { code: 'typology.yearOfNeighbours' }, { code: 'typology.form' }],
          },
          {},
        ],
      },
    ]);
  });

  it('is taken as edits that set what the file leaves open, and then proposes nothing more', () => {
    const district = houses([KNOWN, { function: 'rijwoning' }, { bouwjaar: 1999 }, {}, KNOWN, KNOWN]);
    const edits = typologyEdits(proposeTypology(district));
    expect(edits).toEqual([
      { kind: 'properties', ids: ['h1'], set: { constructionYear: 1962 } },
      { kind: 'properties', ids: ['h3'], set: { use: 'terraced', constructionYear: 1962 } },
      { kind: 'properties', ids: ['h2'], set: { use: 'terraced' } },
    ]);
    const taken = applyEdits(district, edits).district;
    expect(taken.buildings[3]).toMatchObject({
      use: { value: 'terraced', provenance: 'user' },
      constructionYear: { value: 1962, provenance: 'user' },
    });
    expect(proposeTypology(taken)).toEqual([]);
  });

  it('has nothing to propose where everything is stated', () => {
    expect(proposeTypology(houses([KNOWN, KNOWN]))).toEqual([]);
  });

  it('trusts the form less than neighbours, and a default year least', () => {
    const [alone] = proposeTypology(houses([{}]));
    expect(alone).toMatchObject({ form: 'detached', use: 'single-family', confidence: 0.05 });
    expect(alone!.buildings[0]!.reasons.map(({ code }) => code)).toEqual(['typology.useOfForm', 'typology.yearDefault', 'typology.form']);
  });

  it('uses the age classes of the archetypes', () => {
    expect([1700, 1958, 1968, 1969, 2050].map((year) => ageBandOf(year).from)).toEqual([0, 1958, 1958, 1969, 2016]);
  });
});

describe('data quality', () => {
  it('rises with what is stated', () => {
    const [stated, assumed] = houses([KNOWN, {}]).buildings;
    expect(dataQuality(stated!).score).toBeGreaterThan(dataQuality(assumed!).score);
    expect(dataQuality(stated!).parts.find(({ property }) => property === 'use')).toMatchObject({ provenance: 'file', note: 'function' });
    expect(weakestProvenance(assumed!)).toBe('default');
  });
});
