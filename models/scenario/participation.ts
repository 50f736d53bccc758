/** Which objects of a district take part in a simulation with a demand of their own. */
import type { Building } from '../district/district.ts';

/** False for objects of an unknown type, which only shade, and for buildings that an edit removed. */
export function isSimulated(building: Pick<Building, 'unknownType' | 'removed'>): boolean {
  return building.unknownType === undefined && building.removed !== true;
}
