/**
 * How buildings look: the colour of each surface comes from a table on the graphics card, looked up by feature id,
 * so that recolouring a district is one upload of that table. Light is soft and never hides the data:
 * every surface keeps most of its colour at night, sun and sky only model the form.
 */
import {
  Cartesian3,
  CustomShader,
  CustomShaderTranslucencyMode,
  LightingModel,
  PixelFormat,
  TextureMagnificationFilter,
  TextureMinificationFilter,
  TextureUniform,
  UniformType,
  VaryingType,
} from '@cesium/engine';
import type { RampName } from '../state/colourRamps.ts';
import type { Bounds } from './cameraRig.ts';
import { NO_DATA_STEP, SIDE_MODES, stepColours, TABLE_WIDTH, tableHeight, type ViewValues, valueSteps } from './colourSide.ts';
import { CUT_TEST, type Cut, cutUniforms, cutValues } from './cut.ts';
import type { StageColours } from './stageColours.ts';

const COLOUR_LOOKUP = `
// Colour, and 1 where there is a value.
vec4 colourOf(int surface, int building) {
  bool second = gl_FragCoord.x >= u_swipe * czm_viewport.z;
  int mode = second ? u_mode1 : u_mode0;
  int row = mode == ${SIDE_MODES.buildingSteps} ? building : surface;
  ivec2 at = ivec2(row % ${TABLE_WIDTH}, row / ${TABLE_WIDTH});
  vec4 entry = second ? texelFetch(u_table1, at, 0) : texelFetch(u_table0, at, 0);
  if (mode == ${SIDE_MODES.colours}) return vec4(entry.rgb, step(0.002, entry.a));
  ivec2 step = ivec2(int(entry.r * 255.0 + 0.5), 0);
  vec4 colour = second ? texelFetch(u_ramp1, step, 0) : texelFetch(u_ramp0, step, 0);
  return vec4(colour.rgb, step.x == ${NO_DATA_STEP} ? 0.0 : 1.0);
}
bool isSelected(int building) {
  return texelFetch(u_marks, ivec2(building % ${TABLE_WIDTH}, building / ${TABLE_WIDTH}), 0).r > 0.5;
}
`;

const FACES = `
${COLOUR_LOOKUP}
${CUT_TEST}
void fragmentMain(FragmentInput fsInput, inout czm_modelMaterial material) {
  int surface = fsInput.featureIds.featureId_0;
  int building = fsInput.featureIds.featureId_1;
  vec3 position = fsInput.attributes.positionMC;
  if (isCutAway(position)) discard;
  vec4 entry = colourOf(surface, building);
  vec3 normalEC = normalize(fsInput.attributes.normalEC);
  bool inside = dot(normalEC, fsInput.attributes.positionEC) > 0.0;
  if (inside) normalEC = -normalEC;
  vec3 normal = czm_inverseViewRotation * normalEC;
  float up = dot(normal, u_up);
  float side = dot(normal, u_key);

  vec3 colour = entry.rgb;
  float hatchAt = fract((position.x + position.z + position.y) / 1.6);
  if (entry.a < 0.5) colour *= mix(1.0, 0.86, step(0.5, hatchAt));
  bool selected = isSelected(building);
  bool hovered = building == u_hovered;
  bool picked = surface == u_surface;

  float wall = 1.0 - smoothstep(0.1, 0.5, abs(up));
  float base = 1.0 - smoothstep(0.0, 9.0, position.y - u_base);
  float light = 0.80 + 0.13 * up + 0.09 * side + 0.16 * u_day * max(dot(normal, u_sun), 0.0);
  light += 0.17 * (1.0 - u_day);
  light *= 1.0 - 0.20 * base * wall;
  colour *= light;
  colour += vec3(1.0) * 0.03 * max(up, 0.0);
  colour *= mix(u_night, vec3(1.0), u_day);

  if (selected) colour = mix(colour, u_accent, picked ? 0.45 : wall * (0.28 + 0.34 * base));
  if (hovered) colour = mix(colour, vec3(1.0), 0.20);
  // What is seen from within only a cut lays open: one flat tone reads as the cut itself.
  if (inside && isCutting()) colour = mix(colour, u_cutTone, 0.82);
  material.diffuse = czm_srgbToLinear(clamp(colour, 0.0, 1.0));
}
`;

/** Lines lie a little nearer than the faces they bound, else both would flicker. */
const EDGE_VERTEX = `
void vertexMain(VertexInput vsInput, inout czm_modelVertexOutput vsOutput) {
  vec3 toEye = u_eye - vsInput.attributes.positionMC;
  v_distance = length(toEye);
  vsOutput.positionMC += toEye * 0.0025;
}
`;

