/** Trades of a year as they are made: columns that grow. */
import type { TradeTable } from '../cleared.ts';

export class TradeLog {
  #count = 0;
  #step = new Uint32Array(1024);
  #seller = new Int32Array(1024);
  #buyer = new Int32Array(1024);
  #energy = new Float64Array(1024);
  #price = new Float64Array(1024);

  add(step: number, seller: number, buyer: number, energy_kWh: number, price_EURPerKWh: number): void {
    if (this.#count === this.#step.length) this.#grow();
    const row = this.#count++;
    this.#step[row] = step;
    this.#seller[row] = seller;
    this.#buyer[row] = buyer;
    this.#energy[row] = energy_kWh;
    this.#price[row] = price_EURPerKWh;
  }

  table(): TradeTable {
    const count = this.#count;
    return {
      count,
      step: this.#step.slice(0, count),
      seller: this.#seller.slice(0, count),
      buyer: this.#buyer.slice(0, count),
      energy_kWh: this.#energy.slice(0, count),
      price_EURPerKWh: this.#price.slice(0, count),
    };
  }

  #grow(): void {
    const rows = 2 * this.#step.length;
    const step = new Uint32Array(rows);
    step.set(this.#step);
    this.#step = step;
    const seller = new Int32Array(rows);
    seller.set(this.#seller);
    this.#seller = seller;
    const buyer = new Int32Array(rows);
    buyer.set(this.#buyer);
    this.#buyer = buyer;
    const energy = new Float64Array(rows);
    energy.set(this.#energy);
    this.#energy = energy;
    const price = new Float64Array(rows);
    price.set(this.#price);
    this.#price = price;
  }
}
