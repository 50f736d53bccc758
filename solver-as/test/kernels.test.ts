import { describe, expect, it } from 'vitest';
import type { DistrictPlan } from '#models/scenario/plan.ts';
import { ChunkEngine } from '../host/chunkEngine.ts';
import type { ChunkResult } from '../host/chunkJob.ts';
import type { KernelKind } from '../host/kernels.ts';
import { chunkCount } from '../host/packChunk.ts';
import { packShared } from '../host/packShared.ts';
import { PlanPacker } from '../host/planPacker.ts';
import { solverModule } from './solverModule.ts';
import { syntheticPlan } from './syntheticPlan.ts';

const module = await solverModule();

/** All chunks of a plan in one engine. */
function solve(plan: DistrictPlan, kind: KernelKind, budget_bytes = 100e6): ChunkResult[] {
  const packer = new PlanPacker(plan);
  const engine = new ChunkEngine(module, budget_bytes, kind);
  engine.setShared(packShared(plan, packer.sharedKey));
  return Array.from({ length: chunkCount(plan) }, (_, chunk) => {
    const { job, lanes } = packer.chunk(chunk, 1);
    const answer = engine.run({ ...job, surfaces: packer.surfaces(lanes) });
    if (answer.needs !== null) throw new Error(`The engine asks for ${answer.needs}.`);
    return answer.result;
  });
}

describe('kernels on vectors and their scalar twins', () => {
  for (const precision of ['f64', 'f32'] as const) {
    it(`agree to the last bit in ${precision}`, () => {
      // 45 buildings in five classes: padded groups, a part-filled last chunk, odd numbers of surfaces and arrays.
      const plan = syntheticPlan({ buildings: 45, seed: 11, options: { precision } });
      const vector = solve(plan, 'vector');
      const scalar = solve(plan, 'scalar');
      expect(vector).toHaveLength(2);
      expect(vector).toEqual(scalar);
    });
  }

  for (const precision of ['f64', 'f32'] as const) {
    for (const from of ['systems', 'heating', 'pv', 'indoor'] as const) {
      it(`agree on a block of hours of ${from} in ${precision}`, () => {
        const plan = syntheticPlan({ buildings: 45, seed: 11, options: { precision } });
        const wish = { first_h: 4_010, hours: 100, from, plus: 1 << 13, minus: 1 << 14 };
        const blocks = (['vector', 'scalar'] as const).map((kind) => {
          const packer = new PlanPacker(plan);
          const engine = new ChunkEngine(module, 100e6, kind);
          engine.setShared(packShared(plan, packer.sharedKey));
          const { job, lanes } = packer.block(1, 1, wish);
          const answer = engine.run({ ...job, surfaces: packer.surfaces(lanes) });
          if (answer.needs !== null) throw new Error(`The engine asks for ${answer.needs}.`);
          return answer.result.block;
        });
        expect(blocks[0]!.some((value) => value !== 0)).toBe(true);
        expect(blocks[0]).toEqual(blocks[1]);
      });
    }
  }

  it('give the same results when no series can be kept', () => {
    const plan = syntheticPlan({ buildings: 45, seed: 12 });
    expect(solve(plan, 'vector', 0)).toEqual(solve(plan, 'vector'));
  });
});

describe('single precision of the thermal kernel', () => {
  it('stays within 0.1 % of the year and 0.5 % of the peak of double precision', () => {
    const plan = syntheticPlan({ buildings: 120, seed: 5, surfacesPerBuilding: 4 });
    const double = solve(plan, 'vector');
    const single = solve({ ...plan, options: { ...plan.options, precision: 'f32' } }, 'vector');
    const months = 12 * 32;
    let worstYear = 0;
    let worstPeak = 0;
    double.forEach((chunk, index) => {
      const other = single[index]!;
      for (let lane = 0; lane < 32; lane++) {
        const year = (result: ChunkResult, field: number) => {
          let sum = 0;
          for (let month = 0; month < 12; month++) sum += result.monthly[field * months + month * 32 + lane]!;
          return sum;
        };
        for (const field of [0, 1]) {
          const size = Math.max(year(chunk, field), 100);
          worstYear = Math.max(worstYear, Math.abs(year(other, field) - year(chunk, field)) / size);
          const peak = chunk.yearly[field * 32 + lane]!;
          if (peak > 0) worstPeak = Math.max(worstPeak, Math.abs(other.yearly[field * 32 + lane]! - peak) / peak);
        }
      }
    });
    console.info(`f32 thermal kernel: year within ${worstYear.toExponential(1)}, peak within ${worstPeak.toExponential(1)} of f64`);
    expect(worstYear).toBeLessThan(1e-3);
    expect(worstPeak).toBeLessThan(5e-3);
    expect(worstYear).toBeGreaterThan(0);
    const residuals = single.flatMap((chunk) => [...chunk.yearly.subarray(8 * 32, 9 * 32)]);
    expect(Math.max(...residuals)).toBeLessThan(1e-4);
  });
});
