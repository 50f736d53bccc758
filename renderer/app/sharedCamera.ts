/** The camera of the district view and that of the map, the same place at the same scale. */
import { LocalFrame, toEcef } from '#gis-data/projection/ellipsoid.ts';
import type { GeoOrigin } from '#models/district/district.ts';
import type { MapCamera } from '../data-view/mapCamera.ts';
import type { CameraPose } from '../district-view/cameraRig.ts';

/** Metres of ground per pixel at the target, for each metre of distance: `2 tan(fovy / 2) / height of the canvas`. */
type Scale = number;

/** Where the district view looks, for other views. */
export function toSharedCamera(pose: CameraPose, origin: GeoOrigin, scale: Scale): MapCamera {
  const [lon_deg, lat_deg] = new LocalFrame(origin).toGeodetic(pose.east_m, pose.north_m, 0);
  return {
    lon_deg,
    lat_deg,
    resolution_m_px: pose.distance_m * scale,
    heading_deg: ((pose.heading_deg % 360) + 360) % 360,
    tilt_deg: pose.tilt_deg,
  };
}

/** Where the district view has to stand to look there; the height of its target stays. */
export function fromSharedCamera(camera: MapCamera, origin: GeoOrigin, scale: Scale, before: CameraPose): CameraPose {
  const point = new Float64Array(6);
  toEcef(camera.lon_deg, camera.lat_deg, 0, point, 0);
  new LocalFrame(origin).fromEcef(point, 0, point, 3);
  return {
    ...before,
    east_m: point[3]!,
    north_m: point[4]!,
    distance_m: camera.resolution_m_px / scale,
    heading_deg: camera.heading_deg,
    tilt_deg: camera.tilt_deg,
  };
}
