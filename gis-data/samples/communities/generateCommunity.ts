/** From named figures to a community with years of load and generation. Always the same for the same spec. */
import { hashText, RandomStream } from '#models/core/random.ts';
import type { WeatherYear } from '#models/energy/weather.ts';
import type { Collective, MarketCommunity, StepMinutes } from '#models/market/community.ts';
import { type FlexibleAsset, NO_PREFERENCES, type Participant } from '#models/market/participant.ts';
import { resampleCommunity } from '#models/market/participants/resample.ts';
import { batteryAsset, thermalAsset, thermalPower_kW, vehicleAsset } from './assetYears.ts';
import { climateHomes, climateYear } from './climates.ts';
import type { CollectiveSpec, CommunitySpec, FlexibleSpec, MemberSpec, Spread } from './communitySpec.ts';
import { generatorYear, pvYear } from './generationYears.ts';
import { BASE_STEP_min, BASE_STEPS, loadYear } from './loadYears.ts';

/** Farthest a member stands from the middle of its collective [m]. */
const RADIUS_m = 250;

/** Value of member i of n: min + (max - min) u^p with u from 0 to 1 and p such that the mean is the stated one. */
export function spreadValues({ min, max, mean }: Spread, count: number): readonly number[] {
  if (count === 1) return [mean];
  const valuesAt = (power: number) => Array.from({ length: count }, (_, i) => min + (max - min) * (i / (count - 1)) ** power);
  const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / count;
  let low = 1e-3;
  let high = 1e3;
  for (let i = 0; i < 80; i++) {
    const middle = Math.sqrt(low * high);
    if (meanOf(valuesAt(middle)) > mean) low = middle;
    else high = middle;
  }
  return valuesAt(high);
}

interface Made {
  readonly participant: Participant;
  readonly load_kW: Float64Array;
  readonly generation_kW: Float64Array;
  readonly isRenewable: boolean;
}

/** @param step_min step of the years; they are made at 30 minutes, coarser ones are means, finer ones straight lines */
export function generateCommunity(spec: CommunitySpec, step_min: StepMinutes = 30): MarketCommunity {
  const made = spec.members.flatMap((member) => makeGroup(spec, member));
  const load_kW = new Float64Array(made.length * BASE_STEPS);
  const generation_kW = new Float64Array(made.length * BASE_STEPS);
  made.forEach((member, p) => {
    load_kW.set(member.load_kW, p * BASE_STEPS);
    generation_kW.set(member.generation_kW, p * BASE_STEPS);
  });
  const community: MarketCommunity = {
    id: spec.id,
    name: spec.name,
    source: spec.source,
    axis: { step_min: BASE_STEP_min, steps: BASE_STEPS, firstWeekday: climateYear(spec.climate).firstWeekday },
    participants: made.map(({ participant }) => participant),
    collectives: spec.collectives.map(collectiveOf),
    load_kW,
    generation_kW,
    isRenewable: Uint8Array.from(made, ({ isRenewable }) => (isRenewable ? 1 : 0)),
    gridEmissions_gPerKWh: spec.gridEmissions_gPerKWh,
    feedInCredit_gPerKWh: 0,
    isOnGrid: spec.isOnGrid ?? true,
  };
  return resampleCommunity(community, step_min, 'sloped');
}

function collectiveOf(spec: CollectiveSpec): Collective {
  const fee = spec.fee_EURPerKWh ?? 0;
  return {
    id: spec.id,
    name: spec.name,
    parent: spec.parent,
    importFee_EURPerKWh: fee,
    exportFee_EURPerKWh: fee,
    capacity_kW: spec.capacity_kW ?? null,
    owners: [],
    zone: spec.zone ?? null,
  };
}

function makeGroup(spec: CommunitySpec, member: MemberSpec): readonly Made[] {
  const count = member.count ?? 1;
  const loads =
    typeof member.load_kWh === 'number'
      ? Array.from({ length: count }, () => member.load_kWh as number)
      : spreadValues(member.load_kWh, count);
  return loads.map((load_kWh, i) => makeMember(spec, member, load_kWh, member.count === undefined ? null : i + 1));
}

function makeMember(spec: CommunitySpec, member: MemberSpec, load_kWh: number, number: number | null): Made {
  const id = number === null ? member.id : `${member.id}-${number}`;
  const stream = new RandomStream((hashText(`${spec.id}:${id}`) ^ spec.seed) >>> 0);
  const weather = climateYear(spec.climate);
  const middle = spec.collectives.find((collective) => collective.id === member.collective)?.at_m ?? [0, 0];
  const angle = stream.between(0, 2 * Math.PI);
  const radius = RADIUS_m * Math.sqrt(stream.next());
  const at_m = [middle[0] + radius * Math.cos(angle), middle[1] + radius * Math.sin(angle)] as const;
  const turned_deg = number === null ? 0 : stream.pick([-45, 0, 0, 45]);
  const assets = (member.flexible ?? []).map((flexible) => assetOf(flexible, weather, stream));
  const flexible_kWh = assets.reduce((sum, asset) => sum + (asset.kind === 'heat' ? energyOf(thermalPower_kW(asset)) : 0), 0);
  const load_kW = loadYear(
    {
      shape: member.shape,
      energy_kWh: Math.max(0, load_kWh - flexible_kWh),
      firstWeekday: weather.firstWeekday,
      homes: climateHomes(spec.climate),
    },
    stream,
  );
  const generation_kW = new Float64Array(BASE_STEPS);
  if (member.pv) add(generation_kW, pvYear(spec.climate, { turned_deg, ...member.pv }));
  if (member.generator) add(generation_kW, generatorYear(spec.climate, member.generator));
  return {
    load_kW,
    generation_kW,
    isRenewable: member.pv !== undefined || member.generator?.isRenewable === true,
    participant: {
      id,
      name: number === null ? member.name : `${member.name} ${number}`,
      kind: member.kind,
      meter: `${spec.id}-${id}`,
      building: null,
      collective: member.collective,
      at_m,
      socialWeight: member.socialWeight ?? 1,
      optedOutFrom: null,
      trader: { kind: 'self' },
      preferences: { ...NO_PREFERENCES, partners: ranking(member.chooses ?? [], stream), ...member.preferences },
      assets,
    },
  };
}

/** A lot in which each next partner is half as likely to come first as the one before. */
function ranking(candidates: readonly string[], stream: RandomStream): readonly string[] {
  const left = [...candidates];
  const ranked: string[] = [];
  while (left.length > 0) {
    const next = stream.pick(
      left,
      left.map((_, i) => 0.5 ** i),
    );
    ranked.push(next);
    left.splice(left.indexOf(next), 1);
  }
  return ranked;
}

function assetOf(flexible: FlexibleSpec, weather: WeatherYear, stream: RandomStream): FlexibleAsset {
  switch (flexible.kind) {
    case 'battery':
      return batteryAsset(flexible);
    case 'thermal':
      return thermalAsset(flexible, weather);
    case 'vehicle':
      return vehicleAsset(flexible, weather.firstWeekday, stream);
    case 'curtailable-pv':
      return { kind: 'curtailable-pv', share: 1 };
  }
}

function energyOf(power_kW: Float64Array): number {
  return power_kW.reduce((sum, power) => sum + power, 0) * (BASE_STEP_min / 60);
}

function add(sum: Float64Array, values: Float64Array): void {
  for (let i = 0; i < sum.length; i++) sum[i] = sum[i]! + values[i]!;
}
