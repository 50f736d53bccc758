/** The border for scenarios from files and command lines. */
import { z } from 'zod';
import { InputError } from '../core/errors.ts';
import { BUILDING_USES } from '../district/district.ts';
import { districtEditSchema } from '../district/edits/editSchema.ts';
import { RETROFIT_STANDARDS, type Scenario, WINDOW_STANDARDS } from './scenario.ts';

const share = z.number().min(0).max(1);
const year = z.number().int().min(0).max(2200);
const price = z.number().min(-100).max(1000);
const emission = z.number().min(-2000).max(5000);
const hourOfDay = z.number().min(0).max(24);

const query = z.strictObject({
  attribute: z.string().min(1),
  operator: z.enum(['=', '!=', '<', '<=', '>', '>=', 'contains']),
  value: z.union([z.string(), z.number()]),
});

export const selectorSchema = z.strictObject({
  ids: z.array(z.string()).readonly().exactOptional(),
  uses: z.array(z.enum(BUILDING_USES)).readonly().exactOptional(),
  builtFrom: year.exactOptional(),
  builtTo: year.exactOptional(),
  queries: z.array(query).readonly().exactOptional(),
});

const base = { id: z.string().min(1), enabled: z.boolean() };
const targeted = { ...base, target: z.strictObject({ selector: selectorSchema, share }) };

const atBuilding = { ...base, buildingId: z.string().min(1) };
const faces = z.array(z.number().int().min(0)).readonly();
const layer = z.strictObject({
  name: z.string(),
  thickness_m: z.number().gt(0).max(10),
  conductivity_W_mK: z.number().gt(0).max(1000),
  density_kg_m3: z.number().min(0).max(30_000),
  heatCapacity_J_kgK: z.number().min(0).max(10_000),
});

const measureSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('retrofit'), ...targeted, standard: z.enum(RETROFIT_STANDARDS) }),
  z.strictObject({ kind: z.literal('windows'), ...targeted, standard: z.enum(WINDOW_STANDARDS) }),
  z.strictObject({
    kind: z.literal('pv'),
    ...targeted,
    minIrradiation_kWh_m2: z.number().min(0).max(4000),
    coverage: share,
    power_kW_m2: z.number().min(0).max(0.5),
  }),
  z.strictObject({
    kind: z.literal('battery'),
    ...targeted,
    capacity_kWh_per_kWp: z.number().min(0).max(100),
    power_kW_per_kWh: z.number().min(0).max(10),
  }),
  z.strictObject({ kind: z.literal('heat-pump'), ...targeted, designFlow_C: z.number().min(25).max(80) }),
  z.strictObject({
    kind: z.literal('setpoints'),
    ...targeted,
    heating_C: z.number().min(5).max(30).exactOptional(),
    setback_K: z.number().min(0).max(15).exactOptional(),
    cooling_C: z.number().min(18).max(40).exactOptional(),
    cooled: z.boolean().exactOptional(),
  }),
  z.strictObject({ kind: z.literal('edit'), ...base, edit: districtEditSchema }),
  z.strictObject({
    kind: z.literal('pv-field'),
    ...atBuilding,
    faces,
    coverage: share,
    power_kW_m2: z.number().min(0).max(0.5),
  }),
  z.strictObject({
    kind: z.literal('envelope'),
    ...atBuilding,
    part: z.enum(['wall', 'roof', 'ground', 'window']),
    faces: faces.exactOptional(),
    uValue_W_m2K: z.number().min(0.05).max(10),
    layers: z.array(layer).readonly(),
  }),
  z.strictObject({
    kind: z.literal('site-battery'),
    ...atBuilding,
    capacity_kWh: z.number().min(0).max(1e6),
    power_kW: z.number().min(0).max(1e6),
  }),
  z.strictObject({
    kind: z.literal('charging'),
    ...atBuilding,
    points: z.number().int().min(0).max(10_000),
    power_kW: z.number().min(0).max(1000),
    distance_km: z.number().min(0).max(1e6),
  }),
  z.strictObject({
    kind: z.literal('tariff'),
    ...base,
    tariff: z.strictObject({
      importPeak_ctPerKWh: price.exactOptional(),
      importOffPeak_ctPerKWh: price.exactOptional(),
      peakFrom_h: hourOfDay.exactOptional(),
      peakTo_h: hourOfDay.exactOptional(),
      feedIn_ctPerKWh: price.exactOptional(),
      gas_ctPerKWh: price.exactOptional(),
      oil_ctPerKWh: price.exactOptional(),
      biomass_ctPerKWh: price.exactOptional(),
      districtHeat_ctPerKWh: price.exactOptional(),
    }),
  }),
  z.strictObject({
    kind: z.literal('emissions'),
    ...base,
    factors: z.strictObject({
      electricity_gPerKWh: emission.exactOptional(),
      feedInCredit_gPerKWh: emission.exactOptional(),
      gas_gPerKWh: emission.exactOptional(),
      oil_gPerKWh: emission.exactOptional(),
      biomass_gPerKWh: emission.exactOptional(),
      districtHeat_gPerKWh: emission.exactOptional(),
    }),
  }),
]);

/** JSON form of a scenario; `z.toJSONSchema(scenarioSchema)` documents it. */
export const scenarioSchema = z.strictObject({
  id: z.string().min(1),
  name: z.string(),
  measures: z
    .array(measureSchema)
    .readonly()
    .superRefine((measures, context) => {
      const seen = new Set<string>();
      measures.forEach((measure, index) => {
        if (seen.has(measure.id)) {
          context.addIssue({ code: 'custom', path: [index, 'id'], message: `The measure id "${measure.id}" is used twice` });
        }
        seen.add(measure.id);
      });
    }),
});

function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : text ? `${text}.${String(key)}` : String(key)),
    '',
  );
}

/**
 * A scenario from untrusted JSON.
 * @throws InputError `scenario.invalid` with the path of the first fault and the number of faults
 */
export function readScenario(json: unknown): Scenario {
  const parsed = scenarioSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const first = parsed.error.issues[0]!;
  throw new InputError({
    code: 'scenario.invalid',
    message: `The scenario is not valid: ${first.message}.`,
    where: pathText(first.path) || 'the whole document',
    mend: 'Correct the named value; the schema of a scenario is printed by "commonwatt simulate --schema".',
    values: { path: pathText(first.path), faults: parsed.error.issues.length },
  });
}
