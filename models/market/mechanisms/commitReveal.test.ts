import { describe, expect, it } from 'vitest';
import { type Commitment, commitOrder, type Reveal, verifyReveals } from './commitReveal.ts';
import type { Order } from './orders.ts';

function bid(participant: number, price_EURPerKWh: number): Order {
  return { side: 'bid', participant, price_EURPerKWh, energy_kWh: 1.5 };
}
const nonce = (fill: number) => new Uint8Array(32).fill(fill);
const hex = (fill: number) => fill.toString(16).padStart(2, '0').repeat(32);

describe('sealed orders', () => {
  it('keeps honest ones in the order of commitment', () => {
    const commitments = [commitOrder(7, bid(2, 0.3), nonce(1)), commitOrder(7, bid(1, 0.2), nonce(2))];
    const reveals: Reveal[] = [
      { step: 7, order: bid(1, 0.2), nonce: hex(2) },
      { step: 7, order: bid(2, 0.3), nonce: hex(1) },
    ];
    expect(verifyReveals(commitments, reveals)).toEqual({ orders: [bid(2, 0.3), bid(1, 0.2)], findings: [] });
  });

  it('names who revealed another order, another nonce, nothing, or what was never committed', () => {
    const commitments: Commitment[] = [0, 1, 2, 3].map((participant) => commitOrder(7, bid(participant, 0.3), nonce(participant)));
    const { orders, findings } = verifyReveals(commitments, [
      { step: 7, order: bid(0, 0.3), nonce: hex(0) },
      { step: 7, order: bid(1, 0.31), nonce: hex(1) },
      { step: 7, order: bid(2, 0.3), nonce: 'no nonce' },
      { step: 7, order: bid(9, 0.3), nonce: hex(9) },
    ]);
    expect(orders).toEqual([bid(0, 0.3)]);
    expect(findings.map(({ values }) => `${values?.participant} ${values?.what}`)).toEqual([
      '2 differs',
      '3 differs',
      '4 missing',
      '10 uncommitted',
    ]);
  });

  it('does not let one commitment carry two orders', () => {
    const commitment = commitOrder(0, bid(0, 0.3), nonce(5));
    const reveal: Reveal = { step: 0, order: bid(0, 0.3), nonce: hex(5) };
    const { orders, findings } = verifyReveals([commitment], [reveal, reveal]);
    expect(orders).toHaveLength(1);
    expect(findings).toHaveLength(1);
  });

  it('binds the step, and refuses short nonces', () => {
    const commitment = commitOrder(3, bid(0, 0.3), nonce(5));
    expect(verifyReveals([commitment], [{ step: 4, order: bid(0, 0.3), nonce: hex(5) }]).orders).toEqual([]);
    expect(() => commitOrder(0, bid(0, 0.3), new Uint8Array(8))).toThrow(RangeError);
  });
});
