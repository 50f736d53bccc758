import { describe, expect, it } from 'vitest';
import { formatDifference, formatNumber, formatQuantity, formatUnit } from './formatNumber.ts';

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
});
