/** From the model's axes to the plane of the district and to each building's own metres. */
import type { CoordinateReference } from '#models/district/district.ts';
import { LocalFrame } from '../../projection/ellipsoid.ts';
import { findReference } from '../../projection/reference.ts';
import type { IssueLog } from '../issueLog.ts';
import { Placement, type RawPositions } from '../placement.ts';
import { type Georeference, isFarFromOrigin, toMap, toNorth } from './georeference.ts';
import type { BuildingRecord } from './readIfc.ts';

/** A place known from the latitude and longitude of a site only. */
class SitePlacement extends Placement {
  override readonly reference: CoordinateReference = {
    code: 'EPSG:4326',
    name: 'WGS 84, latitude and longitude of the site',
    accuracy: 'several-metres',
    accuracy_m: null,
  };
}

export class IfcPlace {
  readonly placement: Placement;
  readonly #georeference: Georeference;
  readonly #site: LocalFrame | null;
  /** Metres per unit of the map's own coordinates. */
  readonly #mapUnit_m: number;

  constructor(found: Georeference, records: readonly BuildingRecord[], reference: string | undefined, log: IssueLog) {
    const middle = middleOf(records);
    let georeference = found;
    if (isFarFromOrigin(middle[0], middle[1])) {
      log.add({
        code: 'ifc.doubleOffset',
        severity: found.kind === 'none' ? 'info' : 'error',
        objectId: null,
        message: `The model itself lies ${(Math.hypot(middle[0], middle[1]) / 1000).toFixed(1)} km from its origin: its coordinates look like map coordinates.`,
        action:
          found.kind === 'none'
            ? 'Taken as map coordinates once you say of which system.'
            : 'A second placing in the file would move it away and was not applied. Say which coordinate system the numbers are in.',
        values: { what: found.kind, distance_km: Number((Math.hypot(middle[0], middle[1]) / 1000).toFixed(1)) },
      });
      georeference = { kind: 'none' };
    }
    this.#georeference = georeference;
    this.#site = georeference.kind === 'site' ? new LocalFrame({ lon_deg: georeference.lon_deg, lat_deg: georeference.lat_deg }) : null;
    const named = reference ?? (georeference.kind === 'map' ? georeference.reference : '');
    const row = findReference(named)?.row;
    this.#mapUnit_m = georeference.kind === 'map' && row?.kind === 'projected' ? row.unit_m : 1;
    const sample = this.#sample(middle);
    if (georeference.kind === 'site') this.placement = new SitePlacement('EPSG:4326', sample, log);
    else this.placement = new Placement(named === '' ? undefined : named, sample, log);
  }

  #sample(middle: readonly [number, number, number]): RawPositions {
    const raw = this.#toRaw(Float64Array.from(middle));
    return { x: [raw[0]!], y: [raw[1]!] };
  }

  /** Coordinates as the placement takes them: of the map, degrees, or local metres. */
  #toRaw(points: ArrayLike<number>): Float64Array {
    const out = Float64Array.from(points);
    const georeference = this.#georeference;
    if (georeference.kind === 'map') {
      toMap(georeference, out);
      if (this.#mapUnit_m !== 1) {
        for (let i = 0; i < out.length; i++) if (i % 3 !== 2) out[i] = out[i]! / this.#mapUnit_m;
      }
    } else if (georeference.kind === 'site' && this.#site) {
      toNorth(georeference.north, out);
      for (let i = 0; i + 2 < out.length; i += 3) {
        const [lon, lat] = this.#site.toGeodetic(out[i]!, out[i + 1]!, 0);
        out[i] = lon;
        out[i + 1] = lat;
        out[i + 2] = out[i + 2]! + georeference.elevation_m;
      }
    }
    return out;
  }

  /** x, y, z triples of the model [m] to plane coordinates; a new array. */
  readonly toPlane = (points: ArrayLike<number>): Float64Array => {
    const raw = this.#toRaw(points);
    this.placement.toPlane(raw);
    return raw;
  };

  /** A building's own east, north, up: zero at its middle on the ground. */
  toBuilding(record: BuildingRecord, ground_m: number): (points: Float64Array) => Float64Array {
    const [x, y] = middleOf([record]);
    const centre = this.toPlane([x, y, ground_m]);
    const { toLocal } = this.placement.frame([centre[0]!, centre[1]!], centre[2]!);
    const zero = toLocal(this.toPlane([x, y, ground_m]));
    return (points) => {
      const local = toLocal(this.toPlane(points));
      for (let i = 0; i + 2 < local.length; i += 3) {
        local[i]! -= zero[0]!;
        local[i + 1]! -= zero[1]!;
        local[i + 2]! -= zero[2]!;
      }
      return local;
    };
  }

  /** Azimuth of a direction in the model, clockwise from the north of the plane [deg]. */
  readonly azimuthOf = (x: number, y: number): number => {
    const georeference = this.#georeference;
    const at = Float64Array.from([0, 0, 0, x, y, 0]);
    if (georeference.kind === 'map') toMap(georeference, at);
    else if (georeference.kind === 'site') toNorth(georeference.north, at);
    return ((Math.atan2(at[3]! - at[0]!, at[4]! - at[1]!) * 180) / Math.PI + 360) % 360;
  };
}

/** Middle of all outlines, or of all shapes where there is no outline. */
function middleOf(records: readonly BuildingRecord[]): readonly [number, number, number] {
  let low = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  let high = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const take = (x: number, y: number) => {
    low = [Math.min(low[0]!, x), Math.min(low[1]!, y)];
    high = [Math.max(high[0]!, x), Math.max(high[1]!, y)];
  };
  for (const { stack } of records) {
    for (const { outline } of stack?.prisms ?? []) for (const polygon of outline) for (const [x, y] of polygon[0] ?? []) take(x, y);
  }
  if (low[0]! > high[0]!) {
    for (const { elements, spaces } of records) {
      for (const { bounds } of [...elements, ...spaces]) {
        if (!bounds) continue;
        take(bounds.min[0], bounds.min[1]);
        take(bounds.max[0], bounds.max[1]);
      }
    }
  }
  return low[0]! > high[0]! ? [0, 0, 0] : [(low[0]! + high[0]!) / 2, (low[1]! + high[1]!) / 2, 0];
}