const EDGES = `
${COLOUR_LOOKUP}
${CUT_TEST}
void fragmentMain(FragmentInput fsInput, inout czm_modelMaterial material) {
  if (isCutAway(fsInput.attributes.positionMC)) discard;
  vec4 entry = colourOf(fsInput.featureIds.featureId_0, fsInput.featureIds.featureId_1);
  bool selected = isSelected(fsInput.featureIds.featureId_1);
  bool hovered = fsInput.featureIds.featureId_1 == u_hovered;
  float near = 1.0 - smoothstep(u_fade * 0.35, u_fade, v_distance);
  vec3 ink = mix(entry.rgb, u_edge, u_edgeShare * mix(0.2, 1.0, near));
  ink *= mix(u_night, vec3(1.0), u_day);
  if (hovered) ink = mix(ink, u_ink, 0.75);
  if (selected) ink = u_accent;
  material.diffuse = czm_srgbToLinear(ink);
}
`;

/** What the sun does to the look: directions on the globe's axes, 0..1 by day. */
export interface Light {
  readonly sun: Cartesian3;
  readonly day: number;
}

/** One byte per entry, in a table. */
class ByteTable {
  readonly bytes: Uint8Array<ArrayBuffer>;
  private readonly height: number;
  private readonly pixelFormat: PixelFormat;

  constructor(entries: number, pixelFormat: PixelFormat) {
    this.height = tableHeight(entries);
    this.pixelFormat = pixelFormat;
    this.bytes = new Uint8Array(TABLE_WIDTH * this.height * (pixelFormat === PixelFormat.RGBA ? 4 : 1));
  }

  texture(): TextureUniform {
    return nearestTexture(this.bytes, TABLE_WIDTH, this.height, this.pixelFormat);
  }
}

function nearestTexture(typedArray: Uint8Array, width: number, height: number, pixelFormat: PixelFormat): TextureUniform {
  return new TextureUniform({
    typedArray,
    width,
    height,
    pixelFormat,
    repeat: false,
    minificationFilter: TextureMinificationFilter.NEAREST,
    magnificationFilter: TextureMagnificationFilter.NEAREST,
  });
}

/** A table of its own for every form that colours can have, made when it is first needed. */
class SideTables {
  private readonly counts: { readonly surfaces: number; readonly buildings: number };
  private readonly tables = new Map<keyof typeof SIDE_MODES, ByteTable>();
  ramp: RampName | null = null;

  constructor(surfaces: number, buildings: number) {
    this.counts = { surfaces, buildings };
  }

  table(mode: keyof typeof SIDE_MODES): ByteTable {
    const known = this.tables.get(mode);
    if (known) return known;
    const made =
      mode === 'colours'
        ? new ByteTable(this.counts.surfaces, PixelFormat.RGBA)
        : new ByteTable(mode === 'buildingSteps' ? this.counts.buildings : this.counts.surfaces, PixelFormat.RED);
    this.tables.set(mode, made);
    return made;
  }
}

/** Left and right of the divider of a swipe; without one all is left. */
export type Side = 0 | 1;

/** The two shaders of a district, faces and edges, fed alike. */
export class BuildingShaders {
  readonly faces: CustomShader;
  readonly edges: CustomShader;
  private readonly sides: readonly [SideTables, SideTables];
  private readonly marks: ByteTable;

  /**
   * @param up vertical at the district, on the globe's axes
   * @param key direction of the light that models walls
   * @param base_m height of the ground in the model
   */
  constructor(surfaceCount: number, buildingCount: number, up: Cartesian3, key: Cartesian3, base_m: number) {
    this.sides = [new SideTables(surfaceCount, buildingCount), new SideTables(surfaceCount, buildingCount)];
    this.marks = new ByteTable(buildingCount, PixelFormat.RED);
    const grey = Uint8Array.of(200, 200, 200, 255);
    const plain = () => ({ type: UniformType.SAMPLER_2D, value: nearestTexture(grey, 1, 1, PixelFormat.RGBA) });
    const shared = () => ({
      u_table0: plain(),
      u_table1: plain(),
      u_ramp0: plain(),
      u_ramp1: plain(),
      u_mode0: { type: UniformType.INT, value: SIDE_MODES.colours },
      u_mode1: { type: UniformType.INT, value: SIDE_MODES.colours },
      u_swipe: { type: UniformType.FLOAT, value: 2 },
      u_marks: { type: UniformType.SAMPLER_2D, value: this.marks.texture() },
      u_hovered: { type: UniformType.INT, value: -1 },
      u_day: { type: UniformType.FLOAT, value: 1 },
      u_night: { type: UniformType.VEC3, value: new Cartesian3(0.8, 0.84, 0.94) },
      u_accent: { type: UniformType.VEC3, value: new Cartesian3(0.8, 0.2, 0.4) },
      ...cutUniforms(),
    });
    this.faces = new CustomShader({
      lightingModel: LightingModel.UNLIT,
      translucencyMode: CustomShaderTranslucencyMode.OPAQUE,
      uniforms: {
        ...shared(),
        u_up: { type: UniformType.VEC3, value: up },
        u_key: { type: UniformType.VEC3, value: key },
        u_sun: { type: UniformType.VEC3, value: up },
        u_base: { type: UniformType.FLOAT, value: base_m },
        u_surface: { type: UniformType.INT, value: -1 },
        u_cutTone: { type: UniformType.VEC3, value: new Cartesian3(0.3, 0.3, 0.3) },
      },
      fragmentShaderText: FACES,
    });
    this.edges = new CustomShader({
      lightingModel: LightingModel.UNLIT,
      translucencyMode: CustomShaderTranslucencyMode.OPAQUE,
      varyings: { v_distance: VaryingType.FLOAT },
      uniforms: {
        ...shared(),
        u_eye: { type: UniformType.VEC3, value: new Cartesian3() },
        u_fade: { type: UniformType.FLOAT, value: 1000 },
        u_edge: { type: UniformType.VEC3, value: new Cartesian3() },
        u_edgeShare: { type: UniformType.FLOAT, value: 0.5 },
        u_ink: { type: UniformType.VEC3, value: new Cartesian3() },
      },
      vertexShaderText: EDGE_VERTEX,
      fragmentShaderText: EDGES,
    });
  }

