/** Rules of a market as they come out of a file: checked, with defaults for what an older or shorter file leaves out. */
import { z } from 'zod';
import { STEP_MINUTES } from './community.ts';
import { AGENTS, CLEARINGS, DESIGNS, DISPATCH_MODES, type MarketConfig, PRICE_RULES, PRIORITIES, SHARINGS } from './marketConfig.ts';
import { NO_FEES, type PriceCurve, type Tariff } from './tariff.ts';

const price = z.number();
const share = z.number().min(0).max(1);
const amount = z.number().min(0);

const curve: z.ZodType<PriceCurve> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('flat'), price_EURPerKWh: price }),
  z.strictObject({
    kind: z.literal('time-of-use'),
    windows: z.array(
      z.strictObject({
        from_h: z.number().min(0).max(24),
        to_h: z.number().min(0).max(24),
        days: z.enum(['all', 'workdays', 'weekends']),
        price_EURPerKWh: price,
      }),
    ),
    otherwise_EURPerKWh: price,
  }),
  z.strictObject({
    kind: z.literal('series'),
    name: z.string(),
    step_min: z.int().positive(),
    values_EURPerKWh: z.union([z.instanceof(Float64Array), z.array(price).transform((values) => Float64Array.from(values))]),
  }),
]);

export const tariffSchema: z.ZodType<Tariff> = z.strictObject({
  id: z.string(),
  name: z.string(),
  country: z.string().length(2).nullable().default(null),
  validFrom: z.string().default('2025-01-01'),
  source: z.string().default(''),
  energy: curve,
  feedIn: curve,
  supplierFixed_EURPerMonth: amount.default(0),
  network: z
    .strictObject({
      energy_EURPerKWh: price.default(0),
      capacity_EURPerKWYear: amount.default(0),
      fixed_EURPerMonth: amount.default(0),
      localShareByLevel: z.array(share).min(1).default([0]),
      distance_EURPerKWhKm: amount.default(0),
    })
    .prefault({}),
  levies_EURPerKWh: price.default(0),
  localLevyShare: share.default(0),
  vat: amount.default(0),
});

const fees = z
  .strictObject({
    community_EURPerKWh: amount.default(0),
    import_EURPerKWh: amount.default(0),
    export_EURPerKWh: amount.default(0),
    platform_EURPerKWh: amount.default(0),
    platformShare: share.default(0),
    platform_EURPerMonth: amount.default(0),
  })
  .default(NO_FEES);

const flexibility = z.strictObject({
  name: z.string(),
  direction: z.enum(['down', 'up']),
  from_h: z.number().min(0).max(24),
  to_h: z.number().min(0).max(24),
  days: z.array(z.int().min(0).max(364)),
  availability_EURPerKWh: amount,
  use_EURPerKWh: amount,
  minimum_kW: amount,
  maximum_kW: amount,
  penalty_EURPerKWh: amount,
  aggregatorShare: share,
  isOpen: z.boolean(),
});

const weights = z.partialRecord(z.enum(SHARINGS).exclude(['none', 'mix']), share);

export const marketConfigSchema: z.ZodType<MarketConfig> = z.strictObject({
  id: z.string(),
  name: z.string(),
  preset: z.string().nullable().default(null),
  design: z.enum(DESIGNS),
  clearing: z.enum(CLEARINGS).default('pool'),
  priceRule: z.enum(PRICE_RULES).default('supply-demand'),
  k: share.default(0.5),
  fixedPrice_EURPerKWh: price.default(0),
  compensation_EURPerKWh: amount.default(0),
  sharing: z.enum(SHARINGS).default('none'),
  mix: weights.default({}),
  dispatch: z.enum(DISPATCH_MODES).default('self-consumption'),
  step_min: z.literal(STEP_MINUTES).default(60),
  agents: z.enum(AGENTS).default('truthful'),
  sealed: z.boolean().default(false),
  forecastError: amount.default(0),
  imbalance_EURPerKWh: amount.default(0),
  seed: z.int().default(1),
  tariffs: z.record(z.string(), tariffSchema).refine((tariffs) => 'default' in tariffs, 'A tariff named "default" is needed.'),
  fees,
  priority: z.enum(PRIORITIES).default('local-first'),
  flexibility: flexibility.nullable().default(null),
});

/** For `JSON.stringify`: series of numbers as lists. */
export function asPlainNumbers(_key: string, value: unknown): unknown {
  return value instanceof Float64Array ? [...value] : value;
}
