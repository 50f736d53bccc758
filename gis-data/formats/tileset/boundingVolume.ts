/** Where a tile lies on the globe (3D Tiles 1.1, clause 7.2): regions in radians, boxes and spheres in earth-centred metres. */
import { DEGREE } from '#models/core/units.ts';
import { geodeticOf } from '../../projection/ellipsoid.ts';
import { isObject } from './tileContent.ts';

/** Column by column, as in the file. */
export type Matrix = readonly number[];

export const IDENTITY: Matrix = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];

export interface TilePlace {
  /** West, south, east, north [deg]. */
  readonly extent_deg: readonly [number, number, number, number];
  /** Ellipsoidal heights [m]. */
  readonly lowest_m: number;
  readonly highest_m: number;
}

export function numbersOf(value: unknown, count: number): readonly number[] | null {
  return Array.isArray(value) && value.length === count && value.every((one) => typeof one === 'number' && Number.isFinite(one))
    ? value
    : null;
}

export function times(a: Matrix, b: Matrix): Matrix {
  return Array.from({ length: 16 }, (_, i) => {
    const [column, row] = [i >> 2, i & 3];
    let sum = 0;
    for (let k = 0; k < 4; k++) sum += a[k * 4 + row]! * b[column * 4 + k]!;
    return sum;
  });
}

function moved(m: Matrix, x: number, y: number, z: number): readonly [number, number, number] {
  return [
    m[0]! * x + m[4]! * y + m[8]! * z + m[12]!,
    m[1]! * x + m[5]! * y + m[9]! * z + m[13]!,
    m[2]! * x + m[6]! * y + m[10]! * z + m[14]!,
  ];
}

/** Nothing of a district lies deeper in the earth than this [m from its centre]. */
const LEAST_RADIUS_m = 6_300_000;
const MOST_RADIUS_m = 6_500_000;

/** Null where there is no usable volume, or it is not on the globe. */
export function placeOfVolume(volume: unknown, transform: Matrix): TilePlace | null {
  if (!isObject(volume)) return null;
  const region = numbersOf(volume.region, 6);
  if (region) {
    const [west, south, east, north, lowest, highest] = region as [number, number, number, number, number, number];
    const onGlobe =
      [west, east].every((lon) => Math.abs(lon) <= 2 * Math.PI) && [south, north].every((lat) => Math.abs(lat) <= Math.PI / 2 + 1e-9);
    if (!onGlobe) return null;
    return { extent_deg: [west / DEGREE, south / DEGREE, east / DEGREE, north / DEGREE], lowest_m: lowest, highest_m: highest };
  }
  const box = numbersOf(volume.box, 12);
  const sphere = numbersOf(volume.sphere, 4);
  const centre = (box ?? sphere)?.slice(0, 3) as [number, number, number] | undefined;
  if (!centre) return null;
  const r = sphere?.[3] ?? 0;
  const axes = box
    ? [box.slice(3, 6), box.slice(6, 9), box.slice(9, 12)]
    : [
        [r, 0, 0],
        [0, r, 0],
        [0, 0, r],
      ];
  const [a, b, c] = axes as [number[], number[], number[]];
  const extent: [number, number, number, number] = [180, 90, -180, -90];
  let [lowest_m, highest_m] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let corner = 0; corner < 8; corner++) {
    const [u, v, w] = [corner & 1 ? 1 : -1, corner & 2 ? 1 : -1, corner & 4 ? 1 : -1];
    const at = [0, 1, 2].map((k) => centre[k]! + u * a[k]! + v * b[k]! + w * c[k]!) as [number, number, number];
    const [x, y, z] = moved(transform, ...at);
    const radius = Math.hypot(x, y, z);
    if (!(radius > LEAST_RADIUS_m && radius < MOST_RADIUS_m)) return null;
    const [lon, lat, height] = geodeticOf(x, y, z);
    extent[0] = Math.min(extent[0], lon);
    extent[1] = Math.min(extent[1], lat);
    extent[2] = Math.max(extent[2], lon);
    extent[3] = Math.max(extent[3], lat);
    lowest_m = Math.min(lowest_m, height);
    highest_m = Math.max(highest_m, height);
  }
  return { extent_deg: extent, lowest_m, highest_m };
}
