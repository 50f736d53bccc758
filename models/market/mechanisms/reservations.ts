/** What energy of the neighbourhood is worth to a member at most, and what it must bring at least. */
import type { SlotNeeds } from '../cleared.ts';
import type { Participant } from '../participant.ts';

/** Reservation prices at the meter, per participant and step [EUR/kWh]. Pure functions: asked more than once. */
export interface Reservations {
  buyLimit_EURPerKWh(participant: number, step: number): number;
  sellLimit_EURPerKWh(participant: number, step: number): number;
}

export interface ReservationInput {
  readonly participants: readonly Participant[];
  readonly needs: SlotNeeds;
  /** 1 where the participant's generation is renewable. */
  readonly isRenewable: Uint8Array;
  /** Fees and charges on a local kWh [EUR/kWh]. */
  readonly buyerCharges_EURPerKWh: number;
  readonly sellerCharges_EURPerKWh: number;
}

/**
 * A buyer pays up to the supplier's price and its premium, less the charges on local energy, and never above its own limit; a
 * seller asks the feed-in price less its premium and plus its charges, and never below its own limit. In an auction nobody
 * knows whom it will trade with, so a premium counts only where every possible partner has the property: for local energy
 * where all are in one collective, for green energy where all generation is renewable, the others never.
 */
export function reservationPrices(input: ReservationInput): Reservations {
  const { participants, needs } = input;
  const areTogether = participants.every(({ collective }) => collective === participants[0]?.collective);
  const isGreen = input.isRenewable.every((flag) => flag === 1);
  const buyPremium = new Float64Array(participants.length);
  const sellPremium = new Float64Array(participants.length);
  const buyCap = new Float64Array(participants.length);
  const sellFloor = new Float64Array(participants.length);
  participants.forEach(({ preferences }, row) => {
    const local = areTogether ? preferences.local_EURPerKWh : 0;
    buyPremium[row] = local + (isGreen ? preferences.green_EURPerKWh : 0) - input.buyerCharges_EURPerKWh;
    sellPremium[row] = local - input.sellerCharges_EURPerKWh;
    buyCap[row] = preferences.buyLimit_EURPerKWh ?? Number.POSITIVE_INFINITY;
    sellFloor[row] = preferences.sellLimit_EURPerKWh ?? Number.NEGATIVE_INFINITY;
  });
  return {
    buyLimit_EURPerKWh: (participant, step) => Math.min(needs.import_EURPerKWh[step]! + buyPremium[participant]!, buyCap[participant]!),
    sellLimit_EURPerKWh: (participant, step) =>
      Math.max(needs.export_EURPerKWh[step]! - sellPremium[participant]!, sellFloor[participant]!),
  };
}
