/** What a member is charged for or paid, and who stands on the other side. */

/** In the order of a bill. The figures of `settleYear` are above zero where the member pays. */
export const LINE_ITEMS = [
  'supplierEnergy',
  'network',
  'levies',
  'feedIn',
  'localBought',
  'localSold',
  'localNetwork',
  'localLevies',
  'communityFee',
  'exchangeFee',
  'platformFee',
  'brokerCommission',
  'imbalance',
  'supplierFixed',
  'networkFixed',
  'networkCapacity',
  'platformSubscription',
  'vat',
  'linkFee',
  'linkRent',
  'hedge',
  'sharedGain',
  'flexibility',
  'otherPayment',
] as const;
export type LineItem = (typeof LINE_ITEMS)[number];

/** Where money goes that members pay; the same words as `MarketOutcome.cashFlow`. `flexibility` is the buyer outside. */
export const ACCOUNTS = ['supplier', 'network', 'levies', 'vat', 'platform', 'community', 'brokers', 'flexibility'] as const;
export type Account = (typeof ACCOUNTS)[number];

/** Other side of each item. Local energy goes through the community: what buyers pay above what sellers get stays there. */
export const ACCOUNT_OF: Readonly<Record<Exclude<LineItem, ExtraItem>, Account>> = {
  supplierEnergy: 'supplier',
  network: 'network',
  levies: 'levies',
  feedIn: 'supplier',
  localBought: 'community',
  localSold: 'community',
  localNetwork: 'network',
  localLevies: 'levies',
  communityFee: 'community',
  exchangeFee: 'community',
  platformFee: 'platform',
  brokerCommission: 'brokers',
  imbalance: 'supplier',
  supplierFixed: 'supplier',
  networkFixed: 'network',
  networkCapacity: 'network',
  platformSubscription: 'platform',
  vat: 'vat',
};

/** Items that the pipeline works out and hands over by member and month. */
export type ExtraItem = 'linkFee' | 'linkRent' | 'hedge' | 'sharedGain' | 'flexibility' | 'otherPayment';

/** Fees and charges of the local market, for `ParticipantColumn` `fees_EUR`. */
export const LOCAL_FEE_ITEMS: readonly LineItem[] = [
  'localNetwork',
  'localLevies',
  'communityFee',
  'exchangeFee',
  'platformFee',
  'brokerCommission',
  'platformSubscription',
  'linkFee',
];

/** What an item counts; null for lump sums. */
export const ENERGY_OF: Readonly<Partial<Record<LineItem, 'import' | 'export' | 'bought' | 'sold' | 'traded' | 'exchanged'>>> = {
  supplierEnergy: 'import',
  network: 'import',
  levies: 'import',
  feedIn: 'export',
  localBought: 'bought',
  localSold: 'sold',
  localNetwork: 'bought',
  localLevies: 'bought',
  communityFee: 'traded',
  platformFee: 'traded',
  brokerCommission: 'traded',
  exchangeFee: 'exchanged',
};
