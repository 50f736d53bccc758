import fc from 'fast-check';
import { expect, it } from 'vitest';
import { batteryStep, newMeterHour } from './battery.ts';

const battery = { capacity_Wh: 10_000, power_W: 3000, chargeEfficiency: 0.95, dischargeEfficiency: 0.9 };

it('charges from surplus within power and room, and discharges to own load within power and level', () => {
  const hour = { ...newMeterHour(5000), pv_W: 6000, load_W: 1000 };
  batteryStep(battery, hour);
  expect([hour.charge_W, hour.export_W, hour.import_W, hour.level_Wh]).toEqual([3000, 2000, 0, 7850]);
  Object.assign(hour, { pv_W: 0, load_W: 4000 });
  batteryStep(battery, hour);
  expect(hour.discharge_W).toBe(3000);
  expect(hour.import_W).toBe(1000);
  expect(hour.level_Wh).toBeCloseTo(7850 - 3000 / 0.9, 9);
});

it('does nothing where there is no battery', () => {
  const hour = { ...newMeterHour(0), pv_W: 500, load_W: 800 };
  batteryStep({ capacity_Wh: 0, power_W: 0, chargeEfficiency: 0, dischargeEfficiency: 0 }, hour);
  expect([hour.charge_W, hour.discharge_W, hour.import_W, hour.export_W, hour.level_Wh]).toEqual([0, 0, 300, 0, 0]);
});

it('conserves energy at the meter and in the cells, within its limits, over any sequence of hours', () => {
  const watts = fc.double({ min: 0, max: 8000, noNaN: true });
  fc.assert(
    fc.property(fc.array(fc.tuple(watts, watts), { minLength: 1, maxLength: 200 }), (hours) => {
      const hour = newMeterHour(0.5 * battery.capacity_Wh);
      let stored = hour.level_Wh;
      for (const [pv, load] of hours) {
        Object.assign(hour, { pv_W: pv, load_W: load });
        batteryStep(battery, hour);
        stored += hour.charge_W * battery.chargeEfficiency - hour.discharge_W / battery.dischargeEfficiency;
        expect(hour.pv_W + hour.import_W + hour.discharge_W).toBeCloseTo(hour.load_W + hour.export_W + hour.charge_W, 8);
        expect(hour.level_Wh).toBeCloseTo(stored, 6);
        expect(hour.level_Wh).toBeGreaterThanOrEqual(-1e-9);
        expect(hour.level_Wh).toBeLessThanOrEqual(battery.capacity_Wh + 1e-9);
        expect(Math.min(hour.charge_W, hour.discharge_W)).toBe(0);
        expect(Math.min(hour.import_W, hour.export_W)).toBe(0);
        expect(Math.max(hour.charge_W, hour.discharge_W)).toBeLessThanOrEqual(battery.power_W);
      }
    }),
  );
});
