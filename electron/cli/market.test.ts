import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSolver } from '../../solver-as/build.mjs';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
let folder: string;
beforeAll(async () => {
  await buildSolver();
  folder = mkdtempSync(join(tmpdir(), 'commonwatt market-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function market(words: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'market', ...words], { cwd: folder, encoding: 'utf8', input });
  return { code: status, stdout, stderr };
}

function runCase(input: object, words: readonly string[] = []) {
  const { code, stdout, stderr } = market(['-', ...words], JSON.stringify(input));
  return { code, stderr, result: stdout === '' ? null : JSON.parse(stdout) };
}

const TARIFF = {
  id: 't',
  name: 'Tariff',
  energy: { kind: 'flat', price_EURPerKWh: 0.3 },
  feedIn: { kind: 'flat', price_EURPerKWh: 0.08 },
};
const RULES = {
  id: 'r',
  name: 'Rules',
  design: 'community',
  clearing: 'pool',
  priceRule: 'supply-demand',
  dispatch: 'none',
  tariffs: { default: TARIFF },
};
const DAY = 24;
const day = (value: (hour: number) => number) => Array.from({ length: DAY }, (_, hour) => value(hour));
const MEMBERS = [
  { id: 'roof', load_kW: day(() => 0.3), generation_kW: day((hour) => (hour > 8 && hour < 17 ? 3 : 0)) },
  { id: 'home', load_kW: day(() => 1) },
];
const year = (change: object = {}, members: object[] = MEMBERS) => ({ kind: 'year', community: { members }, config: RULES, ...change });

const QUARTERS = 365 * 96;
const text = (minute: number) => new Date(Date.UTC(2023, 0, 1) + minute * 60_000).toISOString().slice(0, 16).replace('T', ' ');

/** A year of quarters of hours; rows named by `isGone` are left out. */
function meterTable(
  isGone: (quarter: number) => boolean = () => false,
  time: (quarter: number) => string = (quarter) => text(15 * quarter),
): string {
  const rows = ['time;roof load kWh;roof generation kWh;home load kWh'];
  for (let quarter = 0; quarter < QUARTERS; quarter++) {
    if (isGone(quarter)) continue;
    const hour = Math.floor(quarter / 4) % 24;
    rows.push(`${time(quarter)};0.1;${hour > 8 && hour < 17 ? 0.8 : 0};0.25`);
  }
  return `${rows.join('\n')}\n`;
}

function priceTable(isGone: (hour: number) => boolean, price: (hour: number) => number = () => 100): string {
  const rows = ['time;price EUR/MWh'];
  for (let hour = 0; hour < 8760; hour++) if (!isGone(hour)) rows.push(`${text(60 * hour)};${price(hour)}`);
  return `${rows.join('\n')}\n`;
}

function written(name: string, content: string): string {
  writeFileSync(join(folder, name), content);
  return name;
}

const metered = (file: string) => year({ meters: { file, clock: 'standard' } }, [{ id: 'roof' }, { id: 'home' }]);
const priced = (file: string) => year({ prices: [{ file, clock: 'standard' }] });

describe('commonwatt market', () => {
  it('prints the schema of every kind', () => {
    const schema = JSON.parse(market(['--schema']).stdout);
    const kinds = schema.oneOf.map((one: { properties: { kind: { const: string } } }) => one.properties.kind.const);
    expect(kinds).toEqual([
      'book',
      'community',
      'admm',
      'nested',
      'bilateral',
      'prices',
      'fees',
      'allocate',
      'indices',
      'published',
      'settle',
      'year',
      'verify',
    ]);
  });

  const order = { user: 'Ann', side: 'bid', price_EURPerKWh: 0.3, energy_kWh: 1 };
  const book = (change: string) =>
    `{"kind":"book","orders":[${JSON.stringify(order)},${JSON.stringify({ ...order, side: 'offer' }).replace('"energy_kWh":1', change)}]}`;

  it.each<[string, string, RegExp]>([
    ['an unknown kind', '{"kind":"bazaar"}', /Invalid discriminator value[\s\S]*Where: kind/],
    ['an order about nothing', book('"energy_kWh":0'), /energy of an order[^.]*must be above zero[\s\S]*Where: orders\.1\.energy_kWh/],
    ['an order about less than nothing', book('"energy_kWh":-2'), /must be above zero[\s\S]*orders\.1\.energy_kWh/],
    ['an order without end', book('"energy_kWh":1e999'), /must be a finite number[\s\S]*orders\.1\.energy_kWh/],
    ['an order without energy', book('"energy_kWh":null'), /must be a finite number[\s\S]*orders\.1\.energy_kWh/],
    [
      'a missing price of an hour',
      JSON.stringify({ kind: 'prices', import_EURPerKWh: [0.3, null], export_EURPerKWh: 0.1, members: [{ name: 'a', net_kWh: [1, 2] }] }),
      /Where: import_EURPerKWh/,
    ],
    [
      'prices for other steps',
      JSON.stringify({
        kind: 'prices',
        import_EURPerKWh: [0.3, 0.3, 0.3],
        export_EURPerKWh: 0.1,
        members: [{ name: 'a', net_kWh: [1, 2] }],
      }),
      /3 values for 2 steps[\s\S]*import_EURPerKWh/,
    ],
    [
      'a member without readings',
      JSON.stringify(year({}, [...MEMBERS, { id: 'shed' }])),
      /"shed" has no readings[\s\S]*members\.2[\s\S]*leave the member out/,
    ],
    [
      'a member without a meter',
      JSON.stringify(year({}, [MEMBERS[0]!, { ...MEMBERS[1], meter: '' }])),
      /home has no meter[\s\S]*Mend: Give the number of its meter/,
    ],
    [
      'a gap in readings',
      JSON.stringify(year({}, [MEMBERS[0]!, { id: 'home', load_kW: day((hour) => (hour === 3 ? Number.NaN : 1)) }])),
      /Where: community/,
    ],
    ['too few readings', JSON.stringify(year({}, [MEMBERS[0]!, { id: 'home', load_kW: [1, 1] }])), /2 readings for 24 steps/],
    [
      'rules that do not fit',
      JSON.stringify(year({ config: { ...RULES, priceRule: 'maker' } })),
      /do not fit together[\s\S]*take one of: supply-demand/,
    ],
    ['rules without a tariff', JSON.stringify(year({ config: { ...RULES, tariffs: undefined } })), /Where: config\.tariffs/],
  ])('answers %s with exit code 2, where it is and how to mend it', (_name, input, message) => {
    const { code, stdout, stderr } = market(['-'], input);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr).toContain('Mend: ');
  });

  it('takes negative prices as prices', () => {
    const { code, result } = runCase({
      kind: 'prices',
      rule: 'supply-demand',
      import_EURPerKWh: [-0.05, 0.3],
      export_EURPerKWh: [-0.1, 0.1],
      members: [
        { name: 'roof', net_kWh: [-4, -4] },
        { name: 'home', net_kWh: [10, 10] },
      ],
    });
    expect(code).toBe(0);
    const { total_EUR, cost_EUR } = result.rules['supply-demand'];
    expect(total_EUR).toBeCloseTo(result.communityBill_EUR, 12);
    expect(cost_EUR.roof + cost_EUR.home).toBeCloseTo(6 * -0.05 + 6 * 0.3, 12);
    const paid = runCase({
      kind: 'book',
      orders: [
        { ...order, price_EURPerKWh: -0.02 },
        { ...order, user: 'Ben', side: 'offer', price_EURPerKWh: -0.04 },
      ],
    });
    expect(paid.result.price_EURPerKWh).toBeCloseTo(-0.03, 12);
  });

  it('settles a day, writes bills and a journal, and finds a flipped byte in it', () => {
    const { code, result } = runCase(year(), ['--out', 'day']);
    expect(code).toBe(0);
    expect(result.balance).toEqual({ money_microEUR: 0, energy_mWh: 0, slots: DAY + 1 });
    expect(result.gain_EUR).toBeGreaterThan(0);
    const bills = readFileSync(join(folder, 'day', 'bills.csv'), 'utf8')
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split(','));
    expect(bills[0]).toEqual(['member', 'name', 'month', 'item', 'energy_kWh', 'price_EURPerKWh', 'amount_EUR']);
    for (const { id, cost_EUR } of result.members) {
      const lines = bills.filter(([member]) => member === id);
      const sum = (of: (item: string) => boolean) =>
        lines.filter(([, , , item]) => of(item!)).reduce((all, cells) => all + Number(cells[6]), 0);
      expect(sum((item) => item === 'total')).toBeCloseTo(cost_EUR, 6);
      expect(sum((item) => item !== 'total' && item !== 'supplierAlone')).toBeCloseTo(cost_EUR, 6);
    }
    const path = join('day', 'journal.cwj');
    const whole = JSON.parse(market(['verify', path]).stdout);
    expect(whole).toMatchObject({ isWhole: true, records: result.journal.records, head: result.journal.head });
    expect(market(['verify', path, '--records', String(whole.records), '--head', whole.head]).code).toBe(0);
    expect(market(['verify', path, '--records', String(whole.records), '--head', 'f'.repeat(64)]).stderr).toContain('rewritten');
    expect(market(['verify', path, '--head', 'x']).stderr).toContain('A kept head is');
    const bytes = readFileSync(join(folder, path));
    const at = Math.floor(bytes.length / 2);
    bytes[at] = bytes[at]! ^ 0x10;
    writeFileSync(join(folder, 'flipped.cwj'), bytes);
    const flipped = market(['verify', 'flipped.cwj']);
    expect(flipped.code).toBe(2);
    const { isWhole, fault } = JSON.parse(flipped.stdout);
    expect(isWhole).toBe(false);
    expect(Math.abs(fault.record - whole.records / 2)).toBeLessThan(3);
    expect(flipped.stderr).toMatch(/not whole[\s\S]*record \d+/);
    expect(runCase({ kind: 'verify', file: 'flipped.cwj' }).code).toBe(2);
    expect(market(['verify', written('no.cwj', 'hello')]).stderr).toContain('no bytes of a journal');
  });

  describe('with tables beside the case', () => {
    it('fills short gaps in a year of quarters of hours, and says so', () => {
      // Two hours of one day, and a whole day.
      const isGone = (quarter: number) => (quarter >= 1000 && quarter < 1008) || (quarter >= 20_000 && quarter < 20_096);
      const { code, result, stderr } = runCase(metered(written('gaps.csv', meterTable(isGone))));
      expect({ code }).toEqual({ code: 0 });
      expect(stderr).toMatch(/meters\.filled home: Readings of home were missing for 26 h in 2 places/);
      const home = result.members.find(({ id }: { id: string }) => id === 'home');
      expect(home.load_kWh).toBeCloseTo(8760, 6);
      expect(result.findings.map(({ code: what }: { code: string }) => what)).toContain('meters.filled');
    });

    it('refuses a gap of more than three days', () => {
      const { code, stderr } = runCase(
        metered(
          written(
            'long.csv',
            meterTable((quarter) => quarter >= 20_000 && quarter < 20_400),
          ),
        ),
      );
      expect(code).toBe(2);
      expect(stderr).toMatch(/Readings of .* are missing from 2023-07-28 08:00 to 2023-08-01 12:00[\s\S]*Mend: /);
    });

    it('keeps every hour where the clock changes', () => {
      const spring = Date.UTC(2023, 2, 26, 1) / 60_000;
      const autumn = Date.UTC(2023, 9, 29, 1) / 60_000;
      const start = Date.UTC(2023, 0, 1) / 60_000;
      // Standard time, one hour ahead of world time, written by the clock on the wall.
      const wall = (quarter: number) => {
        const world = start + 15 * quarter - 60;
        return text(15 * quarter + (world >= spring && world < autumn ? 60 : 0));
      };
      const file = written(
        'wall.csv',
        meterTable(() => false, wall),
      );
      const { code, result } = runCase(year({ meters: { file } }, [{ id: 'roof' }, { id: 'home' }]));
      expect(code).toBe(0);
      expect(result.members.map(({ load_kWh }: { load_kWh: number }) => load_kWh)).toEqual([
        expect.closeTo(3504, 6),
        expect.closeTo(8760, 6),
      ]);
      expect(result.findings.find(({ code: what }: { code: string }) => what === 'series.clock').message).toContain('summer-time');
      expect(result.findings.map(({ code: what }: { code: string }) => what)).not.toContain('meters.filled');
    });

    it('names the member whose column is missing', () => {
      const { code, stderr } = runCase(year({ meters: { file: 'wall.csv' } }, [{ id: 'roof' }, { id: 'shed' }]));
      expect(code).toBe(2);
      expect(stderr).toMatch(/no column for shed[\s\S]*Mend: Write the number of the meter/);
    });

    it('fills a missing hour of prices and says so, and refuses a missing day', () => {
      const filled = runCase(
        priced(
          written(
            'hour.csv',
            priceTable((hour) => hour === 5),
          ),
        ),
      );
      expect(filled.code).toBe(0);
      expect(filled.stderr).toMatch(/prices\.filled[\s\S]*missing for 1 h in 1 places/);
      const refused = runCase(
        priced(
          written(
            'day.csv',
            priceTable((hour) => hour >= 48 && hour < 72),
          ),
        ),
      );
      expect(refused.code).toBe(2);
      expect(refused.stderr).toMatch(/Prices are missing from 2023-01-03 00:00 to 2023-01-04 00:00[\s\S]*Mend: /);
    });

    it('keeps negative prices of a table, and says what follows', () => {
      const file = written(
        'negative.csv',
        priceTable(
          () => false,
          (hour) => (hour === 4 ? -50 : 300),
        ),
      );
      const { code, result, stderr } = runCase(priced(file));
      expect(code).toBe(0);
      expect(stderr).toContain('tariff.negativeImport');
      // Both are paid for an hour: 0.3 kWh + 1 kWh at -0.05 instead of 0.3 EUR/kWh.
      const flat = runCase(
        priced(
          written(
            'flat.csv',
            priceTable(
              () => false,
              () => 300,
            ),
          ),
        ),
      );
      const cost = ({ members }: { members: { reference_EUR: number }[] }) =>
        members.reduce((sum, { reference_EUR }) => sum + reference_EUR, 0);
      expect(cost(flat.result) - cost(result)).toBeCloseTo(1.3 * 0.35, 6);
    });
  });
});
