/** Trees, supply lines and points of OpenStreetMap. */
import { length_m, numberOf } from '#models/district/attributes.ts';
import type { LineKind, PointKind, SiteElements, SiteLine, SitePoint } from '#models/district/elements.ts';
import type { ToLocal } from '../content.ts';
import { type FoundTree, treesOf } from '../trees.ts';
import type { Tags } from './osmData.ts';

export interface FoundLine {
  readonly id: string;
  readonly kind: LineKind;
  /** x, y pairs in the plane [m]. */
  readonly plane: readonly number[];
  readonly tags: Tags;
}

export interface FoundPoint {
  readonly id: string;
  readonly kind: PointKind;
  readonly plane: readonly [number, number];
  readonly tags: Tags;
}

const POWER_LINES: Readonly<Record<string, LineKind>> = { line: 'power-line', minor_line: 'power-line', cable: 'power-cable' };
const POWER_POINTS: Readonly<Record<string, PointKind>> = {
  substation: 'substation',
  transformer: 'transformer',
  pole: 'pole',
  tower: 'pole',
  portal: 'pole',
};
const PIPES: Readonly<Record<string, LineKind>> = {
  heat: 'heat-pipe',
  hot_water: 'heat-pipe',
  steam: 'heat-pipe',
  gas: 'gas-pipe',
  cng: 'gas-pipe',
  water: 'water-pipe',
};

/** What supply line a way is; null for others. */
export function supplyLine(tags: Tags): LineKind | null {
  const { power, substance } = tags;
  if (power !== undefined && Object.hasOwn(POWER_LINES, power)) return POWER_LINES[power]!;
  const isPipe = tags.man_made === 'pipeline' && substance !== undefined && Object.hasOwn(PIPES, substance);
  return isPipe ? PIPES[substance]! : null;
}

/** What point an element is; null for others. */
export function sitePoint(tags: Tags): PointKind | null {
  const { power } = tags;
  if (tags.amenity === 'charging_station') return 'charging-point';
  if (power !== undefined && Object.hasOwn(POWER_POINTS, power)) return POWER_POINTS[power]!;
  if (power === 'plant' || power === 'generator') {
    if (tags['plant:output:heat'] ?? tags['generator:output:hot_water'] ?? tags['generator:output:steam']) return 'heat-plant';
    if (tags['generator:source'] === 'battery' || tags['plant:source'] === 'battery') return 'battery';
  }
  return null;
}

export function isTree(tags: Tags): boolean {
  return tags.natural === 'tree';
}

/** Size of a tree as tagged; nothing where the tags are silent. */
export function treeSize(tags: Tags): Pick<FoundTree, 'height_m' | 'crown_m'> {
  const height = size(tags.height ?? tags.est_height);
  const crown = size(tags.diameter_crown);
  return { ...(height === null ? {} : { height_m: height }), ...(crown === null ? {} : { crown_m: crown }) };
}

function size(text: string | undefined): number | null {
  const value = length_m(text ?? null);
  return value !== null && value >= 0.5 && value <= 130 ? value : null;
}

/** Power that the tags state [kW]. */
function ratedOf(tags: Tags): number | null {
  const stated = tags['charging_station:output'] ?? tags.rating ?? tags['generator:output:electricity'] ?? tags['plant:output:heat'];
  const [, number, prefix] = /^\s*([\d.,]+)\s*([kKM]?)(?:VA|W|Wp)\b/.exec(stated ?? '') ?? [];
  const value = numberOf(number);
  if (value === null || value <= 0) return null;
  return value * (prefix === 'M' ? 1000 : prefix === '' ? 0.001 : 1);
}

/** Elements in local metres. */
export function osmElements(
  trees: readonly FoundTree[],
  lines: readonly FoundLine[],
  points: readonly FoundPoint[],
): (toLocal: ToLocal) => SiteElements {
  return (toLocal) => ({
    trees: treesOf(trees, toLocal),
    lines: lines.flatMap((line) => placedLine(line, toLocal) ?? []),
    points: placedPoints(points, toLocal),
  });
}

function placedLine({ id, kind, plane, tags }: FoundLine, toLocal: ToLocal): SiteLine | null {
  const triples = new Float64Array((plane.length / 2) * 3);
  for (let i = 0; i < plane.length / 2; i++) triples.set([plane[i * 2]!, plane[i * 2 + 1]!, 0], i * 3);
  const local = toLocal(triples);
  const path_m: number[] = [];
  for (let i = 0; i < local.length; i += 3) if (Number.isFinite(local[i]! + local[i + 1]!)) path_m.push(local[i]!, local[i + 1]!);
  const name = tags.name ?? tags.ref;
  return path_m.length < 4 ? null : { id, kind, path_m, ...(name === undefined ? {} : { name }), attributes: tags };
}

function placedPoints(points: readonly FoundPoint[], toLocal: ToLocal): readonly SitePoint[] {
  const local = toLocal(Float64Array.from(points.flatMap(({ plane: [x, y] }) => [x, y, 0])));
  return points.flatMap(({ id, kind, tags }, index): SitePoint[] => {
    const [east, north] = [local[index * 3]!, local[index * 3 + 1]!];
    if (!Number.isFinite(east + north)) return [];
    const name = tags.name ?? tags.ref;
    const rated = ratedOf(tags);
    const known = { ...(rated === null ? {} : { rated_kW: rated }), ...(name === undefined ? {} : { name }) };
    return [{ id, kind, at_m: [east, north, 0], ...known, attributes: tags }];
  });
}
