import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settleYear } from '../settlement/settleYear.ts';
import { fullTariff, randomMarket } from '../settlement/testing/randomMarket.ts';
import { NO_FEES } from '../tariff.ts';
import { tariffYear } from '../tariffs/tariffYear.ts';
import { newJournal, readJournal } from './journal.ts';
import { decodeLines, encodeRecord, HEADER_BYTES, type JournalLine, type JournalRecord, LINE_BYTES, shapeOf } from './record.ts';
import { yearJournal } from './yearJournal.ts';

const line = (seed: number): JournalLine => ({
  from: seed,
  to: -3,
  item: 'network',
  energy_mWh: -seed * 7e12,
  amount_microEUR: seed * 123_456_789,
});
const record = (slot: number, lines = 3): JournalRecord => ({
  kind: 'step',
  slot,
  lines: Array.from({ length: lines }, (_, i) => line(slot + i)),
  note: slot === 2 ? 'gr\u00fcn' : '',
});

function sample(records = 6) {
  const journal = newJournal('test');
  for (let slot = 0; slot < records; slot++) journal.append(record(slot + 100));
  return journal;
}

/** Bytes from the start of the file to record k, for records of equal length. */
const LENGTH = HEADER_BYTES + 3 * (4 + LINE_BYTES);
const at = (k: number) => 8 + 4 + 4 + k * (4 + LENGTH + 32) + 4;

function faultOf(bytes: Uint8Array, kept?: { records: number; head: string }) {
  const read = readJournal(bytes, kept);
  return 'fault' in read ? read.fault : null;
}

