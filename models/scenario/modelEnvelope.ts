/** What the building view shows of an envelope: the values the engine calculates one building with, and their source. */

import type { ModelEnvelope, PartValues } from '../district/buildingModelOf.ts';
import { BUILDING_USES } from '../district/district.ts';
import type { Sourced } from '../district/provenance.ts';
import { envelopeValues, slabOnGround_W_m2K } from './envelope.ts';
import { applyMeasures, NONE, type PlacedPart } from './measuredState.ts';
import type { PreparedDistrict } from './prepareDistrict.ts';
import { RETROFIT_STANDARDS, type Scenario, WINDOW_STANDARDS } from './scenario.ts';
import { ENVELOPE_ATTRIBUTES, type StatedEnvelope, statedEnvelope } from './statedEnvelope.ts';

/**
 * Envelope of a building after the measures of a scenario, with the faces that have a construction of their own, for
 * `buildingModelOf`.
 * @param building row of `district.buildings`
 */
export function modelEnvelope(prepared: PreparedDistrict, scenario: Scenario, building: number): ModelEnvelope {
  const { columns } = prepared;
  const state = applyMeasures(prepared, scenario);
  const [envelope, windows] = [state.envelope[building]!, state.windows[building]!];
  const stated = statedEnvelope(prepared.district.buildings[building]!.attributes, columns.outerWall_m2[building]!);
  const values = envelopeValues(
    BUILDING_USES[columns.useClass[building]!]!,
    columns.constructionYear[building]!,
    envelope,
    windows,
    stated,
  );
  const { opaque } = values;
  const provenance = opaque.source === 'tabula' ? ('archetype' as const) : ('default' as const);
  const table = `${opaque.source === 'tabula' ? 'TABULA' : 'docs/models/archetypes.md'}${opaque.ageFrom > 0 ? `, >= ${opaque.ageFrom}` : ''}`;
  const retrofit = RETROFIT_STANDARDS[envelope - 1];
  const from = (value: number, extra?: string): Sourced<number> => ({ value, provenance, note: extra ? `${table}; ${extra}` : table });
  // What the file states is the file's as long as no measure has bettered it.
  const part = (name: keyof StatedEnvelope, value: number, extra?: string): Sourced<number> =>
    stated?.[name] === value ? { value, provenance: 'file', ...(extra ? { note: extra } : {}) } : from(value, extra);
  const opaqueNote = retrofit ? `retrofit: ${retrofit}` : undefined;
  const windowNote = windows === NONE ? undefined : `windows: ${WINDOW_STANDARDS[windows]}`;
  const withGround = slabOnGround_W_m2K(opaque.ground_W_m2K, columns.ground_m2[building]!, columns.exposedPerimeter_m[building]!);
  const groundNote = [opaqueNote, `with the ground ${withGround.toFixed(2)} W/(m2 K) (EN ISO 13370)`].filter(Boolean).join('; ');
  const set = state.places.get(building)?.envelope;
  const placed = (own: PlacedPart | null | undefined, otherwise: Sourced<number>): PartValues =>
    own ? byHand(own) : { uValue_W_m2K: otherwise };
  return {
    ...(set && set.faces.size > 0 ? { faces: new Map([...set.faces].map(([face, own]) => [face, byHand(own)])) } : {}),
    wall: placed(set?.wall, part('wall', opaque.wall_W_m2K, opaqueNote)),
    roof: placed(set?.roof, part('roof', opaque.roof_W_m2K, opaqueNote)),
    ground: placed(set?.ground, part('ground', opaque.ground_W_m2K, groundNote)),
    window: {
      ...placed(set?.window, part('window', values.window_W_m2K, windowNote)),
      gValue: part('windowG', values.windowG, windowNote),
    },
    windowRatio:
      stated?.windowRatio === undefined
        ? { value: opaque.windowRatio, provenance: 'default', note: 'docs/models/archetypes.md' }
        : { value: opaque.windowRatio, provenance: 'file', note: ENVELOPE_ATTRIBUTES.windowArea },
  };
}

/** A construction that a measure set at this building. */
function byHand({ uValue_W_m2K, layers }: PlacedPart): PartValues {
  return { uValue_W_m2K: { value: uValue_W_m2K, provenance: 'user' }, layers };
}
