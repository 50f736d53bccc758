/** U values of one building after all measures: of the archetype, and where a person set them, weighted by area. */
import { BUILDING_USES, SURFACE_KINDS } from '../district/district.ts';
import type { Archetype } from '../energy/archetypes/archetype.ts';
import { envelopeValues, slabOnGround_W_m2K } from './envelope.ts';
import { type MeasuredState, type PlacedEnvelope, partOfKind } from './measuredState.ts';
import type { PreparedDistrict } from './prepareDistrict.ts';
import { statedEnvelope } from './statedEnvelope.ts';

/** Means over the area of each part [W/(m2 K)]; walls without windows. */
export interface BuildingEnvelope {
  /** Windows, air change, thermal bridges and mass; its U values hold where nothing was set. */
  readonly archetype: Archetype;
  readonly wall_W_m2K: number;
  readonly roof_W_m2K: number;
  /** Floor constructions on ground, without the ground, and above outdoor air. */
  readonly ground_W_m2K: number;
  readonly overhang_W_m2K: number;
  /** Floor on ground with the ground (EN ISO 13370). */
  readonly slab_W_m2K: number;
  readonly window_W_m2K: number;
  readonly windowG: number;
  /** Sum of area x sky view x U over walls and over roofs [W/K]. */
  readonly wallSky_W_K: number;
  readonly roofSky_W_K: number;
}

const OVERHANG = SURFACE_KINDS.indexOf('outer-ceiling');

/** @param b row of `district.buildings` */
export function buildingEnvelope(prepared: PreparedDistrict, state: MeasuredState, b: number): BuildingEnvelope {
  const { columns } = prepared;
  const use = BUILDING_USES[columns.useClass[b]!]!;
  const stated = statedEnvelope(prepared.district.buildings[b]!.attributes, columns.outerWall_m2[b]!);
  const values = envelopeValues(use, columns.constructionYear[b]!, state.envelope[b]!, state.windows[b]!, stated);
  const archetype = values.opaque;
  const set = state.places.get(b)?.envelope;
  const whole = {
    wall: set?.wall?.uValue_W_m2K ?? archetype.wall_W_m2K,
    roof: set?.roof?.uValue_W_m2K ?? archetype.roof_W_m2K,
    ground: set?.ground?.uValue_W_m2K ?? archetype.ground_W_m2K,
  };
  const mean =
    set && set.faces.size > 0
      ? meansByFace(prepared, b, set, whole)
      : {
          ...whole,
          overhang: whole.ground,
          wallSky: columns.wallSkyView_m2[b]! * whole.wall,
          roofSky: columns.roofSkyView_m2[b]! * whole.roof,
        };
  return {
    archetype,
    wall_W_m2K: mean.wall,
    roof_W_m2K: mean.roof,
    ground_W_m2K: mean.ground,
    overhang_W_m2K: mean.overhang,
    slab_W_m2K: slabOnGround_W_m2K(mean.ground, columns.ground_m2[b]!, columns.exposedPerimeter_m[b]!),
    window_W_m2K: set?.window?.uValue_W_m2K ?? values.window_W_m2K,
    windowG: values.windowG,
    wallSky_W_K: mean.wallSky,
    roofSky_W_K: mean.roofSky,
  };
}

interface Means {
  readonly wall: number;
  readonly roof: number;
  readonly ground: number;
  readonly overhang: number;
  readonly wallSky: number;
  readonly roofSky: number;
}

function meansByFace(
  { district, columns, surfaces: solar }: PreparedDistrict,
  b: number,
  { faces }: PlacedEnvelope,
  whole: { readonly wall: number; readonly roof: number; readonly ground: number },
): Means {
  const { surfaces } = district;
  // Differences to the whole part, so that areas that stand in no face (an inferred footprint) keep its value.
  const difference = { wall: 0, roof: 0, ground: 0, overhang: 0, wallSky: 0, roofSky: 0 };
  for (const [face, { uValue_W_m2K: uValue }] of faces) {
    const kind = surfaces.kind[face]!;
    const part = partOfKind(kind);
    if (!part) continue;
    const outer_m2 = Math.max(0, surfaces.area_m2[face]! - surfaces.sharedArea_m2[face]!);
    if (part === 'ground') {
      if (kind === OVERHANG) difference.overhang += outer_m2 * (uValue - whole.ground);
      else difference.ground += surfaces.area_m2[face]! * (uValue - whole.ground);
    } else difference[part] += outer_m2 * (uValue - whole[part]);
  }
  for (let row = solar.firstOfBuilding[b]!; row < solar.firstOfBuilding[b + 1]!; row++) {
    const uValue = faces.get(solar.source[row]!)?.uValue_W_m2K;
    if (uValue === undefined) continue;
    const seen_m2 = solar.area_m2[row]! * solar.skyView[row]!;
    if (solar.isRoof[row]) difference.roofSky += seen_m2 * (uValue - whole.roof);
    else difference.wallSky += seen_m2 * (uValue - whole.wall);
  }
  const over = (sum: number, area_m2: number) => (area_m2 > 0 ? sum / area_m2 : 0);
  return {
    wall: whole.wall + over(difference.wall, columns.outerWall_m2[b]!),
    roof: whole.roof + over(difference.roof, columns.roof_m2[b]!),
    ground: whole.ground + over(difference.ground, columns.ground_m2[b]!),
    overhang: whole.ground + over(difference.overhang, columns.overhang_m2[b]!),
    wallSky: columns.wallSkyView_m2[b]! * whole.wall + difference.wallSky,
    roofSky: columns.roofSkyView_m2[b]! * whole.roof + difference.roofSky,
  };
}

/**
 * U values of one building's faces as they were set or as the archetype has them [W/(m2 K)]: without windows, without
 * the ground; NaN for faces that carry no heat.
 * @returns takes a row of `district.surfaces`
 */
export function faceUValues(prepared: PreparedDistrict, state: MeasuredState, b: number): (face: number) => number {
  const { archetype } = buildingEnvelope(prepared, state, b);
  const set = state.places.get(b)?.envelope;
  const whole = {
    wall: set?.wall?.uValue_W_m2K ?? archetype.wall_W_m2K,
    roof: set?.roof?.uValue_W_m2K ?? archetype.roof_W_m2K,
    ground: set?.ground?.uValue_W_m2K ?? archetype.ground_W_m2K,
  };
  return (face) => {
    const part = partOfKind(prepared.district.surfaces.kind[face]!);
    return part ? (set?.faces.get(face)?.uValue_W_m2K ?? whole[part]) : Number.NaN;
  };
}
