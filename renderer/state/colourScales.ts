/**
 * Colours of all surfaces for what the view is coloured by, and the legend that explains them.
 * Pure: the same inputs give the same bytes, and charts that show the same quantity use the same scale.
 */
import { dataQuality, weakestProvenance } from '#models/district/dataQuality.ts';
import { BUILDING_USES, type Building, HEAT_SOURCES } from '#models/district/district.ts';
import { PROVENANCES } from '#models/district/provenance.ts';
import type { BuildingColumn, LoadedDistrict, ScenarioOutcome, SurfaceColumn } from '../workers/engineApi.ts';
import type { ColourBy } from './appState.ts';
import {
  HEAT_SOURCE_COLOURS,
  NO_DATA_COLOUR,
  PROVENANCE_COLOURS,
  parseHex,
  RAMP_STEPS,
  type RampName,
  rampStops,
  rampTable,
  USE_COLOURS,
} from './colourRamps.ts';
import { HOUR_SCALES, type HourQuantity, type HourValues } from './hourColours.ts';
import { differenceDomain, domainTicks, sequentialDomain, type ValueDomain } from './valueDomain.ts';

/** What a legend names: a result column or a property of buildings. */
export type LegendQuantity = BuildingColumn | SurfaceColumn | HourQuantity | Extract<ColourBy, { kind: 'property' }>['property'];

export interface LegendCategory {
  /** Id of the category (`office`, `gas-boiler`, `measured`); the reader translates it. */
  readonly key: string;
  readonly colour: string;
  /** Buildings in the category. */
  readonly count: number;
}

export interface NoDataEntry {
  readonly colour: string;
  /** Buildings, or surfaces for surface columns. */
  readonly count: number;
}

interface LegendBase {
  readonly quantity: LegendQuantity;
  /** As in the contracts, e.g. `kWh/(m2 a)`; empty for categories and years. */
  readonly unit: string;
  /** Present where some rows have no value; these are drawn grey and hatched. */
  readonly noData: NoDataEntry | null;
}

export interface RampLegend extends LegendBase {
  readonly kind: 'ramp';
  /** Difference to the compared scenario, centred at zero. */
  readonly difference: boolean;
  /** A difference that is zero everywhere. */
  readonly same: boolean;
  readonly domain: ValueDomain;
  /** Evenly spaced CSS colours from low to high. */
  readonly stops: readonly string[];
  readonly ticks: readonly number[];
}

export interface CategoryLegend extends LegendBase {
  readonly kind: 'categories';
  readonly categories: readonly LegendCategory[];
}

/** Nothing to colour by yet: results are still being computed, or no row has a value. */
export interface EmptyLegend extends LegendBase {
  readonly kind: 'empty';
}

/** Evenly spaced colours of the default sequential ramp, for charts of the same quantities. */
export const SEQUENTIAL_RAMP: readonly string[] = rampStops('cividis');
/** Evenly spaced colours of the ramp for differences, zero in the middle. */
export const DIFFERENCE_RAMP: readonly string[] = rampStops('difference');

export type LegendSpec = RampLegend | CategoryLegend | EmptyLegend;

export interface ColourOptions {
  /** `cividis` unless told. */
  readonly ramp?: Exclude<RampName, 'difference'>;
  /** Colour by the difference to this outcome. Properties of buildings have no difference. */
  readonly compareWith?: ScenarioOutcome | null;
  /** Keeps the scale fixed, e.g. for two views side by side. */
  readonly domain?: ValueDomain;
}

/** What {@link surfaceColours} needs of a district. */
export type ColouredDistrict = Pick<LoadedDistrict, 'buildings'> & {
  readonly surfaces: Pick<LoadedDistrict['surfaces'], 'count' | 'building'>;
};

export interface SurfaceColours {
  /** Red, green, blue and a mark per row of the surface table; the mark is {@link VALUE_MARK} or {@link NO_DATA_MARK}. */
  readonly rgba: Uint8Array<ArrayBuffer>;
  readonly legend: LegendSpec;
}

/** Fourth byte of a surface that has a value. */
export const VALUE_MARK = 255;
/** Fourth byte of a surface without a value; the view hatches it. */
export const NO_DATA_MARK = 0;

/** Units of all quantities a legend can name. */
export const QUANTITY_UNITS: Readonly<Record<LegendQuantity, string>> = {
  heatDemand_kWh_m2: 'kWh/(m2 a)',
  coolingDemand_kWh_m2: 'kWh/(m2 a)',
  electricity_kWh_m2: 'kWh/(m2 a)',
  pvYield_kWh: 'kWh/a',
  gridImport_kWh: 'kWh/a',
  gridExport_kWh: 'kWh/a',
  co2_kg_m2: 'kg/(m2 a)',
  cost_EUR: 'EUR/a',
  irradiation_kWh_m2: 'kWh/(m2 a)',
  pvYield_kWh_m2: 'kWh/(m2 a)',
  use: '',
  constructionYear: '',
  height_m: 'm',
  storeys: '',
  dataQuality: '',
  netGrid_kW: 'kW',
  electricity_kW: 'kW',
  pv_kW: 'kW',
  heating_kW: 'kW',
  indoor_C: 'degC',
  irradiance_W_m2: 'W/m2',
  heatSource: '',
  qualityScore: '%',
  'sourceOf.height_m': '',
  'sourceOf.storeys': '',
  'sourceOf.use': '',
  'sourceOf.constructionYear': '',
  'sourceOf.floorArea_m2': '',
  'sourceOf.heatSource': '',
};

