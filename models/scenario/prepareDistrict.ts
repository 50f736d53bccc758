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
  /** Options that the shading was made with. */
  readonly shadingKey: string;
  readonly weatherHash: string;
  /** Content hash of surfaces and sky. */
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
 * Lanes of the kernels: groups of one use class. Buildings are taken in the order of their rows; a group takes its place
 * when it is full, and the groups that stay open come last, class by class, padded. So a building at the end of the
 * district changes the last groups only, and what was simulated for the others is found again.
 * @param useClass index into the patterns per building
 */
export function laneOrder(useClass: Uint8Array): { readonly lanes: Uint32Array; readonly laneGroupClass: Uint8Array } {
  const open: number[][] = BUILDING_USES.map(() => []);
  const lanes: number[] = [];
  const classes: number[] = [];
  const close = (classIndex: number) => {
    const group = open[classIndex]!;
    if (group.length === 0) return;
    classes.push(classIndex);
    for (let lane = 0; lane < LANE_GROUP; lane++) lanes.push(group[lane] ?? EMPTY_LANE);
    open[classIndex] = [];
  };
  for (let building = 0; building < useClass.length; building++) {
    const classIndex = useClass[building]!;
    if (open[classIndex]!.push(building) === LANE_GROUP) close(classIndex);
  }
  for (let classIndex = 0; classIndex < BUILDING_USES.length; classIndex++) close(classIndex);
  return { lanes: Uint32Array.from(lanes), laneGroupClass: Uint8Array.from(classes) };
}

/** Faces and what belongs to whom, and trees: all that sun and shading depend on. */
function geometryContent({ surfaces, elements }: District): unknown {
  return {
    area: surfaces.area_m2,
    shared: surfaces.sharedArea_m2,
    kind: surfaces.kind,
    normal: surfaces.normal,
    building: surfaces.building,
    ringStart: surfaces.ringStart,
    vertexStart: surfaces.vertexStart,
    vertices: surfaces.vertices_m,
    trees: elements?.trees.map(({ at_m, height_m, crown_m }) => [...at_m, height_m, crown_m]) ?? [],
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
        ...(b.removed ? ['removed'] : []),
      ]),
    )
    .join('\n');
}

function weatherContent(weather: WeatherYear): unknown {
  const { name: _name, notes: _notes, noteDetails: _details, origin: _origin, ...content } = weather;
  return content;
}

/** What follows from the weather alone. */
function weatherParts(weather: WeatherYear) {
  return {
    weatherHash: contentHash(weatherContent(weather)),
    sky: skyYear(weather),
    skyTemperature_C: skyTemperatureYear_C(weather.infrared_W_m2),
    patterns: patternYear(weather),
    designOutdoor_C: designOutdoor_C(weather.dryBulb_C),
  };
}

export interface PrepareOptions extends SolarSurfacesOptions {
  /**
   * An earlier preparation. Horizons are taken over where nothing that a surface can see has changed and the shading
   * options are the same; sun, sky and patterns where the weather is. The result is the same without it.
   */
  readonly reuse?: PreparedDistrict | undefined;
}

/**
 * Reads a district and a weather year into what plans are built from. Shading is the slow step;
 * another weather year over the same district, or a changed district, takes it over through `options.reuse`.
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
  const shadingKey = JSON.stringify([reach_m, cell_m, shading]);
  const known = reuse?.shadingKey === shadingKey ? reuse : undefined;
  const surfaces = reuse?.geometryHash === geometryHash ? reuse.surfaces : solarSurfaces(district, options, known);
  const ofWeather = reuse?.weather === weather ? reuse : weatherParts(weather);
  const columns = reuse?.districtHash === districtHash ? reuse.columns : buildingColumns(district, surfaces);
  return {
    district,
    weather,
    hash: contentHash({ districtHash, weather: ofWeather.weatherHash, engine: ENGINE_VERSION }),
    districtHash,
    geometryHash,
    shadingKey,
    solarKey: contentHash({ geometryHash, weather: ofWeather.weatherHash, engine: ENGINE_VERSION }),
    weatherHash: ofWeather.weatherHash,
    sky: ofWeather.sky,
    surfaces,
    skyTemperature_C: ofWeather.skyTemperature_C,
    patterns: ofWeather.patterns,
    columns,
    ...laneOrder(columns.useClass),
    designOutdoor_C: ofWeather.designOutdoor_C,
    emissionDefaults: defaultEmissions(district.origin ?? weather),
  };
}
