/** Results per building as GeoJSON (RFC 7946): footprints in WGS 84, values and their provenance as properties. */
import { InputError } from '#models/core/errors.ts';
import { LocalFrame } from '../../projection/ellipsoid.ts';
import { type Footprint, footprintOf } from './footprint.ts';
import { checkColumns, type ResultsInput, rowOf, writtenRows } from './resultsTable.ts';

function geometryOf(footprint: Footprint | null): Record<string, unknown> | null {
  if (!footprint) return null;
  if (footprint.polygons.length === 1) return { type: 'Polygon', coordinates: footprint.polygons[0] };
  return { type: 'MultiPolygon', coordinates: footprint.polygons };
}

/**
 * Feature collection of all buildings that are there.
 * @throws InputError where the district has no place on the globe, or a column not one value per building
 */
export function resultsGeoJson(input: ResultsInput): string {
  checkColumns(input);
  const { district, scenario, simulationHash } = input;
  if (!district.origin) {
    throw new InputError({
      code: 'export.noPlace',
      message: 'The district has no place on the globe, because its coordinate reference system is unknown.',
      where: district.source.fileName,
      mend: 'Choose the reference system, then export; or export CSV.',
    });
  }
  const frame = new LocalFrame(district.origin);
  const features = writtenRows(input).map((index) => {
    const building = district.buildings[index]!;
    const footprint = footprintOf(district, index, frame);
    return JSON.stringify({
      type: 'Feature',
      id: building.id,
      geometry: geometryOf(footprint),
      properties: { ...Object.fromEntries(rowOf(input, index)), footprintFrom: footprint?.from ?? null },
    });
  });
  const about = JSON.stringify({
    district: district.name,
    source: district.source,
    scenario,
    simulationHash,
    generator: 'Commonwatt',
  });
  return `{"type":"FeatureCollection","commonwatt":${about},"features":[\n${features.join(',\n')}\n]}\n`;
}
