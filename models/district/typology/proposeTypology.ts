/**
 * Use, age and form of buildings whose file does not say: proposed from their size, shared walls and neighbours, each
 * with its reason and how far to trust it. A proposal changes nothing; taken, it is an edit like any other.
 */
import { type CancelSignal, throwIfAborted } from '../../core/errors.ts';
import { RESIDENTIAL_U_VALUES } from '../../energy/archetypes/residentialUValues.ts';
import type { Building, BuildingUse, District } from '../district.ts';
import { SURFACE_KINDS } from '../district.ts';
import type { BuildingProperties, DistrictEdit } from '../edits.ts';
import { median, Neighbours } from '../neighbours.ts';
import type { Sourced } from '../provenance.ts';

export const BUILDING_FORMS = ['detached', 'end-of-row', 'mid-row', 'block', 'tower', 'hall', 'shed'] as const;
export type BuildingFormKind = (typeof BUILDING_FORMS)[number];

/** Years of an age class of the building typology; `to` is 9999 for the youngest. */
export interface AgeBand {
  readonly from: number;
  readonly to: number;
}

/** Why something is proposed; texts by code in the message catalogue (`note.<code>`). */
export interface TypologyReason {
  readonly code:
    | 'typology.useStated'
    | 'typology.useOfNeighbours'
    | 'typology.useOfForm'
    | 'typology.yearStated'
    | 'typology.yearOfNeighbours'
    | 'typology.yearDefault'
    | 'typology.form';
  readonly values: Readonly<Record<string, string | number>>;
}

export interface BuildingTypology {
  readonly id: string;
  readonly use: BuildingUse;
  readonly age: AgeBand;
  /** Year to take for the age class. */
  readonly constructionYear: number;
  readonly form: BuildingFormKind;
  /** Product of the trust in use and in age, 0..1: an order, not a probability. */
  readonly confidence: number;
  readonly reasons: readonly TypologyReason[];
}

/** Buildings of one proposed type. */
export interface TypologyProposal {
  readonly use: BuildingUse;
  readonly age: AgeBand;
  readonly form: BuildingFormKind;
  readonly ids: readonly string[];
  readonly count: number;
  /** Mean over the buildings, 0..1. */
  readonly confidence: number;
  readonly buildings: readonly BuildingTypology[];
}

type PropertiesEdit = Extract<DistrictEdit, { readonly kind: 'properties' }>;

/** Neighbours count up to here [m]. */
const REACH_m = 100;
const LEAST_NEIGHBOURS = 3;
/** Buildings that are looked at between two signs of progress. */
const STRETCH = 256;
/** Share of neighbours that have to agree on a use. */
const LEAST_AGREEMENT = 0.6;
/** Trust in the form alone, and in the default year: guesses, and ordered below what neighbours say. */
const FORM_TRUST = 0.5;
const DEFAULT_TRUST = 0.1;

/** First years of the age classes of the residential typology (docs/models/archetypes.md). */
const AGE_STARTS: readonly number[] = RESIDENTIAL_U_VALUES['single-family'].map(([from]) => from);

/** Age class of a year. */
export function ageBandOf(year: number): AgeBand {
  const index = Math.max(
    0,
    AGE_STARTS.findLastIndex((from) => from <= year),
  );
  return { from: AGE_STARTS[index]!, to: (AGE_STARTS[index + 1] ?? 10_000) - 1 };
}

function isAssumed({ provenance }: Sourced<unknown>): boolean {
  return provenance === 'default' || provenance === 'inferred' || provenance === 'archetype';
}

/**
 * Types for the buildings whose use or year is an assumption, in groups of one type, largest first.
 * @throws CancelledError when the signal is aborted
 */
export function proposeTypology(district: District, options: { readonly signal?: CancelSignal } = {}): readonly TypologyProposal[] {
  const search = searchTypology(district);
  for (;;) {
    const step = search.next();
    if (step.done) return step.value;
    throwIfAborted(options.signal);
  }
}

