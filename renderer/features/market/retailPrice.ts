/** What a tariff's prices come to, for a sentence on the screen; bills are made by the settlement. */
import type { PriceCurve, Tariff } from '#models/market/tariff.ts';

/** Hours of a window that ends where it begins, or over midnight. */
function windowHours(from_h: number, to_h: number): number {
  return from_h < to_h ? to_h - from_h : 24 - from_h + to_h;
}

/** Lowest and highest price [EUR/kWh]; missing values of a series count as none. */
export function priceRange(curve: PriceCurve): readonly [low: number, high: number] {
  const values = pricesOf(curve).filter(Number.isFinite);
  if (values.length === 0) return [Number.NaN, Number.NaN];
  return [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
}

function pricesOf(curve: PriceCurve): readonly number[] {
  if (curve.kind === 'flat') return [curve.price_EURPerKWh];
  if (curve.kind === 'series') return Array.from(curve.values_EURPerKWh);
  return [...curve.windows.map(({ price_EURPerKWh }) => price_EURPerKWh), curve.otherwise_EURPerKWh];
}

/** Mean over the day, windows of some days counted as of all: a first figure when the kind of price changes [EUR/kWh]. */
export function meanPrice(curve: PriceCurve): number {
  if (curve.kind === 'flat') return curve.price_EURPerKWh;
  if (curve.kind === 'series') {
    const values = Array.from(curve.values_EURPerKWh).filter(Number.isFinite);
    return values.length === 0 ? Number.NaN : values.reduce((sum, value) => sum + value, 0) / values.length;
  }
  let rest_h = 24;
  let sum = 0;
  for (const { from_h, to_h, price_EURPerKWh } of curve.windows) {
    const hours = Math.min(rest_h, windowHours(from_h, to_h));
    sum += hours * price_EURPerKWh;
    rest_h -= hours;
  }
  return (sum + rest_h * curve.otherwise_EURPerKWh) / 24;
}

/** The supplier's lowest and highest price with network, levies and tax [EUR/kWh]. */
export function retailRange(tariff: Tariff): readonly [low: number, high: number] {
  const beside = tariff.network.energy_EURPerKWh + tariff.levies_EURPerKWh;
  const [low, high] = priceRange(tariff.energy);
  return [(low + beside) * (1 + tariff.vat), (high + beside) * (1 + tariff.vat)];
}