  private set(name: string, value: Parameters<CustomShader['setUniform']>[1]): void {
    this.faces.setUniform(name, value);
    this.edges.setUniform(name, value);
  }

  /** One texture each: Cesium's shaders own theirs. */
  private setTexture(name: string, texture: () => TextureUniform): void {
    this.faces.setUniform(name, texture());
    this.edges.setUniform(name, texture());
  }

  /**
   * Colours of all surfaces.
   * @param rgba four bytes per row of the surface table; a fourth byte of 0 means "no data"
   */
  setColours(rgba: Uint8Array, side: Side): void {
    const table = this.sides[side].table('colours');
    table.bytes.set(rgba.subarray(0, table.bytes.length));
    this.setTexture(`u_table${side}`, () => table.texture());
    this.set(`u_mode${side}`, SIDE_MODES.colours);
  }

  /** Colours by values; for another hour only the column of values goes to the graphics card. */
  setValues(values: ViewValues, side: Side): void {
    const tables = this.sides[side];
    const mode = values.of === 'buildings' ? 'buildingSteps' : 'surfaceSteps';
    const table = tables.table(mode);
    valueSteps(values, table.bytes);
    this.setTexture(`u_table${side}`, () => table.texture());
    if (tables.ramp !== values.ramp) {
      const colours = stepColours(values.ramp);
      this.setTexture(`u_ramp${side}`, () => nearestTexture(colours, colours.length / 4, 1, PixelFormat.RGBA));
      tables.ramp = values.ramp;
    }
    this.set(`u_mode${side}`, SIDE_MODES[mode]);
  }

  /** @param share of the width that is coloured by the first side; null for all */
  setSwipe(share: number | null): void {
    this.set('u_swipe', share ?? 2);
  }

  setSelection(buildings: readonly number[]): void {
    const { bytes } = this.marks;
    bytes.fill(0);
    for (const building of buildings) if (building < bytes.length) bytes[building] = 255;
    this.setTexture('u_marks', () => this.marks.texture());
  }

  setCut(cut: Cut | null, bounds: Bounds): void {
    for (const [name, value] of cutValues(cut, bounds)) this.set(name, value);
  }

  setHovered(building: number | null): void {
    this.faces.setUniform('u_hovered', building ?? -1);
    this.edges.setUniform('u_hovered', building ?? -1);
  }

  setSurface(surface: number | null): void {
    this.faces.setUniform('u_surface', surface ?? -1);
  }

  setLight({ sun, day }: Light): void {
    this.faces.setUniform('u_sun', sun);
    this.faces.setUniform('u_day', day);
    this.edges.setUniform('u_day', day);
  }

  setStage(colours: StageColours): void {
    for (const shader of [this.faces, this.edges]) {
      shader.setUniform('u_accent', colours.accent);
      shader.setUniform('u_night', colours.night);
    }
    this.edges.setUniform('u_ink', colours.ink);
    this.edges.setUniform('u_edge', colours.edge);
    this.edges.setUniform('u_edgeShare', colours.edgeShare);
    this.faces.setUniform('u_cutTone', colours.cut);
  }

  /** Eye in the model's own axes (east, up, -north) and the distance at which lines have faded [m]. */
  setEye(eye: Cartesian3, fade_m: number): void {
    this.edges.setUniform('u_eye', eye);
    this.edges.setUniform('u_fade', fade_m);
  }
}
