/** Which part of the calculated envelope an element belongs to. */
import type { BuildingElement } from '#models/district/buildingModel.ts';
import type { EnvelopeChange } from './viewTypes.ts';

/** Null for elements through which the model lets no heat pass. */
export function envelopePart(element: BuildingElement): EnvelopeChange['part'] | null {
  if (!element.isExternal.value || !element.uValue_W_m2K) return null;
  switch (element.kind) {
    case 'wall':
    case 'roof':
    case 'ground':
    case 'window':
      return element.kind;
    default:
      return null;
  }
}
