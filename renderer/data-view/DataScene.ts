/**
 * One map: MapLibre brings the camera, gestures and the empty ground, deck.gl draws everything on it in the same WebGL
 * context. The style has neither tiles nor glyphs nor pictures, so the map asks nobody for anything.
 */
import type { Layer, PickingInfo } from '@deck.gl/core';
import { MapLibreOverlay } from '@deck.gl/maplibre';
import { Map as LibreMap, type MapLibreEvent, type StyleSpecification, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import type { CoveredSpace } from './dataContract.ts';
import { fromMapPose, MAX_TILT_DEG, MAX_ZOOM, type MapCamera, MIN_ZOOM, sameCamera, toMapPose } from './mapCamera.ts';

setWorkerUrl(workerUrl);

export interface DataSceneEvents {
  /** The person moved the camera; at most once per frame. */
  onCamera(camera: MapCamera): void;
  /** Null for the ground. */
  onClick(info: PickingInfo | null, additive: boolean): void;
  onHover(info: PickingInfo): void;
  onReady(): void;
}

/** West, south, east, north [deg]. */
export type MapBounds = readonly [number, number, number, number];

const NOTHING_COVERED: CoveredSpace = { top: 0, right: 0, bottom: 0, left: 0 };
/** Free space around the district when it is shown whole [px]. */
const MARGIN_px = 24;
/** Thin arcs and lines are hit from this far [px]. */
const PICK_RADIUS_px = 4;
/** Oblique, so that arcs stand up from the ground. */
const FIRST_TILT_DEG = 40;

function emptyStyle(background: string): StyleSpecification {
  return { version: 8, sources: {}, layers: [{ id: 'ground', type: 'background', paint: { 'background-color': background } }] };
}

function paddingOf(covered: CoveredSpace | undefined) {
  const { top, right, bottom, left } = covered ?? NOTHING_COVERED;
  return { top: top + MARGIN_px, right: right + MARGIN_px, bottom: bottom + MARGIN_px, left: left + MARGIN_px };
}

export class DataScene {
  readonly #map: LibreMap;
  readonly #overlay: MapLibreOverlay;
  #applying = false;
  #waiting = 0;

  /** @throws Error where the machine has no WebGL 2 */
  constructor(container: HTMLElement, background: string, bounds: MapBounds, covered: CoveredSpace | undefined, events: DataSceneEvents) {
    this.#map = new LibreMap({
      container,
      style: emptyStyle(background),
      bounds: [...bounds],
      pitch: FIRST_TILT_DEG,
      fitBoundsOptions: {
        pitch: FIRST_TILT_DEG,
        padding: paddingOf(covered),
      },
      minZoom: MIN_ZOOM,
      maxZoom: MAX_ZOOM,
      maxPitch: MAX_TILT_DEG,
      attributionControl: false,
      boxZoom: false,
      fadeDuration: 0,
      renderWorldCopies: false,
      canvasContextAttributes: { antialias: true, preserveDrawingBuffer: false },
    });
    this.#overlay = new MapLibreOverlay({
      interleaved: true,
      layers: [],
      pickingRadius: PICK_RADIUS_px,
      onHover: (info) => events.onHover(info),
    });
    this.#map.addControl(this.#overlay);
    this.#map.on('click', ({ point, originalEvent }) => {
      const info = this.#overlay.pickObject({ x: point.x, y: point.y, radius: PICK_RADIUS_px });
      events.onClick(info, originalEvent.shiftKey || originalEvent.ctrlKey || originalEvent.metaKey);
    });
    this.#map.on('move', () => this.#moved(events));
    this.#map.on('load', (_: MapLibreEvent) => events.onReady());
  }

  #moved({ onCamera }: DataSceneEvents): void {
    if (this.#applying || this.#waiting !== 0) return;
    this.#waiting = requestAnimationFrame(() => {
      this.#waiting = 0;
      onCamera(this.camera());
    });
  }

  camera(): MapCamera {
    const { lng, lat } = this.#map.getCenter();
    return fromMapPose({ center: [lng, lat], zoom: this.#map.getZoom(), bearing: this.#map.getBearing(), pitch: this.#map.getPitch() });
  }

  /** The whole district in what panels leave free; not told as the person's doing. */
  fit(bounds: MapBounds, covered?: CoveredSpace): void {
    this.#applying = true;
    try {
      this.#map.fitBounds([...bounds], { padding: paddingOf(covered), pitch: this.#map.getPitch(), animate: false });
    } finally {
      this.#applying = false;
    }
  }

  /** Follows another view; not told as the person's doing. */
  setCamera(camera: MapCamera): void {
    if (sameCamera(camera, this.camera())) return;
    this.#applying = true;
    try {
      this.#map.jumpTo(toMapPose(camera));
    } finally {
      this.#applying = false;
    }
  }

  setBackground(colour: string): void {
    if (this.#map.getLayer('ground')) this.#map.setPaintProperty('ground', 'background-color', colour);
  }

  setLayers(layers: readonly Layer[]): void {
    this.#overlay.setProps({ layers: [...layers] });
  }

  setCursor(cursor: string): void {
    this.#map.getCanvas().style.cursor = cursor;
  }

  dispose(): void {
    cancelAnimationFrame(this.#waiting);
    this.#map.remove();
  }
}
