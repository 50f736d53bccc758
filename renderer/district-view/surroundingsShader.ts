/** How surroundings look: one quiet colour per kind, relief on terrain, the sky's gleam on water. */
import { Cartesian3, CustomShader, CustomShaderTranslucencyMode, LightingModel, UniformType } from '@cesium/engine';
import { CONTEXT_KINDS } from '#models/district/context.ts';
import { colourUniform, GROUND_LOOK, groundUniforms } from './groundLook.ts';

/**
 * Kinds lie on the same ground. Each is drawn a little nearer to the eye than the one before, along the line of sight,
 * so that nothing moves on the screen and nothing flickers; even the last covers less than a pixel of a wall's foot.
 */
const VERTEX = `
void vertexMain(VertexInput vsInput, inout czm_modelVertexOutput vsOutput) {
  float layer = float(vsInput.featureIds.featureId_0) + 1.0;
  vsOutput.positionMC += (u_eye - vsInput.attributes.positionMC) * layer * 0.0001;
}
`;

const WATER = CONTEXT_KINDS.indexOf('water');

const FRAGMENT = `
${GROUND_LOOK}
vec3 colourOf(int kind) {
${CONTEXT_KINDS.map((kind, index) => `  if (kind == ${index}) return u_${kind};`).join('\n')}
  return u_terrain;
}
void fragmentMain(FragmentInput fsInput, inout czm_modelMaterial material) {
  int kind = fsInput.featureIds.featureId_0;
  vec3 p = fsInput.attributes.positionMC;
  vec3 normal = czm_inverseViewRotation * normalize(fsInput.attributes.normalEC);
  vec3 colour = colourOf(kind);
  if (kind == ${WATER}) {
    float across = 1.0 - abs(dot(normalize(u_eye - p), vec3(0.0, 1.0, 0.0)));
    colour = mix(colour, u_zenith, 0.5 * across * across * across);
  }
  float relief = dot(normal, u_key) - dot(u_up, u_key);
  float sun = u_day * (max(dot(normal, u_sun), 0.0) - max(dot(u_up, u_sun), 0.0));
  colour *= clamp(1.0 + 0.8 * relief + 0.3 * sun, 0.55, 1.12);
  vec2 metres = vec2(p.x, -p.z);
  material.diffuse = czm_srgbToLinear(groundLook(colour, metres, length(metres - u_target) / u_radius));
}
`;

export function surroundingsShader(): CustomShader {
  return new CustomShader({
    lightingModel: LightingModel.UNLIT,
    translucencyMode: CustomShaderTranslucencyMode.OPAQUE,
    uniforms: {
      ...groundUniforms(),
      ...Object.fromEntries(CONTEXT_KINDS.map((kind) => [`u_${kind}`, colourUniform()])),
      u_zenith: colourUniform(),
      u_eye: { type: UniformType.VEC3, value: new Cartesian3() },
      u_up: { type: UniformType.VEC3, value: new Cartesian3(0, 0, 1) },
      u_key: { type: UniformType.VEC3, value: new Cartesian3(0, 0, 1) },
      u_sun: { type: UniformType.VEC3, value: new Cartesian3(0, 0, 1) },
    },
    vertexShaderText: VERTEX,
    fragmentShaderText: FRAGMENT,
  });
}
