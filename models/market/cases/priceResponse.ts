/**
 * Do prices found after the fact move people to use energy when there is plenty? Members shift load within the day against
 * the prices they saw last, prices follow, and so on until both settle, as in Zhou, Wu, Long 2018, whose order of value
 * tapping (supply-demand ratio, mid-market rate, bill sharing, none) this case asks about. The district is invented.
 *
 * A member takes prices as given and minimises bill + inconvenience, k/2 x_t^2 per shifted kWh, with what is shifted
 * summing to zero over each day. The best all together could do is bounded from below by the dual of the common problem, so
 * value tapping is understated by the gap to it, by the same factor for all rules.
 */
import { RandomStream } from '../../core/random.ts';
import type { SlotNeeds } from '../cleared.ts';
import { valueTapping } from '../indices.ts';
import { memberCosts } from '../pricing/memberCosts.ts';
import { clearPoolYear } from '../pricing/poolYear.ts';
import { type PoolPriceRule, type PoolPrices, priceYear } from '../pricing/priceRules.ts';

const STEPS_PER_DAY = 24;
const BISECTIONS = 40;
const PARAMS = { compensation: 0, fixedPrice: 0.2, k: 0.5 };

export interface ResponseCase {
  readonly seed: number;
  readonly members: number;
  readonly days: number;
  readonly import_EURPerKWh: number;
  readonly export_EURPerKWh: number;
  /** k [EUR/kWh2]: what the second half of a shifted kWh costs more than the first. */
  readonly inconvenience: number;
  /** Most of a step's load that can go elsewhere, and come in addition. */
  readonly movableShare: number;
  /** Peak of the photovoltaics of half of the members [kW]. */
  readonly pv_kW: number;
  readonly rounds: number;
}

export const RESPONSE_CASE: ResponseCase = {
  seed: 18,
  members: 20,
  days: 10,
  import_EURPerKWh: 0.3,
  export_EURPerKWh: 0.1,
  inconvenience: 0.5,
  movableShare: 0.5,
  pv_kW: 3,
  rounds: 60,
};

export interface ResponseResult {
  /** Per rule; `retail` stands for no market. */
  readonly valueTapping: Readonly<Record<'supply-demand' | 'mid-market' | 'bill-sharing' | 'retail', number>>;
  /** Bills and inconvenience of all [EUR]. */
  readonly cost_EUR: Readonly<Record<'supply-demand' | 'mid-market' | 'bill-sharing' | 'retail', number>>;
  /** No answer of members can cost less. */
  readonly leastCost_EUR: number;
}

export function priceResponse(input: ResponseCase = RESPONSE_CASE): ResponseResult {
  const district = inventDistrict(input);
  const cost = (rule: PoolPriceRule) => settledCost(rule, district, input);
  const cost_EUR = {
    'supply-demand': cost('supply-demand'),
    'mid-market': cost('mid-market'),
    'bill-sharing': cost('bill-sharing'),
    retail: cost('retail'),
  };
  const leastCost_EUR = lowerBound(district, input);
  const tapped = (rule: keyof typeof cost_EUR) => valueTapping(cost_EUR.retail - cost_EUR[rule], cost_EUR.retail - leastCost_EUR);
  return {
    valueTapping: {
      'supply-demand': tapped('supply-demand'),
      'mid-market': tapped('mid-market'),
      'bill-sharing': tapped('bill-sharing'),
      retail: tapped('retail'),
    },
    cost_EUR,
    leastCost_EUR,
  };
}

interface District {
  readonly steps: number;
  readonly load: Float64Array;
  readonly generation: Float64Array;
}

function inventDistrict({ seed, members, days, pv_kW }: ResponseCase): District {
  const random = new RandomStream(seed);
  const steps = days * STEPS_PER_DAY;
  const load = new Float64Array(members * steps);
  const generation = new Float64Array(members * steps);
  const sun = Float64Array.from({ length: days }, () => random.between(0.15, 1));
  for (let n = 0; n < members; n++) {
    const size = random.between(0.25, 0.8);
    const peak = n % 2 === 0 ? pv_kW * random.between(0.6, 1.4) : 0;
    for (let t = 0; t < steps; t++) {
      const hour = t % STEPS_PER_DAY;
      const evening = Math.exp(-((hour - 19.5) ** 2) / 8);
      const morning = Math.exp(-((hour - 7.5) ** 2) / 4);
      load[n * steps + t] = size * (0.4 + 1.4 * evening + 0.7 * morning) * random.between(0.6, 1.4);
      const height = Math.max(Math.sin(((hour - 5.5) / 14) * Math.PI), 0);
      generation[n * steps + t] = hour > 5.5 && hour < 19.5 ? peak * height * sun[Math.floor(t / STEPS_PER_DAY)]! : 0;
    }
  }
  return { steps, load, generation };
}

