/**
 * Other steps for a community: 60 to 30, 15 or 5 minutes and back, and part of a year. Energy is kept exactly in both
 * directions: finer steps have the coarse step's mean, coarser steps are means.
 */
import { InputError } from '../../core/errors.ts';
import type { MarketCommunity, StepAxis, StepMinutes } from '../community.ts';
import type { FlexibleAsset, HeatAsset, ShiftableAsset, VehicleAsset } from '../participant.ts';

/**
 * Shape of finer steps inside a coarse one. `held`: constant, as metered; `sloped`: straight lines whose slope is the smaller
 * of the differences to both neighbours (van Leer's minmod reconstruction), zero at extremes, so that no new extreme and no
 * negative value arises.
 */
export type FinerShape = 'held' | 'sloped';

function minmod(a: number, b: number): number {
  if (a * b <= 0) return 0;
  return Math.abs(a) < Math.abs(b) ? a : b;
}

/** `factor` values for each one, with its mean. */
export function toFiner(values: Float64Array, factor: number, shape: FinerShape): Float64Array {
  const finer = new Float64Array(values.length * factor);
  for (let i = 0; i < values.length; i++) {
    const mean = values[i]!;
    const slope = shape === 'held' || i === 0 || i === values.length - 1 ? 0 : minmod(values[i + 1]! - mean, mean - values[i - 1]!);
    for (let j = 0; j < factor; j++) finer[i * factor + j] = mean + slope * ((j + 0.5) / factor - 0.5);
  }
  return finer;
}

/** Mean of each `factor` values. */
export function toCoarser(values: Float64Array, factor: number): Float64Array {
  const coarser = new Float64Array(values.length / factor);
  for (let i = 0; i < coarser.length; i++) {
    let sum = 0;
    for (let j = 0; j < factor; j++) sum += values[i * factor + j]!;
    coarser[i] = sum / factor;
  }
  return coarser;
}

/**
 * Mean powers at another step.
 * @throws InputError `market.step` where the steps do not fill whole steps of the new length
 */
export function resamplePower(
  values_kW: Float64Array,
  from_min: StepMinutes,
  to_min: StepMinutes,
  shape: FinerShape = 'held',
): Float64Array {
  if (from_min === to_min) return values_kW;
  if (from_min > to_min) {
    // 60, 30, 15 and 5 divide each other.
    return toFiner(values_kW, from_min / to_min, shape);
  }
  checkWhole(values_kW.length, to_min / from_min, to_min);
  return toCoarser(values_kW, to_min / from_min);
}

function checkWhole(steps: number, factor: number, to_min: number): void {
  if (steps % factor === 0) return;
  throw new InputError({
    code: 'market.step',
    message: `${steps} steps do not make whole steps of ${to_min} minutes.`,
    mend: 'Give whole days.',
    values: { steps, step_min: to_min },
  });
}

/** Energy per step [kWh] at another step. */
function resampleEnergy(values_kWh: Float64Array, from_min: StepMinutes, to_min: StepMinutes): Float64Array {
  const ratio = to_min / from_min;
  return resamplePower(values_kWh, from_min, to_min).map((value) => value * ratio);
}

/** The whole community at another step; the same object where it has that step already. */
export function resampleCommunity(community: MarketCommunity, step_min: StepMinutes, shape: FinerShape = 'held'): MarketCommunity {
  const { axis, participants } = community;
  if (axis.step_min === step_min) return community;
  if (axis.step_min < step_min) checkWhole(axis.steps, step_min / axis.step_min, step_min);
  const steps = (axis.steps * axis.step_min) / step_min;
  const rows = (values: Float64Array) => {
    const result = new Float64Array(participants.length * steps);
    participants.forEach((_, p) => {
      result.set(resamplePower(values.subarray(p * axis.steps, (p + 1) * axis.steps), axis.step_min, step_min, shape), p * steps);
    });
    return result;
  };
  const scale = axis.step_min / step_min;
  return {
    ...community,
    axis: { ...axis, step_min, steps },
    participants: participants.map((participant) => ({
      ...participant,
      optedOutFrom: participant.optedOutFrom === null ? null : Math.ceil(participant.optedOutFrom * scale),
      assets: participant.assets.map((asset) => resampleAsset(asset, axis.step_min, step_min)),
    })),
    load_kW: rows(community.load_kW),
    generation_kW: rows(community.generation_kW),
  };
}

function resampleAsset(asset: FlexibleAsset, from: StepMinutes, to: StepMinutes): FlexibleAsset {
  switch (asset.kind) {
    case 'heat':
      return resampleHeat(asset, from, to);
    case 'vehicle':
      return resampleVehicle(asset, from, to);
    case 'shiftable':
      return resampleShiftable(asset, from, to);
    case 'battery':
    case 'curtailable-pv':
      return asset;
  }
}

