/** How much of a building is known, and how much assumed: per value and as one figure. */
import type { Building } from './district.ts';
import { PROVENANCES, type Provenance } from './provenance.ts';

/** The values that drive a building's simulation. */
export const QUALITY_PROPERTIES = ['height_m', 'storeys', 'use', 'constructionYear', 'heatSource'] as const;
export type QualityProperty = (typeof QUALITY_PROPERTIES)[number];

/** Trust in a value by where it came from, 0..1: evenly spaced over the order of trust, for want of anything better. */
function trust(provenance: Provenance): number {
  return 1 - PROVENANCES.indexOf(provenance) / (PROVENANCES.length - 1);
}

export interface QualityPart {
  readonly property: QualityProperty | 'shell';
  /** 0 (a default) to 1 (measured). */
  readonly score: number;
  readonly provenance: Provenance;
  readonly note?: string;
}

export interface DataQuality {
  /** Mean of the parts, 0..1. */
  readonly score: number;
  readonly parts: readonly QualityPart[];
}

/**
 * Data quality of one building: trust in each value that drives its simulation, and whether its shell is closed.
 * An ordinal figure for maps and lists; no result depends on it.
 */
export function dataQuality(building: Building): DataQuality {
  const parts: QualityPart[] = QUALITY_PROPERTIES.map((property) => {
    const { provenance, note } = building[property];
    return { property, score: trust(provenance), provenance, ...(note === undefined ? {} : { note }) };
  });
  const shell = building.volumeIsExact ? 'geometry' : 'inferred';
  parts.push({ property: 'shell', score: building.volumeIsExact ? 1 : 0, provenance: shell });
  return { score: parts.reduce((sum, part) => sum + part.score, 0) / parts.length, parts };
}

/** The least trusted of the values that drive a building's simulation. */
export function weakestProvenance(building: Building): Provenance {
  let weakest = 0;
  for (const property of QUALITY_PROPERTIES) weakest = Math.max(weakest, PROVENANCES.indexOf(building[property].provenance));
  return PROVENANCES[weakest]!;
}
