/** One book of orders, cleared by an auction. */
import { z } from 'zod';
import { AUCTIONS, type AuctionPriceRule, runAuction } from '../../mechanisms/clearing.ts';
import { mergeEqualOrders, type Order } from '../../mechanisms/orders.ts';
import { finite, kSchema, name, positive } from './caseParts.ts';

const PRICE_RULES = ['k-price', 'pay-as-bid', 'maker', 'k-double'] as const satisfies readonly AuctionPriceRule[];

export const bookSchema = z
  .strictObject({
    kind: z.literal('book'),
    mechanism: z.enum(AUCTIONS).default('call').describe('call, huang and muda clear all at once; cda takes orders as they come'),
    priceRule: z.enum(PRICE_RULES).optional().describe('Default: maker for cda, else k-price'),
    k: kSchema,
    tie: z.enum(['earlier', 'pro-rata']).optional().describe('Of the call: who trades among equal marginal prices'),
    mergeEqual: z.boolean().default(false).describe('Orders of one user, side and price become one with the sum of their energy'),
    seed: z.int().default(0).describe('Of the lots that muda draws'),
    orders: z
      .array(
        z.strictObject({
          user: name,
          side: z.enum(['bid', 'offer']),
          price_EURPerKWh: finite('The price of an order [EUR/kWh]'),
          energy_kWh: positive('The energy of an order [kWh]'),
        }),
      )
      .max(1_000_000)
      .describe('In the order of arrival; negative prices are prices'),
  })
  .describe('A book of orders');

export function runBook(given: z.infer<typeof bookSchema>) {
  const users = [...new Set(given.orders.map(({ user }) => user))];
  const row = new Map(users.map((user, i) => [user, i]));
  const listed = given.orders.map(({ user, ...order }): Order => ({ ...order, participant: row.get(user)! }));
  const orders = given.mergeEqual ? mergeEqualOrders(listed) : listed;
  const { mechanism, k } = given;
  const priceRule = given.priceRule ?? (mechanism === 'cda' ? 'maker' : 'k-price');
  const result = runAuction(orders, { mechanism, priceRule, k, ...(given.tie ? { tie: given.tie } : {}) }, given.seed);
  const withUser = <T extends { readonly participant: number }>({ participant, ...order }: T) => ({ user: users[participant]!, ...order });
  return {
    mechanism,
    priceRule,
    k,
    energy_kWh: result.energy_kWh,
    price_EURPerKWh: result.price_EURPerKWh,
    priceBounds_EURPerKWh: result.priceBounds_EURPerKWh,
    welfare_EUR: result.welfare_EUR,
    optimum_EUR: result.optimum_EUR,
    surplus_EUR: result.surplus_EUR,
    trades: result.trades.map(({ seller, buyer, ...trade }) => ({ seller: users[seller]!, buyer: users[buyer]!, ...trade })),
    bids: result.bids.map(withUser),
    offers: result.offers.map(withUser),
  };
}
