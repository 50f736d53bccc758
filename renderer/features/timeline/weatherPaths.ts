/** Shapes of the timeline's small charts: SVG paths in a box of `count` by 100. */

/** Means over stretches of `size` values. */
export function meansOf(values: Float32Array, size: number): Float32Array {
  const means = new Float32Array(Math.floor(values.length / size));
  for (let i = 0; i < means.length; i++) {
    let sum = 0;
    for (let k = 0; k < size; k++) sum += values[i * size + k]!;
    means[i] = sum / size;
  }
  return means;
}

function heights(values: Float32Array, low: number, high: number): string[] {
  const span = high - low || 1;
  return Array.from(values, (value, index) => `${index + 0.5} ${(96 - (92 * (value - low)) / span).toFixed(1)}`);
}

/** A line through the values between a lowest and a highest shown value. */
export function linePath(values: Float32Array, low: number, high: number): string {
  return `M${heights(values, low, high).join('L')}`;
}

/** The area from zero up to the values. */
export function areaPath(values: Float32Array, high: number): string {
  return `M0.5 100L${heights(values, 0, high).join('L')}L${values.length - 0.5} 100Z`;
}

export function extremes(values: Float32Array): { readonly low: number; readonly high: number } {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { low, high };
}
