/** Orders of a local market as people and files hand them in: what one is, which are usable, and how equal ones become one. */
import type { Issue } from '../../core/issue.ts';

export type OrderSide = 'bid' | 'offer';

/** To buy at most, or to sell at least, at a price. The place in the list is the order of arrival. */
export interface Order {
  readonly side: OrderSide;
  /** Row of the participant. */
  readonly participant: number;
  readonly price_EURPerKWh: number;
  readonly energy_kWh: number;
}

export interface CheckedOrders {
  /** Usable ones, in the order of arrival. */
  readonly orders: readonly Order[];
  /** One finding per order that was left out. */
  readonly findings: readonly Issue[];
}

type Fault = 'zero' | 'negative' | 'notFinite' | 'price' | 'participant';

const MESSAGES: Readonly<Record<Fault, string>> = {
  zero: 'is about no energy',
  negative: 'is about a negative amount of energy',
  notFinite: 'is about an amount of energy that is not a finite number',
  price: 'has a price that is not a finite number',
  participant: 'names a participant who is not in the community',
};

function faultOf(order: Order, participantCount: number): Fault | null {
  if (!Number.isInteger(order.participant) || order.participant < 0 || order.participant >= participantCount) return 'participant';
  if (!Number.isFinite(order.price_EURPerKWh)) return 'price';
  if (!Number.isFinite(order.energy_kWh)) return 'notFinite';
  if (order.energy_kWh === 0) return 'zero';
  return order.energy_kWh < 0 ? 'negative' : null;
}

/**
 * Leaves out orders that nobody can trade: no, negative or endless energy, no price, a participant who is not there.
 * Negative prices are prices. Never throws.
 */
export function checkOrders(orders: readonly Order[], participantCount: number): CheckedOrders {
  const findings: Issue[] = [];
  const usable = orders.filter((order, index) => {
    const what = faultOf(order, participantCount);
    if (what === null) return true;
    findings.push({
      code: 'market.order',
      severity: 'error',
      sourceId: 'orders',
      objectId: String(index + 1),
      message: `Order ${index + 1} ${MESSAGES[what]}.`,
      action: 'The order is left out; all others are cleared.',
      values: { what, order: index + 1, participant: order.participant },
    });
    return false;
  });
  return { orders: usable, findings };
}

/**
 * Orders of one participant on one side at one price become one, with the sum of their energy, at the place of the first.
 * Adding matters: a table keyed by participant and price that overwrites loses energy (gsy-e's case of 5 and 7 kWh).
 */
export function mergeEqualOrders(orders: readonly Order[]): readonly Order[] {
  const merged = new Map<string, Order>();
  for (const order of orders) {
    const key = `${order.side} ${order.participant} ${order.price_EURPerKWh}`;
    const before = merged.get(key);
    merged.set(key, before ? { ...before, energy_kWh: before.energy_kWh + order.energy_kWh } : order);
  }
  return [...merged.values()];
}
