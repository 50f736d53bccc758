import { describe, expect, it } from 'vitest';
import { formatDifference, formatNumber, formatQuantity, formatUnit, inFittingUnit } from './formatNumber.ts';

describe('formatNumber', () => {
  it('keeps three significant figures and groups with thin spaces in both languages', () => {
    expect(formatNumber(12345.678, 'en')).toBe('12\u202f300');
    expect(formatNumber(1.2345, 'de')).toBe('1,23');
    expect(formatNumber(0.00123456, 'en')).toBe('0.00123');
  });
  it('writes a real minus and no signed zero', () => {
    expect(formatNumber(-4.5, 'en')).toBe('\u22124.5');
    expect(formatNumber(-0.0001, 'en', { decimals: 1 })).toBe('0.0');
    expect(formatNumber(0, 'en', { signed: true })).toBe('0');
  });
  it('says plainly that a value does not exist', () => {
    expect(formatQuantity(Number.NaN, 'MWh/a', 'en')).toBe('\u2013');
  });
});

describe('formatUnit', () => {
  it('prints exponents', () => {
    expect(formatUnit('kWh/(m2 a)')).toBe('kWh/(m\u00b2\u00a0a)');
    expect(formatUnit('t CO2e/a')).toBe('t\u00a0CO\u2082e/a');
  });
});

describe('formatDifference', () => {
  it('gives sign and percent, and no percent of nothing', () => {
    expect(formatDifference(90, 100, 'MWh/a', 'en')).toEqual({ absolute: '\u221210\u00a0MWh/a', percent: '\u221210\u00a0%' });
    expect(formatDifference(5, 0, 'MWh/a', 'en').percent).toBeNull();
  });
  it('tells shares apart by points', () => {
    expect(formatDifference(35, 10, '%', 'en')).toEqual({ absolute: '+25\u00a0points', percent: null });
  });
});

describe('inFittingUnit', () => {
  it('changes to the larger unit where the value or the one beside it needs five digits', () => {
    expect(inFittingUnit(40_500, 'MWh/a')).toEqual({ value: 40.5, unit: 'GWh/a' });
    expect(inFittingUnit(500, 'MWh/a', 40_500)).toEqual({ value: 0.5, unit: 'GWh/a' });
    expect(inFittingUnit(9_000, 'MWh/a')).toEqual({ value: 9_000, unit: 'MWh/a' });
    expect(formatUnit(inFittingUnit(2_270_000, 'EUR/a').unit)).toBe('M\u20ac/a');
  });
});
