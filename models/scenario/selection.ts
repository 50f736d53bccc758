/** Which buildings a measure touches: the selector's conditions, then a share of what they leave. */
import { hashText, randomAt } from '../core/random.ts';
import type { Building } from '../district/district.ts';
import { isSimulated } from './participation.ts';
import type { AttributeQuery, Selector, Target } from './scenario.ts';

/** Properties of a building that a query can name besides file attributes. */
export const QUERY_PROPERTIES = ['height_m', 'storeys', 'floorArea_m2', 'footprintArea_m2', 'constructionYear'] as const;

function queriedValue(building: Building, attribute: string): string | number | boolean | null | undefined {
  switch (attribute) {
    case 'height_m':
    case 'storeys':
    case 'floorArea_m2':
    case 'constructionYear':
      return building[attribute].value;
    case 'footprintArea_m2':
      return building.footprintArea_m2;
    default:
      return building.attributes[attribute];
  }
}

/** A missing attribute holds no comparison but `!=`. Numbers compare as numbers where both sides are numeric. */
function holds(building: Building, query: AttributeQuery): boolean {
  const actual = queriedValue(building, query.attribute);
  if (actual === null || actual === undefined) return query.operator === '!=';
  if (query.operator === 'contains') return String(actual).toLowerCase().includes(String(query.value).toLowerCase());
  const left = Number(actual);
  const right = Number(query.value);
  const numeric = Number.isFinite(left) && Number.isFinite(right) && String(actual) !== '' && String(query.value) !== '';
  switch (query.operator) {
    case '=':
      return numeric ? left === right : String(actual) === String(query.value);
    case '!=':
      return numeric ? left !== right : String(actual) !== String(query.value);
    case '<':
      return numeric && left < right;
    case '<=':
      return numeric && left <= right;
    case '>':
      return numeric && left > right;
    case '>=':
      return numeric && left >= right;
  }
}

/** Rows of the buildings that meet every condition of the selector, ascending; generic objects have neither use nor year, removed ones are gone. */
export function matchBuildings(buildings: readonly Building[], selector: Selector): Uint32Array {
  const ids = selector.ids && new Set(selector.ids);
  const uses = selector.uses && new Set(selector.uses);
  const from = selector.builtFrom ?? Number.NEGATIVE_INFINITY;
  const to = selector.builtTo ?? Number.POSITIVE_INFINITY;
  // Use and year of an object that may be no building are only guessed.
  const asksForBuilding = uses !== undefined || selector.builtFrom !== undefined || selector.builtTo !== undefined;
  const rows: number[] = [];
  for (let row = 0; row < buildings.length; row++) {
    const building = buildings[row]!;
    if (ids && !ids.has(building.id)) continue;
    if (building.removed) continue;
    const isGeneric = building.unknownType !== undefined;
    if (isGeneric && asksForBuilding) continue;
    if (uses && !uses.has(building.use.value)) continue;
    const year = building.constructionYear.value;
    if (year < from || year > to) continue;
    if (selector.queries && !selector.queries.every((query) => holds(building, query))) continue;
    rows.push(row);
  }
  return Uint32Array.from(rows);
}

/**
 * Rows of a measure's buildings, ascending: of the matching ones that are no generic objects, the share [of their count] that ranks first by
 * a hash of (building id, measure id). A larger share of the same measure contains the smaller one.
 * @param idHash hash per building from {@link hashText}, where the caller has it at hand
 */
export function targetBuildings(buildings: readonly Building[], target: Target, measureId: string, idHash?: Uint32Array): Uint32Array {
  const matching = matchBuildings(buildings, target.selector).filter((row) => isSimulated(buildings[row]!));
  const wanted = Math.round(Math.min(1, Math.max(0, target.share)) * matching.length);
  if (wanted === matching.length) return matching;
  if (wanted === 0) return new Uint32Array(0);
  const seed = hashText(measureId);
  const ranks = new Float64Array(matching.length);
  for (let i = 0; i < matching.length; i++) {
    const row = matching[i]!;
    ranks[i] = randomAt(seed, idHash ? idHash[row]! : hashText(buildings[row]!.id));
  }
  const limit = ranks.slice().sort()[wanted - 1]!;
  // Equal hashes are filled in the order of rows, so ties stay nested too.
  let ties = wanted;
  for (let i = 0; i < ranks.length; i++) if (ranks[i]! < limit) ties--;
  const chosen = new Uint32Array(wanted);
  let count = 0;
  for (let i = 0; i < matching.length; i++) {
    const rank = ranks[i]!;
    if (rank > limit || (rank === limit && ties-- <= 0)) continue;
    chosen[count++] = matching[i]!;
  }
  return chosen;
}
