/** Scratch series of one building's year; allocated once and reused for every building. */
import { HOURS_PER_YEAR } from '../../core/units.ts';

export const BUFFER_FIELDS = [
  /** Irradiance of one surface [W/m2] and its cosine of incidence; overwritten surface by surface. */ 'beam',
  'diffuse',
  'cosine',
  /** Area times irradiance summed over the building's walls and roofs [W]. */ 'wallIrradiance',
  'roofIrradiance',
  /** [W] */ 'heating',
  'cooling',
  'hotWater',
  'appliances',
  'heatElectricity',
  'coolingElectricity',
  'auxiliary',
  'charging',
  'fuel',
  'pv',
  'batteryCharge',
  'batteryDischarge',
  /** At the end of the hour [Wh]. */ 'batteryLevel',
  'buildingImport',
  'buildingExport',
  'solarGain',
  'internalGain',
  'transmissionLoss',
  'ventilationLoss',
  'unmetHeating',
  /** [degC] */ 'indoor_C',
] as const;
export type BufferField = (typeof BUFFER_FIELDS)[number];
export type HourBuffers = Readonly<Record<BufferField, Float64Array>>;

export function newHourBuffers(): HourBuffers {
  const buffers = {} as Record<BufferField, Float64Array>;
  for (const field of BUFFER_FIELDS) buffers[field] = new Float64Array(HOURS_PER_YEAR);
  return buffers;
}
