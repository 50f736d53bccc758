/** What the district view takes and tells; nothing of Cesium. */
import type { SiteElements, TerrainGrid } from '#models/district/elements.ts';
import type { LoadedDistrict } from '../workers/engineApi.ts';
import type { CameraPose } from './cameraRig.ts';
import type { ViewValues } from './colourSide.ts';

/** What the view needs of a district. */
export type ViewedDistrict = Pick<LoadedDistrict, 'glb' | 'context' | 'origin' | 'bounds_m' | 'reading'> & {
  readonly surfaces: Pick<LoadedDistrict['surfaces'], 'count' | 'building'>;
  /** Trees, lines and points. */
  readonly elements?: SiteElements | null;
  /** Heights of the ground; buildings and surroundings are put on it. */
  readonly terrain?: TerrainGrid | null;
};

export interface ViewLayers {
  readonly buildings: boolean;
  readonly imagery: boolean;
  readonly shadows: boolean;
  readonly surroundings: boolean;
  /** The ground as it rises and falls, where the district has a terrain; shown unless told. */
  readonly terrain?: boolean;
  /** Trees, lines and points; shown unless told. */
  readonly elements?: boolean;
  /** 3D tiles around the district; shown unless told. */
  readonly tiles?: boolean;
}

/** Colours of one picture. Where both are given, values win. */
export interface ViewColouring {
  /** Red, green, blue and mark per row of the surface table, as `surfaceColours` makes them. */
  readonly rgba: Uint8Array | null;
  readonly values: ViewValues | null;
}

/** The other colours of a comparison by swiping. */
export interface ViewSwipe extends ViewColouring {
  /** Where the divider stands, as a share of the width. */
  readonly share: number;
}

export interface DistrictSceneEvents {
  /** A surface was clicked. */
  onPick(building: number, surface: number, additive: boolean): void;
  /** Ground or sky was clicked, or Escape pressed. */
  onClear(): void;
  /** A tree, line or point was clicked; without this, clicks go through them. */
  readonly onPickElement?: ((id: string, additive: boolean) => void) | undefined;
  onHover(building: number | null): void;
  onBoxSelect(buildings: readonly number[], additive: boolean): void;
  /**
   * The district is drawn, coloured and can be picked.
   * @param software the view is drawn by the processor, to which shadows cost too much
   */
  onReady(software: boolean): void;
  /** The camera moved by this view's own doing, not by `setCamera`; at most once per frame. */
  onCamera?(pose: CameraPose): void;
  onError(message: string): void;
}
