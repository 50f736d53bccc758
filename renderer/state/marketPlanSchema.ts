/** The plan of the market as a project file holds it. */
import { z } from 'zod';
import { marketConfigSchema } from '#models/market/marketSchema.ts';
import type { ParticipantChange } from '../workers/marketApi.ts';
import type { MarketPlan } from './marketState.ts';

const preferences = z.object({
  local_EURPerKWh: z.number(),
  green_EURPerKWh: z.number(),
  social_EURPerKWh: z.number(),
  partners: z.array(z.string()).readonly(),
  partner_EURPerKWh: z.number(),
  buyLimit_EURPerKWh: z.number().nullable(),
  sellLimit_EURPerKWh: z.number().nullable(),
});

const trader = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('self') }),
  z.object({ kind: z.literal('broker'), id: z.string(), name: z.string(), commission_EURPerKWh: z.number() }),
]);

const change: z.ZodType<ParticipantChange> = z.object({
  participant: z.string(),
  preferences: preferences.exactOptional(),
  trader: trader.exactOptional(),
  optedOut: z.boolean().exactOptional(),
  socialWeight: z.number().exactOptional(),
});
const changes = z.array(change).readonly().default([]);

export const marketPlanSchema: z.ZodType<MarketPlan> = z.object({
  choice: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('district'), buildingIds: z.array(z.string()).readonly().nullable(), changes }),
    z.object({ kind: z.literal('sample'), id: z.string(), changes }),
  ]),
  columns: z.array(marketConfigSchema).readonly(),
});