/** Quantities per square metre of floor. */
const PER_AREA = /_m2$/;
/** Differences below this are rounding, in every unit shown. */
const SAME_WITHIN = 1e-6;

/** One packed colour per row, written to the surfaces of each building. */
function paintBuildings(district: ColouredDistrict, packed: Uint32Array): Uint8Array<ArrayBuffer> {
  const { count, building } = district.surfaces;
  const rows = new Uint32Array(count);
  for (let row = 0; row < count; row++) rows[row] = packed[building[row]!]!;
  return new Uint8Array(rows.buffer);
}

const LITTLE_ENDIAN = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;

function pack(red: number, green: number, blue: number, mark: number): number {
  return LITTLE_ENDIAN
    ? ((mark << 24) | (blue << 16) | (green << 8) | red) >>> 0
    : ((red << 24) | (green << 16) | (blue << 8) | mark) >>> 0;
}

function packHex(hex: string, mark = VALUE_MARK): number {
  return pack(...parseHex(hex), mark);
}

const NO_DATA = packHex(NO_DATA_COLOUR, NO_DATA_MARK);

function noDataOf(count: number): NoDataEntry | null {
  return count > 0 ? { colour: NO_DATA_COLOUR, count } : null;
}

interface Painted {
  readonly packed: Uint32Array<ArrayBuffer>;
  readonly noData: NoDataEntry | null;
}

function paintValues(values: ArrayLike<number>, { low, high }: ValueDomain, ramp: RampName): Painted {
  const table = rampTable(ramp);
  const palette = new Uint32Array(RAMP_STEPS);
  for (let i = 0; i < RAMP_STEPS; i++) palette[i] = pack(table[3 * i]!, table[3 * i + 1]!, table[3 * i + 2]!, VALUE_MARK);
  const packed = new Uint32Array(values.length);
  const scale = (RAMP_STEPS - 1) / (high - low);
  let missing = 0;
  for (let i = 0; i < values.length; i++) {
    const step = (values[i]! - low) * scale;
    if (Number.isNaN(step)) {
      packed[i] = NO_DATA;
      missing++;
      continue;
    }
    packed[i] = palette[step <= 0 ? 0 : step >= RAMP_STEPS - 1 ? RAMP_STEPS - 1 : Math.round(step)]!;
  }
  return { packed, noData: noDataOf(missing) };
}

/** Generic objects have no use, source or quality: whether they are buildings is not known. */
function categorical<Key extends string>(
  district: ColouredDistrict,
  quantity: LegendQuantity,
  keys: readonly Key[],
  colours: Readonly<Record<Key, string>>,
  keyOf: (building: Building) => Key,
): SurfaceColours {
  const counts = new Map<Key, number>();
  const packed = new Uint32Array(district.buildings.length);
  let generic = 0;
  for (const [index, building] of district.buildings.entries()) {
    if (building.unknownType !== undefined) {
      packed[index] = NO_DATA;
      generic++;
      continue;
    }
    const key = keyOf(building);
    counts.set(key, (counts.get(key) ?? 0) + 1);
    packed[index] = packHex(colours[key]);
  }
  const categories = keys.filter((key) => counts.has(key)).map((key) => ({ key, colour: colours[key], count: counts.get(key)! }));
  const legend: CategoryLegend = { kind: 'categories', quantity, unit: '', noData: noDataOf(generic), categories };
  return { rgba: paintBuildings(district, packed), legend };
}

/** Rows without any value, all in the no-data colour. */
function empty(quantity: LegendQuantity, district: ColouredDistrict): SurfaceColours {
  const rgba = new Uint8Array(new Uint32Array(district.surfaces.count).fill(NO_DATA).buffer);
  const noData = { colour: NO_DATA_COLOUR, count: district.buildings.length };
  return { rgba, legend: { kind: 'empty', quantity, unit: QUANTITY_UNITS[quantity], noData } };
}

function subtract(values: Float32Array, base: Float32Array): Float32Array {
  const difference = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) difference[i] = values[i]! - base[i]!;
  return difference;
}

/** Per square metre, sheds reach extremes that say little of the district: they count by their size. */
export function sizeWeights(quantity: LegendQuantity, district: ColouredDistrict): Float64Array | undefined {
  return PER_AREA.test(quantity) ? Float64Array.from(district.buildings, (building) => building.footprintArea_m2) : undefined;
}

function isZero(values: ArrayLike<number>): boolean {
  for (let i = 0; i < values.length; i++) {
    if (Math.abs(values[i]!) > SAME_WITHIN) return false;
  }
  return true;
}