/** As {@link proposeTypology}, bit by bit: yields the share of the buildings that was looked at. */
export function* searchTypology(district: District): Generator<number, readonly TypologyProposal[]> {
  const neighbours = new Neighbours(district);
  const forms = district.buildings.map((building) => formOf(district, building));
  const groups = new Map<string, BuildingTypology[]>();
  for (const [row, building] of district.buildings.entries()) {
    if (row % STRETCH === 0) yield row / district.buildings.length;
    if (building.surfaceCount === 0 || building.unknownType !== undefined || building.removed) continue;
    if (!isAssumed(building.use) && !isAssumed(building.constructionYear)) continue;
    const near = neighbours.within(row, REACH_m).filter((other) => district.buildings[other]!.unknownType === undefined);
    const typology = typologyOf(district, row, near, forms);
    const key = `${typology.use}|${typology.age.from}|${typology.form}`;
    const group = groups.get(key);
    if (group) group.push(typology);
    else groups.set(key, [typology]);
  }
  return [...groups.values()].map(proposalOf).sort((a, b) => b.count - a.count || (a.ids[0]! < b.ids[0]! ? -1 : 1));
}

/**
 * Taking proposals as edits: only what the file leaves open is set, and buildings with equal values share one edit.
 * The values are then said by a person (provenance `user`).
 */
export function typologyEdits(proposals: readonly TypologyProposal[]): readonly PropertiesEdit[] {
  const groups = new Map<string, { readonly ids: string[]; readonly set: BuildingProperties }>();
  for (const { buildings } of proposals) {
    for (const { id, use, constructionYear, reasons } of buildings) {
      const states = (code: TypologyReason['code']): boolean => reasons.some((reason) => reason.code === code);
      const set: BuildingProperties = {
        ...(states('typology.useStated') ? {} : { use }),
        ...(states('typology.yearStated') ? {} : { constructionYear }),
      };
      const key = JSON.stringify(set);
      const group = groups.get(key);
      if (group) group.ids.push(id);
      else groups.set(key, { ids: [id], set });
    }
  }
  return [...groups.values()].map(({ ids, set }) => ({ kind: 'properties', ids, set }));
}

function proposalOf(buildings: readonly BuildingTypology[]): TypologyProposal {
  const { use, age, form } = buildings[0]!;
  const confidence = buildings.reduce((sum, building) => sum + building.confidence, 0) / buildings.length;
  return { use, age, form, ids: buildings.map(({ id }) => id), count: buildings.length, confidence, buildings };
}

/** Houses of one row were built together, those at its ends too. */
function family(form: BuildingFormKind): string {
  return form === 'end-of-row' || form === 'mid-row' ? 'row' : form;
}

interface Guess<T> {
  readonly value: T;
  readonly trust: number;
  readonly reason: TypologyReason;
}

function typologyOf(
  { buildings }: District,
  row: number,
  near: readonly number[],
  forms: readonly { readonly form: BuildingFormKind; readonly sharedShare: number }[],
): BuildingTypology {
  const building = buildings[row]!;
  const { form, sharedShare } = forms[row]!;
  const alike = near.filter((other) => family(forms[other]!.form) === family(form)).map((other) => buildings[other]!);
  const use = guessUse(building, alike);
  const year = guessYear(building, alike);
  const shape: TypologyReason = {
    code: 'typology.form',
    values: {
      form,
      footprint_m2: Math.round(building.footprintArea_m2),
      height_m: Math.round(building.height_m.value * 10) / 10,
      sharedWalls_pct: Math.round(sharedShare * 100),
    },
  };
  return {
    id: building.id,
    use: use.value,
    age: ageBandOf(year.value),
    constructionYear: year.value,
    form,
    confidence: use.trust * year.trust,
    reasons: [use.reason, year.reason, shape],
  };
}

