/** What the district view takes and tells; nothing of Cesium. */
import type { LoadedDistrict } from '../workers/engineApi.ts';
import type { CameraPose } from './cameraRig.ts';

/** What the view needs of a district. */
export type ViewedDistrict = Pick<LoadedDistrict, 'glb' | 'context' | 'origin' | 'bounds_m'> & {
  readonly surfaces: Pick<LoadedDistrict['surfaces'], 'count' | 'building'>;
};

export interface ViewLayers {
  readonly buildings: boolean;
  readonly imagery: boolean;
  readonly shadows: boolean;
  readonly surroundings: boolean;
}

export interface DistrictSceneEvents {
  /** A surface was clicked. */
  onPick(building: number, surface: number, additive: boolean): void;
  /** Ground or sky was clicked, or Escape pressed. */
  onClear(): void;
  onHover(building: number | null): void;
  onBoxSelect(buildings: readonly number[], additive: boolean): void;
  /** The district is drawn, coloured and can be picked. */
  /** @param software the view is drawn by the processor, to which shadows cost too much */
  onReady(software: boolean): void;
  /** The camera moved by this view's own doing, not by `setCamera`; at most once per frame. */
  onCamera?(pose: CameraPose): void;
  onError(message: string): void;
}
