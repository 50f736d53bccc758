/**
 * The district as it was read, the base after the edits that were asked for as changes of the base, and the variants
 * that scenarios make of it. Variants are made on demand and kept for a while: most scenarios share one.
 */
import { throwIfAborted } from '#models/core/errors.ts';
import type { Issue } from '#models/core/issue.ts';
import type { BuildingModel } from '#models/district/buildingModel.ts';
import type { District } from '#models/district/district.ts';
import { applyEdits } from '#models/district/edits/applyEdits.ts';
import type { DistrictEdit } from '#models/district/edits.ts';
import type { WeatherYear } from '#models/energy/weather.ts';
import { type PreparedDistrict, prepareDistrict } from '#models/scenario/prepareDistrict.ts';
import type { Scenario } from '#models/scenario/scenario.ts';
import { editsKey, scenarioEdits } from '#models/scenario/scenarioEdits.ts';
import { LruMap } from '../lruMap.ts';
import type { FileCounts } from './importReport.ts';
import { breathe } from './jobs.ts';
import type { VariantPlace } from './shown.ts';

/** Prepared variants kept; each holds the district's shading. */
const VARIANTS_KEPT = 6;

export interface Variant extends VariantPlace {
  readonly district: District;
  readonly prepared: PreparedDistrict;
  /** What could not be done as asked. */
  readonly findings: readonly Issue[];
}

/** What was read from files. */
export interface Imported {
  readonly district: District;
  readonly weather: WeatherYear;
  /** The IFC file as it was read, for writing results into it; not kept in projects. */
  readonly ifc?: { readonly name: string; readonly bytes: Uint8Array };
  /** Building information models by building id. */
  readonly models: ReadonlyMap<string, BuildingModel>;
  /** What the reader counted; absent for the sample and for projects of earlier versions. */
  readonly counts?: FileCounts;
}

export class Variants {
  readonly imported: Imported;
  readonly baseEdits: readonly DistrictEdit[];
  readonly #baseCount: number;
  readonly #base: { readonly district: District; readonly findings: readonly Issue[] };
  readonly #kept = new LruMap<Variant>(VARIANTS_KEPT);
  #latest: PreparedDistrict | undefined;

  /** @param before of the same place: its shading is taken over where nothing near has changed */
  constructor(imported: Imported, baseEdits: readonly DistrictEdit[] = [], before?: Variants) {
    this.imported = imported;
    this.baseEdits = baseEdits;
    this.#base = baseEdits.length === 0 ? { district: imported.district, findings: [] } : applyEdits(imported.district, baseEdits);
    this.#baseCount = this.#base.district.buildings.length;
    this.#latest = before?.latest;
  }

  get base(): District {
    return this.#base.district;
  }

  /** What the changes of the base did and could not do. */
  get baseFindings(): readonly Issue[] {
    return this.#base.findings;
  }

  get latest(): PreparedDistrict | undefined {
    return this.#latest;
  }

  keyOf(scenario: Scenario): string {
    return editsKey([...this.baseEdits, ...scenarioEdits(scenario)]);
  }

  /** The district of a scenario, prepared for plans. */
  async of(scenario: Scenario, signal: AbortSignal): Promise<Variant> {
    const key = this.keyOf(scenario);
    const known = this.#kept.get(key);
    if (known) return known;
    await breathe();
    throwIfAborted(signal);
    const edits = scenarioEdits(scenario);
    const { district, findings } = edits.length === 0 ? { district: this.base, findings: [] } : applyEdits(this.base, edits);
    await breathe();
    throwIfAborted(signal);
    const prepared = prepareDistrict(district, this.imported.weather, { reuse: this.#latest });
    const variant = { key, baseCount: this.#baseCount, district, prepared, findings: [...this.#base.findings, ...findings] };
    this.#kept.set(key, variant);
    this.#latest = prepared;
    return variant;
  }
}
