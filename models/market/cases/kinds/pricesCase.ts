/** Prices of a pool after the fact, and what every member pays under them. */
import { z } from 'zod';
import type { SlotNeeds } from '../../cleared.ts';
import { memberCosts, referenceCosts } from '../../pricing/memberCosts.ts';
import { clearPoolYear } from '../../pricing/poolYear.ts';
import { type GrossEnergy, POOL_PRICE_RULES, type PoolPriceRule, priceYear } from '../../pricing/priceRules.ts';
import { amount, caseError, finite, kSchema, name, named, perStep, positive, rowsByName, series, stepsOf, tableOf } from './caseParts.ts';

export const memberNeedsSchema = z
  .array(
    z.strictObject({
      name,
      net_kWh: series('Need; below zero it has energy over [kWh]').optional(),
      load_kWh: series('Use behind the meter [kWh]').optional(),
      generation_kWh: series('Generation behind the meter [kWh]').optional(),
    }),
  )
  .min(1)
  .max(10_000)
  .describe('Per member net_kWh, or load_kWh and generation_kWh');

export const pricesSchema = z
  .strictObject({
    kind: z.literal('prices'),
    rule: z.enum([...POOL_PRICE_RULES, 'all']).default('all'),
    step_h: positive('Length of a step [h]').default(1),
    members: memberNeedsSchema,
    import_EURPerKWh: perStep('Price of the supplier [EUR/kWh]'),
    export_EURPerKWh: perStep('Feed-in price [EUR/kWh]'),
    compensation_EURPerKWh: amount('Of the compensated supply-demand ratio [EUR/kWh]').default(0),
    fixedPrice_EURPerKWh: finite('Of the fixed rule [EUR/kWh]').default(0),
    k: kSchema,
    billing: z.enum(['month', 'year']).default('year').describe('Period of bill sharing'),
  })
  .describe('Price rules of a pool, applied after the fact');

type Members = z.infer<typeof memberNeedsSchema>;

/** Needs and gross energy of members. @throws InputError where a member has none or two kinds of it */
export function needsOfMembers(members: Members): {
  readonly names: readonly string[];
  readonly net: Float64Array;
  readonly gross: GrossEnergy;
  readonly steps: number;
} {
  const names = members.map((member) => member.name);
  rowsByName(names, 'members');
  const parts = members.map(({ net_kWh, load_kWh, generation_kWh }, row) => {
    if (net_kWh && !load_kWh && !generation_kWh) {
      return { load: net_kWh.map((net) => Math.max(net, 0)), generation: net_kWh.map((net) => Math.max(-net, 0)) };
    }
    if (net_kWh || (!load_kWh && !generation_kWh)) {
      throw caseError(
        `"${names[row]}" has ${net_kWh ? 'two kinds of readings' : 'no readings'}.`,
        `members.${row}`,
        'Give net_kWh, or load_kWh and generation_kWh.',
      );
    }
    const load = load_kWh ?? generation_kWh!.map(() => 0);
    return { load, generation: generation_kWh ?? load.map(() => 0) };
  });
  const steps = parts[0]!.load.length;
  const load_kWh = tableOf(
    parts.map(({ load }) => load),
    steps,
    'members',
  );
  const generation_kWh = tableOf(
    parts.map(({ generation }) => generation),
    steps,
    'members',
  );
  return { names, steps, net: load_kWh.map((load, at) => load - generation_kWh[at]!), gross: { load_kWh, generation_kWh } };
}

export function runPrices(given: z.infer<typeof pricesSchema>) {
  const { names, steps, net, gross } = needsOfMembers(given.members);
  const needs: SlotNeeds = {
    participantCount: names.length,
    steps,
    step_h: given.step_h,
    net_kWh: net,
    import_EURPerKWh: stepsOf(given.import_EURPerKWh, steps, 'import_EURPerKWh'),
    export_EURPerKWh: stepsOf(given.export_EURPerKWh, steps, 'export_EURPerKWh'),
  };
  const rules: readonly PoolPriceRule[] = given.rule === 'all' ? POOL_PRICE_RULES : [given.rule];
  const pool = clearPoolYear(needs);
  const reference = referenceCosts(needs);
  const findings: { code: string; message: string; action: string }[] = [];
  const byRule = rules.map((rule) => {
    const quantities = rule === 'fixed' ? clearPoolYear(needs, { price_EURPerKWh: given.fixedPrice_EURPerKWh }) : pool;
    const prices = priceYear(rule, quantities, needs, gross, {
      compensation: given.compensation_EURPerKWh,
      fixedPrice: given.fixedPrice_EURPerKWh,
      k: given.k,
      billing: given.billing,
    });
    const costs = memberCosts(prices, quantities, needs, gross);
    findings.push(...prices.findings.map(({ code, message, action }) => ({ code, message: `${rule}: ${message}`, action })));
    const figures = {
      sell_EURPerKWh: prices.sell_EURPerKWh,
      buy_EURPerKWh: prices.buy_EURPerKWh,
      local_EURPerKWh: prices.local_EURPerKWh,
      basis: prices.basis,
      cost_EUR: named(names, costs),
      total_EUR: costs.reduce((sum, cost) => sum + cost, 0),
    };
    return [rule, figures] as const;
  });
  return {
    supply_kWh: pool.supply_kWh,
    demand_kWh: pool.demand_kWh,
    shared_kWh: pool.shared_kWh,
    reference_EUR: named(names, reference),
    referenceTotal_EUR: reference.reduce((sum, cost) => sum + cost, 0),
    /** What the community pays the supplier as one customer: every rule that closes has this total. */
    communityBill_EUR: communityBill(needs),
    rules: Object.fromEntries(byRule),
    findings,
  };
}

function communityBill({ participantCount, steps, net_kWh, import_EURPerKWh, export_EURPerKWh }: SlotNeeds): number {
  let bill = 0;
  for (let t = 0; t < steps; t++) {
    let net = 0;
    for (let n = 0; n < participantCount; n++) net += net_kWh[n * steps + t]!;
    bill += net * (net > 0 ? import_EURPerKWh[t]! : export_EURPerKWh[t]!);
  }
  return bill;
}
