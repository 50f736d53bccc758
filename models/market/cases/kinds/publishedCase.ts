/** Published comparisons whose order, not whose size, can be repeated: their districts are not known. */
import { z } from 'zod';
import { publishedComparison } from '../../designs/welfareOrder.ts';
import { priceResponse, RESPONSE_CASE } from '../priceResponse.ts';

export const publishedSchema = z
  .strictObject({
    kind: z.literal('published'),
    table: z.enum(['designs', 'price-rules']).describe('Sousa et al. 2019, tables 4-5, or Zhou et al. 2018, table 4'),
    seed: z.int().optional().describe('Of the drawn loads, weather and prices'),
    steps: z.int().min(1).max(17_520).default(48).describe('Of the comparison of designs'),
  })
  .describe('Order of designs and of price rules, as published');

export function runPublished({ table, seed, steps }: z.infer<typeof publishedSchema>) {
  if (table === 'designs') return publishedComparison(seed ?? 1, steps);
  return priceResponse({ ...RESPONSE_CASE, ...(seed === undefined ? {} : { seed }) });
}
