/** One step of a community with a manager: the optimum (equation 3), and the same found by negotiation (ADMM). */
import { z } from 'zod';
import { communityAdmm } from '../../designs/admm.ts';
import { communityOptimum, type QuadraticMember } from '../../designs/communityOptimum.ts';
import { amount, finite, gridSchema, name, named, positive, rowsByName } from './caseParts.ts';

const memberSchema = z.strictObject({
  name: name.optional(),
  a: amount('Curvature a of the cost a p^2 / 2 + b p [EUR/kWh2]'),
  b: finite('Slope b of the cost [EUR/kWh]'),
  min_kWh: finite('Least production; below zero it uses energy [kWh]'),
  max_kWh: finite('Most production [kWh]'),
});

const fields = {
  members: z.array(memberSchema).min(1).max(10_000),
  grid: gridSchema,
  fees: z
    .strictObject({
      community_EURPerKWh: amount('gamma_com, from each of both sides [EUR/kWh]').default(0),
      import_EURPerKWh: amount('gamma_imp [EUR/kWh]').default(0),
      export_EURPerKWh: amount('gamma_exp [EUR/kWh]').default(0),
    })
    .prefault({}),
};

export const communitySchema = z
  .strictObject({ kind: z.literal('community'), ...fields })
  .describe('Least cost of a community in one step; production is above zero, q is received from the pool');

export const admmSchema = z
  .strictObject({
    kind: z.literal('admm'),
    ...fields,
    tolerance: positive('Relative size of what may be left open').default(1e-4),
    maxIterations: z.int().min(1).max(100_000).default(1000),
    rho: positive('Weight of disagreement at the start').optional(),
    withTrace: z.boolean().default(false).describe('Also give price and residuals of every iteration'),
  })
  .describe('The same optimum by negotiation: members answer a price and keep their costs to themselves');

type Given = Pick<z.infer<typeof communitySchema>, 'members' | 'grid' | 'fees'>;

function termsOf({ members, grid, fees }: Given) {
  const names = members.map((member, row) => member.name ?? String(row + 1));
  rowsByName(names, 'members');
  const bare = members.map(({ a, b, min_kWh, max_kWh }): QuadraticMember => ({ a, b, min_kWh, max_kWh }));
  return { names, members: bare, terms: { grid, ...fees } };
}

export function runCommunity(given: z.infer<typeof communitySchema>) {
  const { names, members, terms } = termsOf(given);
  const { status, ...rest } = communityOptimum(members, terms);
  if (!('p' in rest)) return { status, ...rest };
  const { p, q, alpha, beta, ...sums } = rest;
  return { status, ...sums, members: membersOf(names, { p, q, alpha, beta }) };
}

export function runAdmm(given: z.infer<typeof admmSchema>) {
  const { names, members, terms } = termsOf(given);
  const { tolerance, maxIterations, rho } = given;
  const { p, q, alpha, beta, iterations, ...sums } = communityAdmm(members, terms, {
    tolerance,
    maxIterations,
    ...(rho === undefined ? {} : { rho }),
  });
  const exact = communityOptimum(members, terms);
  return {
    ...sums,
    iterations: iterations.length,
    exact: exact.status === 'optimal' ? { objective_EUR: exact.objective_EUR, qImp_kWh: exact.qImp_kWh, qExp_kWh: exact.qExp_kWh } : exact,
    members: membersOf(names, { p, q, alpha, beta }),
    ...(given.withTrace ? { trace: iterations } : {}),
  };
}

type Columns = Readonly<Record<'p' | 'q' | 'alpha' | 'beta', Float64Array>>;

function membersOf(names: readonly string[], { p, q, alpha, beta }: Columns) {
  return {
    produced_kWh: named(names, p),
    fromPool_kWh: named(names, q),
    imported_kWh: named(names, alpha),
    exported_kWh: named(names, beta),
  };
}
