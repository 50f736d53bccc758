import { LocalFrame, toEcef } from '#gis-data/projection/ellipsoid.ts';
import type { GeoOrigin } from '#models/district/district.ts';

/** East, north [m] around the origin of longitude, latitude pairs [deg]. */
export function localPlaces(positions_deg: Float64Array, origin: GeoOrigin): Float64Array {
  const frame = new LocalFrame(origin);
  const places = new Float64Array(positions_deg.length);
  const ecef = new Float64Array(3);
  const local = new Float64Array(3);
  for (let i = 0; i < positions_deg.length; i += 2) {
    toEcef(positions_deg[i]!, positions_deg[i + 1]!, 0, ecef, 0);
    frame.fromEcef(ecef, 0, local, 0);
    places[i] = local[0]!;
    places[i + 1] = local[1]!;
  }
  return places;
}
