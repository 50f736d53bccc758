/** A small district of boxes and a plain weather year, for tests of the scenario chain. */
import { HOURS_PER_YEAR } from '../../core/units.ts';
import { BUILDING_USES, type BuildingUse, type District, HEAT_SOURCES, type HeatSource } from '../../district/district.ts';
import { assembleDistrict, type BuildingInput, type DistrictPlace, type FaceInput } from '../../district/geometry/assemble.ts';
import type { Sourced } from '../../district/provenance.ts';
import type { WeatherYear } from '../../energy/weather.ts';

export interface BoxBuilding {
  readonly id: string;
  readonly use: BuildingUse;
  readonly constructionYear: number;
  readonly heatSource?: HeatSource;
  readonly attributes?: BuildingInput['attributes'];
  /** South-west corner [m]. */
  readonly at: readonly [east: number, north: number];
  readonly size_m?: readonly [width: number, depth: number, height: number];
}

function boxFaces(east: number, north: number, width: number, depth: number, height: number): FaceInput[] {
  const [w, e, s, n] = [east, east + width, north, north + depth];
  return [
    { kind: 'ground', rings: [[w, s, 0, w, n, 0, e, n, 0, e, s, 0]] },
    { kind: 'roof', rings: [[w, s, height, e, s, height, e, n, height, w, n, height]] },
    { kind: 'wall', rings: [[w, s, 0, e, s, 0, e, s, height, w, s, height]] },
    { kind: 'wall', rings: [[e, s, 0, e, n, 0, e, n, height, e, s, height]] },
    { kind: 'wall', rings: [[e, n, 0, w, n, 0, w, n, height, e, n, height]] },
    { kind: 'wall', rings: [[w, n, 0, w, s, 0, w, s, height, w, n, height]] },
  ];
}

function stated<T>(value: T): Sourced<T> {
  return { value, provenance: 'file' };
}

export function boxDistrict(boxes: readonly BoxBuilding[]): District {
  const inputs = boxes.map((box) => {
    const [width, depth, height] = box.size_m ?? [10, 10, 9];
    return {
      id: box.id,
      lod: '1',
      faces: boxFaces(box.at[0], box.at[1], width, depth, height),
      attributes: box.attributes ?? {},
      stated: {
        use: stated(box.use),
        constructionYear: stated(box.constructionYear),
        ...(box.heatSource ? { heatSource: stated(box.heatSource) } : {}),
      },
    };
  });
  const place: DistrictPlace = {
    name: 'Boxes',
    source: { fileName: 'boxes', format: 'synthetic' },
    reference: { code: null, name: 'local', accuracy: 'exact', accuracy_m: 0 },
    origin: { lon_deg: 8, lat_deg: 50, height_m: 0 },
  };
  return assembleDistrict(place, inputs);
}

/** Boxes of all uses, ages and heat sources, far enough apart to see the sun. */
export function mixedBoxes(count: number): District {
  return boxDistrict(
    Array.from({ length: count }, (_, i) => ({
      id: `box-${i}`,
      use: BUILDING_USES[(i * 7) % BUILDING_USES.length]!,
      constructionYear: 1900 + ((i * 37) % 125),
      heatSource: HEAT_SOURCES[i % HEAT_SOURCES.length]!,
      attributes: { zone: i % 2 === 0 ? 'north' : 'south', number: i },
      at: [(i % 20) * 30, Math.floor(i / 20) * 30],
    })),
  );
}

/** Sine-shaped temperatures and a simple sun: enough for relations between results, not for figures. */
export function plainWeather(): WeatherYear {
  const series = (value: (day: number, hour: number) => number) =>
    Float64Array.from({ length: HOURS_PER_YEAR }, (_, h) => value(Math.floor(h / 24), h % 24));
  const summer = (day: number) => -Math.cos((2 * Math.PI * (day - 15)) / 365);
  const light = (day: number, hour: number) => Math.max(0, Math.sin((Math.PI * (hour + 0.5 - 6)) / 12)) * (0.6 + 0.4 * summer(day));
  return {
    name: 'plain',
    lat_deg: 50,
    lon_deg: 8,
    timeZone_h: 0.5,
    elevation_m: 100,
    origin: 'synthetic',
    firstWeekday: 0,
    irradianceInstant_h: null,
    dryBulb_C: series((day, hour) => 10 + 10 * summer(day) - 4 * Math.cos((2 * Math.PI * (hour - 3)) / 24)),
    dewPoint_C: series((day) => 5 + 7 * summer(day)),
    relativeHumidity_pct: series(() => 70),
    pressure_Pa: series(() => 100_000),
    infrared_W_m2: series((day) => 310 + 50 * summer(day)),
    ghi_W_m2: series((day, hour) => 600 * light(day, hour)),
    dni_W_m2: series((day, hour) => 400 * light(day, hour)),
    dhi_W_m2: series((day, hour) => 250 * light(day, hour)),
    windDirection_deg: series(() => 200),
    windSpeed_m_s: series(() => 3),
    albedo: series(() => 0.2),
    notes: [],
  };
}
