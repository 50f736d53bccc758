import fc from 'fast-check';
import { expect, it } from 'vitest';
import { daySun, hourAngle_deg, sunlitMiddle_deg, sunOfHour, sunsetHourAngle_deg, sunVector } from './sunPosition.ts';

const degrees = (rad: number) => (rad * 180) / Math.PI;

it('stands at the tropics on the solstices and over the equator on the equinoxes', () => {
  expect(degrees(daySun(172).declination_rad)).toBeCloseTo(23.45, 1);
  expect(degrees(daySun(355).declination_rad)).toBeCloseTo(-23.44, 1);
  expect(Math.abs(degrees(daySun(80).declination_rad))).toBeLessThan(0.5);
});

it('runs ahead of the clock in November and behind it in February', () => {
  expect(daySun(307).equationOfTime_min).toBeCloseTo(16.4, 0);
  expect(daySun(43).equationOfTime_min).toBeCloseTo(-14.2, 0);
});

it('stands due south at solar noon of the northern middle latitudes, north of the southern', () => {
  const [east, north, up] = sunVector(50, 0.1, 0);
  expect([Math.abs(east), Math.sign(north), Math.sign(up)]).toEqual([0, -1, 1]);
  expect(sunVector(-50, 0.1, 0)[1]).toBeGreaterThan(0);
  expect(sunVector(50, 0.1, 60)[0]).toBeLessThan(0);
});

it('takes the middle of the sunlit part of an hour', () => {
  const sunset = sunsetHourAngle_deg(40, 0);
  expect(sunset).toBeCloseTo(90, 9);
  expect(sunlitMiddle_deg(0, 90)).toBe(0);
  expect(sunlitMiddle_deg(95, 90)).toBeCloseTo((87.5 + 90) / 2, 9);
  expect(sunlitMiddle_deg(-95, 90)).toBeCloseTo(-(87.5 + 90) / 2, 9);
  expect(sunlitMiddle_deg(130, 90)).toBe(130);
});

it('counts hour angles on one turn', () => {
  expect(hourAngle_deg(0.5, 0, 0, 0)).toBeCloseTo(-172.5, 9);
  expect(hourAngle_deg(0, -40, 0, 0)).toBeCloseTo(140, 9);
});

it('gives unit vectors everywhere, also in polar day and night', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 8759 }),
      fc.double({ min: -90, max: 90, noNaN: true }),
      fc.double({ min: -180, max: 180, noNaN: true }),
      (hour, lat_deg, lon_deg) => {
        const [east, north, up] = sunOfHour(hour, { lat_deg, lon_deg, timeZone_h: Math.round(lon_deg / 15) }, null).vector;
        expect(Math.hypot(east, north, up)).toBeCloseTo(1, 12);
      },
    ),
  );
});
