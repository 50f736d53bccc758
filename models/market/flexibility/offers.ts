/**
 * What a pool can offer for one window, at what cost, and how much of it is offered.
 *
 * Cost of a power P held over the window: K(P) = J(P) - J(0), J the least cost of the stretch of hours around it. Powers are
 * a fixed ladder up to the largest that can be delivered, so neither ladder nor costs depend on what is paid, and the offer
 * never falls when the price rises.
 */
import type { FlexibilityPriority, FlexibilityProduct } from '../marketConfig.ts';
import { RAMPS, type Redispatch, type StretchSolver } from './redispatch.ts';

export interface OfferPoint {
  /** Held in every step of the window [kW]. */
  readonly power_kW: number;
  /** Least cost of delivering it, found [EUR]; never below zero and never less per kW than for smaller powers. */
  readonly cost_EUR: number;
  /** Schedules that deliver it. */
  readonly plan: Redispatch;
}

export interface OfferRules {
  readonly direction: FlexibilityProduct['direction'];
  readonly minimum_kW: number;
  readonly maximum_kW: number;
  readonly priority: FlexibilityPriority;
}

const RUNGS = 5;
const SEARCHES = 8;
/** A plan holds a power that is missed by no more than this share. */
const LOST_SHARE = 0.01;
/** Asked of the sweeps beyond a power, so that it is held exactly. */
const MARGIN_SHARE = 0.001;
/** Ramp of the limit's price after the first search, as a share of the target. */
const NEAR_SHARE = 0.05;
/** Powers below this are none [kW]. */
const LEAST_kW = 1e-3;

/**
 * The ladder of powers with their costs, from 0 up; only the point 0 where nothing can be delivered.
 *
 * The most that can be delivered all through the window is looked for from above: what falls short of a target is spread as
 * evenly as it can be, and the mean that was delivered is the next target.
 */
export function offerCurve(stretch: StretchSolver, rules: OfferRules): readonly OfferPoint[] {
  const isLocalFirst = rules.priority === 'local-first';
  const wanted = (power_kW: number) => ({ direction: rules.direction, power_kW, isLocalFirst });
  const base = stretch.baseline();
  const none: OfferPoint = { power_kW: 0, cost_EUR: 0, plan: base };
  const most = largestPower(stretch, rules, base);
  if (most.power_kW < LEAST_kW || most.power_kW < rules.minimum_kW * (1 - 1e-6)) return [none];
  const idle = stretch.solve(wanted(0), base.power_kW, RAMPS);
  // The schedule as it is counts as well: sweeps may end a little above it.
  const nothing = idle.cost_EUR < base.cost_EUR ? idle : base;
  const point = (power_kW: number, plan: Redispatch): OfferPoint => ({
    power_kW: Math.min(power_kW, ...plan.delivered_kW),
    cost_EUR: Math.max(0, plan.cost_EUR - nothing.cost_EUR),
    plan,
  });
  const solved = (power_kW: number, from: Redispatch) =>
    point(power_kW, stretch.solve(wanted(power_kW * (1 + MARGIN_SHARE)), from.power_kW, RAMPS));
  const isHeld = (power_kW: number, found: OfferPoint) => found.power_kW >= (1 - LOST_SHARE) * power_kW;
  const last = solved(most.power_kW, most.plan);
  const top = isHeld(most.power_kW, last) ? last : point(most.power_kW, most.plan);
  // Costs are convex from zero on: where the most costs nothing, less does neither.
  if (top.cost_EUR === 0) return [none, top];
  const points: OfferPoint[] = [];
  let from = nothing;
  for (const power_kW of rungs(top.power_kW, rules.minimum_kW)) {
    const found = solved(power_kW, from);
    // Sweeps that lose hold of the limit begin once more from a plan that is beyond it.
    const best = isHeld(power_kW, found) ? found : solved(power_kW, top.plan);
    from = best.plan;
    points.push(best);
  }
  return [none, ...convexPart([...points, top].sort((a, b) => a.power_kW - b.power_kW))];
}

/**
 * What stands ready where nobody calls: the most that could be held through the window by stores as they are. Nothing moves,
 * so nothing is spent.
 */