describe('journal', () => {
  it('comes back from its bytes as it was', () => {
    const journal = sample();
    const read = readJournal(journal.toBytes(), journal.head());
    if (!('journal' in read)) throw new Error(`fault: ${read.fault.what}`);
    expect(read.journal.head()).toEqual(journal.head());
    expect(decodeLines(read.journal.recordAt(3))).toEqual(record(103).lines);
    expect(journal.verify()).toBeNull();
    read.journal.append(record(7));
    expect(read.journal.verify(journal.head())).toBeNull();
  });

  it('holds any safe integer', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.maxSafeInteger(), (energy_mWh, amount_microEUR) => {
        const lines = [{ ...line(1), energy_mWh, amount_microEUR }];
        expect(decodeLines(encodeRecord({ kind: 'month', slot: -1, lines }, 4))).toEqual(lines);
      }),
    );
    expect(() => newJournal('').append({ kind: 'step', slot: 0, lines: [{ ...line(1), amount_microEUR: 0.5 }] })).toThrow(RangeError);
  });

  it('names record, slot and line of any flipped bit in a line', () => {
    const bytes = sample().toBytes();
    fc.assert(
      fc.property(fc.nat(5), fc.nat(2), fc.nat(LINE_BYTES - 1), fc.nat(7), (k, i, byte, bit) => {
        const damaged = bytes.slice();
        damaged[at(k) + HEADER_BYTES + 3 * 4 + i * LINE_BYTES + byte]! ^= 1 << bit;
        expect(faultOf(damaged)).toEqual({ record: k, slot: 100 + k, line: i, what: 'line' });
      }),
    );
  });

  it('finds any flipped bit anywhere, no later than where it is', () => {
    const bytes = sample().toBytes();
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(7), (byte, bit) => {
        const damaged = bytes.slice();
        damaged[byte]! ^= 1 << bit;
        const fault = faultOf(damaged);
        const k = Math.floor((byte - (at(0) - 4)) / (4 + LENGTH + 32));
        expect(fault?.record).toBe(Math.min(6, Math.max(0, k)));
      }),
      { numRuns: 400 },
    );
  });

  it('tells what was done to it', () => {
    const journal = sample();
    const bytes = journal.toBytes();
    const frame = 4 + LENGTH + 32;
    const cut = (from: number, to: number) => Uint8Array.from([...bytes.subarray(0, from), ...bytes.subarray(to)]);
    const swapped = bytes.slice();
    swapped.set(bytes.subarray(at(1) - 4, at(1) - 4 + frame), at(2) - 4);
    swapped.set(bytes.subarray(at(2) - 4, at(2) - 4 + frame), at(1) - 4);
    const hash = bytes.slice();
    hash[at(2) + LENGTH]! ^= 1;
    const other = sample(5);
    other.append(record(999));
    expect({
      cutShort: faultOf(bytes.subarray(0, at(4) + 20)),
      lastLeftOut: faultOf(cut(at(5) - 4, at(6) - 4)),
      secondLeftOut: faultOf(cut(at(1) - 4, at(2) - 4)),
      swapped: faultOf(swapped),
      hash: faultOf(hash),
      rewritten: faultOf(other.toBytes(), journal.head()),
      shorterButWhole: faultOf(sample(4).toBytes(), journal.head()),
      nothing: faultOf(new Uint8Array(3)),
    }).toMatchInlineSnapshot(`
      {
        "cutShort": {
          "line": null,
          "record": 4,
          "slot": null,
          "what": "truncated",
        },
        "hash": {
          "line": null,
          "record": 2,
          "slot": 102,
          "what": "hash",
        },
        "lastLeftOut": {
          "line": null,
          "record": 5,
          "slot": null,
          "what": "truncated",
        },
        "nothing": {
          "line": null,
          "record": 0,
          "slot": null,
          "what": "form",
        },
        "rewritten": {
          "line": null,
          "record": 5,
          "slot": null,
          "what": "head",
        },
        "secondLeftOut": {
          "line": null,
          "record": 1,
          "slot": 102,
          "what": "order",
        },
        "shorterButWhole": {
          "line": null,
          "record": 4,
          "slot": null,
          "what": "truncated",
        },
        "swapped": {
          "line": null,
          "record": 1,
          "slot": 102,
          "what": "order",
        },
      }
    `);
  });

  it('finds an edit that also mended its tag', () => {
    const journal = sample();
    const forged = encodeRecord({ ...record(103), lines: [line(1), line(2), line(3)] }, 3);
    const bytes = journal.toBytes();
    bytes.set(forged, at(3));
    expect(shapeOf(forged)?.index).toBe(3);
    expect(faultOf(bytes)).toEqual({ record: 3, slot: 103, line: null, what: 'record' });
  });
});

describe('the journal of a year', () => {
  it.each([0, 12])('holds every amount of every bill (%i trades per step)', (tradesPerStep) => {
    const market = randomMarket({ participants: 5, steps: 800, seed: 11, tradesPerStep, districts: 2 });
    const amount_EUR = new Float64Array(60).fill(1.0000007);
    const extras = [{ item: 'sharedGain', account: 'community', amount_EUR }] as const;
    const year = settleYear({
      ...market,
      tariffs: [tariffYear(fullTariff(), market.community.axis)],
      tariffOf: new Uint8Array(5),
      fees: { ...NO_FEES, community_EURPerKWh: 0.01, platform_EURPerMonth: 1 },
      extras,
    });
    const journal = newJournal('year');
    yearJournal(year, { axis: market.community.axis, about: 'year', trades: market.cleared.trades, extras }, journal);
    expect(journal.verify()).toBeNull();
    const paid = new Float64Array(5);
    let all = 0;
    for (let k = 0; k < journal.length; k++) {
      for (const { from, to, amount_microEUR } of decodeLines(journal.recordAt(k))) {
        if (from >= 0) paid[from]! += amount_microEUR;
        if (to >= 0) paid[to]! -= amount_microEUR;
        all++;
      }
    }
    const totals = Array.from({ length: 5 }, (_, p) => year.total_microEUR.filter((_, i) => i % 5 === p).reduce((a, b) => a + b, 0));
    expect([...paid]).toEqual(totals);
    expect(all).toBeGreaterThan(800 * 5);
  });
});
