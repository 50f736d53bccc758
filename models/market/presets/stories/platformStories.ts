/** Stories of the systems with a platform or a utility in the middle. */
import { MONTH_OF_HOUR } from '../../../core/timeAxis.ts';
import { HOURS_PER_YEAR } from '../../../core/units.ts';
import { stepHours } from '../../community.ts';
import { DEFAULT_AUTOCORRELATION, forecastYear } from '../../participants/forecast.ts';
import { balanceGroupYear } from '../behaviour/balanceGroup.ts';
import { subscribe } from '../behaviour/producerContracts.ts';
import { meanValuePlan, planScenarios } from '../behaviour/stochasticPlan.ts';
import { largestBattery, line, rowSum, rowsWhere, type StoryTeller, share, stepSums, sum } from './story.ts';

/** Error of the balance group's forecast where the rules state none. Assumption. */
const GROUP_ERROR = 0.15;

const lumenaza: StoryTeller = ({ year, config }) => {
  const battery = largestBattery(year);
  if (!battery) return [line('lumenaza.none', {})];
  const { community, tariffs } = year.prepared;
  const { steps } = community.axis;
  const step_h = stepHours(community.axis);
  const error = config.forecastError > 0 ? config.forecastError : GROUP_ERROR;
  const forecast = forecastYear(community, { error, autocorrelationPerHour: DEFAULT_AUTOCORRELATION, seed: config.seed });
  const net = stepSums(
    community.load_kW.map((load, at) => load - community.generation_kW[at]!),
    steps,
  );
  const announced = stepSums(
    forecast.load_kW.map((load, at) => load - forecast.generation_kW[at]!),
    steps,
  );
  const without = balanceGroupYear(net, announced, null, step_h);
  const controlled = balanceGroupYear(net, announced, battery, step_h);
  const absolute = (values: Float64Array) => sum(values.map(Math.abs));
  const charge = tariffs[0]!.tariff.network.energy_EURPerKWh;
  const drawn = (values: Float64Array) => charge * sum(values.map((value) => Math.max(0, value)));
  return [
    line('lumenaza.exchange', {
      before_kWh: absolute(without.exchange_kWh),
      after_kWh: absolute(controlled.exchange_kWh),
      battery_kWh: battery.capacity_kWh,
    }),
    line('lumenaza.charges', { before_EUR: drawn(without.exchange_kWh), after_EUR: drawn(controlled.exchange_kWh) }),
    line('lumenaza.deviation', {
      before_kWh: absolute(without.deviation_kWh),
      after_kWh: absolute(controlled.deviation_kWh),
      error_pct: 100 * error,
    }),
  ];
};

const piclo: StoryTeller = ({ year }) => {
  const { prepared, market } = year;
  const { axis } = prepared.community;
  const matched = stepSums(market.cleared.bought_kWh, axis.steps);
  const needed = stepSums(
    prepared.net_kWh.map((net) => Math.max(0, net)),
    axis.steps,
  );
  const ofMonth = (month: number) => {
    let part = 0;
    let whole = 0;
    for (let t = 0; t < axis.steps; t++) {
      if (MONTH_OF_HOUR[Math.floor(t * stepHours(axis) + 1e-9) % HOURS_PER_YEAR] !== month) continue;
      part += matched[t]!;
      whole += needed[t]!;
    }
    return share(part, whole);
  };
  const isYear = axis.steps * stepHours(axis) === HOURS_PER_YEAR;
  return [
    line('piclo.matched', {
      matched_kWh: sum(matched),
      topUp_kWh: sum(needed) - sum(matched),
      matched_pct: share(sum(matched), sum(needed)),
    }),
    ...(isYear ? [line('piclo.seasons', { june_pct: ofMonth(5), december_pct: ofMonth(11) })] : []),
  ];
};

