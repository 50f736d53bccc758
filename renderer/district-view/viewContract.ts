/** What the district view takes and tells; nothing of Cesium. */
import type { LoadedDistrict } from '../workers/engineApi.ts';

/** What the view needs of a district. */
export type ViewedDistrict = Pick<LoadedDistrict, 'glb' | 'origin' | 'bounds_m'> & {
  readonly surfaces: Pick<LoadedDistrict['surfaces'], 'count' | 'building'>;
};

export interface ViewLayers {
  readonly buildings: boolean;
  readonly imagery: boolean;
  readonly shadows: boolean;
}

export interface DistrictSceneEvents {
  /** A surface was clicked. */
  onPick(building: number, surface: number, additive: boolean): void;
  /** Ground or sky was clicked, or Escape pressed. */
  onClear(): void;
  onHover(building: number | null): void;
  onBoxSelect(buildings: readonly number[], additive: boolean): void;
  /** The district is drawn, coloured and can be picked. */
  onReady(): void;
  onError(message: string): void;
}
