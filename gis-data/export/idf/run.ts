/** What every file has: version, run, place, geometry rules, limits of schedules, and what is asked for. */
import type { WeatherYear } from '#models/energy/weather.ts';
import { ENERGYPLUS_VERSION } from './idd.ts';
import { type IdfObject, idfName, idfObject } from './idfObject.ts';
import { scheduleTypeLimits } from './schedules.ts';

export type IdfSite = Pick<WeatherYear, 'name' | 'lat_deg' | 'lon_deg' | 'timeZone_h' | 'elevation_m'>;

const OUTPUTS = [
  'Zone Ideal Loads Supply Air Sensible Heating Energy',
  'Zone Ideal Loads Supply Air Sensible Cooling Energy',
  'Zone Mean Air Temperature',
] as const;
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/**
 * @param name of the building
 * @param albedo ground reflectance, one value or twelve [-]
 */
export function runObjects(name: string, site: IdfSite, albedo: number | readonly number[]): readonly IdfObject[] {
  return [
    idfObject('Version', { 'Version Identifier': ENERGYPLUS_VERSION }),
    idfObject('SimulationControl', {
      'Do Zone Sizing Calculation': 'No',
      'Do System Sizing Calculation': 'No',
      'Do Plant Sizing Calculation': 'No',
      'Run Simulation for Sizing Periods': 'No',
      'Run Simulation for Weather File Run Periods': 'Yes',
    }),
    idfObject('Timestep', { 'Number of Timesteps per Hour': 4 }),
    idfObject('Building', {
      Name: idfName(name),
      'North Axis': 0,
      Terrain: 'Suburbs',
      'Loads Convergence Tolerance Value': 0.04,
      'Temperature Convergence Tolerance Value': 0.2,
      'Solar Distribution': 'FullExterior',
      'Maximum Number of Warmup Days': 50,
      'Minimum Number of Warmup Days': 6,
    }),
    idfObject('Site:Location', {
      Name: idfName(site.name) || 'Site',
      Latitude: site.lat_deg,
      Longitude: site.lon_deg,
      'Time Zone': site.timeZone_h,
      Elevation: site.elevation_m,
    }),
    idfObject('RunPeriod', {
      Name: 'Year',
      'Begin Month': 1,
      'Begin Day of Month': 1,
      'End Month': 12,
      'End Day of Month': 31,
      'Use Weather File Holidays and Special Days': 'No',
      'Use Weather File Daylight Saving Period': 'No',
      'Apply Weekend Holiday Rule': 'No',
      'Use Weather File Rain Indicators': 'No',
      'Use Weather File Snow Indicators': 'No',
    }),
    idfObject(
      'Site:GroundReflectance',
      Object.fromEntries(
        MONTHS.map((month, index) => [`${month} Ground Reflectance`, typeof albedo === 'number' ? albedo : albedo[index]!]),
      ),
    ),
    idfObject('GlobalGeometryRules', {
      'Starting Vertex Position': 'UpperLeftCorner',
      'Vertex Entry Direction': 'Counterclockwise',
      'Coordinate System': 'World',
    }),
    ...scheduleTypeLimits(),
  ];
}

/** What EnergyPlus is asked to report, hour by hour. */
export function outputObjects(): readonly IdfObject[] {
  return OUTPUTS.map((name) => idfObject('Output:Variable', { 'Key Value': '*', 'Variable Name': name, 'Reporting Frequency': 'Hourly' }));
}
