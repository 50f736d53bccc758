/**
 * A district as a feature file of URBANopt: GeoJSON with a project, a site and its buildings, by the schemas of the
 * URBANopt GeoJSON gem (names, required fields and choices; feet where it asks for them).
 */
import type { Building, BuildingUse, District } from '#models/district/district.ts';
import { isSimulated } from '#models/scenario/participation.ts';
import { LocalFrame } from '../../projection/ellipsoid.ts';
import { planPositions } from '../planPositions.ts';
import { footprintOf } from '../results/footprint.ts';
import { writtenRows } from '../results/resultsTable.ts';

const FOOT_m = 0.3048;
const SQUARE_FOOT_m2 = FOOT_m ** 2;

/**
 * URBANopt's building types by our uses. The residential types that ask for bedrooms and foundations are not used,
 * because no district states those; industry has no type of its own.
 */
export const BUILDING_TYPES: Readonly<Record<BuildingUse, string>> = {
  'single-family': 'Single-Family',
  terraced: 'Single-Family',
  'multi-family': 'Multifamily (2 to 4 units)',
  'apartment-block': 'Multifamily (5 or more units)',
  office: 'Office',
  retail: 'Retail other than mall',
  school: 'Education',
  hospitality: 'Lodging',
  health: 'Outpatient health care',
  industry: 'Service',
  storage: 'Nonrefrigerated warehouse',
};

/**
 * The text of the feature file. Generic and removed buildings, and those without an outline, are left out.
 * @param weatherName file name of the weather, `Cork.epw`
 * @throws InputError `export.noPlace`
 */
export function writeUrbanopt(district: District, weatherName: string): string {
  // Checks that the district has a place.
  const { of } = planPositions({ ...district, reference: { ...district.reference, code: null } });
  const [longitude, latitude] = of(0, 0, 0);
  const projectId = plainId(district.name) || 'district';
  const frame = new LocalFrame({ lon_deg: longitude, lat_deg: latitude });
  const buildings = writtenRows({ district }).flatMap((index) => {
    const building = district.buildings[index]!;
    const footprint = isSimulated(building) ? footprintOf(district, index, frame) : null;
    if (!footprint) return [];
    const geometry =
      footprint.polygons.length === 1
        ? { type: 'Polygon', coordinates: footprint.polygons[0] }
        : { type: 'MultiPolygon', coordinates: footprint.polygons };
    return [{ type: 'Feature', properties: buildingProperties(building, projectId), geometry }];
  });
  const site = {
    type: 'Feature',
    properties: {
      id: 'site-origin',
      project_id: projectId,
      name: 'Site Origin',
      type: 'Site Origin',
      latitude,
      longitude,
      import_surrounding_buildings_as_shading: true,
      timesteps_per_hour: 4,
      weather_filename: weatherName,
    },
    geometry: { type: 'Point', coordinates: [longitude, latitude] },
  };
  const document = {
    type: 'FeatureCollection',
    project: { id: projectId, name: district.name, import_surrounding_buildings_as_shading: true, weather_filename: weatherName },
    features: [site, ...buildings],
    mappers: [],
    scenarios: [],
  };
  return `${JSON.stringify(document, null, 1)}\n`;
}

function plainId(text: string): string {
  return text.replace(/[^\w-]+/g, '-').replace(/^-|-$/g, '');
}

function buildingProperties(building: Building, projectId: string): Readonly<Record<string, string | number>> {
  const round = (value: number) => Math.round(value * 100) / 100;
  return {
    id: building.id,
    project_id: projectId,
    type: 'Building',
    name: building.name ?? building.id,
    building_status: 'Existing',
    building_type: BUILDING_TYPES[building.use.value],
    floor_area: round(building.floorArea_m2.value / SQUARE_FOOT_m2),
    footprint_area: round(building.footprintArea_m2 / SQUARE_FOOT_m2),
    number_of_stories: Math.max(1, Math.round(building.storeys.value)),
    number_of_stories_above_ground: Math.max(1, Math.round(building.storeys.value)),
    maximum_roof_height: round(building.height_m.value / FOOT_m),
    year_built: building.constructionYear.value,
  };
}
