import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fittedTo, startingLayers, surfaceResistances, uValueOfLayers, withMovedLayer, withoutLayer } from './layers.ts';
import { MATERIALS, materialLayer } from './materials.ts';

describe('U-value of layers', () => {
  it('is the reciprocal sum of ISO 6946 by hand', () => {
    // 20 mm lime plaster, 120 mm EPS, 240 mm brick, 15 mm gypsum plaster:
    // 0.04 + 0.02/0.8 + 0.12/0.035 + 0.24/0.58 + 0.015/0.57 + 0.13 = 4.06369 m2 K/W
    const wall = [
      materialLayer('lime-plaster', 0.02),
      materialLayer('eps', 0.12),
      materialLayer('brick-1400', 0.24),
      materialLayer('gypsum-plaster', 0.015),
    ];
    expect(uValueOfLayers(wall, 'wall')).toBeCloseTo(1 / 4.06369, 5);
    // The same layers as a roof have 0.10 in place of 0.13, on the ground 0.17 and no outer resistance.
    expect(uValueOfLayers(wall, 'roof')).toBeCloseTo(1 / 4.03369, 5);
    expect(uValueOfLayers(wall, 'ground')).toBeCloseTo(1 / 4.06369, 5);
  });

  it('of no layers is that of the surfaces alone', () => {
    expect([uValueOfLayers([], 'wall'), uValueOfLayers([], 'roof')]).toEqual([1 / 0.17, 1 / 0.14]);
    expect(surfaceResistances('slab')).toEqual({ inner_m2K_W: 0.17, outer_m2K_W: 0.04 });
  });

  it('is not a number for layers that cannot be', () => {
    expect(uValueOfLayers([{ ...materialLayer('eps'), conductivity_W_mK: 0 }], 'wall')).toBeNaN();
    expect(uValueOfLayers([{ ...materialLayer('eps'), thickness_m: -0.1 }], 'wall')).toBeNaN();
  });
});

describe('changing layers', () => {
  const two = [materialLayer('eps'), materialLayer('timber')];
  it('moves and takes away', () => {
    expect(withMovedLayer(two, 0, 1).map((layer) => layer.name)).toEqual(['timber', 'eps']);
    expect(withMovedLayer(two, 0, -1)).toBe(two);
    expect(withoutLayer(two, 0).map((layer) => layer.name)).toEqual(['timber']);
  });

  it('fits one layer to a U-value, or says that it cannot', () => {
    const fitted = fittedTo(two, 0, 0.2, 'wall');
    expect(fitted && uValueOfLayers(fitted, 'wall')).toBeCloseTo(0.2, 12);
    expect(fittedTo(two, 0, 4, 'wall')).toBeNull();
  });

  it('starts from layers that give exactly the value, over all U-values of the archetypes', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('wall' as const, 'roof' as const, 'ground' as const),
        fc.double({ min: 0.1, max: 2.7, noNaN: true }),
        (kind, u) => {
          const layers = startingLayers(kind, u);
          expect(layers.length, `${kind} ${u}`).toBeGreaterThan(0);
          expect(uValueOfLayers(layers, kind)).toBeCloseTo(u, 9);
        },
      ),
    );
  });
});

it('materials are physical and each is there once', () => {
  expect(new Set(MATERIALS.map(({ id }) => id)).size).toBe(MATERIALS.length);
  const odd = MATERIALS.filter(
    (m) =>
      !(m.conductivity_W_mK > 0.02 && m.conductivity_W_mK < 3 && m.density_kg_m3 >= 15 && m.heatCapacity_J_kgK >= 800 && m.usual_m > 0),
  );
  expect(odd).toEqual([]);
  expect(() => materialLayer('unobtainium')).toThrow(RangeError);
});
