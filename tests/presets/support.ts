/** Weeks of the sample communities as markets see them, without any dispatch. */
import { sampleCommunity } from '#gis-data/samples/communities/index.ts';
import type { SlotNeeds } from '#models/market/cleared.ts';
import type { MarketCommunity, StepMinutes } from '#models/market/community.ts';
import { partOfYear } from '#models/market/participants/resample.ts';
import { presetById } from '#models/market/presets/index.ts';
import type { Tariff } from '#models/market/tariff.ts';
import { tariffYear } from '#models/market/tariffs/tariffYear.ts';

/** A week in June of the preset's own community. */
export function summerWeek(id: string, step_min?: StepMinutes): MarketCommunity {
  return weekOf(id, 161, step_min);
}

export function weekOf(id: string, firstDay: number, step_min: StepMinutes = presetOf(id).config.step_min): MarketCommunity {
  return partOfYear(sampleCommunity(presetOf(id).community, step_min), firstDay, 7);
}

export function presetOf(id: string) {
  const preset = presetById(id);
  if (!preset) throw new Error(`no preset ${id}`);
  return preset;
}

export function tariffOf(id: string, zone = 'default'): Tariff {
  const tariff = presetOf(id).config.tariffs[zone];
  if (!tariff) throw new Error(`no tariff ${zone} in ${id}`);
  return tariff;
}

/** Use of members with heat and cold made when they are needed, and cars charged at other times [kWh]. */
export function loadOf(community: MarketCommunity): Float64Array {
  const { participants, axis } = community;
  const step_h = axis.step_min / 60;
  const load = community.load_kW.map((power) => power * step_h);
  participants.forEach(({ assets }, p) => {
    for (const asset of assets) {
      if (asset.kind !== 'heat') continue;
      asset.demand_kWh.forEach((heat, t) => {
        load[p * axis.steps + t]! += heat / asset.cop[t]!;
      });
    }
  });
  return load;
}

/** Needs at the prices of a tariff. */
export function needsOf(community: MarketCommunity, tariff: Tariff): SlotNeeds {
  const { axis, participants } = community;
  const prices = tariffYear(tariff, axis);
  const step_h = axis.step_min / 60;
  const net_kWh = loadOf(community).map((load, at) => load - community.generation_kW[at]! * step_h);
  return {
    participantCount: participants.length,
    steps: axis.steps,
    step_h,
    net_kWh,
    import_EURPerKWh: prices.import_EURPerKWh,
    export_EURPerKWh: prices.export_EURPerKWh,
  };
}

export function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/** Rows of members whose id begins so. */
export function rowsOf(community: MarketCommunity, ...beginnings: readonly string[]): readonly number[] {
  return community.participants.flatMap(({ id }, row) => (beginnings.some((beginning) => id.startsWith(beginning)) ? [row] : []));
}

export function rowSum(values: ArrayLike<number>, row: number, steps: number): number {
  let total = 0;
  for (let t = 0; t < steps; t++) total += values[row * steps + t]!;
  return total;
}

/** The same members in the opposite order. */
export function rowsTurned(community: MarketCommunity): MarketCommunity {
  const { steps } = community.axis;
  const turned = (values: Float64Array) => {
    const result = new Float64Array(values.length);
    const count = community.participants.length;
    for (let p = 0; p < count; p++) result.set(values.subarray(p * steps, (p + 1) * steps), (count - 1 - p) * steps);
    return result;
  };
  return {
    ...community,
    participants: community.participants.toReversed(),
    isRenewable: community.isRenewable.toReversed(),
    load_kW: turned(community.load_kW),
    generation_kW: turned(community.generation_kW),
  };
}
