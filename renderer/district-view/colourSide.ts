/**
 * What colours one side of the view, as a texture: either finished colours per surface, or a column of values, one per
 * building or surface, that the graphics card looks up in a ramp. A column is small, so another hour is shown at once.
 */
import { NO_DATA_COLOUR, parseHex, RAMP_STEPS, type RampName, rampTable } from '../state/colourRamps.ts';

/** Width of the tables on the graphics card; their height follows from the number of rows. */
export const TABLE_WIDTH = 1024;

/** Values of one moment: NaN where there is none. */
export interface ViewValues {
  /** What the rows are. */
  readonly of: 'buildings' | 'surfaces';
  /** One per building or per row of the surface table. */
  readonly values: Float32Array;
  /** What the ends of the ramp mean, in the unit of the values. */
  readonly domain: { readonly low: number; readonly high: number };
  readonly ramp: RampName;
}

/** How a table is read: colours by surface, steps by building, steps by surface. */
export const SIDE_MODES = { colours: 0, buildingSteps: 1, surfaceSteps: 2 } as const;

/** The step that means "no data"; the others run from 1 to 255 along the ramp. */
export const NO_DATA_STEP = 0;
const LAST_STEP = RAMP_STEPS - 1;

/** Rows of a table that holds so many entries. */
export function tableHeight(entries: number): number {
  return Math.max(1, Math.ceil(entries / TABLE_WIDTH));
}

/**
 * Values as steps of the ramp.
 * @param steps takes the answer; at least as long as `values`
 */
export function valueSteps({ values, domain }: Pick<ViewValues, 'values' | 'domain'>, steps: Uint8Array): void {
  const { low, high } = domain;
  const scale = high > low ? (LAST_STEP - 1) / (high - low) : 0;
  const count = Math.min(values.length, steps.length);
  for (let row = 0; row < count; row++) {
    const step = (values[row]! - low) * scale + 1.5;
    // NaN fails both comparisons and falls to zero.
    steps[row] = step < 1 ? 1 : step > LAST_STEP ? LAST_STEP : step | 0;
  }
}

/** Colours of all steps, four bytes each; the first is that of "no data". */
export function stepColours(ramp: RampName): Uint8Array<ArrayBuffer> {
  const table = rampTable(ramp);
  const colours = new Uint8Array(RAMP_STEPS * 4).fill(255);
  colours.set(parseHex(NO_DATA_COLOUR), NO_DATA_STEP * 4);
  for (let step = 1; step <= LAST_STEP; step++) {
    const at = Math.round(((step - 1) / (LAST_STEP - 1)) * LAST_STEP) * 3;
    colours.set(table.subarray(at, at + 3), step * 4);
  }
  return colours;
}
