/** Books of a service provider that runs a local market (a network company, an energy service company, a cooperative, a town). */
import type { SlotNeeds } from '../../cleared.ts';
import { communityOptimum } from '../../designs/communityOptimum.ts';

export const PROVIDERS = ['network-operator', 'energy-service-company', 'cooperative', 'municipality'] as const;
export type ProviderKind = (typeof PROVIDERS)[number];

export interface ProviderBooks {
  readonly provider: ProviderKind;
  /** Over the time: from members, to members, to and from the supplier [EUR]. */
  readonly fromMembers_EUR: number;
  readonly toMembers_EUR: number;
  readonly toSupplier_EUR: number;
  readonly fromSupplier_EUR: number;
  /** What is left [EUR]: the service fee on both sides of each traded kWh, and nothing else. */
  readonly kept_EUR: number;
  readonly traded_kWh: number;
  /** Received from the pool per member and step [participant * steps + step] [kWh]; below zero given. */
  readonly pool_kWh: Float64Array;
}

/** Runs equation 3 for fixed needs, step by step; buyers pay the dual plus the fee, sellers get it less the fee. */
export function runProvider(provider: ProviderKind, needs: SlotNeeds, fee_EURPerKWh: number): ProviderBooks {
  const { participantCount, steps } = needs;
  const pool_kWh = new Float64Array(participantCount * steps);
  let fromMembers_EUR = 0;
  let toMembers_EUR = 0;
  let toSupplier_EUR = 0;
  let fromSupplier_EUR = 0;
  let traded_kWh = 0;
  for (let t = 0; t < steps; t++) {
    const members = Array.from({ length: participantCount }, (_, p) => {
      const produced = -needs.net_kWh[p * steps + t]!;
      return { a: 1, b: 0, min_kWh: produced, max_kWh: produced };
    });
    const buy = needs.import_EURPerKWh[t]!;
    const sell = needs.export_EURPerKWh[t]!;
    const terms = { grid: { import_EURPerKWh: buy, export_EURPerKWh: sell }, import_EURPerKWh: 0, export_EURPerKWh: 0 };
    const solution = communityOptimum(members, { ...terms, community_EURPerKWh: fee_EURPerKWh });
    // With a connection to the supplier fixed needs can always be met.
    if (solution.status !== 'optimal') continue;
    for (let p = 0; p < participantCount; p++) {
      const q = solution.q[p]!;
      pool_kWh[p * steps + t] = q;
      if (q > 0) {
        fromMembers_EUR += q * (solution.lambda_EURPerKWh + fee_EURPerKWh);
        traded_kWh += q;
      } else toMembers_EUR -= q * (solution.lambda_EURPerKWh - fee_EURPerKWh);
      fromMembers_EUR += solution.alpha[p]! * buy;
      toMembers_EUR += solution.beta[p]! * sell;
    }
    toSupplier_EUR += solution.qImp_kWh * buy;
    fromSupplier_EUR += solution.qExp_kWh * sell;
  }
  const kept_EUR = fromMembers_EUR + fromSupplier_EUR - toMembers_EUR - toSupplier_EUR;
  return { provider, fromMembers_EUR, toMembers_EUR, toSupplier_EUR, fromSupplier_EUR, kept_EUR, traded_kWh, pool_kWh };
}
