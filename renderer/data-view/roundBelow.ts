/** The largest 1, 2 or 5 times a power of ten that is not above the value; 0 for values that are not above 0. */
export function roundBelow(value: number): number {
  if (!(value > 0)) return 0;
  const ten = 10 ** Math.floor(Math.log10(value));
  const step = [5, 2, 1].find((factor) => factor * ten <= value * (1 + 1e-12)) ?? 1;
  return step * ten;
}
