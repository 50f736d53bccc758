/**
 * Traders that move their margin after every outcome: ZIP, zero intelligence plus (Cliff and Bruten, Minimal-intelligence
 * agents for bargaining behaviours in market-based environments, HP Labs HPL-97-91, 1997), with one margin per slot of the
 * day and the margin as a share of the room between the own limit and the market's end. The original's margin is a share of
 * the limit price, which cannot move where the limit is zero, as feed-in prices are after a support scheme has ended.
 */
import { randomAt } from '../../core/random.ts';

/** Ranges of the original, section 5: learning rate, momentum, first margin, targets. */
const RATE = [0.1, 0.5] as const;
const MOMENTUM = [0, 0.1] as const;
const FIRST_MARGIN = [0.05, 0.35] as const;
const TARGET_SHARE = 0.05;

const TARGET_DRAWS = { bid: 0x20000000, offer: 0x30000000 } as const;
const TRAIT_DRAWS = { bid: 0x01000000, offer: 0x02000000 } as const;

export class ZipTraders {
  /** 1: a higher price is the better one for the trader. */
  readonly #direction: 1 | -1;
  readonly #slots: number;
  readonly #rate: Float64Array;
  readonly #momentum: Float64Array;
  /** [participant * slots + slot], 0..1. */
  readonly #margin: Float64Array;
  readonly #change: Float64Array;
  readonly #targetDraws: number;

  constructor(side: 'bid' | 'offer', participants: number, slots: number, seed: number) {
    this.#direction = side === 'offer' ? 1 : -1;
    this.#slots = slots;
    this.#rate = new Float64Array(participants);
    this.#momentum = new Float64Array(participants);
    this.#margin = new Float64Array(participants * slots);
    this.#change = new Float64Array(participants * slots);
    this.#targetDraws = TARGET_DRAWS[side];
    for (let row = 0; row < participants; row++) {
      const draw = (of: number, [from, to]: readonly [number, number]) =>
        from + (to - from) * randomAt(seed, TRAIT_DRAWS[side] + 3 * row + of);
      this.#rate[row] = draw(0, RATE);
      this.#momentum[row] = draw(1, MOMENTUM);
      this.#margin.fill(draw(2, FIRST_MARGIN), row * slots, (row + 1) * slots);
    }
  }

  /** @param end of the market on the trader's better side [EUR/kWh] */
  quote(participant: number, slot: number, limit: number, end: number): number {
    return limit + (end - limit) * this.#margin[participant * this.#slots + slot]!;
  }

  /**
   * Widens the margin where the order was filled and the market paid more than asked; narrows it where it was not filled.
   * @param reference price of the step, or the best quote of the other side where nothing traded; NaN teaches nothing
   * @param span of the market's prices [EUR/kWh], the scale of the absolute part of the target
   * @param draws seed of the step
   */
  learn(
    participant: number,
    slot: number,
    limit: number,
    end: number,
    reference: number,
    isFilled: boolean,
    span: number,
    draws: number,
  ): void {
    const room = end - limit;
    if (Number.isNaN(reference) || room === 0) return;
    const at = participant * this.#slots + slot;
    const quote = limit + room * this.#margin[at]!;
    const direction = this.#direction;
    // Filled at a price that is no better than the quote: the quote was right.
    if (isFilled && direction * reference < direction * quote) return;
    // Not filled although better than the market: chance of arrival, not of price.
    if (!isFilled && direction * quote < direction * reference) return;
    const towards = isFilled ? direction : -direction;
    const counter = this.#targetDraws + 2 * participant;
    const relative = TARGET_SHARE * randomAt(draws, counter) * Math.abs(reference);
    const absolute = TARGET_SHARE * randomAt(draws, counter + 1) * span;
    const target = reference + towards * (relative + absolute);
    const step = this.#rate[participant]! * (target - quote);
    const momentum = this.#momentum[participant]!;
    const change = momentum * this.#change[at]! + (1 - momentum) * step;
    this.#change[at] = change;
    this.#margin[at] = Math.min(1, Math.max(0, (quote + change - limit) / room));
  }
}
