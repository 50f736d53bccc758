/** Numbers as the app writes them: three significant figures, thin-space groups, a real minus sign, the unit always there. */
import type { Language } from '../state/appState.ts';

/** Narrow no-break space between groups of digits. */
const GROUP = '\u202f';
/** No-break space between number and unit. */
const UNIT_GAP = '\u00a0';
const MINUS = '\u2212';
/** Unit of a difference between two percentages. */
const POINTS: Readonly<Record<Language, string>> = { en: 'points', de: 'Punkte' };
/** What stands for a value that does not exist. */
export const NO_VALUE = '\u2013';

export interface NumberFormat {
  /** Significant figures; 3 unless told. */
  readonly significant?: number;
  /** Decimals instead of significant figures, for values such as degC or years. */
  readonly decimals?: number;
  /** Write `+` before positive values. */
  readonly signed?: boolean;
  /** No thin spaces between groups, for years. */
  readonly ungrouped?: boolean;
}

const formats = new Map<string, Intl.NumberFormat>();

function intlFormat(language: Language, format: NumberFormat): Intl.NumberFormat {
  const key = `${language}:${format.decimals ?? 'n'}:${format.significant ?? 3}:${format.ungrouped ?? false}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(language, {
    useGrouping: !format.ungrouped,
    ...(format.decimals === undefined
      ? { maximumSignificantDigits: format.significant ?? 3 }
      : { minimumFractionDigits: format.decimals, maximumFractionDigits: format.decimals }),
  });
  formats.set(key, made);
  return made;
}

/** A bare number; an en dash where it is not finite. */
export function formatNumber(value: number, language: Language, format: NumberFormat = {}): string {
  if (!Number.isFinite(value)) return NO_VALUE;
  const text = intlFormat(language, format)
    .formatToParts(Math.abs(value))
    .map((part) => (part.type === 'group' ? GROUP : part.value))
    .join('');
  const isZero = !/[1-9]/.test(text);
  if (value < 0 && !isZero) return `${MINUS}${text}`;
  return format.signed && !isZero ? `+${text}` : text;
}

const SUPERSCRIPTS: readonly (readonly [RegExp, string])[] = [
  [/\bm2/g, 'm\u00b2'],
  [/\bm3/g, 'm\u00b3'],
  [/\bCO2/g, 'CO\u2082'],
  [/\bdegC\b/g, '\u00b0C'],
  [/\bdeg\b/g, '\u00b0'],
  [/\bMEUR\b/g, 'M\u20ac'],
  [/\bEUR\b/g, '\u20ac'],
];

/** A unit as it is printed: `kWh/(m2 a)` becomes `kWh/(m² a)`. */
export function formatUnit(unit: string): string {
  let text = unit === '-' ? '' : unit;
  for (const [pattern, sign] of SUPERSCRIPTS) text = text.replace(pattern, sign);
  return text.replaceAll(' ', UNIT_GAP);
}

/** A number with its unit. */
export function formatQuantity(value: number, unit: string, language: Language, format: NumberFormat = {}): string {
  const printed = formatUnit(unit);
  const number = formatNumber(value, language, format);
  if (number === NO_VALUE || printed === '') return number;
  return printed === '\u00b0' ? `${number}${printed}` : `${number}${UNIT_GAP}${printed}`;
}

/** Larger units for values that would need five digits or more; three significant figures lose nothing by it. */
const LARGER: Readonly<Record<string, { readonly from: number; readonly unit: string; readonly factor: number }>> = {
  'kWh/a': { from: 10_000, unit: 'MWh/a', factor: 1e3 },
  'MWh/a': { from: 10_000, unit: 'GWh/a', factor: 1e3 },
  kW: { from: 10_000, unit: 'MW', factor: 1e3 },
  't CO2e/a': { from: 10_000, unit: 'kt CO2e/a', factor: 1e3 },
  'EUR/a': { from: 1_000_000, unit: 'MEUR/a', factor: 1e6 },
};

/** Value and unit in the unit that suits the larger of the value and `beside`, so that compared values share one. */
export function inFittingUnit(value: number, unit: string, beside = value): { readonly value: number; readonly unit: string } {
  const larger = LARGER[unit];
  const size = Math.max(Math.abs(value), Math.abs(beside));
  return larger && size >= larger.from ? { value: value / larger.factor, unit: larger.unit } : { value, unit };
}

/** A share of one as percent. */
export function formatPercent(share: number, language: Language, format: NumberFormat = {}): string {
  return formatQuantity(share * 100, '%', language, format);
}

export interface Difference {
  /** Signed, with unit: `+1.2 MWh/a`. */
  readonly absolute: string;
  /** Signed percent of the baseline; null where the baseline is zero. */
  readonly percent: string | null;
}

/** Below this share of the value a baseline counts as zero, and a percentage of it says nothing. */
const NEGLIGIBLE = 1e-6;

/** The difference of a value to its baseline, with sign and percent; shares differ by percentage points. */
export function formatDifference(value: number, baseline: number, unit: string, language: Language): Difference {
  const difference = value - baseline;
  if (unit === '%') return { absolute: formatQuantity(difference, POINTS[language], language, { signed: true }), percent: null };
  const relative = Math.abs(baseline) <= NEGLIGIBLE * Math.abs(value) ? Number.NaN : difference / Math.abs(baseline);
  return {
    absolute: formatQuantity(difference, unit, language, { signed: true }),
    percent: Number.isFinite(relative) ? formatPercent(relative, language, { signed: true, significant: 2 }) : null,
  };
}
