import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fuentesCell_C } from './fuentes.ts';
import { acPower_W, DEFAULT_PV_SYSTEM, dcPower_W, faimanCell_C, incidenceModifier, pvStep } from './pvWatts.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });

it("passes all light at normal incidence, none at grazing, and follows Fresnel's sines and tangents between", () => {
  expect(incidenceModifier(1, 1.526)).toBeCloseTo(1, 12);
  expect(incidenceModifier(0, 1.526)).toBe(0);
  for (const degrees of [20, 50, 75]) {
    const outside = (degrees * Math.PI) / 180;
    const inside = Math.asin(Math.sin(outside) / 1.526);
    const reflected = (angle: number, fn: (x: number) => number) => (fn(inside - angle) / fn(inside + angle)) ** 2;
    const fresnel = 1 - (reflected(outside, Math.sin) + reflected(outside, Math.tan)) / 2;
    expect(incidenceModifier(Math.cos(outside), 1.526)).toBeCloseTo(fresnel / (1 - (0.526 / 2.526) ** 2), 12);
  }
});

it('gives the rating less its losses at rated conditions', () => {
  expect(dcPower_W(DEFAULT_PV_SYSTEM, 4000, 1000, 25)).toBeCloseTo(4000 * (1 - 0.1408), 9);
  expect(dcPower_W(DEFAULT_PV_SYSTEM, 4000, 1000, 45)).toBeCloseTo(4000 * (1 - 0.1408) * (1 - 20 * 0.0047), 9);
  expect(faimanCell_C(800, 20, 1, 25, 6.84)).toBeCloseTo(20 + 800 / 31.84, 12);
});

it('never gives more alternating than direct current, nor more than the inverter', () => {
  fc.assert(
    fc.property(share, (part) => {
      const ac = acPower_W(DEFAULT_PV_SYSTEM, 4000, 5000 * part);
      expect(ac).toBeGreaterThanOrEqual(0);
      expect(ac).toBeLessThanOrEqual(Math.min(5000 * part, 4000 / 1.2));
    }),
  );
  expect(acPower_W(DEFAULT_PV_SYSTEM, 4000, 5000)).toBeCloseTo(4000 / 1.2, 9);
});

it('gives nothing in the dark', () => {
  expect(pvStep(DEFAULT_PV_SYSTEM, 4000, 0, 0, -0.3, -10, 3)).toBe(0);
});

it('is hotter on a roof than on a rack, and cooled by wind', () => {
  const sun = new Float64Array(24).fill(800);
  const air = new Float64Array(24).fill(20);
  const cell = (wind: number, noct: number) => fuentesCell_C(sun, air, new Float64Array(24).fill(wind), noct).at(-1)!;
  expect(cell(1, 49)).toBeGreaterThan(cell(1, 45));
  expect(cell(5, 45)).toBeLessThan(cell(1, 45));
  // At 800 W/m2, 20 degC and about 1 m/s at the module the cell is near the installed NOCT.
  expect(Math.abs(cell(1 * (9.144 / 5) ** 0.2, 45) - 45)).toBeLessThan(2.5);
});
