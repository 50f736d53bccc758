import { expect, it } from 'vitest';
import { MATERIALS } from '#models/district/building/materials.ts';
import { ELEMENT_KINDS } from '#models/district/buildingModel.ts';
import { BUILDING_MODEL_NOTES } from '#models/district/buildingModelOf.ts';
import { TRANSMISSION_PATHS } from '#models/scenario/thermalPaths.ts';
import { en } from './messages.ts';

it('has words for every note, material, heat path and kind of element that models name', () => {
  const keys = [
    ...BUILDING_MODEL_NOTES.map((name) => `buildingModel.${name}`),
    ...MATERIALS.flatMap(({ id, source }) => [`bview.material.${id}`, `bview.source.${source}`]),
    ...[...TRANSMISSION_PATHS, 'infiltration', 'ventilation'].map((path) => `bview.thermal.${path}`),
    ...ELEMENT_KINDS.map((kind) => `bview.kind.${kind}`),
  ];
  expect(keys.filter((key) => !(key in en))).toEqual([]);
});
