/** Mean thermal values of a building's envelope from its elements, and the defaults where the file is silent. */
import type { Archetype } from '#models/energy/archetypes/archetype.ts';
import type { IfcElement } from './elements.ts';

/** Parts of the envelope that the engine tells apart. */
export const ENVELOPE_PARTS = ['wall', 'roof', 'ground', 'window'] as const;
export type EnvelopePart = (typeof ENVELOPE_PARTS)[number];

export interface PartSummary {
  readonly count: number;
  readonly area_m2: number;
  /** Elements with a U-value in the file, and their area. */
  readonly stated: number;
  readonly statedArea_m2: number;
  /** Mean over the stated area; NaN where nothing is stated. */
  readonly uValue_W_m2K: number;
}

/** Doors count with the windows: the engine has no part of their own for them. */
export function partOf(element: IfcElement): EnvelopePart | null {
  if (!element.isEnvelope) return null;
  if (element.kind === 'wall' || element.kind === 'roof' || element.kind === 'ground' || element.kind === 'window') return element.kind;
  return element.kind === 'door' ? 'window' : null;
}

export function summarise(elements: readonly IfcElement[]): Readonly<Record<EnvelopePart, PartSummary>> {
  const of = (part: EnvelopePart): PartSummary => {
    const own = elements.filter((element) => partOf(element) === part && element.area_m2 > 0);
    const stated = own.filter((element) => element.uValue_W_m2K !== null);
    const statedArea_m2 = stated.reduce((sum, { area_m2 }) => sum + area_m2, 0);
    const transmission = stated.reduce((sum, { area_m2, uValue_W_m2K }) => sum + area_m2 * (uValue_W_m2K ?? 0), 0);
    return {
      count: own.length,
      area_m2: own.reduce((sum, { area_m2 }) => sum + area_m2, 0),
      stated: stated.length,
      statedArea_m2,
      uValue_W_m2K: statedArea_m2 > 0 ? transmission / statedArea_m2 : Number.NaN,
    };
  };
  return { wall: of('wall'), roof: of('roof'), ground: of('ground'), window: of('window') };
}

/** Mean g-value of envelope windows that state one; NaN where none does. */
export function meanGValue(elements: readonly IfcElement[]): number {
  let area = 0;
  let sum = 0;
  for (const element of elements) {
    if (element.kind !== 'window' || !element.isEnvelope || element.gValue === null || !(element.area_m2 > 0)) continue;
    area += element.area_m2;
    sum += element.area_m2 * element.gValue;
  }
  return area > 0 ? sum / area : Number.NaN;
}

/** Default of a part by use and year [W/(m2 K)]. */
export function defaultUValue(archetype: Archetype, part: EnvelopePart): number {
  return archetype[`${part}_W_m2K`];
}

/** Heat transmission of the elements with their own U-values, without ground and bridges [W/K]. */
export function statedTransmission_W_K(elements: readonly IfcElement[]): number {
  return elements.reduce(
    (sum, element) => (element.isEnvelope && element.area_m2 > 0 ? sum + element.area_m2 * (element.uValue_W_m2K ?? 0) : sum),
    0,
  );
}
