import { expect, it } from 'vitest';
import { dayOf, hourDaysLater, hoursOf } from './buildingHours.ts';

function constant(value: number): Float64Array {
  return new Float64Array(8760).fill(value);
}

const YEAR = {
  heating: constant(1000),
  cooling: constant(0),
  hotWater: constant(200),
  appliances: constant(300),
  heatElectricity: constant(400),
  coolingElectricity: constant(20),
  auxiliary: constant(5),
  charging: constant(40),
  fuel: constant(0),
  pv: constant(600),
  batteryCharge: constant(0),
  batteryDischarge: constant(0),
  batteryLevel: constant(0),
  buildingImport: constant(150),
  buildingExport: constant(25),
};

it('adds up what uses electricity, and nets the meter', () => {
  expect(hoursOf(YEAR, 'electricity')[8759]).toBe(765);
  expect(hoursOf(YEAR, 'net')[0]).toBe(125);
  expect(hoursOf(YEAR, 'pv')[12]).toBe(600);
});

it('cuts days out of the year and steps over its end', () => {
  const hours = Float64Array.from({ length: 8760 }, (_, hour) => hour);
  expect([...dayOf(hours, 364)].at(-1)).toBe(8759);
  expect(dayOf(hours, 1)[0]).toBe(24);
  expect(hourDaysLater(8759, 1)).toBe(23);
  expect(hourDaysLater(5, -1)).toBe(364 * 24 + 5);
});