/** Contracts of the year: members that make more than they use are producers, all others pick one. */
const vandebron: StoryTeller = ({ year, config }) => {
  const { prepared } = year;
  const { participants, axis } = prepared.community;
  const mean = (values: Float64Array) => sum(values) / values.length;
  const tariff = prepared.tariffs[0]!;
  const supplier =
    mean(tariff.import_EURPerKWh) / (1 + tariff.tariff.vat) - tariff.tariff.network.energy_EURPerKWh - tariff.tariff.levies_EURPerKWh;
  const feedIn = mean(tariff.export_EURPerKWh);
  const net = participants.map((_, row) => rowSum(prepared.net_kWh, row, axis.steps));
  const rows = rowsWhere(year, (row) => net[row]! < 0);
  const producers = rows.map((row) => ({
    id: participants[row]!.id,
    generation_kWh: -net[row]!,
    // Own price, or the middle between what the supplier pays and asks.
    price_EURPerKWh: participants[row]!.preferences.sellLimit_EURPerKWh ?? (feedIn + supplier) / 2,
  }));
  const anybody = producers.map(({ id }) => id);
  const consumers = rowsWhere(year, (row) => net[row]! > 0).map((row) => ({
    id: participants[row]!.id,
    use_kWh: net[row]!,
    ranking: participants[row]!.preferences.partners.length > 0 ? participants[row]!.preferences.partners : anybody,
    years: 1 as const,
  }));
  const perMonth = config.fees.platform_EURPerMonth;
  const terms = { consumer_EURPerMonth: perMonth, producer_EURPerMonth: perMonth, retail_EURPerKWh: supplier, feedIn_EURPerKWh: feedIn };
  const { contracts, platform_EUR } = subscribe(producers, consumers, terms);
  const ofChoice = (holds: (choice: number | null) => boolean) => contracts.filter(({ choice }) => holds(choice)).length;
  return [
    line('vandebron.contracts', {
      producers: producers.length,
      first: ofChoice((choice) => choice === 1),
      later: ofChoice((choice) => choice !== null && choice > 1),
      none: ofChoice((choice) => choice === null),
    }),
    line('vandebron.platform', { platform_EUR, perMonth_EUR: perMonth }),
    line('vandebron.prices', {
      feedIn_ct: 100 * feedIn,
      supplier_ct: 100 * supplier,
      producer_ct: (100 * sum(producers.map((one) => one.price_EURPerKWh))) / Math.max(1, producers.length),
    }),
  ];
};

const peerenergycloud: StoryTeller = ({ year, config }) => {
  const { imbalance } = year.shared.settled.amounts;
  return [line('peerenergycloud.imbalance', { error_pct: 100 * config.forecastError, cost_EUR: imbalance ? sum(imbalance) / 1e6 : 0 })];
};

/** Seven days of a week as seven possible tomorrows; the day is known at ten in the morning. Assumption. */
const KNOWN_AT_h = 10;

const smartWatts: StoryTeller = ({ year, solver }) => {
  const battery = largestBattery(year);
  const { community, net_kWh, flexible_kW, tariffs } = year.prepared;
  const { steps } = community.axis;
  const step_h = stepHours(community.axis);
  const perDay = Math.round(24 / step_h);
  if (!battery || !solver || steps < 7 * perDay) return [line('smart-watts.none', {})];
  // A week in the middle of the time, stores not counted.
  const first = Math.floor((steps / perDay - 7) / 2) * perDay;
  const fixed = stepSums(
    net_kWh.map((net, at) => net - flexible_kW[at]! * step_h),
    steps,
  );
  const days = Array.from({ length: 7 }, (_, day) => fixed.slice(first + day * perDay, first + (day + 1) * perDay));
  const problem = {
    step_h,
    import_EURPerKWh: tariffs[0]!.import_EURPerKWh.slice(first, first + perDay),
    export_EURPerKWh: tariffs[0]!.export_EURPerKWh.slice(first, first + perDay),
    net_kWh: days,
    probability: days.map(() => 1 / 7),
    splitStep: Math.round(KNOWN_AT_h / step_h),
    battery,
  };
  const many = planScenarios(problem, solver).cost_EUR;
  const one = meanValuePlan(problem, solver).cost_EUR;
  return [line('smart-watts.plan', { many_EUR: many, one_EUR: one, saving_EUR: Math.max(0, one - many) })];
};

export const PLATFORM_STORIES: Readonly<Record<string, StoryTeller>> = {
  lumenaza,
  piclo,
  vandebron,
  peerenergycloud,
  'smart-watts': smartWatts,
};
