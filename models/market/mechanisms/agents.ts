/** Who quotes which price. None ever bids above or asks below its reservation price. */
import { randomAt } from '../../core/random.ts';
import type { SlotNeeds } from '../cleared.ts';
import type { AgentKind } from '../marketConfig.ts';
import type { AuctionBook, BookSide } from './auctionBook.ts';
import type { Reservations } from './reservations.ts';
import { ZipTraders } from './zipTraders.ts';

export interface Agents {
  /** Price a buyer bids [EUR/kWh]. @param round quotes of the same step before this one */
  bid(participant: number, step: number, round: number): number;
  offer(participant: number, step: number, round: number): number;
  /** Takes note of a step's outcome. Steps come in order, or those of one slot of the day do. */
  learn(step: number, book: AuctionBook): void;
}

/** Seed of the draws of one step, so that (participant, purpose) can be the counter. */
export function stepSeed(seed: number, step: number): number {
  return (seed ^ Math.imul(step + 1, 0x85ebca6b)) | 0;
}

/** Counters of a step's draws, kept apart by purpose. */
const QUOTE = 0x10000000;

export function createAgents(kind: AgentKind, needs: SlotNeeds, reservations: Reservations, seed: number): Agents {
  if (kind === 'zero-intelligence') return zeroIntelligence(needs, reservations, seed);
  if (kind === 'adaptive') return adaptive(needs, reservations, seed);
  return {
    bid: (participant, step) => reservations.buyLimit_EURPerKWh(participant, step),
    offer: (participant, step) => reservations.sellLimit_EURPerKWh(participant, step),
    learn: () => {},
  };
}

/** ZI-C of Gode and Sunder (J. Political Economy 101, 1993): uniform between the market's end and the own limit. */
function zeroIntelligence(needs: SlotNeeds, { buyLimit_EURPerKWh, sellLimit_EURPerKWh }: Reservations, seed: number): Agents {
  const draw = (participant: number, step: number, round: number) =>
    randomAt(stepSeed(seed, step), QUOTE + round * needs.participantCount + participant);
  return {
    bid(participant, step, round) {
      const limit = buyLimit_EURPerKWh(participant, step);
      const floor = Math.min(needs.export_EURPerKWh[step]!, limit);
      return floor + (limit - floor) * draw(participant, step, round);
    },
    offer(participant, step, round) {
      const limit = sellLimit_EURPerKWh(participant, step);
      const ceiling = Math.max(needs.import_EURPerKWh[step]!, limit);
      return limit + (ceiling - limit) * draw(participant, step, round);
    },
    learn: () => {},
  };
}

function adaptive(needs: SlotNeeds, reservations: Reservations, seed: number): Agents {
  const slots = slotsPerDay(needs);
  const buyers = new ZipTraders('bid', needs.participantCount, slots, seed);
  const sellers = new ZipTraders('offer', needs.participantCount, slots, seed);
  const floor = (step: number, limit: number) => Math.min(needs.export_EURPerKWh[step]!, limit);
  const ceiling = (step: number, limit: number) => Math.max(needs.import_EURPerKWh[step]!, limit);
  return {
    bid(participant, step) {
      const limit = reservations.buyLimit_EURPerKWh(participant, step);
      return buyers.quote(participant, step % slots, limit, floor(step, limit));
    },
    offer(participant, step) {
      const limit = reservations.sellLimit_EURPerKWh(participant, step);
      return sellers.quote(participant, step % slots, limit, ceiling(step, limit));
    },
    learn(step, book) {
      const slot = step % slots;
      const draws = stepSeed(seed, step);
      const span = Math.abs(needs.import_EURPerKWh[step]! - needs.export_EURPerKWh[step]!);
      const bestOffer = best(book.offers);
      const bestBid = best(book.bids);
      const hasTraded = book.energy > 0;
      const bidReference = hasTraded ? book.price : bestOffer;
      const offerReference = hasTraded ? book.price : bestBid;
      for (let row = 0; row < book.bids.count; row++) {
        const participant = book.bids.participant[row]!;
        const limit = reservations.buyLimit_EURPerKWh(participant, step);
        buyers.learn(participant, slot, limit, floor(step, limit), bidReference, isFilled(book.bids, row), span, draws);
      }
      for (let row = 0; row < book.offers.count; row++) {
        const participant = book.offers.participant[row]!;
        const limit = reservations.sellLimit_EURPerKWh(participant, step);
        sellers.learn(participant, slot, limit, ceiling(step, limit), offerReference, isFilled(book.offers, row), span, draws);
      }
    },
  };
}

function isFilled(side: BookSide, row: number): boolean {
  return side.traded[row]! >= side.energy[row]! * (1 - 1e-9);
}

function best(side: BookSide): number {
  let price = Number.NaN;
  for (let row = 0; row < side.count; row++) {
    if (!(side.direction * side.price[row]! >= side.direction * price)) price = side.price[row]!;
  }
  return price;
}

export function slotsPerDay(needs: SlotNeeds): number {
  return Math.max(1, Math.round(24 / needs.step_h));
}
