/**
 * What the import assistant tells about the base district: what was found, where values come from, what can be mended,
 * what was mended, and which types are proposed. Long searches go bit by bit, so that they can be stopped.
 */

import { throwIfAborted } from '#models/core/errors.ts';
import type { Issue } from '#models/core/issue.ts';
import type { OnProgress } from '#models/core/progress.ts';
import { assumptionsOf, type PropertySources } from '#models/district/assumptions.ts';
import { dataQuality } from '#models/district/dataQuality.ts';
import { type BuildingUse, type District, SURFACE_KINDS, type SurfaceKind } from '#models/district/district.ts';
import { type RepairOffer, searchRepairs } from '#models/district/edits/repairs/repairsFor.ts';
import type { DistrictEdit } from '#models/district/edits.ts';
import {
  type AgeBand,
  type BuildingFormKind,
  searchTypology,
  type TypologyProposal,
  type TypologyReason,
  typologyEdits,
} from '#models/district/typology/proposeTypology.ts';
import { breathe } from './jobs.ts';

export type Counted<T extends string = string> = readonly [name: T, count: number];

/** Objects of a file by type, as its reader counted them. */
export interface FileCounts {
  readonly objects: readonly Counted[];
  readonly lods: readonly Counted[];
  readonly surroundings: readonly Counted[];
  readonly ignored: readonly Counted[];
  readonly droppedFaces: number;
}

export interface FoundInFile {
  /** Null for districts of projects that were saved before these were kept. */
  readonly counts: FileCounts | null;
  readonly buildings: number;
  /** Objects that may be no buildings. */
  readonly unknownType: number;
  /** Taken away by changes of the base. */
  readonly removed: number;
  readonly withoutGeometry: number;
  /** Buildings whose shell is closed. */
  readonly closed: number;
  readonly surfaces: readonly Counted<SurfaceKind>[];
  readonly trees: number;
  readonly lines: readonly Counted[];
  readonly points: readonly Counted[];
}

/** What a change of the base did, summed over its buildings. */
export interface RepairDone {
  /** Place in the list of changes of the base, from 1. */
  readonly edit: number;
  /** Kind of the repair in one word (`closeVolume`). */
  readonly what: string;
  readonly buildings: number;
  /** Buildings where nothing could be done. */
  readonly notDone: number;
  /** Buildings whose shell is closed now. */
  readonly closed: number;
  readonly before_m3: number;
  readonly after_m3: number;
  readonly before_m2: number;
  readonly after_m2: number;
}

/** Reasons with the same code, over the buildings of one type. */
export interface SharedReason {
  readonly code: TypologyReason['code'];
  readonly count: number;
  /** Of the first building; true for all where `same`. */
  readonly values: TypologyReason['values'];
  readonly same: boolean;
}

export interface ProposedType {
  readonly use: BuildingUse;
  readonly age: AgeBand;
  readonly form: BuildingFormKind;
  /** 0..1: an order, not a probability. */
  readonly confidence: number;
  readonly rows: Uint32Array;
  readonly reasons: readonly SharedReason[];
  /** What taking it would set. */
  readonly edits: readonly DistrictEdit[];
}

/** Buildings with a shape by data quality, from 0-10 % to 90-100 %. */
export interface QualitySpread {
  readonly mean: number;
  readonly bins: readonly number[];
}

export interface ImportReport {
  /** `editsKey` of the changes of the base. */
  readonly baseKey: string;
  readonly found: FoundInFile;
  readonly sources: readonly PropertySources[];
  readonly repairs: readonly RepairOffer[];
  readonly done: readonly RepairDone[];
  readonly typology: readonly ProposedType[];
  readonly quality: QualitySpread;
}

export interface ImportReportInput {
  readonly district: District;
  readonly baseKey: string;
  readonly counts: FileCounts | null;
  /** Findings of the changes of the base. */
  readonly findings: readonly Issue[];
}

/** Time between two looks for messages [ms]. */
const STRETCH_ms = 40;

/** Runs a search to its end and lets messages in between. */
async function drained<T>(search: Generator<number, T>, signal: AbortSignal, onShare: (share: number) => void): Promise<T> {
  let last = performance.now();
  for (;;) {
    const step = search.next();
    if (step.done) return step.value;
    if (performance.now() - last < STRETCH_ms) continue;
    onShare(step.value);
    await breathe();
    throwIfAborted(signal);
    last = performance.now();
  }
}

/** @throws CancelledError when the signal is aborted */
export async function importReport(input: ImportReportInput, signal: AbortSignal, onProgress?: OnProgress): Promise<ImportReport> {
  const { district, baseKey, counts, findings } = input;
  const told = (from: number, to: number) => (share: number) =>
    onProgress?.({ done: from + (to - from) * share, stage: 'progress.assistant' });
  const repairs = await drained(searchRepairs(district), signal, told(0, 0.9));
  const typology = await drained(searchTypology(district), signal, told(0.9, 1));
  const rowOf = new Map(district.buildings.map(({ id }, row) => [id, row]));
  return {
    baseKey,
    found: foundIn(district, counts),
    sources: assumptionsOf(district.buildings),
    repairs,
    done: repairsDone(findings),
    typology: typology.map((proposal) => proposedType(proposal, rowOf)),
    quality: qualitySpread(district),
  };
}

