/**
 * Sealed orders: everybody first shows a hash of its order, and the order itself only when all hashes are in. Nobody can
 * answer to another's price, and nobody can change its own afterwards without being named.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Issue } from '../../core/issue.ts';
import type { AuctionBook } from './auctionBook.ts';
import type { Order } from './orders.ts';

/** Random bytes that keep a guess at the order from being tried against its hash. */
export const NONCE_BYTES = 32;

/** What is shown first. */
export interface Commitment {
  readonly participant: number;
  readonly step: number;
  /** SHA-256 over order and nonce, hexadecimal. */
  readonly digest: string;
}

/** What is shown when all commitments are in. */
export interface Reveal {
  readonly step: number;
  readonly order: Order;
  /** Hexadecimal, {@link NONCE_BYTES} bytes. */
  readonly nonce: string;
}

export interface SealedBid extends Commitment {
  readonly order: Order;
  readonly nonce: string;
}

export interface VerifiedReveals {
  /** Orders that are what was committed, in the order of the commitments. */
  readonly orders: readonly Order[];
  /** One finding per participant who revealed something else, nothing, or what it had not committed. */
  readonly findings: readonly Issue[];
}

/** The bytes of an order: step, participant, side, price, energy; numbers big-endian, IEEE 754 doubles. */
function orderBytes(step: number, order: Order): Uint8Array {
  const bytes = new Uint8Array(25);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, step);
  view.setUint32(4, order.participant);
  view.setUint8(8, order.side === 'bid' ? 0 : 1);
  view.setFloat64(9, order.price_EURPerKWh);
  view.setFloat64(17, order.energy_kWh);
  return bytes;
}

function digestOf(step: number, order: Order, nonce: Uint8Array): string {
  const bytes = new Uint8Array(25 + nonce.length);
  bytes.set(orderBytes(step, order));
  bytes.set(nonce, 25);
  return bytesToHex(sha256(bytes));
}

/** @param nonce {@link NONCE_BYTES} bytes from a cryptographic source; a RangeError for any other length */
export function commitOrder(step: number, order: Order, nonce: Uint8Array): Commitment {
  if (nonce.length !== NONCE_BYTES) throw new RangeError(`A nonce has ${NONCE_BYTES} bytes, not ${nonce.length}.`);
  return { participant: order.participant, step, digest: digestOf(step, order, nonce) };
}

function isReveal(commitment: Commitment, { step, order, nonce }: Reveal): boolean {
  if (!/^[0-9a-f]{64}$/i.test(nonce)) return false;
  if (step !== commitment.step || order.participant !== commitment.participant) return false;
  return digestOf(step, order, hexToBytes(nonce)) === commitment.digest;
}

/** Keeps what fits its commitment and names who revealed something else, nothing, or without having committed. Never throws. */
export function verifyReveals(commitments: readonly Commitment[], reveals: readonly Reveal[]): VerifiedReveals {
  const orders: Order[] = [];
  const findings: Issue[] = [];
  const waiting = new Map<string, Reveal[]>();
  for (const reveal of reveals) {
    const key = `${reveal.order.participant} ${reveal.step}`;
    const others = waiting.get(key);
    if (others) others.push(reveal);
    else waiting.set(key, [reveal]);
  }
  const open = commitments.filter((commitment) => {
    const candidates = waiting.get(`${commitment.participant} ${commitment.step}`) ?? [];
    const at = candidates.findIndex((candidate) => isReveal(commitment, candidate));
    if (at < 0) return true;
    for (const { order } of candidates.splice(at, 1)) orders.push(order);
    return false;
  });
  for (const { participant, step } of open) {
    const other = waiting.get(`${participant} ${step}`)?.pop();
    findings.push(finding(other ? 'differs' : 'missing', participant, step));
  }
  for (const { order, step } of [...waiting.values()].flat()) findings.push(finding('uncommitted', order.participant, step));
  return { orders, findings };
}

const MESSAGES = {
  differs: 'revealed an order that is not the one it had committed',
  missing: 'committed an order and did not reveal it',
  uncommitted: 'revealed an order that it had not committed',
} as const;

function finding(what: keyof typeof MESSAGES, participant: number, step: number): Issue {
  return {
    code: 'market.seal',
    severity: 'error',
    sourceId: 'orders',
    objectId: String(participant),
    message: `Participant ${participant + 1} ${MESSAGES[what]} in step ${step + 1}.`,
    action: 'The order does not take part; all others are cleared.',
    values: { what, participant: participant + 1, step: step + 1 },
  };
}

/**
 * Seals of a simulated step's orders. Nonces follow from the seed, so that a run can be repeated; real members draw theirs
 * from a cryptographic source.
 */
export function sealOrders(book: AuctionBook, step: number, seed: number): readonly SealedBid[] {
  const orders: Order[] = [];
  for (const side of ['bid', 'offer'] as const) {
    const { count, participant, price, energy } = side === 'bid' ? book.bids : book.offers;
    for (let row = 0; row < count; row++) {
      orders.push({ side, participant: participant[row]!, price_EURPerKWh: price[row]!, energy_kWh: energy[row]! });
    }
  }
  return orders
    .sort((a, b) => a.participant - b.participant)
    .map((order) => {
      const nonce = sha256(utf8ToBytes(`commonwatt simulated nonce ${seed} ${step} ${order.participant} ${order.side}`));
      return { ...commitOrder(step, order, nonce), order, nonce: bytesToHex(nonce) };
    });
}
