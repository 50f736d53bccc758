/** Which of a file's two horizontal coordinates comes first. */
import { isInArea, transformation } from '../../projection/project.ts';
import { findReference } from '../../projection/reference.ts';
import type { IssueLog } from '../issueLog.ts';
import type { RawPositions } from '../placement.ts';

/**
 * Whether the first coordinate is the northing or latitude. Names in the notation of the register (`urn:ogc:def:crs:`,
 * `http://www.opengis.net/def/crs/`) mean its order: latitude first for EPSG:4326, northing first for several national
 * grids, easting first for others. Short names (`EPSG:4326`) and those of surveys (`urn:adv:crs:`) mean easting first.
 * Where the numbers lie in the area of use in the other order only, that order is taken, with a finding.
 * @param named reference system as the file (or the person) names it
 * @param sample some positions in the order of the file
 */
export function isNorthingFirst(named: string | undefined, sample: RawPositions, log: IssueLog): boolean {
  const known = named === undefined ? null : findReference(named);
  if (!known || named === undefined) return false;
  const isRegister = /^\s*(?:urn:(?:x-)?ogc:def:crs|https?:\/\/(?:www\.)?opengis\.net\/def\/crs)/i.test(named);
  const usual = isRegister && known.row.axisNote !== undefined && !/CRS84/i.test(named);
  const x = median(sample.x);
  const y = median(sample.y);
  const { toLonLat } = transformation(known.row);
  const lies = (northingFirst: boolean) => {
    const [lon, lat] = northingFirst ? toLonLat(y, x) : toLonLat(x, y);
    return isInArea(known.row, lon, lat);
  };
  if (sample.x.length === 0 || lies(usual) || !lies(!usual)) return usual;
  log.add({
    code: 'crs.axisOrder',
    severity: 'warning',
    objectId: null,
    message: `The coordinates lie in the area of ${known.code} only if the ${usual ? 'easting' : 'northing'} comes first; its name says otherwise.`,
    action: `Read with the ${usual ? 'easting' : 'northing'} first. Check the place on the map.`,
    values: { what: usual ? 'easting' : 'northing', reference: known.code },
  });
  return !usual;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
