import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newThermalHour, type ThermalHour, thermalCoefficients, thermalStep } from './fiveR1C.ts';
import { skyTemperature_C } from './skyTemperature.ts';

const zone = {
  massArea_m2: 250,
  internalArea_m2: 450,
  heatCapacity_J_K: 165e5,
  transmissionOpaque_W_K: 150,
  transmissionWindow_W_K: 30,
};
const coefficients = thermalCoefficients(zone);

function hourOf(given: Partial<ThermalHour>): ThermalHour {
  return { ...newThermalHour(), ventilation_W_K: 60, ...given };
}

describe('one hour of ISO 13790', () => {
  it('settles where gains meet the losses of the resistances', () => {
    const x = hourOf({ outdoor_C: 5, supply_C: 5, airGain_W: 1000 });
    for (let hour = 0; hour < 20_000; hour++) thermalStep(coefficients, x);
    const { his } = coefficients;
    const total = 60 + 1 / (1 / his + 1 / (150 + 30));
    expect(x.air_C).toBeCloseTo(5 + 1000 / total, 8);
    expect(x.storage_W).toBeCloseTo(0, 6);
    expect(x.transmissionLoss_W + x.ventilationLoss_W).toBeCloseTo(1000, 6);
  });

  it("equals the standard's own equations, written with 1/Hve", () => {
    const x = hourOf({ outdoor_C: -3, supply_C: 2, airGain_W: 400, radiantGain_W: 900, opaqueGain_W: 200, mass_C: 18.5 });
    const { hms, his, hem, hw, cm } = coefficients;
    const hve = x.ventilation_W_K;
    const h1 = 1 / (1 / hve + 1 / his);
    const h2 = h1 + hw;
    const h3 = 1 / (1 / h2 + 1 / hms);
    const phiM = (250 / 450) * 900;
    const phiSt = (1 - 250 / 450 - hw / (9.1 * 450)) * 900;
    const tem = -3 + 200 / 150;
    const total = phiM + hem * tem + (h3 * (phiSt + hw * -3 + h1 * (400 / hve + 2))) / h2;
    const mass = (18.5 * (cm - 0.5 * (h3 + hem)) + total) / (cm + 0.5 * (h3 + hem));
    const surface = (hms * 0.5 * (mass + 18.5) + phiSt + hw * -3 + h1 * (2 + 400 / hve)) / (hms + hw + h1);
    thermalStep(coefficients, x);
    expect(x.mass_C).toBeCloseTo(mass, 12);
    expect(x.surface_C).toBeCloseTo(surface, 12);
    expect(x.air_C).toBeCloseTo((his * surface + hve * 2 + 400) / (his + hve), 12);
  });

  it('holds the setpoints exactly where the power suffices, and says what is missing where not', () => {
    const cold = hourOf({ outdoor_C: -10, supply_C: -10, maxHeating_W: 50_000, mass_C: 18 });
    thermalStep(coefficients, cold);
    expect(cold.air_C).toBeCloseTo(20, 10);
    const weak = hourOf({ outdoor_C: -10, supply_C: -10, maxHeating_W: 1000, mass_C: 18 });
    thermalStep(coefficients, weak);
    expect(weak.heating_W).toBe(1000);
    expect(weak.unmetHeating_W).toBeCloseTo(cold.heating_W - 1000, 8);
    expect(weak.air_C).toBeLessThan(20);
    const hot = hourOf({ outdoor_C: 35, supply_C: 35, radiantGain_W: 3000, maxCooling_W: 50_000, mass_C: 27 });
    thermalStep(coefficients, hot);
    expect(hot.air_C).toBeCloseTo(26, 10);
    expect(hot.heating_W).toBe(0);
  });

  it('closes its balance in any state, with and without ventilation or opaque loss', () => {
    const watts = fc.double({ min: 0, max: 20_000, noNaN: true });
    const degrees = fc.double({ min: -30, max: 40, noNaN: true });
    fc.assert(
      fc.property(
        degrees,
        degrees,
        degrees,
        watts,
        watts,
        fc.constantFrom(0, 20, 500),
        fc.constantFrom(0, 150, 900),
        watts,
        (te, supply, mass, air, radiant, hve, hop, power) => {
          const c = thermalCoefficients({ ...zone, transmissionOpaque_W_K: hop });
          const x = hourOf({
            outdoor_C: te,
            supply_C: supply,
            mass_C: mass,
            airGain_W: air,
            radiantGain_W: radiant,
            opaqueGain_W: hop > 0 ? 100 : 0,
            ventilation_W_K: hve,
            maxHeating_W: power,
            maxCooling_W: power,
          });
          thermalStep(c, x);
          const flows = [x.heating_W, -x.cooling_W, air, radiant, -x.transmissionLoss_W, -x.ventilationLoss_W, -x.storage_W];
          const net = flows.reduce((sum, flow) => sum + flow, 0);
          const throughput = flows.reduce((sum, flow) => sum + Math.abs(flow), 1);
          expect(Math.abs(net) / throughput).toBeLessThan(1e-11);
        },
      ),
    );
  });
});

it('takes the sky as a black body', () => {
  expect(skyTemperature_C(5.670374419e-8 * 273.15 ** 4)).toBeCloseTo(0, 10);
});
