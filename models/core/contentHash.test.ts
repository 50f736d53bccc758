import { expect, it } from 'vitest';
import { contentHash } from './contentHash.ts';

it('does not depend on the order of keys, nor on undefined members', () => {
  expect(contentHash({ a: 1, b: [2, 'x'] })).toBe(contentHash({ b: [2, 'x'], c: undefined, a: 1 }));
});

it('tells values apart that print alike', () => {
  const values = [1, '1', [1], { 0: 1 }, new Float64Array([1]), new Float32Array([1]), null, 'null', true, [[1], []], [[], [1]], ''];
  expect(new Set(values.map(contentHash)).size).toBe(values.length);
  expect(contentHash(-0)).toBe(contentHash(0));
});

it('is SHA-256 of a fixed byte form, so that certificates stay valid', () => {
  expect(contentHash({ name: 'x', values: new Float64Array([1.5]) })).toMatchInlineSnapshot(
    `"b34ca32537e971cdd2104ba34a7cf0c97b585ebcfc5b49cb4a37bfcec656de10"`,
  );
});