/** Coarser: the performance is that of the heat's electricity, so that both heat and electricity are kept. */
function resampleHeat(asset: HeatAsset, from: StepMinutes, to: StepMinutes): HeatAsset {
  const demand_kWh = resampleEnergy(asset.demand_kWh, from, to);
  if (from > to) return { ...asset, demand_kWh, cop: resamplePower(asset.cop, from, to) };
  const electricity = resampleEnergy(
    asset.demand_kWh.map((heat, i) => heat / asset.cop[i]!),
    from,
    to,
  );
  const mean = resamplePower(asset.cop, from, to);
  return { ...asset, demand_kWh, cop: demand_kWh.map((heat, i) => (electricity[i]! > 0 ? heat / electricity[i]! : mean[i]!)) };
}

/** Coarser: plugged in only where it is so in every finer step. */
function resampleVehicle(asset: VehicleAsset, from: StepMinutes, to: StepMinutes): VehicleAsset {
  const plugged = resamplePower(Float64Array.from(asset.pluggedIn), from, to);
  return {
    ...asset,
    driven_kWh: resampleEnergy(asset.driven_kWh, from, to),
    pluggedIn: Uint8Array.from(plugged, (share) => (share >= 1 ? 1 : 0)),
  };
}

/** Coarser: a run that does not fill its last step has lower power in it; windows grow to whole steps. */
function resampleShiftable(asset: ShiftableAsset, from: StepMinutes, to: StepMinutes): ShiftableAsset {
  const ratio = to / from;
  const padded = from > to ? asset.profile_kW.length : Math.ceil(asset.profile_kW.length / ratio) * ratio;
  const profile = new Float64Array(padded);
  profile.set(asset.profile_kW);
  return {
    ...asset,
    profile_kW: Array.from(resamplePower(profile, from, to)),
    windows: asset.windows.map(([first, last]) => [Math.floor(first / ratio), Math.ceil(last / ratio)] as const),
  };
}

/**
 * Whole days of a year. The axis of the part begins at step 0 on the right weekday; its months are counted from 1 January
 * again, so it is for studies of a week, not for bills.
 * @throws InputError `market.days` where the days are not in the year
 */
export function partOfYear(community: MarketCommunity, firstDay: number, days: number): MarketCommunity {
  const { axis, participants } = community;
  const perDay = 1440 / axis.step_min;
  const first = firstDay * perDay;
  const steps = days * perDay;
  if (!Number.isInteger(firstDay) || !Number.isInteger(days) || firstDay < 0 || days < 1 || first + steps > axis.steps) {
    throw new InputError({
      code: 'market.days',
      message: `The days ${firstDay} to ${firstDay + days} are not in the ${axis.steps / perDay} days of the community.`,
      mend: 'Choose whole days inside it.',
      values: { first: firstDay, last: firstDay + days, days: Math.floor(axis.steps / perDay) },
    });
  }
  const rows = (values: Float64Array) => {
    const result = new Float64Array(participants.length * steps);
    participants.forEach((_, p) => {
      result.set(values.subarray(p * axis.steps + first, p * axis.steps + first + steps), p * steps);
    });
    return result;
  };
  const partAxis: StepAxis = { ...axis, steps, firstWeekday: (axis.firstWeekday + firstDay) % 7 };
  return {
    ...community,
    axis: partAxis,
    participants: participants.map((participant) => ({
      ...participant,
      optedOutFrom:
        participant.optedOutFrom === null || participant.optedOutFrom >= first + steps
          ? null
          : Math.max(0, participant.optedOutFrom - first),
      assets: participant.assets.map((asset) => assetPart(asset, first, steps)),
    })),
    load_kW: rows(community.load_kW),
    generation_kW: rows(community.generation_kW),
  };
}

function assetPart(asset: FlexibleAsset, first: number, steps: number): FlexibleAsset {
  const end = first + steps;
  if (asset.kind === 'heat') return { ...asset, cop: asset.cop.slice(first, end), demand_kWh: asset.demand_kWh.slice(first, end) };
  if (asset.kind === 'vehicle')
    return { ...asset, pluggedIn: asset.pluggedIn.slice(first, end), driven_kWh: asset.driven_kWh.slice(first, end) };
  if (asset.kind !== 'shiftable') return asset;
  // Runs that are cut by the part's border are left out.
  const windows = asset.windows.filter(([from, to]) => from >= first && to <= end).map(([from, to]) => [from - first, to - first] as const);
  return { ...asset, windows };
}
