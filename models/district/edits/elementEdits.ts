/** Edits of trees, lines and points. */
import type { DistrictEdit } from '../edits.ts';
import type { SiteElements, TerrainGrid } from '../elements.ts';
import type { DistrictDraft } from './draft.ts';

type Edit<K extends DistrictEdit['kind']> = Extract<DistrictEdit, { kind: K }>;

const SKIPPED = 'The edit was left out.';

function taken({ trees, lines, points }: SiteElements, id: string): boolean {
  return [...trees, ...lines, ...points].some((element) => element.id === id);
}

function isFree(draft: DistrictDraft, id: string): boolean {
  if (id !== '' && !taken(draft.elements, id)) return true;
  draft.report({ code: 'edit.idTaken', severity: 'warning', objectId: id, message: 'Another object has this id.', action: SKIPPED });
  return false;
}

function usable(draft: DistrictDraft, id: string, numbers: readonly number[], what: string): boolean {
  if (numbers.every(Number.isFinite)) return true;
  draft.report({
    code: 'edit.value',
    severity: 'warning',
    objectId: id,
    message: `A value of the edit cannot be used: ${what}.`,
    action: SKIPPED,
    values: { what },
  });
  return false;
}

const orNaN = (holds: boolean) => (holds ? 0 : Number.NaN);

export function addTree(draft: DistrictDraft, { tree }: Edit<'add-tree'>): void {
  const sizes = [tree.height_m, tree.crown_m, orNaN(tree.height_m > 0 && tree.crown_m > 0)];
  if (!usable(draft, tree.id, [...tree.at_m, ...sizes], 'tree') || !isFree(draft, tree.id)) return;
  draft.elements = { ...draft.elements, trees: [...draft.elements.trees, tree] };
}

export function addLine(draft: DistrictDraft, { line }: Edit<'add-line'>): void {
  const shape = orNaN(line.path_m.length >= 4 && line.path_m.length % 2 === 0);
  if (!usable(draft, line.id, [...line.path_m, line.rated_kW ?? 0, shape], 'line') || !isFree(draft, line.id)) return;
  draft.elements = { ...draft.elements, lines: [...draft.elements.lines, line] };
}

export function addPoint(draft: DistrictDraft, { point }: Edit<'add-point'>): void {
  if (!usable(draft, point.id, [...point.at_m, point.rated_kW ?? 0], 'point') || !isFree(draft, point.id)) return;
  draft.elements = { ...draft.elements, points: [...draft.elements.points, point] };
}

/** Ids that exist; a finding for every other. */
function knownIds(draft: DistrictDraft, ids: readonly string[]): ReadonlySet<string> {
  const { trees, lines, points } = draft.elements;
  const all = new Set([...trees, ...lines, ...points].map(({ id }) => id));
  for (const id of ids) {
    if (all.has(id)) continue;
    draft.report({
      code: 'edit.unknownElement',
      severity: 'warning',
      objectId: id,
      message: 'There is no tree, line or point of this id.',
      action: SKIPPED,
    });
  }
  return new Set(ids.filter((id) => all.has(id)));
}

export function moveElements(draft: DistrictDraft, { ids, by_m }: Edit<'move-elements'>): void {
  if (!usable(draft, ids[0] ?? '', by_m, 'move')) return;
  const chosen = knownIds(draft, ids);
  const { trees, lines, points } = draft.elements;
  const moved = <T extends { readonly id: string; readonly at_m: readonly [number, number, number] }>(element: T): T =>
    chosen.has(element.id) ? { ...element, at_m: movedPoint(element.at_m, by_m, draft.base.terrain) } : element;
  draft.elements = {
    trees: trees.map(moved),
    lines: lines.map((line) => (chosen.has(line.id) ? { ...line, path_m: line.path_m.map((value, i) => value + by_m[i % 2]!) } : line)),
    points: points.map(moved),
  };
}

/** What stood on the ground stands on the ground at its new place. */
function movedPoint(
  [x, y, z]: readonly [number, number, number],
  [east, north]: readonly [number, number],
  terrain: TerrainGrid | undefined,
): readonly [number, number, number] {
  const rise = groundHeight(terrain, x + east, y + north) - groundHeight(terrain, x, y);
  return [x + east, y + north, z + (Number.isFinite(rise) ? rise : 0)];
}

/** Height of the ground [m]; NaN outside the terrain and without one. */
function groundHeight(terrain: TerrainGrid | undefined, x: number, y: number): number {
  if (!terrain) return Number.NaN;
  const { columns, rows, cell_m, height_m } = terrain;
  const u = (x - terrain.east_m) / cell_m;
  const v = (y - terrain.north_m) / cell_m;
  const i = Math.min(columns - 2, Math.max(0, Math.floor(u)));
  const j = Math.min(rows - 2, Math.max(0, Math.floor(v)));
  const at = (column: number, row: number) => height_m[row * columns + column] ?? Number.NaN;
  const [fu, fv] = [u - i, v - j];
  if (fu < 0 || fv < 0 || fu > 1 || fv > 1) return Number.NaN;
  return (at(i, j) * (1 - fu) + at(i + 1, j) * fu) * (1 - fv) + (at(i, j + 1) * (1 - fu) + at(i + 1, j + 1) * fu) * fv;
}

export function removeElements(draft: DistrictDraft, { ids }: Edit<'remove-elements'>): void {
  const chosen = knownIds(draft, ids);
  const stays = ({ id }: { readonly id: string }) => !chosen.has(id);
  const { trees, lines, points } = draft.elements;
  draft.elements = { trees: trees.filter(stays), lines: lines.filter(stays), points: points.filter(stays) };
}
