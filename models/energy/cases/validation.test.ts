import { beforeAll, describe, expect, it } from 'vitest';
import { hasReferenceData, referenceText, referenceWeather } from '../../../tests/support/weatherFile.ts';
import type { WeatherYear } from '../weather.ts';
import { runPvCase } from './pvCase.ts';
import { type PvWattsRun, readPvWattsCsv } from './pvWattsCsv.ts';
import { runSolarCase } from './solarCase.ts';
import { bestestSolarValidation, inputOf, nRmse_pct, pvValidation, solarValidation } from './validation.ts';
import type { ValidationRow } from './validationRow.ts';

const failed = (rows: readonly ValidationRow[]) =>
  rows.filter((row) => !row.pass).map((row) => `${row.case}, ${row.quantity}: ${row.ours} ${row.unit} against ${row.reference}`);

describe.skipIf(!hasReferenceData())('known answers', () => {
  let denver: WeatherYear;
  let run: PvWattsRun;
  beforeAll(() => {
    denver = referenceWeather('USA_Denver_725650TYCST_bestest2020.epw');
    run = readPvWattsCsv(referenceText('pvwatts_8760_roofmount_oracle.csv'), 'pvwatts');
  });

  it('gives the irradiation of pvlib on six planes in three climates', () => {
    const rows = solarValidation({
      denver,
      drycold: referenceWeather('DRYCOLDTMY_bestest_legacy.epw'),
      pvgis: referenceWeather('PVGIS_TMY_45.000N_8.000E_2005-2023_NW-Italy.epw'),
    });
    expect(rows).toHaveLength(18);
    expect(failed(rows)).toEqual([]);
  });

  it('lies in the incident bands of BESTEST for Denver', () => {
    const rows = bestestSolarValidation(denver);
    expect(rows).toHaveLength(5);
    expect(failed(rows)).toEqual([]);
  });

  it('repeats PVWatts within 1 % a year and 2 % an hour', () => {
    const rows = pvValidation(run);
    expect(rows).toHaveLength(9);
    expect(failed(rows)).toEqual([]);
  });

  it("comes within 0.5 K of PVWatts' cells with Fuentes, hour by hour", () => {
    const { hourly } = runPvCase({ ...inputOf(run), cellModel: 'fuentes', hourly: true }, run.weather);
    const squares = run.cell_C.reduce((sum, cell, hour) => sum + (hourly!.cell_C[hour]! - cell) ** 2, 0);
    expect(Math.sqrt(squares / 8760)).toBeLessThan(0.5);
    expect(nRmse_pct(hourly!.plane_W_m2, run.plane_W_m2)).toBeLessThan(0.5);
  });

  it('splits a plane into beam, sky and ground, and months into the year', () => {
    const [plane] = runSolarCase({ planes: [{ tilt_deg: 30, azimuth_deg: 180 }], hourly: true }, denver).planes;
    const months = plane!.monthly_kWh_m2.reduce((sum, value) => sum + value, 0);
    expect(months).toBeCloseTo(plane!.annual_kWh_m2, 6);
    expect(plane!.hourly_W_m2!.reduce((sum, value) => sum + value / 1000, 0)).toBeCloseTo(plane!.annual_kWh_m2, 6);
    expect(plane!.ground_kWh_m2 / plane!.annual_kWh_m2).toBeLessThan(0.03);
  });
});

it('names what is wrong with a case', () => {
  const weather = {} as Parameters<typeof runPvCase>[1];
  expect(() => runPvCase({ power_kW: 4, tilt_deg: 200, azimuth_deg: 0 }, weather)).toThrow(/tilt_deg/);
  expect(() => runSolarCase({ planes: [] }, weather)).toThrow(/planes/);
  expect(() => readPvWattsCsv('Lat (deg N):,39', 'broken.csv')).toThrow(/broken\.csv/);
});
