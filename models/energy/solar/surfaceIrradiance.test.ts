import { expect, it } from 'vitest';
import { samplePlan } from '../../../tests/support/samplePlan.ts';
import { sunnyWeather } from '../../../tests/support/sunnyWeather.ts';
import { newHourBuffers } from '../reference/hourBuffers.ts';
import { surfaceYear } from '../reference/solarStage.ts';
import { surfaceIrradiance } from './surfaceIrradiance.ts';

it('is the irradiance of the simulation, hour by hour and surface by surface', () => {
  const plan = samplePlan(sunnyWeather());
  const hours = Array.from({ length: 48 }, (_, i) => 4000 + i);
  const all = hours.map((hour) => surfaceIrradiance(plan, hour));
  const buffers = newHourBuffers();
  for (let row = 0; row < plan.surfaces.count; row++) {
    surfaceYear(plan.sky, plan.surfaces, row, buffers);
    hours.forEach((hour, i) => {
      expect(all[i]![row]).toBe(Math.fround(buffers.beam[hour]! + buffers.diffuse[hour]!));
    });
  }
  expect(Math.max(...all.flatMap((values) => [...values]))).toBeGreaterThan(300);
  expect(surfaceIrradiance(plan, 0).every((value) => value === 0)).toBe(true);
});
