/** How trees, lines and points look: quiet trees; lines and points of one width on the screen, in a colour per kind. */
import { Cartesian3, CustomShader, CustomShaderTranslucencyMode, LightingModel, UniformType, VaryingType } from '@cesium/engine';
import { LINE_KINDS, POINT_KINDS } from '#models/district/elements.ts';
import type { Bounds } from './cameraRig.ts';
import { CUT_TEST, type Cut, cutUniforms, cutValues } from './cut.ts';
import { TREE_PARTS } from './elementMeshes.ts';
import { colourUniform } from './groundLook.ts';
import { ELEMENT_COLOURS, type StageColours, type StageTheme } from './stageColours.ts';

/** Half width of a line and size of a point: at least so many metres, and so many at a distance of one metre. */
const LINE_SIZE = { least_m: 0.45, perMetre: 0.0016 };
const POINT_SIZE = { least_m: 1.1, perMetre: 0.0065 };

const TREES = `
${CUT_TEST}
void fragmentMain(FragmentInput fsInput, inout czm_modelMaterial material) {
  if (isCutAway(fsInput.attributes.positionMC)) discard;
  vec3 normal = czm_inverseViewRotation * normalize(fsInput.attributes.normalEC);
  bool crown = fsInput.featureIds.featureId_1 == ${TREE_PARTS.indexOf('crown')};
  vec3 colour = crown ? u_crown : u_trunk;
  colour *= 0.86 + 0.16 * dot(normal, u_up) + 0.16 * u_day * max(dot(normal, u_sun), 0.0);
  // A little lighter or darker each, so that a row of trees is no wall.
  float own = fract(sin(float(fsInput.featureIds.featureId_0) * 12.9898) * 43758.5453);
  colour *= mix(0.94, 1.05, own);
  colour *= mix(u_dusk, vec3(1.0), u_day);
  if (fsInput.featureIds.featureId_0 == u_selected) colour = mix(colour, u_accent, 0.75);
  material.diffuse = czm_srgbToLinear(clamp(colour, 0.0, 1.0));
}
`;

const SYMBOL_VERTEX = `
void vertexMain(VertexInput vsInput, inout czm_modelVertexOutput vsOutput) {
  vec3 at = vsInput.attributes.positionMC;
  float away = length(u_eye - at);
  bool isPoint = vsInput.featureIds.featureId_1 >= ${LINE_KINDS.length};
  float grow = vsInput.featureIds.featureId_0 == u_selected ? 1.7 : 1.0;
  float size = isPoint
    ? max(${POINT_SIZE.least_m.toFixed(3)}, away * ${POINT_SIZE.perMetre.toFixed(5)})
    : max(${LINE_SIZE.least_m.toFixed(3)}, away * ${LINE_SIZE.perMetre.toFixed(5)});
  v_up = isPoint ? vsInput.attributes.normalMC.y : -1.0;
  at += vsInput.attributes.normalMC * size * grow;
  vsOutput.positionMC = at + (u_eye - at) * 0.0012;
}
`;

const KINDS = [...LINE_KINDS, ...POINT_KINDS];
const name = (kind: string): string => `u_kind_${kind.replaceAll('-', '_')}`;

const SYMBOLS = `
${CUT_TEST}
vec3 colourOf(int kind) {
${KINDS.map((kind, index) => `  if (kind == ${index}) return ${name(kind)};`).join('\n')}
  return vec3(0.5);
}
void fragmentMain(FragmentInput fsInput, inout czm_modelMaterial material) {
  if (isCutAway(fsInput.attributes.positionMC)) discard;
  vec3 colour = colourOf(fsInput.featureIds.featureId_1);
  if (v_up >= 0.0) {
    vec3 normal = normalize(cross(dFdx(fsInput.attributes.positionEC), dFdy(fsInput.attributes.positionEC)));
    colour *= 0.82 + 0.26 * abs(dot(normal, normalize(vec3(-0.4, 0.7, 0.6))));
  }
  colour *= mix(u_night, vec3(1.0), u_day);
  if (fsInput.featureIds.featureId_0 == u_selected) colour = u_accent;
  material.diffuse = czm_srgbToLinear(clamp(colour, 0.0, 1.0));
}
`;

/** The shaders of trees and of symbols, for all districts of a view. */
export class ElementShaders {
  readonly trees: CustomShader;
  readonly symbols: CustomShader;

  constructor() {
    const shared = () => ({
      u_selected: { type: UniformType.INT, value: -1 },
      u_accent: colourUniform(),
      u_day: { type: UniformType.FLOAT, value: 1 },
      ...cutUniforms(),
    });
    const common = { lightingModel: LightingModel.UNLIT, translucencyMode: CustomShaderTranslucencyMode.OPAQUE } as const;
    this.trees = new CustomShader({
      ...common,
      uniforms: {
        ...shared(),
        u_crown: colourUniform(),
        u_trunk: colourUniform(),
        u_dusk: colourUniform(),
        u_up: { type: UniformType.VEC3, value: new Cartesian3(0, 0, 1) },
        u_sun: { type: UniformType.VEC3, value: new Cartesian3(0, 0, 1) },
      },
      fragmentShaderText: TREES,
    });
    this.symbols = new CustomShader({
      ...common,
      varyings: { v_up: VaryingType.FLOAT },
      uniforms: {
        ...shared(),
        u_night: colourUniform(),
        u_eye: { type: UniformType.VEC3, value: new Cartesian3() },
        ...Object.fromEntries(KINDS.map((kind) => [name(kind), colourUniform()])),
      },
      vertexShaderText: SYMBOL_VERTEX,
      fragmentShaderText: SYMBOLS,
    });
  }

  setStage(colours: StageColours, theme: StageTheme): void {
    for (const shader of [this.trees, this.symbols]) shader.setUniform('u_accent', colours.accent);
    for (const part of ['crown', 'trunk'] as const) this.trees.setUniform(`u_${part}`, ELEMENT_COLOURS[theme][part]);
    this.trees.setUniform('u_dusk', colours.dusk);
    this.symbols.setUniform('u_night', colours.night);
    for (const kind of KINDS) this.symbols.setUniform(name(kind), ELEMENT_COLOURS[theme][kind]);
  }

  setLight(up: Cartesian3, sun: Cartesian3, day: number): void {
    this.trees.setUniform('u_up', up);
    this.trees.setUniform('u_sun', sun);
    for (const shader of [this.trees, this.symbols]) shader.setUniform('u_day', day);
  }

  setEye(eye: Cartesian3): void {
    this.symbols.setUniform('u_eye', eye);
  }

  setSelected(selected: { readonly tree: number; readonly symbol: number }): void {
    this.trees.setUniform('u_selected', selected.tree);
    this.symbols.setUniform('u_selected', selected.symbol);
  }

  setCut(cut: Cut | null, bounds: Bounds): void {
    for (const [uniform, value] of cutValues(cut, bounds)) {
      for (const shader of [this.trees, this.symbols]) shader.setUniform(uniform, value);
    }
  }
}
