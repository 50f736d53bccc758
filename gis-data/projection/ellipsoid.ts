/** WGS 84 geodetic <-> earth-centred <-> local east-north-up, in double precision. */
import { DEGREE } from '#models/core/units.ts';
import type { GeoOrigin } from '#models/district/district.ts';

const A_m = 6_378_137;
const F = 1 / 298.257223563;
const E2 = F * (2 - F);

/** Earth-centred coordinates [m] of a geodetic position; writes x, y, z to `out` at `at`. */
export function toEcef(lon_deg: number, lat_deg: number, height_m: number, out: Float64Array, at: number): void {
  const sinLat = Math.sin(lat_deg * DEGREE);
  const cosLat = Math.cos(lat_deg * DEGREE);
  const n = A_m / Math.sqrt(1 - E2 * sinLat * sinLat);
  out[at] = (n + height_m) * cosLat * Math.cos(lon_deg * DEGREE);
  out[at + 1] = (n + height_m) * cosLat * Math.sin(lon_deg * DEGREE);
  out[at + 2] = (n * (1 - E2) + height_m) * sinLat;
}

/** Local east-north-up frame on the ellipsoid below an origin. */
export class LocalFrame {
  readonly #origin = new Float64Array(3);
  readonly #sinLon: number;
  readonly #cosLon: number;
  readonly #sinLat: number;
  readonly #cosLat: number;

  constructor(origin: Pick<GeoOrigin, 'lon_deg' | 'lat_deg'>) {
    this.#sinLon = Math.sin(origin.lon_deg * DEGREE);
    this.#cosLon = Math.cos(origin.lon_deg * DEGREE);
    this.#sinLat = Math.sin(origin.lat_deg * DEGREE);
    this.#cosLat = Math.cos(origin.lat_deg * DEGREE);
    toEcef(origin.lon_deg, origin.lat_deg, 0, this.#origin, 0);
  }

  /** East, north, up [m] of an earth-centred point read at `at`; written to `out` at `to`. */
  fromEcef(ecef: Float64Array, at: number, out: Float64Array, to: number): void {
    const x = ecef[at]! - this.#origin[0]!;
    const y = ecef[at + 1]! - this.#origin[1]!;
    const z = ecef[at + 2]! - this.#origin[2]!;
    const radial = this.#cosLon * x + this.#sinLon * y;
    out[to] = -this.#sinLon * x + this.#cosLon * y;
    out[to + 1] = -this.#sinLat * radial + this.#cosLat * z;
    out[to + 2] = this.#cosLat * radial + this.#sinLat * z;
  }

  /** Longitude, latitude [deg] and ellipsoidal height [m] of a local point (iterated, below 1e-9 deg). */
  toGeodetic(east_m: number, north_m: number, up_m: number): readonly [lon_deg: number, lat_deg: number, height_m: number] {
    const radial = -this.#sinLat * north_m + this.#cosLat * up_m;
    const x = this.#origin[0]! - this.#sinLon * east_m + this.#cosLon * radial;
    const y = this.#origin[1]! + this.#cosLon * east_m + this.#sinLon * radial;
    const z = this.#origin[2]! + this.#cosLat * north_m + this.#sinLat * up_m;
    const p = Math.hypot(x, y);
    let lat = Math.atan2(z, p * (1 - E2));
    let n = A_m;
    for (let i = 0; i < 6; i++) {
      n = A_m / Math.sqrt(1 - E2 * Math.sin(lat) ** 2);
      lat = Math.atan2(z + E2 * n * Math.sin(lat), p);
    }
    const height = p * Math.cos(lat) + z * Math.sin(lat) - A_m * Math.sqrt(1 - E2 * Math.sin(lat) ** 2);
    return [Math.atan2(y, x) / DEGREE, lat / DEGREE, height];
  }
}

const GREENWICH = new LocalFrame({ lon_deg: 0, lat_deg: 0 });

/** Longitude, latitude [deg] and ellipsoidal height [m] of an earth-centred point. */
export function geodeticOf(x: number, y: number, z: number): readonly [lon_deg: number, lat_deg: number, height_m: number] {
  // Where the equator meets Greenwich, the local axes are the earth's own.
  return GREENWICH.toGeodetic(y, z, x - A_m);
}
