import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import * as plan from '#models/scenario/plan.ts';
import { HOURLY_FIELDS, MONTHLY_FIELDS, YEARLY_FIELDS } from '#models/scenario/yearResult.ts';
import * as layout from '../host/layout.generated.ts';
import { generateLayout } from '../layout.mjs';

it('repeats the field lists of the models in their order', () => {
  expect(layout.BUILDING_LAYOUT).toEqual(plan.BUILDING_FIELDS);
  expect(layout.PATTERN_LAYOUT).toEqual(plan.PATTERN_FIELDS);
  expect(layout.MONTHLY_LAYOUT).toEqual(MONTHLY_FIELDS);
  expect(layout.YEARLY_LAYOUT).toEqual(YEARLY_FIELDS);
  expect(layout.HOURLY_LAYOUT).toEqual(HOURLY_FIELDS);
  expect([layout.LANE_GROUP, layout.CHUNK_LANES, layout.HORIZON_SECTORS]).toEqual([
    plan.LANE_GROUP,
    plan.CHUNK_LANES,
    plan.HORIZON_SECTORS,
  ]);
});

it('has its generated files up to date', () => {
  for (const [file, text] of generateLayout()) expect(readFileSync(file, 'utf8'), file).toBe(text);
});

it('keeps surfaces and PV arrays alike up to their last field, as the packing expects', () => {
  expect(layout.PV_LAYOUT.slice(0, -1)).toEqual(layout.SURFACE_LAYOUT.slice(0, -1));
});
