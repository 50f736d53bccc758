import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromMapPose, sameCamera, toMapPose, zoomOf } from './mapCamera.ts';

test('one metre per pixel in Delfshaven is zoom 15.559', () => {
  expect(zoomOf(1, 51.9067)).toBeCloseTo(15.559, 3);
});

test('a camera within the limits comes back as it was', () => {
  const camera = fc.record({
    lon_deg: fc.double({ min: -179, max: 179, noNaN: true }),
    lat_deg: fc.double({ min: -70, max: 70, noNaN: true }),
    resolution_m_px: fc.double({ min: 0.1, max: 40, noNaN: true }),
    heading_deg: fc.double({ min: 0, max: 359.9, noNaN: true }),
    tilt_deg: fc.double({ min: 0, max: 75, noNaN: true }),
  });
  fc.assert(
    fc.property(camera, (given) => {
      const back = fromMapPose(toMapPose(given));
      expect(sameCamera(back, given)).toBe(true);
      expect(back.resolution_m_px / given.resolution_m_px).toBeCloseTo(1, 9);
    }),
  );
});

test('headings just left and right of north are near each other', () => {
  const at = { lon_deg: 0, lat_deg: 0, resolution_m_px: 1, tilt_deg: 0 };
  expect(sameCamera({ ...at, heading_deg: 359.999 }, { ...at, heading_deg: 0.001 })).toBe(true);
  expect(sameCamera({ ...at, heading_deg: 350 }, { ...at, heading_deg: 10 })).toBe(false);
});

test('a tilt along the ground is held at what the map can draw', () => {
  expect(toMapPose({ lon_deg: 0, lat_deg: 0, resolution_m_px: 1, heading_deg: 270, tilt_deg: 86 })).toMatchObject({
    pitch: 75,
    bearing: -90,
  });
});