/** The stated use; else that of most neighbours of the same form and about the same size; else that of the form. */
function guessUse(building: Building, alike: readonly Building[]): Guess<BuildingUse> {
  const { use, footprintArea_m2 } = building;
  if (!isAssumed(use)) return { value: use.value, trust: 1, reason: { code: 'typology.useStated', values: { use: use.value } } };
  const stated = alike.filter(
    (other) => !isAssumed(other.use) && other.footprintArea_m2 > footprintArea_m2 / 2 && other.footprintArea_m2 < footprintArea_m2 * 2,
  );
  const [most, count] = commonest(stated.map((other) => other.use.value));
  if (most !== undefined && stated.length >= LEAST_NEIGHBOURS && count / stated.length >= LEAST_AGREEMENT) {
    const trust = (count / stated.length) * (1 - 1 / (stated.length + 1));
    return {
      value: most,
      trust,
      reason: { code: 'typology.useOfNeighbours', values: { use: most, count, of: stated.length, within_m: REACH_m } },
    };
  }
  return { value: use.value, trust: FORM_TRUST, reason: { code: 'typology.useOfForm', values: { use: use.value } } };
}

/** The stated year; else the median of neighbours of the same form, trusted by how many agree on the age class; else the default. */
function guessYear(building: Building, alike: readonly Building[]): Guess<number> {
  const { constructionYear } = building;
  const { value } = constructionYear;
  if (!isAssumed(constructionYear)) return { value, trust: 1, reason: { code: 'typology.yearStated', values: { year: value } } };
  const years = alike.filter((other) => !isAssumed(other.constructionYear)).map((other) => other.constructionYear.value);
  if (years.length < LEAST_NEIGHBOURS)
    return { value, trust: DEFAULT_TRUST, reason: { code: 'typology.yearDefault', values: { year: value } } };
  const year = Math.round(median(years));
  const band = ageBandOf(year);
  const agree = years.filter((other) => other >= band.from && other <= band.to).length;
  const trust = Math.max(DEFAULT_TRUST, (agree / years.length) * (1 - 1 / (years.length + 1)));
  return {
    value: year,
    trust,
    reason: { code: 'typology.yearOfNeighbours', values: { year, count: agree, of: years.length, within_m: REACH_m } },
  };
}

function commonest<T>(values: readonly T[]): readonly [T | undefined, number] {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best: readonly [T | undefined, number] = [undefined, 0];
  for (const entry of counts) if (entry[1] > best[1]) best = entry;
  return best;
}

const WALL = SURFACE_KINDS.indexOf('wall');

/** Form by size and shared walls; rules of thumb of this project (docs/models/editing.md). */
function formOf({ surfaces }: District, building: Building): { readonly form: BuildingFormKind; readonly sharedShare: number } {
  const { firstSurface, surfaceCount, footprintArea_m2, volume_m3 } = building;
  let [wall, shared] = [0, 0];
  for (let row = firstSurface; row < firstSurface + surfaceCount; row++) {
    if (surfaces.kind[row] !== WALL) continue;
    wall += surfaces.area_m2[row]!;
    shared += surfaces.sharedArea_m2[row]!;
  }
  const sharedShare = wall > 0 ? shared / wall : 0;
  const height = footprintArea_m2 > 0 ? volume_m3.value / footprintArea_m2 : 0;
  return { form: formBy(footprintArea_m2, height, sharedShare), sharedShare };
}

function formBy(footprint_m2: number, meanHeight_m: number, sharedShare: number): BuildingFormKind {
  if (footprint_m2 < 25 && meanHeight_m < 4) return 'shed';
  if (meanHeight_m >= 20 && meanHeight_m > Math.sqrt(footprint_m2)) return 'tower';
  if (footprint_m2 >= 1000 && meanHeight_m <= 12) return 'hall';
  if (footprint_m2 >= 200) return 'block';
  if (sharedShare >= 0.35) return 'mid-row';
  return sharedShare >= 0.1 ? 'end-of-row' : 'detached';
}
