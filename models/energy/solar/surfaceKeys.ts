/** Short keys of what the sun sees of each building, for caches that have to tell a changed building from its like. */
import { HORIZON_SECTORS, type SolarSurfaces } from '../../scenario/plan.ts';

/** Numbers of a row besides its horizon: kind, area, normal, sky view. */
const ROW_VALUES = 6;

/** Two 32-bit words per building over all of its rows: equal rows give equal words. */
export function contentKeys(surfaces: SolarSurfaces): Uint32Array {
  const buildings = surfaces.firstOfBuilding.length - 1;
  const keys = new Uint32Array(2 * buildings);
  const values = new Float64Array(ROW_VALUES);
  const words = new Uint32Array(values.buffer);
  const { count, sinHorizon } = surfaces;
  const horizon = new Uint32Array(sinHorizon.buffer, sinHorizon.byteOffset, sinHorizon.length);
  for (let building = 0; building < buildings; building++) {
    const first = surfaces.firstOfBuilding[building]!;
    const end = surfaces.firstOfBuilding[building + 1]!;
    let a = 0x811c9dc5 ^ (end - first);
    let b = 0x9e3779b9 ^ (end - first);
    const mix = (word: number) => {
      a = Math.imul(a ^ word, 0x01000193);
      a ^= a >>> 15;
      b = Math.imul((b << 13) | (b >>> 19), 5) ^ Math.imul(word, 0x9e3779b1);
    };
    for (let row = first; row < end; row++) {
      values[0] = surfaces.isRoof[row]!;
      values[1] = surfaces.area_m2[row]!;
      values[2] = surfaces.normalEast[row]!;
      values[3] = surfaces.normalNorth[row]!;
      values[4] = surfaces.normalUp[row]!;
      values[5] = surfaces.skyView[row]!;
      for (const word of words) mix(word);
      for (let sector = 0; sector < HORIZON_SECTORS; sector++) mix(horizon[sector * count + row]!);
    }
    keys[2 * building] = a;
    keys[2 * building + 1] = b;
  }
  return keys;
}
