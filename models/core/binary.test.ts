import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromBytes, toBytes } from './binary.ts';

/** MessagePack writes a plain -0 as the integer 0; typed arrays keep the sign. */
const plainNumber = fc.double().map((value) => (value === 0 ? 0 : value));

const sample = fc.record({
  name: fc.string(),
  f64: fc.float64Array(),
  f32: fc.float32Array(),
  u32: fc.uint32Array(),
  u16: fc.uint16Array(),
  u8: fc.uint8Array(),
  list: fc.array(fc.oneof(fc.string(), plainNumber, fc.constant(null), fc.boolean())),
});

it('gives back typed arrays of every kind, NaN and infinities among their values', () => {
  fc.assert(
    fc.property(sample, (value) => {
      expect(fromBytes(toBytes(value))).toEqual(value);
    }),
    { numRuns: 100 },
  );
});

it('gives back arrays with buffers of their own, also from a view into a larger buffer', () => {
  const bytes = toBytes({ a: new Uint8Array([1, 2, 3]), b: new Float64Array([4]) });
  const within = Buffer.concat([Buffer.from([9]), bytes]).subarray(1);
  const { a, b } = fromBytes<{ a: Uint8Array; b: Float64Array }>(within);
  expect([a.buffer.byteLength, b.buffer.byteLength]).toEqual([3, 8]);
  expect([[...a], [...b]]).toEqual([[1, 2, 3], [4]]);
});

it('does not read bytes that are something else', () => {
  expect(() => fromBytes(new Uint8Array([0xc1]))).toThrow();
});
