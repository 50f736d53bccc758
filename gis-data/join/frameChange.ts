/** From the local frame of one district to that of another: both are rigid, so four points tell the whole way. */
import type { GeoOrigin } from '#models/district/district.ts';
import { LocalFrame, toEcef } from '../projection/ellipsoid.ts';
import type { MovePoint } from './outlineIndex.ts';

const REACH_m = 1000;

/**
 * @param lift_m added to the height in the frame that is moved to [m]
 * @returns null where both frames are the same and nothing is lifted
 */
export function frameChange(from: GeoOrigin, to: GeoOrigin, lift_m = 0): MovePoint | null {
  if (from.lon_deg === to.lon_deg && from.lat_deg === to.lat_deg && lift_m === 0) return null;
  const source = new LocalFrame(from);
  const target = new LocalFrame(to);
  const moved = (east: number, north: number, up: number): Float64Array => {
    const out = new Float64Array(6);
    toEcef(...source.toGeodetic(east, north, up), out, 0);
    target.fromEcef(out, 0, out, 3);
    return out.subarray(3);
  };
  const zero = moved(0, 0, 0);
  const axis = (point: Float64Array) => Array.from(point, (value, i) => (value - zero[i]!) / REACH_m) as [number, number, number];
  const east = axis(moved(REACH_m, 0, 0));
  const north = axis(moved(0, REACH_m, 0));
  const up = axis(moved(0, 0, REACH_m));
  return (points, at, result) => {
    const [x, y, z] = [points[at]!, points[at + 1]!, points[at + 2]!];
    for (let i = 0; i < 3; i++) result[i] = zero[i]! + x * east[i]! + y * north[i]! + z * up[i]!;
    result[2]! += lift_m;
  };
}
