/** Where the values of a district's buildings come from, property by property, and what was assumed for how many. */
import type { Building } from './district.ts';
import { PROVENANCES, type Provenance, type Sourced } from './provenance.ts';

/** Properties that a file often leaves open. */
export const ASSUMED_PROPERTIES = ['height_m', 'storeys', 'use', 'constructionYear', 'floorArea_m2', 'heatSource'] as const;
export type AssumedProperty = (typeof ASSUMED_PROPERTIES)[number];

/**
 * The rule by which a value came about; texts in the message catalogue (`assumption.<rule>`).
 * `stated`: by the file or a person; `shape`: measured on the geometry; `other`: what the note says.
 */
export type AssumptionRule =
  | 'stated'
  | 'shape'
  | 'lowestPoint'
  | 'byStoreys'
  | 'neighbours'
  | 'oneStorey'
  | 'meanHeight'
  | 'sizeAndForm'
  | 'residentialForm'
  | 'usualYear'
  | 'footprintStoreys'
  | 'volume'
  | 'usualHeating'
  | 'other';

/** Buildings whose value came about in the same way. */
export interface AssumptionGroup {
  readonly rule: AssumptionRule;
  readonly provenance: Provenance;
  /** Rows of the district's buildings. */
  readonly rows: Uint32Array;
  /** Attribute or rule in the words of its source; empty where there is none or the rule says it all. */
  readonly note: string;
  /** The value, where it is the same for all. */
  readonly value: string | number | null;
}

export interface PropertySources {
  readonly property: AssumedProperty;
  /** Most trusted first. */
  readonly groups: readonly AssumptionGroup[];
}

/** Rules by how their note begins (`completion.ts`, `fillHeight.ts`). */
const BY_NOTE: Readonly<Record<AssumedProperty, readonly (readonly [RegExp, AssumptionRule])[]>> = {
  height_m: [
    [/^from the lowest point/, 'lowestPoint'],
    [/^storeys x|^from its \d+ storeys/, 'byStoreys'],
    [/^median of/, 'neighbours'],
    [/one storey$/, 'oneStorey'],
  ],
  storeys: [[/^mean height/, 'meanHeight']],
  use: [
    [/^from size and form/, 'sizeAndForm'],
    [/^residential by/, 'residentialForm'],
  ],
  constructionYear: [[/^no year/, 'usualYear']],
  floorArea_m2: [
    [/^footprint x storeys/, 'footprintStoreys'],
    [/^volume \//, 'volume'],
  ],
  heatSource: [[/^no heating/, 'usualHeating']],
};

function ruleOf(property: AssumedProperty, { provenance, note }: Sourced<unknown>): AssumptionRule {
  if (provenance === 'file' || provenance === 'measured' || provenance === 'user') return 'stated';
  const rule = BY_NOTE[property].find(([pattern]) => pattern.test(note ?? ''))?.[1];
  return rule ?? (provenance === 'geometry' ? 'shape' : 'other');
}

interface OpenGroup {
  readonly rule: AssumptionRule;
  readonly provenance: Provenance;
  readonly note: string;
  readonly value: string | number;
  readonly rows: number[];
  same: boolean;
}

/** Sources of all values of the buildings that are simulated: not of objects of unknown type, nor of those without a shape. */
export function assumptionsOf(buildings: readonly Building[]): readonly PropertySources[] {
  return ASSUMED_PROPERTIES.map((property) => {
    const groups = new Map<string, OpenGroup>();
    for (const [row, building] of buildings.entries()) {
      if (building.unknownType !== undefined || building.surfaceCount === 0) continue;
      const sourced: Sourced<string | number> = building[property];
      const rule = ruleOf(property, sourced);
      const note = rule === 'stated' || rule === 'other' ? (sourced.note ?? '') : '';
      const key = `${sourced.provenance}|${rule}|${note}`;
      const group = groups.get(key);
      if (!group) groups.set(key, { rule, provenance: sourced.provenance, note, value: sourced.value, rows: [row], same: true });
      else {
        group.rows.push(row);
        group.same &&= group.value === sourced.value;
      }
    }
    const trust = ({ provenance }: OpenGroup): number => PROVENANCES.indexOf(provenance);
    const inOrder = [...groups.values()].sort((a, b) => trust(a) - trust(b) || b.rows.length - a.rows.length);
    return {
      property,
      groups: inOrder.map(({ rule, provenance, note, value, rows, same }) => ({
        rule,
        provenance,
        note,
        rows: Uint32Array.from(rows),
        value: same ? value : null,
      })),
    };
  });
}
