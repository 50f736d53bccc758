/**
 * The typical envelope of a building by use, year of construction and state.
 * Sources and assumptions: docs/models/archetypes.md.
 */
import type { BuildingUse } from '../../district/district.ts';
import { NON_RESIDENTIAL_U_VALUES } from './nonResidentialUValues.ts';
import { type AgeClassRow, type EnvelopeRow, RESIDENTIAL_U_VALUES } from './residentialUValues.ts';

/** As built, and the two refurbishment levels of TABULA. */
export const ENVELOPE_STATES = ['as-built', 'usual', 'advanced'] as const;
export type EnvelopeState = (typeof ENVELOPE_STATES)[number];

/** Heat capacity classes of ISO 13790:2008 table 12. */
export const MASS_CLASSES = ['very-light', 'light', 'medium', 'heavy', 'very-heavy'] as const;
export type MassClass = (typeof MASS_CLASSES)[number];

/** Effective mass area and heat capacity per floor area, ISO 13790:2008 table 12. */
export const MASS: Readonly<Record<MassClass, { readonly area_m2_m2: number; readonly capacity_J_m2K: number }>> = {
  'very-light': { area_m2_m2: 2.5, capacity_J_m2K: 80_000 },
  light: { area_m2_m2: 2.5, capacity_J_m2K: 110_000 },
  medium: { area_m2_m2: 2.5, capacity_J_m2K: 165_000 },
  heavy: { area_m2_m2: 3.0, capacity_J_m2K: 260_000 },
  'very-heavy': { area_m2_m2: 3.5, capacity_J_m2K: 370_000 },
};

export interface Archetype {
  readonly wall_W_m2K: number;
  readonly roof_W_m2K: number;
  /** Floor construction alone, without the ground. */
  readonly ground_W_m2K: number;
  readonly window_W_m2K: number;
  /** Total solar energy transmittance at normal incidence [-]. */
  readonly windowG: number;
  /** Air change by leaks, always on [1/h]. */
  readonly infiltration_1_h: number;
  /** Thermal bridge surcharge on the whole envelope [W/(m2 K)]. */
  readonly thermalBridge_W_m2K: number;
  readonly massClass: MassClass;
  /** Window area over outer wall area [-]. */
  readonly windowRatio: number;
  /** First year of the age class, 0 for the oldest. */
  readonly ageFrom: number;
  readonly source: 'tabula' | 'assumption';
}

/** U value and g of replacement windows: the window of TABULA's usual and advanced refurbishment. */
export const WINDOW_VALUES = {
  'double-low-e': { window_W_m2K: 1.3, windowG: 0.6 },
  triple: { window_W_m2K: 0.8, windowG: 0.5 },
} as const;

/** Window over outer wall area; own assumptions in the order of TABULA's example buildings and common practice. */
const WINDOW_RATIO: Readonly<Record<BuildingUse, number>> = {
  'single-family': 0.17,
  terraced: 0.24,
  'multi-family': 0.22,
  'apartment-block': 0.25,
  office: 0.38,
  retail: 0.3,
  school: 0.32,
  hospitality: 0.28,
  health: 0.28,
  industry: 0.12,
  storage: 0.05,
};

const MASS_CLASS: Readonly<Record<BuildingUse, MassClass>> = {
  'single-family': 'medium',
  terraced: 'medium',
  'multi-family': 'heavy',
  'apartment-block': 'heavy',
  office: 'medium',
  retail: 'medium',
  school: 'heavy',
  hospitality: 'heavy',
  health: 'heavy',
  industry: 'light',
  storage: 'light',
};

function tableOf(use: BuildingUse): readonly AgeClassRow[] {
  switch (use) {
    case 'single-family':
    case 'terraced':
    case 'multi-family':
      return RESIDENTIAL_U_VALUES[use];
    case 'apartment-block':
      // Blocks after 1978 are not a TABULA type of their own.
      return [...RESIDENTIAL_U_VALUES['apartment-block'], ...RESIDENTIAL_U_VALUES['multi-family'].filter((row) => row[0] > 1969)];
    default:
      return NON_RESIDENTIAL_U_VALUES[use];
  }
}

/**
 * Infiltration [1/h] and thermal bridges [W/(m2 K)] on the scale of TABULA's calculation method:
 * high, medium, low, very tight = 0.4, 0.2, 0.1, 0.05 1/h; high, medium, low = 0.15, 0.10, 0.05 W/(m2 K).
 */
function tightness(ageFrom: number, state: EnvelopeState): { readonly infiltration_1_h: number; readonly thermalBridge_W_m2K: number } {
  if (state === 'advanced') return { infiltration_1_h: 0.05, thermalBridge_W_m2K: 0.05 };
  if (ageFrom >= 2009) return { infiltration_1_h: 0.1, thermalBridge_W_m2K: 0.05 };
  if (state === 'usual') return { infiltration_1_h: 0.1, thermalBridge_W_m2K: 0.1 };
  return ageFrom >= 1979 ? { infiltration_1_h: 0.2, thermalBridge_W_m2K: 0.1 } : { infiltration_1_h: 0.4, thermalBridge_W_m2K: 0.1 };
}

/** A refurbishment never makes an element worse than it was built. */
function better(asBuilt: EnvelopeRow, target: EnvelopeRow): EnvelopeRow {
  const windowKept = asBuilt[3] <= target[3];
  return [
    Math.min(asBuilt[0], target[0]),
    Math.min(asBuilt[1], target[1]),
    Math.min(asBuilt[2], target[2]),
    windowKept ? asBuilt[3] : target[3],
    windowKept ? asBuilt[4] : target[4],
  ];
}

function buildArchetype(use: BuildingUse, row: AgeClassRow, state: EnvelopeState): Archetype {
  const asBuilt = row[1];
  const values = state === 'as-built' ? asBuilt : better(asBuilt, state === 'usual' ? row[2] : better(row[2], row[3]));
  return {
    wall_W_m2K: values[0],
    roof_W_m2K: values[1],
    ground_W_m2K: values[2],
    window_W_m2K: values[3],
    windowG: values[4],
    ...tightness(row[0], state),
    massClass: MASS_CLASS[use],
    windowRatio: WINDOW_RATIO[use],
    ageFrom: row[0],
    source: use in RESIDENTIAL_U_VALUES ? 'tabula' : 'assumption',
  };
}

interface ArchetypeEntry {
  readonly from: number;
  readonly states: Readonly<Record<EnvelopeState, Archetype>>;
}

const CATALOGUE = new Map<BuildingUse, readonly ArchetypeEntry[]>();

function entriesOf(use: BuildingUse): readonly ArchetypeEntry[] {
  const known = CATALOGUE.get(use);
  if (known) return known;
  const entries = tableOf(use).map((row) => ({
    from: row[0],
    states: {
      'as-built': buildArchetype(use, row, 'as-built'),
      usual: buildArchetype(use, row, 'usual'),
      advanced: buildArchetype(use, row, 'advanced'),
    },
  }));
  CATALOGUE.set(use, entries);
  return entries;
}

/**
 * The archetype of a building. Calls with the same arguments return the same object.
 * @param constructionYear year; years before the first class belong to it
 */
export function archetypeOf(use: BuildingUse, constructionYear: number, state: EnvelopeState): Archetype {
  const entries = entriesOf(use);
  let found = entries[0]!;
  for (const entry of entries) {
    if (constructionYear < entry.from) break;
    found = entry;
  }
  return found.states[state];
}