export function readyOffer(stretch: StretchSolver, rules: OfferRules): OfferPoint {
  const base = stretch.baseline();
  const most = largestPower(stretch, rules, base);
  const isEnough = most.power_kW >= LEAST_kW && most.power_kW >= rules.minimum_kW * (1 - 1e-6);
  return isEnough ? most : { power_kW: 0, cost_EUR: 0, plan: base };
}

/** Powers to work out below the largest, the smallest first. */
function rungs(most_kW: number, least_kW: number): readonly number[] {
  const ladder = Array.from({ length: RUNGS - 1 }, (_, k) => (most_kW * (k + 1)) / RUNGS).filter((power) => power > least_kW * 1.001);
  return least_kW > 0 && least_kW < most_kW ? [least_kW, ...ladder] : ladder;
}

function largestPower(stretch: StretchSolver, { direction, maximum_kW, priority }: OfferRules, from: Redispatch): OfferPoint {
  let target = maximum_kW * (1 + 2 * LOST_SHARE);
  let plan = from;
  let best: OfferPoint = { power_kW: 0, cost_EUR: 0, plan: from };
  const isLocalFirst = priority === 'local-first';
  // What a store takes in one step it has to leave in another; losses alone are no offer.
  if (!stretch.hasTimeAround) return best;
  for (let search = 0; search < SEARCHES; search++) {
    const ramp = search === 0 ? target : NEAR_SHARE * target;
    plan = stretch.solve({ direction, power_kW: target, isLocalFirst }, plan.power_kW, [0.1, 0.1], ramp);
    const least = Math.min(maximum_kW, ...plan.delivered_kW);
    if (least > best.power_kW) best = { power_kW: least, cost_EUR: 0, plan };
    const mean = plan.delivered_kW.reduce((sum, power) => sum + Math.min(power, target), 0) / plan.delivered_kW.length;
    if (!(mean > LEAST_kW) || least >= (1 - LOST_SHARE) * target) break;
    target = mean;
  }
  return best;
}

/** Points on the lower convex hull of powers and costs, the point 0 among them but not returned. */
function convexPart(points: readonly OfferPoint[]): readonly OfferPoint[] {
  const hull: { readonly power_kW: number; readonly cost_EUR: number; readonly point: OfferPoint | null }[] = [
    { power_kW: 0, cost_EUR: 0, point: null },
  ];
  for (const point of points) {
    if (point.power_kW <= hull.at(-1)!.power_kW + LEAST_kW) continue;
    while (hull.length > 1) {
      const [a, b] = [hull.at(-2)!, hull.at(-1)!];
      const slope = (b.cost_EUR - a.cost_EUR) / (b.power_kW - a.power_kW);
      if ((point.cost_EUR - b.cost_EUR) / (point.power_kW - b.power_kW) >= slope) break;
      hull.pop();
    }
    hull.push({ ...point, point });
  }
  return hull.flatMap(({ point }) => point ?? []);
}

/**
 * The point that is offered; point 0 for no offer.
 *
 * - `best-price`: the largest gain, payment less cost, whatever is better for the community: its own use or the offer.
 * - `local-first`: the same on a curve whose plans send nothing out that would stay inside without the call.
 * - `external-first`: the most power that does not lose money; local use gets what is left.
 *
 * @param worth_EURPerKW what members get for a kW held over the window
 */
export function chooseOffer(curve: readonly OfferPoint[], rules: OfferRules, worth_EURPerKW: number): OfferPoint {
  const nothing = curve[0]!;
  if (!(worth_EURPerKW > 0)) return nothing;
  let best = nothing;
  let gain = 0;
  for (const point of curve.slice(1)) {
    if (point.power_kW < rules.minimum_kW * (1 - 1e-6)) continue;
    const own = worth_EURPerKW * point.power_kW - point.cost_EUR;
    // Of equal gains the larger power: it helps outside at no cost inside.
    const isBetter = rules.priority === 'external-first' ? own >= 0 : own >= gain && own >= 0;
    if (!isBetter) continue;
    best = point;
    gain = own;
  }
  return best;
}
