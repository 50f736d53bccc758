/** Order of a bill for its reader: by who is on the other side. */
import type { BillLine } from '#models/market/outcome.ts';

export const BILL_GROUPS = ['community', 'supplier', 'public', 'other'] as const;
export type BillGroup = (typeof BILL_GROUPS)[number];

const GROUP_OF: Readonly<Record<string, BillGroup>> = {
  localBought: 'community',
  localSold: 'community',
  ownUse: 'community',
  communityFee: 'community',
  exchangeFee: 'community',
  platformFee: 'community',
  platformSubscription: 'community',
  brokerCommission: 'community',
  linkFee: 'community',
  linkRent: 'community',
  sharedGain: 'community',
  otherPayment: 'community',
  supplierEnergy: 'supplier',
  feedIn: 'supplier',
  supplierFixed: 'supplier',
  imbalance: 'supplier',
  hedge: 'supplier',
  network: 'public',
  localNetwork: 'public',
  networkFixed: 'public',
  networkCapacity: 'public',
  levies: 'public',
  localLevies: 'public',
  vat: 'public',
};

/** Lines by group, in their order; items without a place of their own stand under "other". Lines of nothing are left out. */
export function billGroups(lines: readonly BillLine[]): Readonly<Record<BillGroup, readonly BillLine[]>> {
  const groups: Record<BillGroup, BillLine[]> = { community: [], supplier: [], public: [], other: [] };
  for (const line of lines) {
    if (line.amount_microEUR === 0 && !line.energy_mWh) continue;
    groups[GROUP_OF[line.item] ?? 'other'].push(line);
  }
  return groups;
}
