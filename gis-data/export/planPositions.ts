/** Positions of a district in the coordinates an export is written in: degrees, or the grid of its file. */
import { InputError } from '#models/core/errors.ts';
import type { District } from '#models/district/district.ts';
import { LocalFrame } from '../projection/ellipsoid.ts';
import { isInArea, transformation } from '../projection/project.ts';
import { findReference } from '../projection/reference.ts';
import type { ReferenceRow } from '../projection/referenceTable.ts';
import { wktOf } from '../projection/wktOf.ts';

export interface PlanPositions {
  /** Null where the coordinates are WGS 84 degrees. */
  readonly grid: { readonly row: ReferenceRow; readonly wkt: string } | null;
  /** Easting (or longitude) first, of a local position [m]. */
  of(east_m: number, north_m: number, up_m: number): readonly [x: number, y: number];
}

/**
 * @throws InputError `export.noPlace` for a district without a place on the globe
 */
export function planPositions(district: Pick<District, 'origin' | 'reference' | 'source'>): PlanPositions {
  const { origin, reference, source } = district;
  if (!origin) {
    throw new InputError({
      code: 'export.noPlace',
      message: 'The district has no place on the globe, because its coordinate reference system is unknown.',
      where: source.fileName,
      mend: 'Choose the reference system, then export; or export CSV.',
    });
  }
  const frame = new LocalFrame(origin);
  const row = reference.code === null ? undefined : findReference(reference.code)?.row;
  const wkt = row?.kind === 'projected' && isInArea(row, origin.lon_deg, origin.lat_deg) ? wktOf(row) : null;
  if (!row || wkt === null) {
    return {
      grid: null,
      of: (east, north, up) => {
        const [lon, lat] = frame.toGeodetic(east, north, up);
        return [lon, lat];
      },
    };
  }
  const { fromLonLat } = transformation(row);
  return {
    grid: { row, wkt },
    of: (east, north, up) => {
      const [lon, lat] = frame.toGeodetic(east, north, up);
      return fromLonLat(lon, lat);
    },
  };
}
