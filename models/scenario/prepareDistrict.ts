/** What every scenario of a district in one weather year shares; computed once. */
import { contentHash } from '../core/contentHash.ts';
import { HOURS_PER_YEAR } from '../core/units.ts';
import { BUILDING_USES, type District } from '../district/district.ts';
import { patternYear, type UsePatterns } from '../energy/appliances/usePatterns.ts';
import { type SolarSurfacesOptions, solarSurfaces } from '../energy/solar/horizon.ts';
import { skyYear } from '../energy/solar/skyYear.ts';
import { skyTemperatureYear_C } from '../energy/thermal/skyTemperature.ts';
import type { WeatherYear } from '../energy/weather.ts';
import { type BuildingColumns, buildingColumns } from './buildingColumns.ts';
import { ENGINE_VERSION } from './engineVersion.ts';
import { EMPTY_LANE, LANE_GROUP, type SkyYear, type SolarSurfaces } from './plan.ts';
import { defaultEmissions, type EmissionDefaults } from './priceDefaults.ts';

export interface PreparedDistrict {
  readonly district: District;
  readonly weather: WeatherYear;
  /** Content hash of district, weather and engine version. */
  readonly hash: string;
  readonly districtHash: string;
  /** Content hash of the faces and the shading options. */
  readonly geometryHash: string;
  /** Content hash of surfaces and sky: the key of the shading cache. */
  readonly solarKey: string;
  readonly sky: SkyYear;
  readonly surfaces: SolarSurfaces;
  readonly skyTemperature_C: Float64Array;
  readonly patterns: UsePatterns;
  readonly columns: BuildingColumns;
  readonly lanes: Uint32Array;
  readonly laneGroupClass: Uint8Array;
  /** Outdoor temperature that heating is sized for: the coldest mean of two days in the weather year [degC]. */
  readonly designOutdoor_C: number;
  readonly emissionDefaults: EmissionDefaults;
}

const DESIGN_HOURS = 48;

/** Least running mean over two days (the averaging of EN 12831-1's design temperatures) [degC]. */
export function designOutdoor_C(dryBulb_C: Float64Array): number {
  let sum = 0;
  for (let hour = 0; hour < DESIGN_HOURS; hour++) sum += dryBulb_C[hour]!;
  let least = sum;
  for (let hour = DESIGN_HOURS; hour < dryBulb_C.length; hour++) {
    sum += dryBulb_C[hour]! - dryBulb_C[hour - DESIGN_HOURS]!;
    least = Math.min(least, sum);
  }
  return least / DESIGN_HOURS;
}

/**
 * Lanes of the kernels: buildings sorted by use class, then by row; each class padded to whole groups.
 * @param useClass index into the patterns per building
 */
export function laneOrder(useClass: Uint8Array): { readonly lanes: Uint32Array; readonly laneGroupClass: Uint8Array } {
  const byClass: number[][] = BUILDING_USES.map(() => []);
  for (let building = 0; building < useClass.length; building++) byClass[useClass[building]!]!.push(building);
  const lanes: number[] = [];
  const classes: number[] = [];
  byClass.forEach((rows, classIndex) => {
    for (let first = 0; first < rows.length; first += LANE_GROUP) {
      classes.push(classIndex);
      for (let lane = 0; lane < LANE_GROUP; lane++) lanes.push(rows[first + lane] ?? EMPTY_LANE);
    }
  });
  return { lanes: Uint32Array.from(lanes), laneGroupClass: Uint8Array.from(classes) };
}

/** Faces and what belongs to whom: all that sun and shading depend on. */
function geometryContent({ surfaces }: District): unknown {
  return {
    area: surfaces.area_m2,
    shared: surfaces.sharedArea_m2,
    kind: surfaces.kind,
    normal: surfaces.normal,
    building: surfaces.building,
    ringStart: surfaces.ringStart,
    vertexStart: surfaces.vertexStart,
    vertices: surfaces.vertices_m,
  };
}

/** What of the buildings changes their year; names, issues and sources do not. One flat text hashes faster than objects. */
function buildingsContent({ buildings }: District): string {
  return buildings
    .map((b) =>
      JSON.stringify([
        b.id,
        b.footprintArea_m2,
        b.volume_m3.value,
        b.volumeIsExact,
        b.floorArea_m2.value,
        b.height_m.value,
        b.storeys.value,
        b.use.value,
        b.constructionYear.value,
        b.heatSource.value,
        b.attributes,
        ...(b.unknownType === undefined ? [] : [b.unknownType]),
      ]),
    )
    .join('\n');
}

function weatherContent(weather: WeatherYear): unknown {
  const { name: _name, notes: _notes, noteDetails: _details, origin: _origin, ...content } = weather;
  return content;
}

export interface PrepareOptions extends SolarSurfacesOptions {
  /** An earlier preparation: its horizons are taken over where district and shading options are the same. */
  readonly reuse?: PreparedDistrict | undefined;
}

/**
 * Reads a district and a weather year into what plans are built from. Shading is the slow step;
 * another weather year over the same district takes it over through `options.reuse`.
 */
export function prepareDistrict(district: District, weather: WeatherYear, options: PrepareOptions = {}): PreparedDistrict {
  if (weather.dryBulb_C.length !== HOURS_PER_YEAR) throw new RangeError(`A weather year has 8760 hours, not ${weather.dryBulb_C.length}.`);
  const { reuse, reach_m, cell_m, shading } = options;
  const geometryHash = contentHash({ geometry: geometryContent(district), reach_m, cell_m, shading });
  const districtHash = contentHash({
    geometryHash,
    buildings: buildingsContent(district),
    place: district.origin && [district.origin.lon_deg, district.origin.lat_deg],
  });
  const same = reuse?.geometryHash === geometryHash;
  const sky = skyYear(weather);
  const surfaces = same ? reuse.surfaces : solarSurfaces(district, options);
  const columns = reuse?.districtHash === districtHash ? reuse.columns : buildingColumns(district, surfaces);
  return {
    district,
    weather,
    hash: contentHash({ districtHash, weather: weatherContent(weather), engine: ENGINE_VERSION }),
    districtHash,
    geometryHash,
    solarKey: contentHash({ geometryHash, sky, engine: ENGINE_VERSION }),
    sky,
    surfaces,
    skyTemperature_C: skyTemperatureYear_C(weather.infrared_W_m2),
    patterns: patternYear(weather),
    columns,
    ...laneOrder(columns.useClass),
    designOutdoor_C: designOutdoor_C(weather.dryBulb_C),
    emissionDefaults: defaultEmissions(district.origin ?? weather),
  };
}
