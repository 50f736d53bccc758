/** One market case of any kind: what `commonwatt market` and the known answers run. */
import { z } from 'zod';
import { parseCase } from '../../energy/cases/caseInput.ts';
import type { LinearSolver } from '../ports.ts';
import { allocateSchema, runAllocate } from './kinds/allocateCase.ts';
import { bilateralSchema, runBilateral } from './kinds/bilateralCase.ts';
import { bookSchema, runBook } from './kinds/bookCase.ts';
import { admmSchema, communitySchema, runAdmm, runCommunity } from './kinds/communityCase.ts';
import { feesSchema, runFees } from './kinds/feesCase.ts';
import { indicesSchema, runIndices } from './kinds/indicesCase.ts';
import { nestedSchema, runNested } from './kinds/nestedCase.ts';
import { pricesSchema, runPrices } from './kinds/pricesCase.ts';
import { publishedSchema, runPublished } from './kinds/publishedCase.ts';
import { runSettle, settleSchema } from './kinds/settleCase.ts';

export const MARKET_CASE_SCHEMAS = [
  bookSchema,
  communitySchema,
  admmSchema,
  nestedSchema,
  bilateralSchema,
  pricesSchema,
  feesSchema,
  allocateSchema,
  indicesSchema,
  publishedSchema,
  settleSchema,
] as const;

const marketCaseSchema = z.discriminatedUnion('kind', MARKET_CASE_SCHEMAS);

export interface MarketCaseResult {
  /** Plain figures, for JSON. */
  readonly result: object;
  /** The journal's bytes, where the case settles something. */
  readonly journal?: () => Uint8Array;
}

/**
 * @param solver for the least core and the nucleolus; null where there is none
 * @throws InputError where the case does not fit its schema, and what the models throw
 */
export function runMarketCase(input: unknown, solver: LinearSolver | null): MarketCaseResult {
  const given = parseCase(marketCaseSchema, input, 'market');
  switch (given.kind) {
    case 'book':
      return { result: runBook(given) };
    case 'community':
      return { result: runCommunity(given) };
    case 'admm':
      return { result: runAdmm(given) };
    case 'nested':
      return { result: runNested(given) };
    case 'bilateral':
      return { result: runBilateral(given) };
    case 'prices':
      return { result: runPrices(given) };
    case 'fees':
      return { result: runFees(given) };
    case 'allocate':
      return { result: runAllocate(given, solver) };
    case 'indices':
      return { result: runIndices(given) };
    case 'published':
      return { result: runPublished(given) };
    case 'settle': {
      const { result, journal } = runSettle(given);
      return { result, journal: () => journal.toBytes() };
    }
  }
}
