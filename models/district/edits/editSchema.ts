/** The border for edits from scenario files: shapes of the data; what cannot be built is found by `applyEdits`. */
import { z } from 'zod';
import { BUILDING_USES, HEAT_SOURCES } from '../district.ts';
import { type DistrictEdit, REPAIR_KINDS, ROOF_FORMS } from '../edits.ts';
import { LINE_KINDS, POINT_KINDS } from '../elements.ts';

/** Local coordinates and distances: districts are tens of kilometres wide [m]. */
const metres = z.number().min(-1e6).max(1e6);
const id = z.string().min(1);
const ids = z.array(z.string()).readonly();
const place = z.tuple([metres, metres, metres]).readonly();
const rated_kW = z.number().min(0).max(1e9).exactOptional();
const attribute = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const attributes = z.record(z.string(), attribute).readonly();
const pairs = (least: number) =>
  z
    .array(metres)
    .min(least * 2)
    .max(20_000)
    .refine((values) => values.length % 2 === 0, 'East and north come in pairs')
    .readonly();

const shape = z.strictObject({
  rings_m: z.array(pairs(3)).min(1).max(100).readonly(),
  ground_m: metres,
  eaves_m: z.number().positive().max(1000),
  roof: z.enum(ROOF_FORMS),
  pitch_deg: z.number().min(0).max(85),
  ridge_deg: z.number().min(-360).max(360).exactOptional(),
});

const properties = z.strictObject({
  name: z.string().exactOptional(),
  use: z.enum(BUILDING_USES).exactOptional(),
  storeys: z.number().int().min(1).max(200).exactOptional(),
  constructionYear: z.number().int().min(1000).max(2200).exactOptional(),
  heatSource: z.enum(HEAT_SOURCES).exactOptional(),
  floorArea_m2: z.number().min(0).max(1e7).exactOptional(),
});

const tree = z.strictObject({ id, at_m: place, height_m: z.number().positive().max(150), crown_m: z.number().positive().max(100) });
const line = z.strictObject({
  id,
  kind: z.enum(LINE_KINDS),
  path_m: pairs(2),
  rated_kW,
  name: z.string().exactOptional(),
  attributes,
});
const point = z.strictObject({ id, kind: z.enum(POINT_KINDS), at_m: place, rated_kW, name: z.string().exactOptional(), attributes });

const turn_deg = z.number().min(-3600).max(3600);

/** JSON form of one edit; `DistrictEdit` in models/district/edits.ts says what each does. */
export const districtEditSchema: z.ZodType<DistrictEdit> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('add-building'), id, shape, properties }),
  z.strictObject({ kind: z.literal('reshape'), id, shape }),
  z.strictObject({ kind: z.literal('move'), ids, by_m: place, turn_deg }),
  z.strictObject({ kind: z.literal('raise'), ids, by_m: metres }),
  z.strictObject({ kind: z.literal('split'), id, line_m: z.tuple([metres, metres, metres, metres]).readonly(), newId: id }),
  z.strictObject({ kind: z.literal('remove-buildings'), ids }),
  z.strictObject({ kind: z.literal('properties'), ids, set: properties }),
  z.strictObject({ kind: z.literal('add-tree'), tree }),
  z.strictObject({ kind: z.literal('add-line'), line }),
  z.strictObject({ kind: z.literal('add-point'), point }),
  z.strictObject({ kind: z.literal('move-elements'), ids, by_m: z.tuple([metres, metres]).readonly() }),
  z.strictObject({ kind: z.literal('remove-elements'), ids }),
  z.strictObject({
    kind: z.literal('repair'),
    repair: z.enum(REPAIR_KINDS),
    ids,
    height_m: z.number().positive().max(1000).exactOptional(),
  }),
  z.strictObject({ kind: z.literal('join'), source: z.string(), values: z.record(z.string(), attributes).readonly() }),
]);
