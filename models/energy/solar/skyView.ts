/**
 * Sky view factor of a tilted plane below a horizon profile:
 *
 *   svf = 1/pi * integral over azimuth and over elevation from the horizon (or the plane's own edge) of
 *         max(0, n.d) cos(elevation)
 *
 * Elevation is integrated exactly, azimuth by the midpoint rule with four steps per sector; the sum is
 * scaled by (1 + cos b)/2 over the same sum with a free horizon, so a free horizon is exact. Against a fine
 * quadrature of the same profile the error is below 0.002 (tested).
 */
import { HORIZON_SECTORS } from '../../scenario/plan.ts';
import { freeSkyView } from './irradiance.ts';

const STEPS_PER_SECTOR = 4;
const STEPS = HORIZON_SECTORS * STEPS_PER_SECTOR;
/** Directions of the steps, relative to the sectors: sector 0 is centred on north. */
const STEP_EAST = new Float64Array(STEPS);
const STEP_NORTH = new Float64Array(STEPS);
for (let step = 0; step < STEPS; step++) {
  const azimuth = ((step + 0.5) / STEPS - 0.5 / HORIZON_SECTORS) * 2 * Math.PI;
  STEP_EAST[step] = Math.sin(azimuth);
  STEP_NORTH[step] = Math.cos(azimuth);
}

/** Sky view factor, 0..(1 + normalUp)/2. @param sinHorizon HORIZON_SECTORS sines of the horizon's elevation, each at least 0 */
export function skyViewFactor(normalEast: number, normalNorth: number, normalUp: number, sinHorizon: Float64Array): number {
  let seen = 0;
  let free = 0;
  for (let sector = 0; sector < HORIZON_SECTORS; sector++) {
    const sine = sinHorizon[sector]!;
    const angle = sine > 0 ? Math.asin(sine) : 0;
    const cosine = Math.sqrt(1 - sine * sine);
    const lowerBeam = 0.5 * (angle + sine * cosine);
    for (let step = sector * STEPS_PER_SECTOR; step < (sector + 1) * STEPS_PER_SECTOR; step++) {
      const across = normalEast * STEP_EAST[step]! + normalNorth * STEP_NORTH[step]!;
      if (normalUp >= 0) {
        if (across >= 0) {
          free += 0.5 * normalUp + across * (Math.PI / 4);
          seen += 0.5 * normalUp * (1 - sine * sine) + across * (Math.PI / 4 - lowerBeam);
          continue;
        }
        if (normalUp < 1e-9) continue;
        // The plane's own edge stands above the horizontal in this direction.
        const edge = Math.atan2(-across, normalUp);
        const above = (elevation: number) =>
          0.5 * normalUp * Math.cos(elevation) ** 2 +
          across * (Math.PI / 4 - 0.5 * (elevation + Math.sin(elevation) * Math.cos(elevation)));
        free += above(edge);
        seen += above(Math.max(edge, angle));
        continue;
      }
      if (across <= 0) continue;
      // Overhanging: the plane sees from the horizon up to its own edge.
      const edge = Math.atan2(across, -normalUp);
      const below = (elevation: number) =>
        0.5 * normalUp * Math.sin(elevation) ** 2 + across * 0.5 * (elevation + Math.sin(elevation) * Math.cos(elevation));
      free += below(edge);
      seen += Math.max(0, below(edge) - below(Math.min(edge, angle)));
    }
  }
  return free > 1e-12 ? (freeSkyView(normalUp) * Math.min(seen, free)) / free : 0;
}
