/** One step of collectives nested in collectives. */
import { z } from 'zod';
import { clearNested, type Link, type NestedMember } from '../../designs/nested.ts';
import { amount, finite, gridSchema, name, named, positive, rowsByName } from './caseParts.ts';

const block = z.strictObject({ price_EURPerKWh: finite('Price of a block [EUR/kWh]'), quantity_kWh: positive('Size of a block [kWh]') });
const owner = { name: name.optional(), collective: name.describe('Id of the innermost collective') };

export const nestedSchema = z
  .strictObject({
    kind: z.literal('nested'),
    step_h: positive('Length of the step [h]').default(1),
    grid: gridSchema,
    collectives: z
      .array(
        z.strictObject({
          id: name,
          parent: name.nullable(),
          importFee_EURPerKWh: amount('Fee of the link inwards [EUR/kWh]').default(0),
          exportFee_EURPerKWh: amount('Fee of the link outwards [EUR/kWh]').default(0),
          capacity_kW: amount('Most power over the link [kW]').nullable().default(null),
          owners: z.array(name).default([]),
        }),
      )
      .min(1)
      .max(10_000)
      .describe('Parents before children; the first is the root'),
    members: z
      .array(
        z.discriminatedUnion('kind', [
          z.strictObject({
            kind: z.literal('quadratic'),
            ...owner,
            a: amount('Curvature of the cost'),
            b: finite('Slope of the cost [EUR/kWh]'),
            min_kWh: finite('Least production [kWh]'),
            max_kWh: finite('Most production [kWh]'),
          }),
          z.strictObject({ kind: z.literal('blocks'), ...owner, offers: z.array(block).default([]), bids: z.array(block).default([]) }),
        ]),
      )
      .min(1)
      .max(100_000),
  })
  .describe('Nested collectives with link fees, limits and owners, one step');

export function runNested({ members, collectives, grid, step_h }: z.infer<typeof nestedSchema>) {
  const names = members.map((member, row) => member.name ?? String(row + 1));
  rowsByName(names, 'members');
  const bare = members.map(({ name: _name, ...member }): NestedMember => member);
  const { status, ...solution } = clearNested(bare, collectives satisfies readonly Link[], { grid, step_h });
  if (!('p' in solution)) return { status, ...solution };
  const { p, ...rest } = solution;
  return { status, ...rest, supplied_kWh: named(names, p) };
}
