import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Bounds,
  blendPoses,
  boundsRadius,
  type CameraPose,
  cameraFrame,
  groundPoint,
  homePose,
  limitPose,
  nearestDepth,
  panPose,
  pixelDirection,
  zoomPose,
} from './cameraRig.ts';

const BOUNDS: Bounds = [-400, -300, 0, 600, 350, 41];
const LENS = { fovy_rad: 0.62, width: 1280, height: 720 };
const POSE: CameraPose = { east_m: 20, north_m: -30, distance_m: 700, heading_deg: 330, tilt_deg: 56 };

/** Pixel of a point, by the same axes as the frame. */
function project(pose: CameraPose, point: readonly [number, number, number]): [number, number] {
  const { position, direction, up, right } = cameraFrame(pose);
  const offset = point.map((value, axis) => value - position[axis]!);
  const along = (axis: readonly number[]): number => axis[0]! * offset[0]! + axis[1]! * offset[1]! + axis[2]! * offset[2]!;
  const scale = LENS.height / 2 / Math.tan(LENS.fovy_rad / 2) / along(direction);
  return [LENS.width / 2 + along(right) * scale, LENS.height / 2 - along(up) * scale];
}

describe('camera', () => {
  it('looks at its target from the south-east and above at home heading', () => {
    const { position } = cameraFrame(POSE);
    expect(Math.hypot(position[0] - 20, position[1] + 30, position[2])).toBeCloseTo(700, 6);
    expect([position[0] > 20, position[1] < -30, position[2] > 0]).toEqual([true, true, true]);
    expect(groundPoint(POSE, LENS, 640, 360)!.map((v) => Number(v.toFixed(6)))).toEqual([20, -30]);
  });

  it('shows the whole district in the part that panels leave free', () => {
    const corners = [0, 41].flatMap((up) => [-400, 600].flatMap((east) => [-300, 350].map((north) => [east, north, up] as const)));
    const insets = { left: 340, right: 320, top: 90, bottom: 120 };
    const pose = homePose(corners.flat(), BOUNDS, LENS, insets);
    const pixels = corners.map((corner) => project(pose, corner));
    const [xs, ys] = [pixels.map((p) => p[0]), pixels.map((p) => p[1])];
    expect(Math.min(...xs)).toBeGreaterThan(insets.left);
    expect(Math.max(...xs)).toBeLessThan(LENS.width - insets.right);
    expect(Math.min(...ys)).toBeGreaterThan(insets.top);
    expect(Math.max(...ys)).toBeLessThan(LENS.height - insets.bottom);
    // Neither is room wasted: one of the two directions is filled.
    const filled = Math.max((Math.max(...xs) - Math.min(...xs)) / 620, (Math.max(...ys) - Math.min(...ys)) / 510);
    expect(filled).toBeGreaterThan(0.8);
  });

  it('keeps the ground under the pointer while panning and zooming', () => {
    const pixel = fc.tuple(fc.integer({ min: 200, max: 1080 }), fc.integer({ min: 250, max: 650 }));
    fc.assert(
      fc.property(pixel, pixel, fc.double({ min: 0.5, max: 2, noNaN: true }), (from, to, factor) => {
        const grabbed = groundPoint(POSE, LENS, ...from)!;
        const panned = groundPoint(panPose(POSE, LENS, from, to), LENS, ...to)!;
        expect(Math.hypot(panned[0] - grabbed[0], panned[1] - grabbed[1])).toBeLessThan(1e-6);
        const zoomed = groundPoint(zoomPose(POSE, LENS, factor, ...from), LENS, ...from)!;
        expect(Math.hypot(zoomed[0] - grabbed[0], zoomed[1] - grabbed[1])).toBeLessThan(1e-6);
      }),
    );
  });

  it('never lets the eye below the ground nor the district out of reach', () => {
    fc.assert(
      fc.property(
        fc.record({
          east_m: fc.double({ min: -1e7, max: 1e7, noNaN: true }),
          north_m: fc.double({ min: -1e7, max: 1e7, noNaN: true }),
          distance_m: fc.double({ min: -1e3, max: 1e9, noNaN: true }),
          heading_deg: fc.double({ min: -1e4, max: 1e4, noNaN: true }),
          tilt_deg: fc.double({ min: -400, max: 400, noNaN: true }),
        }),
        (pose) => {
          const limited = limitPose(pose, BOUNDS);
          expect(cameraFrame(limited).position[2]).toBeGreaterThan(1.5);
          expect(Math.abs(limited.east_m - 100)).toBeLessThanOrEqual(boundsRadius(BOUNDS) * 4 + 1e-6);
          expect(limited.heading_deg).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });

  it('sees the globe from above when far away', () => {
    expect(cameraFrame({ ...POSE, distance_m: 1e7 }).direction[2]).toBeCloseTo(-1, 6);
  });

  it('turns the short way round and changes distance by equal factors', () => {
    const half = blendPoses({ ...POSE, heading_deg: 350, distance_m: 100 }, { ...POSE, heading_deg: 10, distance_m: 400 }, 0.5);
    expect([half.heading_deg % 360, half.distance_m]).toEqual([0, 200]);
  });

  it('starts the depth range before anything that can be drawn', () => {
    const depth = nearestDepth(POSE, LENS.fovy_rad, 41);
    const { direction, position } = cameraFrame(POSE);
    const ray = pixelDirection(POSE, LENS, 640, 720);
    const steps = (41 - position[2]) / ray[2];
    const atTop = steps * (ray[0] * direction[0] + ray[1] * direction[1] + ray[2] * direction[2]);
    expect(depth).toBeLessThan(atTop);
    expect(depth).toBeGreaterThan(atTop * 0.9);
  });
});
