/** Materials of the building view: flat, matt, with colours per element; cut solids show a fill, elements without data a hatch. */
import { Color, DoubleSide, MeshStandardMaterial, type Plane, ShaderMaterial } from 'three';

export interface SurfaceLook {
  readonly opacity: number;
  /** Colour of what a section cuts open; null for shells, whose inside is drawn instead. */
  readonly cut: string | null;
  readonly planes: readonly Plane[];
  readonly glossy: boolean;
}

/** @returns a material that uses red, green, blue of the vertices; their fourth value below a half means no data */
export function surfaceMaterial({ opacity, cut, planes, glossy }: SurfaceLook): MeshStandardMaterial {
  const material = new MeshStandardMaterial({
    vertexColors: true,
    side: DoubleSide,
    roughness: glossy ? 0.15 : 0.92,
    metalness: 0,
    transparent: opacity < 1,
    opacity,
    depthWrite: opacity > 0.9,
    clippingPlanes: [...planes],
    clipShadows: true,
    polygonOffset: true,
    polygonOffsetFactor: 1,
    polygonOffsetUnits: 1,
  });
  const cutColour = new Color(cut ?? '#000000');
  material.onBeforeCompile = (shader) => {
    shader.uniforms.cutColour = { value: cutColour };
    shader.fragmentShader = shader.fragmentShader.replace('void main() {', 'uniform vec3 cutColour;\nvoid main() {').replace(
      '#include <color_fragment>',
      `#include <color_fragment>
#ifdef USE_COLOR_ALPHA
diffuseColor.a = opacity;
if (vColor.a < 0.5 && mod(gl_FragCoord.x + gl_FragCoord.y, 9.0) < 2.5) diffuseColor.rgb *= 0.78;
#endif`,
    );
    if (cut) {
      shader.fragmentShader = shader.fragmentShader.replace(
        '#include <opaque_fragment>',
        '#include <opaque_fragment>\nif (!gl_FrontFacing) gl_FragColor = vec4(cutColour, 1.0);',
      );
    }
  };
  material.customProgramCacheKey = () => `building ${cut !== null}`;
  return material;
}

/** A soft grid on the ground: lines every metre, stronger every ten, fading out. */
export function gridMaterial(line: string, radius_m: number): ShaderMaterial {
  return new ShaderMaterial({
    transparent: true,
    depthWrite: false,
    uniforms: { line: { value: new Color(line) }, radius: { value: radius_m }, cell: { value: radius_m > 120 ? 5 : 1 } },
    vertexShader: `varying vec2 place;
void main() {
  place = position.xy;
  gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
}`,
    fragmentShader: `uniform vec3 line;
uniform float radius;
uniform float cell;
varying vec2 place;
float grid(float size) {
  vec2 at = place / size;
  vec2 width = fwidth(at);
  vec2 near = abs(fract(at - 0.5) - 0.5) / max(width, vec2(1e-5));
  float sharp = 1.0 - min(min(near.x, near.y), 1.0);
  return sharp * (1.0 - smoothstep(0.15, 0.5, max(width.x, width.y)));
}
void main() {
  float fade = 1.0 - smoothstep(0.25, 1.0, length(place) / radius);
  float strength = max(0.13 * grid(cell), 0.34 * grid(cell * 10.0));
  gl_FragColor = vec4(line, strength * fade);
  #include <colorspace_fragment>
}`,
  });
}
