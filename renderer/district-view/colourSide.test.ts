import { describe, expect, it } from 'vitest';
import { NO_DATA_STEP, stepColours, valueSteps } from './colourSide.ts';

describe('valueSteps', () => {
  it('spreads the domain over the ramp, clamps beyond it and keeps a step for what is unknown', () => {
    const steps = new Uint8Array(6);
    valueSteps({ values: Float32Array.of(0, 5, 10, -3, 99, Number.NaN), domain: { low: 0, high: 10 } }, steps);
    expect([...steps]).toEqual([1, 128, 255, 1, 255, NO_DATA_STEP]);
  });

  it('gives one colour where all values are the same', () => {
    const steps = new Uint8Array(2);
    valueSteps({ values: Float32Array.of(4, 4), domain: { low: 4, high: 4 } }, steps);
    expect([...steps]).toEqual([1, 1]);
  });
});

describe('stepColours', () => {
  it('begins with the grey of no data and ends with the ends of the ramp', () => {
    const colours = stepColours('difference');
    const hex = (step: number): string => Buffer.from(colours.subarray(step * 4, step * 4 + 3)).toString('hex');
    expect([hex(0), hex(1), hex(255)]).toEqual(['b9bdc3', '2166ac', 'b2182b']);
  });
});
