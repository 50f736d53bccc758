/** A tool that takes the pointer from the camera: measuring, drawing. */
import type { Vector } from './cameraRig.ts';

/** What lies under a pixel, as drawn: local east, north, up [m]. */
export interface SurfacePoint {
  /** Row of the buildings. */
  readonly building: number;
  /** Row of the surface table. */
  readonly surface: number;
  readonly point: Vector;
  /** How far the building was lifted onto the terrain [m]: taken off, `point` is in the coordinates of the district. */
  readonly lift_m: number;
}

/** Where the pointer is. Places are found when they are asked for: in large districts that takes a millisecond. */
export interface ToolPointer {
  /** Pixels from the top left of the canvas. */
  readonly x: number;
  readonly y: number;
  readonly shift: boolean;
  readonly ctrl: boolean;
  readonly alt: boolean;
  /** On the ground, or on a building where one stands there; null in the sky. */
  ground(): Vector | null;
  /** On a building; null beside all. */
  surface(): SurfacePoint | null;
}

/**
 * While a tool is set, the main button, touch by one finger and keys belong to it. The other buttons still turn the view,
 * the wheel and two fingers zoom; keys it does not take move the camera.
 */
export interface ViewTool {
  /** CSS cursor over the canvas. */
  readonly cursor: string;
  down?(pointer: ToolPointer): void;
  /** With the button up (`pressed` false) or down. */
  move?(pointer: ToolPointer, pressed: boolean): void;
  up?(pointer: ToolPointer): void;
  doubleClick?(pointer: ToolPointer): void;
  /**
   * A key, as in `KeyboardEvent.key`. The pointer is in the middle of the view where it is not over the canvas.
   * @returns true where the tool took it
   */
  key?(key: string, pointer: ToolPointer): boolean;
  /** The tool was taken away or replaced. */
  end?(): void;
}
