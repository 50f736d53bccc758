/** Bodies of a sketch in the scene: translucent, lit by their own normals, at once there and at once gone. */
import {
  BoundingSphere,
  Color,
  ComponentDatatype,
  Geometry,
  GeometryAttribute,
  GeometryAttributes,
  GeometryInstance,
  type Matrix4,
  PerInstanceColorAppearance,
  Primitive,
  PrimitiveCollection,
  PrimitiveType,
  ShadowMode,
} from '@cesium/engine';
import { INK_LOOKS } from './inkLook.ts';
import type { SketchPrimitive } from './sketch.ts';
import type { StageTheme } from './stageColours.ts';

type Solid = Extract<SketchPrimitive, { kind: 'solid' }>;

const OPACITY = 0.72;

/** One colour per corner: lighter above, as the buildings are. */
function colours(triangles: Float32Array, base: Color): Uint8Array {
  const rgba = new Uint8Array((triangles.length / 3) * 4);
  for (let t = 0; t < triangles.length; t += 9) {
    const [ux, uy, uz] = [triangles[t + 3]! - triangles[t]!, triangles[t + 4]! - triangles[t + 1]!, triangles[t + 5]! - triangles[t + 2]!];
    const [vx, vy, vz] = [triangles[t + 6]! - triangles[t]!, triangles[t + 7]! - triangles[t + 1]!, triangles[t + 8]! - triangles[t + 2]!];
    const normal = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx] as const;
    const length = Math.hypot(...normal) || 1;
    const light = 0.82 + (0.16 * normal[2] - 0.1 * normal[0]) / length;
    for (let k = 0; k < 3; k++) {
      const at = (t / 3 + k) * 4;
      rgba[at] = Math.min(255, base.red * 255 * light);
      rgba[at + 1] = Math.min(255, base.green * 255 * light);
      rgba[at + 2] = Math.min(255, base.blue * 255 * light);
      rgba[at + 3] = 255 * OPACITY;
    }
  }
  return rgba;
}

export class SolidLayer {
  /** Belongs to the scene it was added to. */
  readonly primitives = new PrimitiveCollection();

  set(solids: readonly Solid[], localToFixed: Matrix4, theme: StageTheme): void {
    this.primitives.removeAll();
    for (const { triangles_m, style } of solids) {
      if (triangles_m.length < 9) continue;
      const attributes = new GeometryAttributes();
      const values = new Float64Array(triangles_m);
      attributes.position = new GeometryAttribute({ componentDatatype: ComponentDatatype.DOUBLE, componentsPerAttribute: 3, values });
      attributes.color = new GeometryAttribute({
        componentDatatype: ComponentDatatype.UNSIGNED_BYTE,
        componentsPerAttribute: 4,
        normalize: true,
        values: colours(triangles_m, Color.fromCssColorString(INK_LOOKS[theme].stroke[style])),
      });
      const geometry = new Geometry({
        attributes,
        primitiveType: PrimitiveType.TRIANGLES,
        boundingSphere: BoundingSphere.fromVertices([...values]),
      });
      this.primitives.add(
        new Primitive({
          geometryInstances: new GeometryInstance({ geometry }),
          appearance: new PerInstanceColorAppearance({ flat: true, translucent: true }),
          modelMatrix: localToFixed,
          asynchronous: false,
          allowPicking: false,
          shadows: ShadowMode.DISABLED,
        }),
      );
    }
  }
}
