/** What the plain ground and the surroundings on it have in common: soft shade at buildings, haze, dusk. */
import {
  Cartesian2,
  Cartesian3,
  PixelFormat,
  TextureMagnificationFilter,
  TextureMinificationFilter,
  TextureUniform,
  UniformType,
} from '@cesium/engine';
import type { GroundShade } from './groundShade.ts';

/** `metres` are east and north of the district's origin, `away` runs from 0 at the camera's target to 1 at the horizon. */
export const GROUND_LOOK = `
vec3 groundLook(vec3 colour, vec2 metres, float away) {
  vec2 at = (metres - u_shadeOrigin) / u_shadeSize;
  if (all(greaterThan(at, vec2(0.0))) && all(lessThan(at, vec2(1.0)))) {
    colour = mix(colour, u_shade, smoothstep(0.0, 0.75, texture(u_shadeMap, at).r) * 0.6);
  }
  colour = mix(colour, u_horizon, smoothstep(0.25, 0.98, away));
  return colour * mix(u_dusk, vec3(1.0), u_day);
}
`;

export const NO_SHADE: GroundShade = { values: new Uint8Array(4), width: 2, height: 2, west_m: 0, south_m: 0, size_m: [1, 1] };

export function shadeTexture(shade: GroundShade): TextureUniform {
  return new TextureUniform({
    typedArray: shade.values,
    width: shade.width,
    height: shade.height,
    pixelFormat: PixelFormat.RED,
    repeat: false,
    minificationFilter: TextureMinificationFilter.LINEAR,
    magnificationFilter: TextureMagnificationFilter.LINEAR,
  });
}

/** A colour of a shader. One vector each: Cesium writes new values into the ones it was given. */
export function colourUniform() {
  return { type: UniformType.VEC3, value: new Cartesian3(0.9, 0.9, 0.9) };
}

/** What {@link GROUND_LOOK} reads, and where the camera looks. */
export function groundUniforms() {
  return {
    u_shade: colourUniform(),
    u_horizon: colourUniform(),
    u_dusk: colourUniform(),
    u_day: { type: UniformType.FLOAT, value: 1 },
    u_radius: { type: UniformType.FLOAT, value: 1 },
    u_target: { type: UniformType.VEC2, value: new Cartesian2() },
    u_shadeMap: { type: UniformType.SAMPLER_2D, value: shadeTexture(NO_SHADE) },
    u_shadeOrigin: { type: UniformType.VEC2, value: new Cartesian2() },
    u_shadeSize: { type: UniformType.VEC2, value: new Cartesian2(1, 1) },
  };
}
