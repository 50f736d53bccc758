/**
 * The camera the views share (target, ground resolution, heading, tilt) and what MapLibre makes of it.
 * A MapLibre world is 512 pixels wide at zoom 0, so at zoom z and latitude lat one pixel covers
 * C cos(lat) / (512 * 2^z) metres, C = 40,075,016.686 m being the equator.
 */

const EQUATOR_m = 40_075_016.686;
const WORLD_px = 512;
const DEGREE = Math.PI / 180;
/** MapLibre draws nothing above it. */
export const MAX_TILT_DEG = 75;
export const MIN_ZOOM = 9;
export const MAX_ZOOM = 20;

export interface MapCamera {
  readonly lon_deg: number;
  readonly lat_deg: number;
  /** Metres of ground per CSS pixel at the target. */
  readonly resolution_m_px: number;
  /** Direction of view, clockwise from north [deg]. */
  readonly heading_deg: number;
  /** 0 = straight down [deg]. */
  readonly tilt_deg: number;
}

export interface MapPose {
  readonly center: [lon_deg: number, lat_deg: number];
  readonly zoom: number;
  readonly bearing: number;
  readonly pitch: number;
}

/** Zoom at which a pixel covers so much ground. */
export function zoomOf(resolution_m_px: number, lat_deg: number): number {
  return Math.log2((EQUATOR_m * Math.cos(lat_deg * DEGREE)) / (WORLD_px * resolution_m_px));
}

/** Ground covered by a pixel at a zoom [m]. */
export function resolutionOf(zoom: number, lat_deg: number): number {
  return (EQUATOR_m * Math.cos(lat_deg * DEGREE)) / (WORLD_px * 2 ** zoom);
}

/** Where the map stands for a shared camera, within what MapLibre can draw. */
export function toMapPose({ lon_deg, lat_deg, resolution_m_px, heading_deg, tilt_deg }: MapCamera): MapPose {
  const turned = ((heading_deg % 360) + 360) % 360;
  return {
    center: [lon_deg, lat_deg],
    zoom: Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, zoomOf(resolution_m_px, lat_deg))),
    bearing: turned > 180 ? turned - 360 : turned,
    pitch: Math.min(MAX_TILT_DEG, Math.max(0, tilt_deg)),
  };
}

/** The shared camera of where the map stands. */
export function fromMapPose({ center, zoom, bearing, pitch }: MapPose): MapCamera {
  return {
    lon_deg: center[0],
    lat_deg: center[1],
    resolution_m_px: resolutionOf(zoom, center[1]),
    heading_deg: (bearing + 360) % 360,
    tilt_deg: pitch,
  };
}

/** Whether two cameras show the same, to a tenth of a pixel, 0.01 deg and a thousandth of the scale. */
export function sameCamera(a: MapCamera, b: MapCamera): boolean {
  const tenthOfPixel_deg = (0.1 * a.resolution_m_px) / 111_000;
  return (
    Math.abs(a.lat_deg - b.lat_deg) <= tenthOfPixel_deg &&
    Math.abs(a.lon_deg - b.lon_deg) * Math.cos(a.lat_deg * DEGREE) <= tenthOfPixel_deg &&
    Math.abs(a.resolution_m_px / b.resolution_m_px - 1) <= 1e-3 &&
    Math.abs(((a.heading_deg - b.heading_deg + 540) % 360) - 180) <= 0.01 &&
    Math.abs(a.tilt_deg - b.tilt_deg) <= 0.01
  );
}