function countedBy<T, K extends string>(items: readonly T[], keyOf: (item: T) => K): Counted<K>[] {
  const counts = new Map<K, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return [...counts];
}

function foundIn({ buildings, surfaces, elements }: District, counts: FileCounts | null): FoundInFile {
  const kinds = new Array<number>(SURFACE_KINDS.length).fill(0);
  for (const kind of surfaces.kind) kinds[kind]!++;
  const there = buildings.filter((building) => !building.removed);
  return {
    counts,
    buildings: there.filter((building) => building.unknownType === undefined).length,
    unknownType: there.filter((building) => building.unknownType !== undefined).length,
    removed: buildings.length - there.length,
    withoutGeometry: there.filter((building) => building.surfaceCount === 0).length,
    closed: there.filter((building) => building.volumeIsExact).length,
    surfaces: SURFACE_KINDS.flatMap((kind, index): Counted<SurfaceKind>[] => (kinds[index]! > 0 ? [[kind, kinds[index]!]] : [])),
    trees: elements?.trees.length ?? 0,
    lines: countedBy(elements?.lines ?? [], ({ kind }) => kind),
    points: countedBy(elements?.points ?? [], ({ kind }) => kind),
  };
}

function repairsDone(findings: readonly Issue[]): RepairDone[] {
  const done = new Map<string, RepairDone>();
  for (const { code, values = {} } of findings) {
    if (!code.startsWith('repair.')) continue;
    const what = code === 'repair.duplicate' ? 'removeDuplicate' : String(values.what);
    const edit = Number(values.edit);
    const key = `${edit} ${what}`;
    const before = done.get(key) ?? {
      edit,
      what,
      buildings: 0,
      notDone: 0,
      closed: 0,
      before_m3: 0,
      after_m3: 0,
      before_m2: 0,
      after_m2: 0,
    };
    const sum = (name: 'before_m3' | 'after_m3' | 'before_m2' | 'after_m2'): number => before[name] + Number(values[name] ?? 0);
    const missed = code === 'repair.notDone' ? 1 : 0;
    done.set(key, {
      ...before,
      buildings: before.buildings + 1 - missed,
      notDone: before.notDone + missed,
      closed: before.closed + (values.closed === 'yes' ? 1 : 0),
      before_m3: sum('before_m3'),
      after_m3: sum('after_m3'),
      before_m2: sum('before_m2'),
      after_m2: sum('after_m2'),
    });
  }
  return [...done.values()];
}

function proposedType(proposal: TypologyProposal, rowOf: ReadonlyMap<string, number>): ProposedType {
  const { use, age, form, confidence, ids, buildings } = proposal;
  const reasons = new Map<TypologyReason['code'], SharedReason>();
  for (const building of buildings) {
    for (const { code, values } of building.reasons) {
      const known = reasons.get(code);
      const same = known === undefined || (known.same && JSON.stringify(known.values) === JSON.stringify(values));
      reasons.set(code, { code, count: (known?.count ?? 0) + 1, values: known?.values ?? values, same });
    }
  }
  return {
    use,
    age,
    form,
    confidence,
    rows: Uint32Array.from(ids.flatMap((id) => rowOf.get(id) ?? [])),
    reasons: [...reasons.values()],
    edits: typologyEdits([proposal]),
  };
}

const BINS = 10;

function qualitySpread({ buildings }: District): QualitySpread {
  const bins = new Array<number>(BINS).fill(0);
  let [sum, count] = [0, 0];
  for (const building of buildings) {
    if (building.unknownType !== undefined || building.surfaceCount === 0) continue;
    const { score } = dataQuality(building);
    bins[Math.min(BINS - 1, Math.floor(score * BINS))]!++;
    sum += score;
    count++;
  }
  return { mean: count > 0 ? sum / count : 0, bins };
}

interface DroppedFaces {
  readonly droppedFaces: number;
}

interface ReaderCounts extends DroppedFaces {
  readonly objectsByType: ReadonlyMap<string, number>;
  readonly geometriesByLod: ReadonlyMap<string, number>;
  readonly surroundingsByType: ReadonlyMap<string, number>;
  readonly ignoredByType: ReadonlyMap<string, number>;
}

/**
 * Counts of a reader as plain lists, for project files.
 * @param assembly faces that could not be measured; the reader's own are those it could not read
 */
export function fileCounts(counts: ReaderCounts, assembly: DroppedFaces): FileCounts {
  return {
    objects: [...counts.objectsByType],
    lods: [...counts.geometriesByLod],
    surroundings: [...counts.surroundingsByType],
    ignored: [...counts.ignoredByType],
    droppedFaces: counts.droppedFaces + assembly.droppedFaces,
  };
}
