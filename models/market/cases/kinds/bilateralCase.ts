/** Full peer-to-peer trade over a few steps. */
import { z } from 'zod';
import { clearBilateralYear } from '../../designs/bilateral.ts';
import { pairCostsOf } from '../../designs/pairCosts.ts';
import { finite, kSchema, name, perStep, positive, rowOf, rowsByName, series, stepsOf, tableOf } from './caseParts.ts';

export const bilateralSchema = z
  .strictObject({
    kind: z.literal('bilateral'),
    step_h: positive('Length of a step [h]').default(1),
    members: z
      .array(z.strictObject({ name, net_kWh: series('Need; below zero it has energy over [kWh]') }))
      .min(1)
      .max(2_000),
    import_EURPerKWh: perStep('Price of the supplier [EUR/kWh]'),
    export_EURPerKWh: perStep('Feed-in price [EUR/kWh]'),
    costs: z
      .array(z.strictObject({ buyer: name, seller: name, cost_EURPerKWh: finite('What a pair is worth less [EUR/kWh]') }))
      .default([])
      .describe('c_nm of the pairs that have one: charges and preferences, borne by the buyer; below zero for a wish'),
    method: z.enum(['optimal', 'ranked']).default('optimal'),
    price: z.enum(['split', 'dual']).default('split'),
    k: kSchema,
  })
  .describe('Pairs of members, with preferences and charges');

export function runBilateral(given: z.infer<typeof bilateralSchema>) {
  const names = given.members.map((member) => member.name);
  const rows = rowsByName(names, 'members');
  const count = names.length;
  const steps = given.members[0]!.net_kWh.length;
  const costs = new Float64Array(count * count);
  for (const [i, { buyer, seller, cost_EURPerKWh }] of given.costs.entries()) {
    costs[rowOf(rows, buyer, `costs.${i}.buyer`) * count + rowOf(rows, seller, `costs.${i}.seller`)] = cost_EURPerKWh;
  }
  const needs = {
    participantCount: count,
    steps,
    step_h: given.step_h,
    net_kWh: tableOf(
      given.members.map(({ net_kWh }) => net_kWh),
      steps,
      'members',
    ),
    import_EURPerKWh: stepsOf(given.import_EURPerKWh, steps, 'import_EURPerKWh'),
    export_EURPerKWh: stepsOf(given.export_EURPerKWh, steps, 'export_EURPerKWh'),
  };
  const { method, price, k } = given;
  const year = clearBilateralYear(needs, pairCostsOf(costs, count), { method, price, k, keepTrades: true });
  const { trades } = year;
  return {
    gain_EUR: year.gain_EUR,
    charges_EUR: year.charges_EUR,
    energy_kWh: year.bought_kWh.reduce((sum, energy) => sum + energy, 0),
    trades: Array.from({ length: trades?.count ?? 0 }, (_, i) => ({
      step: trades!.step[i]!,
      seller: names[trades!.seller[i]!]!,
      buyer: names[trades!.buyer[i]!]!,
      energy_kWh: trades!.energy_kWh[i]!,
      price_EURPerKWh: trades!.price_EURPerKWh[i]!,
    })),
  };
}
