import { describe, expect, it } from 'vitest';
import type { EngineApi, HourBlock } from '../workers/engineApi.ts';
import { createHourActions } from './hourActions.ts';
import { blockDomain, HOUR_SCALES, hourColumn } from './hourColours.ts';
import { type Context, createAppStore } from './store.ts';

function block(firstHour: number, hours: number, values: readonly number[]): HourBlock {
  return { districtKey: '', field: 'netGrid', firstHour, hours, values: Float32Array.from(values) };
}

describe('values of an hour', () => {
  const three = block(168, 3, [1000, 2000, 3000, -1000, 0, 4000]);

  it('cuts one hour of all buildings out of a block, in kilowatts', () => {
    expect([...hourColumn(three, 169, HOUR_SCALES.netGrid_kW)]).toEqual([2, 0]);
    expect([...hourColumn(three, 170, HOUR_SCALES.netGrid_kW)]).toEqual([3, 4]);
  });
  it('centres the scale of drawing and feeding in at zero', () => {
    const { low, high } = blockDomain(three, HOUR_SCALES.netGrid_kW);
    expect(low).toBe(-high);
    expect(high).toBeGreaterThanOrEqual(3.8);
  });
  it('starts the scale of a demand at zero', () => {
    expect(blockDomain(block(0, 2, [0, 5000, 100, 20_000]), HOUR_SCALES.electricity_kW).low).toBe(0);
  });

  it('asks the engine once for a week, and cuts the last week short', async () => {
    const asked: (readonly [string, number, number])[] = [];
    const engine: Partial<EngineApi> = {
      hours: async (_scenario, field, firstHour, hours) => {
        asked.push([field, firstHour, hours]);
        return { ok: true, value: { ...block(firstHour, hours, new Array(hours * 2).fill(1000)), field } };
      },
    };
    const { hourValues } = createHourActions({ store: createAppStore(), engine } as Partial<Context> as Context);
    await hourValues('pv_kW', 200);
    const later = await hourValues('pv_kW', 300);
    expect(later.ok && [...later.value.values]).toEqual([1, 1]);
    await hourValues('pv_kW', 8759);
    expect(asked).toEqual([
      ['pv', 168, 168],
      ['pv', 8736, 24],
    ]);
  });
});
