import { describe, expect, it } from 'vitest';
import { zoomOf } from '../data-view/mapCamera.ts';
import { fromSharedCamera, toSharedCamera } from './sharedCamera.ts';

const origin = { lon_deg: 4.45, lat_deg: 51.9067, height_m: 0 };
const pose = { east_m: 420, north_m: -310, distance_m: 720, heading_deg: -30, tilt_deg: 56 };
/** A canvas of 720 px under a vertical angle that shows 1 m per pixel from 720 m. */
const scale = 1 / 720;

describe('one camera for the district view and the map', () => {
  it('comes back to where it stood', () => {
    const back = fromSharedCamera(toSharedCamera(pose, origin, scale), origin, scale, pose);
    expect(back.east_m).toBeCloseTo(420, 3);
    expect(back.north_m).toBeCloseTo(-310, 3);
    expect(back.distance_m).toBeCloseTo(720, 9);
    expect((back.heading_deg + 360) % 360).toBeCloseTo(330, 9);
    expect(back.tilt_deg).toBe(56);
  });
  it('shows the same ground per pixel: 1 m at 51.9067 deg is zoom 15.559', () => {
    const { resolution_m_px } = toSharedCamera(pose, origin, scale);
    expect(resolution_m_px).toBeCloseTo(1, 12);
    expect(zoomOf(resolution_m_px, origin.lat_deg)).toBeCloseTo(15.559, 3);
  });
});
