/** What a local kWh costs and saves beside its price. */
export interface LocalCharges {
  /** On a local kWh, from the buyer and from the seller, and as a share of its price from the buyer [EUR/kWh]. */
  readonly buyer_EURPerKWh: number;
  readonly seller_EURPerKWh: number;
  readonly buyerShare: number;
  /** Charges on what the supplier delivers and takes that local energy saves [EUR/kWh]. */
  readonly savedImport_EURPerKWh: number;
  readonly savedExport_EURPerKWh: number;
}
