/**
 * A platform that takes orders between named members and only checks whether the lines carry them. What is delivered may
 * differ; the difference is an imbalance of whoever caused it.
 */
import type { Collective } from '../../community.ts';

export interface PlatformOrder {
  readonly step: number;
  readonly seller: number;
  readonly buyer: number;
  readonly energy_kWh: number;
  readonly price_EURPerKWh: number;
}

export const REJECTIONS = ['unknown-member', 'same-member', 'energy', 'line-limit'] as const;
export type Rejection = (typeof REJECTIONS)[number];

export interface OrderAnswer {
  readonly order: PlatformOrder;
  /** Null: accepted. */
  readonly rejected: Rejection | null;
  /** Id of the collective whose link would carry too much. */
  readonly line: string | null;
}

export interface Lines {
  readonly collectives: readonly Pick<Collective, 'id' | 'parent' | 'capacity_kW'>[];
  /** Collective per member. */
  readonly collectiveOf: readonly string[];
  readonly step_h: number;
}

/** Orders in their sequence; an accepted one uses up capacity of the links on its way, both directions apart. */
export function takeOrders(orders: readonly PlatformOrder[], lines: Lines): readonly OrderAnswer[] {
  const used = new Map<string, number>();
  const byId = new Map(lines.collectives.map((collective) => [collective.id, collective]));
  const waysUp = (member: number): readonly string[] => {
    const way: string[] = [];
    for (let id = lines.collectiveOf[member] ?? null; id !== null; id = byId.get(id)?.parent ?? null) way.push(id);
    return way;
  };
  return orders.map((order): OrderAnswer => {
    const { seller, buyer, energy_kWh, step } = order;
    const no = (rejected: Rejection, line: string | null = null): OrderAnswer => ({ order, rejected, line });
    if (lines.collectiveOf[seller] === undefined || lines.collectiveOf[buyer] === undefined) return no('unknown-member');
    if (seller === buyer) return no('same-member');
    if (!(energy_kWh > 0 && Number.isFinite(energy_kWh))) return no('energy');
    const up = waysUp(seller);
    const down = waysUp(buyer);
    const keys = [
      ...up.filter((id) => !down.includes(id)).map((id) => ({ id, key: `${step} out ${id}` })),
      ...down.filter((id) => !up.includes(id)).map((id) => ({ id, key: `${step} in ${id}` })),
    ];
    for (const { id, key } of keys) {
      const limit = byId.get(id)?.capacity_kW ?? null;
      if (limit !== null && (used.get(key) ?? 0) + energy_kWh > limit * lines.step_h + 1e-9) return no('line-limit', id);
    }
    for (const { key } of keys) used.set(key, (used.get(key) ?? 0) + energy_kWh);
    return { order, rejected: null, line: null };
  });
}

export interface PlatformPrices {
  /** Supplier's prices per step, and what it adds for energy that was not announced [EUR/kWh]. */
  readonly import_EURPerKWh: number;
  readonly export_EURPerKWh: number;
  readonly imbalance_EURPerKWh: number;
}

export interface OrderSettlement {
  /** Per member: paid for orders less earned; and for imbalances [EUR]. Above zero the member pays. */
  readonly orders_EUR: Float64Array;
  readonly imbalance_EUR: Float64Array;
  /** What the supplier gets for imbalances [EUR]; all money sums to zero. */
  readonly supplier_EUR: number;
}

/**
 * Accepted orders are paid in full. A seller that delivered less buys the rest, a buyer that used less sells the rest, each at
 * the supplier's worse price; more than ordered is sold or bought the same way.
 * @param delivered_kWh per member, over all its orders of the step: delivered by sellers, used by buyers
 */
export function settleOrders(
  answers: readonly OrderAnswer[],
  delivered_kWh: { readonly sold: Float64Array; readonly used: Float64Array },
  prices: PlatformPrices,
): OrderSettlement {
  const members = delivered_kWh.sold.length;
  const orders_EUR = new Float64Array(members);
  const ordered = { sold: new Float64Array(members), used: new Float64Array(members) };
  for (const { order, rejected } of answers) {
    if (rejected !== null) continue;
    const money = order.energy_kWh * order.price_EURPerKWh;
    orders_EUR[order.buyer]! += money;
    orders_EUR[order.seller]! -= money;
    ordered.sold[order.seller]! += order.energy_kWh;
    ordered.used[order.buyer]! += order.energy_kWh;
  }
  const imbalance_EUR = Float64Array.from({ length: members }, (_, p) => {
    const missing = ordered.sold[p]! - delivered_kWh.sold[p]! + (delivered_kWh.used[p]! - ordered.used[p]!);
    return missing > 0
      ? missing * (prices.import_EURPerKWh + prices.imbalance_EURPerKWh)
      : missing * (prices.export_EURPerKWh - prices.imbalance_EURPerKWh);
  });
  return { orders_EUR, imbalance_EUR, supplier_EUR: imbalance_EUR.reduce((sum, value) => sum + value, 0) };
}
