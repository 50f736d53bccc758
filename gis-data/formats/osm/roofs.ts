/** Roofs as the tags of Simple 3D Buildings describe them, as forms that can be built. */
import { length_m } from '#models/district/attributes.ts';
import type { RoofForm } from '#models/district/edits.ts';
import type { FaceInput } from '#models/district/geometry/assemble.ts';
import { drawnBuilding, shapeFault } from '#models/district/geometry/roofs.ts';
import type { Tags } from './osmData.ts';

const FORMS: Readonly<Record<string, RoofForm>> = {
  flat: 'flat',
  gabled: 'gable',
  'half-hipped': 'gable',
  gambrel: 'mansard',
  hipped: 'hip',
  pyramidal: 'pyramid',
  skillion: 'shed',
  mansard: 'mansard',
};
/** Pitch where the tags give a form, but neither height nor angle [deg]; the project's own rounded assumption. */
const USUAL_PITCH_deg: Readonly<Record<RoofForm, number>> = { flat: 0, gable: 35, hip: 30, pyramid: 30, shed: 10, mansard: 45 };
const COMPASS: readonly string[] = ['N', 'NNE', 'NE', 'ENE', 'E', 'ESE', 'SE', 'SSE', 'S', 'SSW', 'SW', 'WSW', 'W', 'WNW', 'NW', 'NNW'];
/** Walls below a roof are at least this high [m]. */
const LEAST_EAVES_m = 0.5;

export interface RoofTags {
  /** Null where the form is not known here. */
  readonly form: RoofForm | null;
  readonly stated: string;
  /** Eaves to top [m]; from `roof:height`. */
  readonly height_m: number | null;
  readonly pitch_deg: number | null;
  /** As `DrawnShape.ridge_deg`. */
  readonly ridge_deg: number | undefined;
  /** The ridge runs along the shorter side. */
  readonly isAcross: boolean;
}

export function roofTags(tags: Tags): RoofTags {
  const stated = tags['roof:shape'] ?? tags['building:roof:shape'] ?? 'flat';
  const form = Object.hasOwn(FORMS, stated) ? FORMS[stated]! : null;
  const angle = Number.parseFloat(tags['roof:angle'] ?? '');
  const direction = directionOf(tags['roof:direction']);
  return {
    form,
    stated,
    height_m: positive(length_m(tags['roof:height'] ?? null)),
    pitch_deg: angle > 0 && angle < 85 ? angle : null,
    // The direction is the one water runs down; a ridge lies across it.
    ridge_deg: direction === null || form === null ? undefined : form === 'shed' ? direction : (direction + 90) % 360,
    isAcross: tags['roof:orientation'] === 'across',
  };
}

function positive(value: number | null): number | null {
  return value !== null && value > 0 && value < 500 ? value : null;
}

function directionOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const point = COMPASS.indexOf(text.trim().toUpperCase());
  if (point >= 0) return point * 22.5;
  const degrees = Number.parseFloat(text);
  return degrees >= 0 && degrees <= 360 ? degrees : null;
}

export interface PitchedBody {
  readonly faces: readonly FaceInput[];
  /** Base to top [m]. */
  readonly height_m: number;
  /** The pitch is an assumption. */
  readonly isPitchAssumed: boolean;
}

/**
 * Walls and an inclined roof over an outline.
 * @param rings x, y pairs
 * @param low_m base of the walls
 * @param total_m base to top where it is known; the roof is within it
 * @param eaves_m base to eaves where only storeys are known; the roof is above it
 * @returns null where the outline does not allow the form
 */
export function pitchedBody(
  rings: readonly (readonly number[])[],
  low_m: number,
  height: { readonly total_m: number } | { readonly eaves_m: number },
  roof: RoofTags,
): PitchedBody | null {
  const { form } = roof;
  if (form === null || form === 'flat') return null;
  const ridge_deg = roof.ridge_deg ?? (roof.isAcross ? acrossDirection(rings[0] ?? []) : undefined);
  const build = (eaves_m: number, pitch_deg: number) => {
    const shape = { rings_m: rings, ground_m: low_m, eaves_m, roof: form, pitch_deg, ...(ridge_deg === undefined ? {} : { ridge_deg }) };
    if (shapeFault(shape)) return null;
    const built = drawnBuilding(shape);
    return built.roof === 'flat' ? null : { faces: built.faces, rise_m: topOf(built.faces) - low_m - eaves_m };
  };
  const isPitchAssumed = roof.height_m === null && roof.pitch_deg === null;
  let pitch_deg = roof.pitch_deg ?? USUAL_PITCH_deg[form];
  const trial = build(10, pitch_deg);
  if (!trial || !(trial.rise_m > 0)) return null;
  let rise_m = trial.rise_m;
  const most_m = 'total_m' in height ? height.total_m - LEAST_EAVES_m : Number.POSITIVE_INFINITY;
  const wanted_m = Math.min(roof.height_m ?? rise_m, most_m);
  if (!(wanted_m > 0)) return null;
  // The rise grows with the tangent of the pitch; a mansard's breaks, so that it keeps its usual pitch.
  if (Math.abs(wanted_m - rise_m) > 1e-6 && form !== 'mansard') {
    pitch_deg = (Math.atan((Math.tan((pitch_deg * Math.PI) / 180) * wanted_m) / rise_m) * 180) / Math.PI;
    rise_m = wanted_m;
  }
  const eaves_m = 'total_m' in height ? height.total_m - rise_m : height.eaves_m;
  const body = eaves_m >= 0.1 ? build(eaves_m, pitch_deg) : null;
  return body && { faces: body.faces, height_m: eaves_m + body.rise_m, isPitchAssumed };
}

function topOf(faces: readonly FaceInput[]): number {
  let top = Number.NEGATIVE_INFINITY;
  for (const { rings } of faces) for (const ring of rings) for (let i = 2; i < ring.length; i += 3) top = Math.max(top, ring[i]!);
  return top;
}

/** Across the longest side of a ring, clockwise from north [deg]. */
function acrossDirection(ring: readonly number[]): number {
  let longest = 0;
  let direction = 0;
  for (let i = 0; i < ring.length; i += 2) {
    const j = (i + 2) % ring.length;
    const dx = ring[j]! - ring[i]!;
    const dy = ring[j + 1]! - ring[i + 1]!;
    const length = Math.hypot(dx, dy);
    if (length <= longest) continue;
    longest = length;
    direction = (Math.atan2(dx, dy) * 180) / Math.PI;
  }
  return (direction + 450) % 360;
}
