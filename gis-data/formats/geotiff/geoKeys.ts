/** What a GeoTIFF says about its place (OGC 19-008r4): reference system, tie points, unit of heights. */
import type { GridPlace } from '../elevation/elevationGrid.ts';
import { TAG, type TiffDirectory } from './tiffDirectory.ts';

const MODEL_TYPE = 1024;
const RASTER_TYPE = 1025;
const CITATION = 1026;
const GEOGRAPHIC_CODE = 2048;
const GEOGRAPHIC_CITATION = 2049;
const PROJECTED_CODE = 3072;
const PROJECTED_CITATION = 3073;
const VERTICAL_CODE = 4096;
const VERTICAL_UNIT = 4099;
/** Defined by the file itself. */
const USER_DEFINED = 32_767;
const PIXEL_IS_POINT = 2;

/** Metres per unit of heights, by EPSG code of the unit. */
const UNIT_m: Readonly<Record<number, number>> = { 9001: 1, 9002: 0.3048, 9003: 1200 / 3937 };

export interface GeoKeys {
  /** `EPSG:28992`, a compound code, or the name in the file; absent where it says nothing. */
  readonly named: string | undefined;
  readonly pixelIsPoint: boolean;
  readonly heightUnit_m: number;
}

export function readGeoKeys(directory: TiffDirectory): GeoKeys {
  const list = directory.numbers(TAG.geoKeys, 1 << 14);
  const texts = directory.text(TAG.geoTexts) ?? '';
  const numbers = new Map<number, number>();
  const words = new Map<number, string>();
  for (let at = 4; at + 3 < list.length; at += 4) {
    const [key, place, count, value] = [list[at]!, list[at + 1]!, list[at + 2]!, list[at + 3]!];
    if (place === 0) numbers.set(key, value);
    else if (place === TAG.geoTexts) words.set(key, texts.slice(value, value + count).replace(/[|\0]+$/, ''));
  }
  const code = (key: number) => {
    const value = numbers.get(key);
    return value === undefined || value === 0 || value === USER_DEFINED ? undefined : value;
  };
  const vertical = code(VERTICAL_CODE);
  const isGeographic = numbers.get(MODEL_TYPE) === 2;
  const horizontal = isGeographic ? code(GEOGRAPHIC_CODE) : (code(PROJECTED_CODE) ?? code(GEOGRAPHIC_CODE));
  // A projected file of its own making names the ellipsoid it stands on, which is not its reference system.
  const isOwn = !isGeographic && numbers.get(PROJECTED_CODE) === USER_DEFINED;
  const citation = words.get(isGeographic ? GEOGRAPHIC_CITATION : PROJECTED_CITATION) ?? words.get(CITATION);
  const named = horizontal === undefined || isOwn ? citation : `EPSG:${horizontal}${vertical === undefined ? '' : `+${vertical}`}`;
  return {
    named,
    pixelIsPoint: numbers.get(RASTER_TYPE) === PIXEL_IS_POINT,
    heightUnit_m: UNIT_m[numbers.get(VERTICAL_UNIT) ?? 9001] ?? 1,
  };
}

/** Where the centre of a cell lies; null where the file does not say. */
export function gridPlaceOf(directory: TiffDirectory, pixelIsPoint: boolean): GridPlace | null {
  // Positions of the file are corners of cells, or their centres.
  const toCentre = pixelIsPoint ? 0 : 0.5;
  const matrix = directory.numbers(TAG.transformation, 16);
  if (matrix.length === 16) {
    const [a, b, , d, e, f, , h] = matrix as readonly number[];
    return valid(a!, b!, d!, e!, f!, h!, toCentre);
  }
  const scale = directory.numbers(TAG.pixelScale, 3);
  const tie = directory.numbers(TAG.tiePoints, 1 << 12);
  // Several tie points are places to fit a picture to, not a grid.
  if (scale.length < 2 || tie.length !== 6) return null;
  const [column, row, , x, y] = tie as readonly number[];
  const [sx, sy] = [scale[0]!, -scale[1]!];
  return valid(sx, 0, x! - column! * sx, 0, sy, y! - row! * sy, toCentre);
}

function valid(a: number, b: number, d: number, e: number, f: number, h: number, toCentre: number): GridPlace | null {
  const place = { x0: d + (a + b) * toCentre, xColumn: a, xRow: b, y0: h + (e + f) * toCentre, yColumn: e, yRow: f };
  const isGrid = Object.values(place).every(Number.isFinite) && Math.abs(a * f - b * e) > 0;
  return isGrid ? place : null;
}

/** A world file: sides and turns of a cell, then the centre of the first one. */
export function placeOfWorldFile(text: string): GridPlace | null {
  const numbers = text
    .trim()
    .split(/\s+/)
    .map((word) => Number(word.replace(',', '.')));
  if (numbers.length < 6) return null;
  const [a, d, b, e, x, y] = numbers as readonly number[];
  return valid(a!, b!, x!, d!, e!, y!, 0);
}
