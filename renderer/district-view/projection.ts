/** From local metres to pixels of the canvas, for what is drawn over the picture. */
import { type Camera, Matrix4 } from '@cesium/engine';
import type { Vector } from './cameraRig.ts';

/** Nearer to the eye than this nothing is projected, in depth units of the projection [m]. */
const NEAREST_M = 0.05;

export class Projection {
  private readonly m: readonly number[];
  readonly width: number;
  readonly height: number;

  /** @param toClip local east, north, up [m] to clip space, column-major */
  constructor(toClip: readonly number[], width: number, height: number) {
    this.m = toClip;
    this.width = width;
    this.height = height;
  }

  static of(camera: Camera, localToFixed: Matrix4, size: { readonly width: number; readonly height: number }): Projection {
    const toEye = Matrix4.multiplyTransformation(camera.viewMatrix, localToFixed, new Matrix4());
    return new Projection(
      Matrix4.toArray(Matrix4.multiply(camera.frustum.projectionMatrix, toEye, new Matrix4())),
      size.width,
      size.height,
    );
  }

  private clip([east, north, up]: Vector): readonly [number, number, number] {
    const { m } = this;
    return [
      m[0]! * east + m[4]! * north + m[8]! * up + m[12]!,
      m[1]! * east + m[5]! * north + m[9]! * up + m[13]!,
      m[3]! * east + m[7]! * north + m[11]! * up + m[15]!,
    ];
  }

  private pixel(x: number, y: number, w: number): readonly [number, number] {
    return [(x / w + 1) * 0.5 * this.width, (1 - y / w) * 0.5 * this.height];
  }

  /** Pixel from the top left; null behind the eye. */
  toScreen(point: Vector): readonly [number, number] | null {
    const [x, y, w] = this.clip(point);
    return w > NEAREST_M ? this.pixel(x, y, w) : null;
  }

  /** Depth in front of the eye [m]; negative behind it. */
  depth(point: Vector): number {
    return this.clip(point)[2];
  }

  /** Both ends of a line in pixels, cut off behind the eye; null where all of it is there. */
  segment(from: Vector, to: Vector): readonly [number, number, number, number] | null {
    let a = this.clip(from);
    let b = this.clip(to);
    if (a[2] <= NEAREST_M && b[2] <= NEAREST_M) return null;
    const between = (p: readonly [number, number, number], q: readonly [number, number, number]): readonly [number, number, number] => {
      const part = (NEAREST_M - p[2]) / (q[2] - p[2]);
      return [p[0] + part * (q[0] - p[0]), p[1] + part * (q[1] - p[1]), NEAREST_M];
    };
    if (a[2] <= NEAREST_M) a = between(a, b);
    else if (b[2] <= NEAREST_M) b = between(b, a);
    return [...this.pixel(...a), ...this.pixel(...b)];
  }

  /** Corners of a polygon in pixels, x and y in turn, cut off behind the eye. */
  ring(points: readonly Vector[]): number[] {
    const corners: number[] = [];
    for (let i = 0; i < points.length; i++) {
      const segment = this.segment(points[i]!, points[(i + 1) % points.length]!);
      if (segment) corners.push(...segment);
    }
    return corners;
  }
}