function needsOf({ steps, load, generation }: District, shift: Float64Array, input: ResponseCase): SlotNeeds {
  return {
    participantCount: input.members,
    steps,
    step_h: 1,
    net_kWh: load.map((use, at) => use + shift[at]! - generation[at]!),
    import_EURPerKWh: new Float64Array(steps).fill(input.import_EURPerKWh),
    export_EURPerKWh: new Float64Array(steps).fill(input.export_EURPerKWh),
  };
}

/** Bills and inconvenience once members have answered the prices often; the mean of their answers settles. */
function settledCost(rule: PoolPriceRule, district: District, input: ResponseCase): number {
  const shift = new Float64Array(district.load.length);
  const answer = new Float64Array(district.load.length);
  const priced = () => {
    const needs = needsOf(district, shift, input);
    const gross = { load_kWh: district.load.map((use, at) => use + shift[at]!), generation_kWh: district.generation };
    const pool = clearPoolYear(needs);
    const prices = priceYear(rule, pool, needs, gross, PARAMS);
    return { prices, costs: memberCosts(prices, pool, needs, gross) };
  };
  for (let round = 0; round < input.rounds; round++) {
    const { prices } = priced();
    for (let n = 0; n < input.members; n++) respond(n, prices, district, input, answer);
    const weight = 2 / (round + 2);
    for (let at = 0; at < shift.length; at++) shift[at] = shift[at]! + weight * (answer[at]! - shift[at]!);
  }
  return priced().costs.reduce((sum, cost) => sum + cost, 0) + inconvenienceOf(shift, input);
}

function inconvenienceOf(shift: Float64Array, { inconvenience }: ResponseCase): number {
  return shift.reduce((sum, x) => sum + 0.5 * inconvenience * x * x, 0);
}

/** Best shift of a member against given prices, day by day: bisection for the worth of a kWh that makes the day add up. */
function respond(n: number, prices: PoolPrices, district: District, input: ResponseCase, answer: Float64Array): void {
  const { steps, load, generation } = district;
  const k = input.inconvenience;
  for (let from = 0; from < steps; from += STEPS_PER_DAY) {
    const fill = (worth: number): number => {
      let sum = 0;
      for (let t = from; t < from + STEPS_PER_DAY; t++) {
        const at = n * steps + t;
        const most = input.movableShare * load[at]!;
        const buy = prices.buy_EURPerKWh[t]!;
        let x = (worth - buy) / k;
        if (prices.basis === 'net') {
          // Below a net of zero a kWh used is one not sold.
          const net = load[at]! - generation[at]!;
          if (net + x < 0) x = Math.min((worth - prices.sell_EURPerKWh[t]!) / k, -net);
        }
        x = Math.min(Math.max(x, -most), most);
        answer[at] = x;
        sum += x;
      }
      return sum;
    };
    let low = -10;
    let high = 10;
    for (let i = 0; i < BISECTIONS; i++) {
      const middle = (low + high) / 2;
      if (fill(middle) < 0) low = middle;
      else high = middle;
    }
    fill((low + high) / 2);
  }
}

/** Best dual value over rounds of a diminishing step: no shifts of all members cost less. */
function lowerBound(district: District, input: ResponseCase): number {
  const { steps, load, generation } = district;
  const price = new Float64Array(steps).fill((input.import_EURPerKWh + input.export_EURPerKWh) / 2);
  const prices: PoolPrices = {
    rule: 'dual',
    buy_EURPerKWh: price,
    sell_EURPerKWh: price,
    basis: 'gross',
    local_EURPerKWh: price,
    findings: [],
  };
  const answer = new Float64Array(load.length);
  let best = Number.NEGATIVE_INFINITY;
  for (let round = 0; round < 4 * input.rounds; round++) {
    for (let n = 0; n < input.members; n++) respond(n, prices, district, input, answer);
    let value = inconvenienceOf(answer, input);
    const net = new Float64Array(steps);
    for (let at = 0; at < load.length; at++) {
      const t = at % steps;
      net[t] = net[t]! + load[at]! + answer[at]! - generation[at]!;
    }
    for (let t = 0; t < steps; t++) value += price[t]! * net[t]!;
    best = Math.max(best, value);
    const step = (0.1 * input.inconvenience) / input.members / Math.sqrt(1 + round / 10);
    for (let t = 0; t < steps; t++) {
      price[t] = Math.min(Math.max(price[t]! + step * net[t]!, input.export_EURPerKWh), input.import_EURPerKWh);
    }
  }
  return best;
}
