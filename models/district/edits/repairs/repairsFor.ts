/** What could be repaired in a district, for a person to choose from. Nothing is changed here. */
import { type CancelSignal, throwIfAborted } from '../../../core/errors.ts';
import type { IssueSeverity } from '../../../core/issue.ts';
import type { District } from '../../district.ts';
import type { RepairKind } from '../../edits.ts';
import type { FaceInput } from '../../geometry/assemble.ts';
import { Neighbours } from '../../neighbours.ts';
import { facesOfRows } from '../draft.ts';
import { measureFaces } from '../measureFaces.ts';
import { closeVolume, openEdgeCount } from './closeVolume.ts';
import { duplicateGroups } from './duplicates.ts';
import { heightFor, isPrism, lacksHeight } from './fillHeight.ts';
import { orientShell } from './orientShell.ts';
import { crossesItself } from './selfIntersections.ts';
import { hasNoArea } from './zeroFaces.ts';

export interface RepairOffer {
  readonly repair: RepairKind;
  /** Buildings it would change. */
  readonly ids: readonly string[];
  /** How many faults: openings, faces, outlines, or buildings. */
  readonly count: number;
  readonly severity: IssueSeverity;
  /** For the message catalogue (`repair.<kind>`): what it would do, in numbers. */
  readonly values: Readonly<Record<string, string | number>>;
}

/** Buildings that are looked at between two signs of progress. */
const STRETCH = 64;

/** Offers in the order in which they are best taken: faces first, then shells, then whole buildings. */
export function repairsFor(district: District, options: { readonly signal?: CancelSignal } = {}): readonly RepairOffer[] {
  const search = searchRepairs(district);
  for (;;) {
    const step = search.next();
    if (step.done) return step.value;
    throwIfAborted(options.signal);
  }
}

/** As {@link repairsFor}, bit by bit: yields the share of the buildings that was looked at, for hosts that must not wait. */
export function* searchRepairs(district: District): Generator<number, readonly RepairOffer[]> {
  let known: Neighbours | null = null;
  const neighbours = () => {
    known ??= new Neighbours(district);
    return known;
  };
  const zero = new Offer('drop-zero-faces', 'info');
  const crossing = new Offer('split-self-intersections', 'warning');
  const inverted = new Offer('orient-shell', 'warning');
  const open = new Offer('close-volume', 'info');
  const height = new Offer('fill-height', 'warning');
  for (const [row, building] of district.buildings.entries()) {
    if (row % STRETCH === 0) yield row / district.buildings.length;
    if (building.surfaceCount === 0 || building.removed) continue;
    const { id } = building;
    const faces = facesOfRows(district, row);
    if (lacksHeight(building) && isPrism(district, row)) {
      const chosen = heightFor(district, row, neighbours());
      if (chosen && !standsAt(faces, chosen.value)) {
        height.add(id, 1, { [chosen.note?.startsWith('median') ? 'fromNeighbours' : 'fromStoreys']: 1 });
      }
    }
    zero.add(id, faces.filter(hasNoArea).length);
    crossing.add(id, faces.filter(crossesItself).length);
    if (building.volumeIsExact) continue;
    if (improves(faces, orientShell(faces))) inverted.add(id, 1);
    else {
      const closed = closeVolume(faces);
      if (closed) open.add(id, closed.length - faces.length, { complete: measureFaces(closed).closed ? 1 : 0 });
    }
  }
  const duplicates = new Offer('remove-duplicate', 'warning');
  for (const [, ...others] of duplicateGroups(district)) for (const id of others) duplicates.add(id, 1);
  return [zero, crossing, inverted, open, duplicates, height].flatMap((offer) => offer.result());
}

/** Heights closer than this are the same [m]. */
const SAME_HEIGHT_m = 0.01;

/** Whether a body has a height already: filling it in again would change nothing. */
function standsAt(faces: readonly FaceInput[], height_m: number): boolean {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { rings } of faces) {
    for (const ring of rings) {
      for (let i = 2; i < ring.length; i += 3) {
        low = Math.min(low, ring[i]!);
        high = Math.max(high, ring[i]!);
      }
    }
  }
  return Math.abs(high - low - height_m) < SAME_HEIGHT_m;
}

/** Turning faces helps where fewer edges are left without their opposite. */
function improves(faces: readonly FaceInput[], turned: readonly FaceInput[] | null): boolean {
  return turned !== null && openEdgeCount(turned) < openEdgeCount(faces);
}

class Offer {
  readonly #repair: RepairKind;
  readonly #severity: IssueSeverity;
  readonly #ids: string[] = [];
  readonly #values: Record<string, number> = {};
  #count = 0;

  constructor(repair: RepairKind, severity: IssueSeverity) {
    this.#repair = repair;
    this.#severity = severity;
  }

  add(id: string, count: number, values: Readonly<Record<string, number>> = {}): void {
    if (count === 0) return;
    this.#ids.push(id);
    this.#count += count;
    for (const [name, value] of Object.entries(values)) this.#values[name] = (this.#values[name] ?? 0) + value;
  }

  result(): RepairOffer[] {
    if (this.#ids.length === 0) return [];
    const values = { buildings: this.#ids.length, count: this.#count, ...this.#values };
    return [{ repair: this.#repair, ids: this.#ids, count: this.#count, severity: this.#severity, values }];
  }
}
