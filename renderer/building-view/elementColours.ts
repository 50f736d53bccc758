/** Colours of elements and spaces for what the building view is coloured by, and what its legend says. */
import type { BuildingModel, ElementKind } from '#models/district/buildingModel.ts';
import { NO_DATA_COLOUR, parseHex, RAMP_STEPS, rampStops, rampTable } from '../state/colourRamps.ts';
import { domainTicks, sequentialDomain, type ValueDomain } from '../state/valueDomain.ts';
import type { BuildingColourBy, ElementValues } from './viewTypes.ts';

export type Theme = 'light' | 'dark';

/** Quiet colours of building parts, near those of a card model; lighter and darker by theme. */
const KIND_COLOURS: Readonly<Record<Theme, Readonly<Record<ElementKind, string>>>> = {
  light: {
    wall: '#f6f2ea',
    window: '#7fb2d6',
    door: '#b98a5e',
    roof: '#b07a68',
    slab: '#cfc9bf',
    ground: '#a9a294',
    column: '#c4c1ba',
    beam: '#bcae98',
    stair: '#d8c7a8',
    railing: '#7d858e',
    furniture: '#d9cfc0',
    other: '#c2c6cb',
  },
  dark: {
    wall: '#d5cfc4',
    window: '#79aed4',
    door: '#a57a52',
    roof: '#946252',
    slab: '#aaa59b',
    ground: '#857f73',
    column: '#a3a19b',
    beam: '#9c907d',
    stair: '#b8a98d',
    railing: '#838b95',
    furniture: '#b8af9f',
    other: '#9a9ea4',
  },
};
export const SPACE_COLOUR = '#e69f00';

export interface KindEntry {
  readonly kind: ElementKind;
  readonly colour: string;
  readonly count: number;
}

export type BuildingLegendSpec =
  | { readonly kind: 'kinds'; readonly entries: readonly KindEntry[]; readonly spaces: number }
  | {
      readonly kind: 'ramp';
      readonly unit: string;
      readonly domain: ValueDomain;
      readonly stops: readonly string[];
      readonly ticks: readonly number[];
      /** Elements without a value, drawn grey and hatched. */
      readonly noData: number;
    }
  | { readonly kind: 'empty' };

export interface ElementColours {
  /** Red, green, blue (sRGB) and a mark per element: 255 has a value, 0 is drawn hatched. */
  readonly elements: Uint8Array;
  readonly spaces: Uint8Array;
  readonly legend: BuildingLegendSpec;
}

function fill(count: number, rgba: (index: number) => readonly [number, number, number, number]): Uint8Array {
  const bytes = new Uint8Array(4 * count);
  for (let i = 0; i < count; i++) bytes.set(rgba(i), 4 * i);
  return bytes;
}

function byKind(model: BuildingModel, theme: Theme): ElementColours {
  const colours = KIND_COLOURS[theme];
  const counts = new Map<ElementKind, number>();
  for (const { kind } of model.elements) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return {
    elements: fill(model.elements.length, (i) => [...parseHex(colours[model.elements[i]!.kind]), 255]),
    spaces: fill(model.spaces.length, () => [...parseHex(SPACE_COLOUR), 255]),
    legend: {
      kind: 'kinds',
      entries: [...counts].map(([kind, count]) => ({ kind, colour: colours[kind], count })),
      spaces: model.spaces.length,
    },
  };
}

function painted(
  values: Float32Array | undefined,
  count: number,
  domain: ValueDomain | null,
): { readonly bytes: Uint8Array; readonly missing: number } {
  const table = rampTable('cividis');
  const none = parseHex(NO_DATA_COLOUR);
  let missing = 0;
  const bytes = fill(count, (i) => {
    const value = values?.[i] ?? Number.NaN;
    if (!domain || Number.isNaN(value)) {
      missing++;
      return [...none, 0];
    }
    const share = (value - domain.low) / (domain.high - domain.low);
    const step = Math.round(Math.min(1, Math.max(0, share)) * (RAMP_STEPS - 1)) * 3;
    return [table[step]!, table[step + 1]!, table[step + 2]!, 255];
  });
  return { bytes, missing };
}

/** @param values null where nothing is known yet: all elements are drawn without data */
export function elementColours(
  model: BuildingModel,
  colourBy: BuildingColourBy,
  values: ElementValues | null,
  theme: Theme,
): ElementColours {
  if (colourBy === 'kind') return byKind(model, theme);
  const all = values ? (values.spaces ? [...values.elements, ...values.spaces] : values.elements) : [];
  const domain = values?.domain ?? sequentialDomain(all);
  const elements = painted(values?.elements, model.elements.length, domain);
  const spaces = painted(values?.spaces, model.spaces.length, domain);
  return {
    elements: elements.bytes,
    spaces: spaces.bytes,
    legend:
      values && domain
        ? {
            kind: 'ramp',
            unit: values.unit,
            domain,
            stops: rampStops('cividis'),
            ticks: domainTicks(domain.low, domain.high),
            noData: elements.missing,
          }
        : { kind: 'empty' },
  };
}

/** U-values of the elements [W/(m2 K)]; NaN for those without. */
export function uValues(model: BuildingModel): ElementValues {
  return { elements: Float32Array.from(model.elements, (element) => element.uValue_W_m2K?.value ?? Number.NaN), unit: 'W/(m2 K)' };
}