function ramped(
  district: ColouredDistrict,
  quantity: LegendQuantity,
  values: ArrayLike<number>,
  perSurface: boolean,
  difference: boolean,
  options: ColourOptions,
): SurfaceColours {
  const weights = perSurface ? undefined : sizeWeights(quantity, district);
  const domain = options.domain ?? (difference ? differenceDomain(values) : sequentialDomain(values, weights));
  if (!domain) return empty(quantity, district);
  const ramp = difference ? 'difference' : (options.ramp ?? 'cividis');
  const { packed, noData } = paintValues(values, domain, ramp);
  const legend: RampLegend = {
    kind: 'ramp',
    quantity,
    unit: QUANTITY_UNITS[quantity],
    noData,
    difference,
    same: difference && isZero(values),
    domain,
    stops: rampStops(ramp),
    ticks: domainTicks(domain.low, domain.high),
  };
  return { rgba: perSurface ? new Uint8Array(packed.buffer) : paintBuildings(district, packed), legend };
}

/** A score is read on the whole scale, so that maps of two districts can be compared. */
const WHOLE_SCORE: ValueDomain = { low: 0, high: 100, clippedLow: false, clippedHigh: false };

function scoreOf_pct(building: Building): number {
  return building.unknownType === undefined ? dataQuality(building).score * 100 : Number.NaN;
}

const SOURCE_OF = {
  'sourceOf.height_m': 'height_m',
  'sourceOf.storeys': 'storeys',
  'sourceOf.use': 'use',
  'sourceOf.constructionYear': 'constructionYear',
  'sourceOf.floorArea_m2': 'floorArea_m2',
  'sourceOf.heatSource': 'heatSource',
} as const;

/** The legend of the values of an hour; the view looks their colours up by itself. */
export function hourLegend(quantity: HourQuantity, { values, domain }: Pick<HourValues, 'values' | 'domain'>): RampLegend {
  let missing = 0;
  for (const value of values) if (Number.isNaN(value)) missing++;
  return {
    kind: 'ramp',
    quantity,
    unit: QUANTITY_UNITS[quantity],
    noData: noDataOf(missing),
    difference: false,
    same: false,
    domain,
    stops: rampStops(HOUR_SCALES[quantity].ramp),
    ticks: domainTicks(domain.low, domain.high, 2),
  };
}

/** Colours of the values of an hour, for views that take finished colours. */
export function hourColours(quantity: HourQuantity, district: ColouredDistrict, hour: HourValues): SurfaceColours {
  const { packed } = paintValues(hour.values, hour.domain, HOUR_SCALES[quantity].ramp);
  const rgba = hour.of === 'surfaces' ? new Uint8Array(packed.buffer) : paintBuildings(district, packed);
  return { rgba, legend: hourLegend(quantity, hour) };
}

/**
 * One colour per row of the surface table. Values of buildings colour all their surfaces; values of surfaces
 * colour each on its own. NaN is "no data". Without an outcome, result columns are all "no data".
 */
export function surfaceColours(
  colourBy: ColourBy,
  district: ColouredDistrict,
  outcome: ScenarioOutcome | null,
  options: ColourOptions = {},
): SurfaceColours {
  if (colourBy.kind === 'property') {
    const numeric = (read: (building: Building) => number): SurfaceColours =>
      ramped(district, colourBy.property, Float64Array.from(district.buildings, read), false, false, options);
    switch (colourBy.property) {
      case 'use':
        return categorical(district, 'use', BUILDING_USES, USE_COLOURS, (building) => building.use.value);
      case 'heatSource':
        return categorical(district, 'heatSource', HEAT_SOURCES, HEAT_SOURCE_COLOURS, (building) => building.heatSource.value);
      case 'dataQuality':
        return categorical(district, 'dataQuality', PROVENANCES, PROVENANCE_COLOURS, weakestProvenance);
      case 'qualityScore':
        return ramped(district, 'qualityScore', Float64Array.from(district.buildings, scoreOf_pct), false, false, {
          ...options,
          domain: WHOLE_SCORE,
        });
      case 'constructionYear':
        return numeric((building) => (building.unknownType === undefined ? building.constructionYear.value : Number.NaN));
      case 'height_m':
        return numeric((building) => building.height_m.value);
      case 'storeys':
        return numeric((building) => (building.unknownType === undefined ? building.storeys.value : Number.NaN));
      default: {
        const property = SOURCE_OF[colourBy.property];
        return categorical(district, colourBy.property, PROVENANCES, PROVENANCE_COLOURS, (building) => building[property].provenance);
      }
    }
  }
  if (colourBy.kind === 'hour') return empty(colourBy.quantity, district);
  const perSurface = colourBy.kind === 'surface';
  const pick = (from: ScenarioOutcome | null | undefined): Float32Array | undefined =>
    perSurface ? from?.surfaces[colourBy.column] : from?.buildings[colourBy.column];
  const values = pick(outcome);
  // A result of a district that was replaced meanwhile has another length; it must not colour this one.
  if (values?.length !== (perSurface ? district.surfaces.count : district.buildings.length)) return empty(colourBy.column, district);
  const base = pick(options.compareWith);
  const comparable = base !== undefined && base.length === values.length;
  return ramped(district, colourBy.column, comparable ? subtract(values, base) : values, perSurface, comparable, options);
}
