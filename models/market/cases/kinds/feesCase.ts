/** Fees of the markets between a seller and a buyer. */
import { z } from 'zod';
import { pathTrade } from '../../designs/pathFees.ts';
import { amount, finite, name, positive } from './caseParts.ts';

export const feesSchema = z
  .strictObject({
    kind: z.literal('fees'),
    markets: z
      .array(
        z.strictObject({ id: name, parent: name.nullable(), fee: amount('Fee of a market'), isTransformer: z.boolean().default(false) }),
      )
      .min(1)
      .max(10_000)
      .describe('A tree of markets'),
    fee: z.enum(['constant', 'percentage']).default('constant').describe('EUR/kWh, or a share of the original rate'),
    price: z
      .union([z.enum(['bid', 'offer']), z.number().min(0).max(1)])
      .default('bid')
      .describe('The buyer pays its bid, the seller gets its offer, or k between both'),
    belowTransformerShare: z.number().min(0).max(1).default(1).describe('Share of the fees for trades below one transformer'),
    seller: z.strictObject({ market: name, offer_EURPerKWh: finite('The offer [EUR/kWh]') }),
    buyer: z.strictObject({ market: name, bid_EURPerKWh: finite('The bid [EUR/kWh]') }),
    energy_kWh: positive('Energy of the trade [kWh]').default(1),
  })
  .describe('One trade along a path of markets, each with its fee');

export function runFees({ markets, seller, buyer, fee, price, belowTransformerShare, energy_kWh }: z.infer<typeof feesSchema>) {
  const trade = pathTrade(markets, seller, buyer, { kind: fee, price, belowTransformerShare });
  const energy = trade.isMatched ? energy_kWh : 0;
  return { ...trade, energy_kWh: energy, paid_EUR: energy * trade.paid_EURPerKWh, revenue_EUR: energy * trade.revenue_EURPerKWh };
}
