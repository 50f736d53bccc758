import { expect, it } from 'vitest';
import { newHourBuffers } from '#models/energy/reference/hourBuffers.ts';
import { solarStage } from '#models/energy/reference/solarStage.ts';
import { thermalStage } from '#models/energy/reference/thermalStage.ts';
import { largestDifference } from '../test/compare.ts';
import { syntheticPlan } from '../test/syntheticPlan.ts';
import { newThermalLoopResult, thermalLoop } from './thermalLoop.ts';

it('is a baseline that does the same work: the reference and the fast loop agree', () => {
  const plan = syntheticPlan({ buildings: 4, seed: 2 });
  const buffers = newHourBuffers();
  const result = newThermalLoopResult();
  for (let building = 0; building < 4; building++) {
    solarStage(plan, building, buffers, new Float64Array(plan.surfaces.count), new Float64Array(plan.pv.count));
    thermalLoop(plan, building, 1, buffers.wallIrradiance, buffers.roofIrradiance, result);
    thermalStage(plan, building, 1, buffers);
    expect(largestDifference(buffers.heating, result.heating)).toBeLessThan(1e-9);
    expect(largestDifference(buffers.cooling, result.cooling)).toBeLessThan(1e-9);
    const transmission = buffers.transmissionLoss.reduce((sum, loss) => sum + loss, 0);
    expect(result.months.subarray(48, 60).reduce((sum, loss) => sum + loss, 0)).toBeCloseTo(transmission, 3);
    expect(result.year[3]).toBeCloseTo(Math.max(...buffers.indoor_C), 9);
  }
});
