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
  TextureMagnificationFilter,
  TextureMinificationFilter,
  TextureUniform,
  UniformType,
  VaryingType,
} from '@cesium/engine';
import type { StageColours } from './stageColours.ts';

/** Width of the colour table; its height follows from the number of surfaces. */
const TABLE_WIDTH = 1024;

/** Bits of the fourth byte of the table. */
const MARK_NO_DATA = 1;
const MARK_SELECTED = 2;

const TABLE_LOOKUP = `
vec4 tableEntry(int row) {
  return texelFetch(u_table, ivec2(row % ${TABLE_WIDTH}, row / ${TABLE_WIDTH}), 0);
}
bool hasMark(vec4 entry, int mark) {
  return (int(entry.a * 255.0 + 0.5) & mark) != 0;
}
`;

const FACES = `
${TABLE_LOOKUP}
void fragmentMain(FragmentInput fsInput, inout czm_modelMaterial material) {
  int surface = fsInput.featureIds.featureId_0;
  int building = fsInput.featureIds.featureId_1;
  vec4 entry = tableEntry(surface);
  vec3 position = fsInput.attributes.positionMC;
  vec3 normalEC = normalize(fsInput.attributes.normalEC);
  if (dot(normalEC, fsInput.attributes.positionEC) > 0.0) normalEC = -normalEC;
  vec3 normal = czm_inverseViewRotation * normalEC;
  float up = dot(normal, u_up);
  float side = dot(normal, u_key);

  vec3 colour = entry.rgb;
  float hatchAt = fract((position.x + position.z + position.y) / 1.6);
  if (hasMark(entry, ${MARK_NO_DATA})) colour *= mix(1.0, 0.86, step(0.5, hatchAt));
  bool selected = hasMark(entry, ${MARK_SELECTED});
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
${TABLE_LOOKUP}
void fragmentMain(FragmentInput fsInput, inout czm_modelMaterial material) {
  vec4 entry = tableEntry(fsInput.featureIds.featureId_0);
  bool selected = hasMark(entry, ${MARK_SELECTED});
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

/** The two shaders of a district, faces and edges, fed alike. */
export class BuildingShaders {
  readonly faces: CustomShader;
  readonly edges: CustomShader;
  private readonly rows: number;
  private readonly table: Uint8Array<ArrayBuffer>;
  private readonly height: number;

  /**
   * @param up vertical at the district, on the globe's axes
   * @param key direction of the light that models walls
   * @param base_m height of the ground in the model
   */
  constructor(surfaceCount: number, up: Cartesian3, key: Cartesian3, base_m: number) {
    this.rows = surfaceCount;
    this.height = Math.max(1, Math.ceil(surfaceCount / TABLE_WIDTH));
    this.table = new Uint8Array(TABLE_WIDTH * this.height * 4).fill(200);
    const shared = () => ({
      u_table: { type: UniformType.SAMPLER_2D, value: this.texture() },
      u_hovered: { type: UniformType.INT, value: -1 },
      u_day: { type: UniformType.FLOAT, value: 1 },
      u_night: { type: UniformType.VEC3, value: new Cartesian3(0.8, 0.84, 0.94) },
      u_accent: { type: UniformType.VEC3, value: new Cartesian3(0.8, 0.2, 0.4) },
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

  private texture(): TextureUniform {
    return new TextureUniform({
      typedArray: this.table,
      width: TABLE_WIDTH,
      height: this.height,
      repeat: false,
      minificationFilter: TextureMinificationFilter.NEAREST,
      magnificationFilter: TextureMagnificationFilter.NEAREST,
    });
  }

  /**
   * Colours of all surfaces and which buildings are selected.
   * @param rgba four bytes per row of the surface table; a fourth byte of 0 means "no data"
   * @param buildingOfSurface building per row
   */
  setColours(rgba: Uint8Array, buildingOfSurface: Uint32Array, selection: readonly number[]): void {
    const rows = Math.min(this.rows, Math.floor(rgba.length / 4));
    const { table } = this;
    table.set(rgba.subarray(0, rows * 4));
    const selected = new Set(selection);
    for (let row = 0; row < rows; row++) {
      const mark = rgba[row * 4 + 3] === 0 ? MARK_NO_DATA : 0;
      table[row * 4 + 3] = selected.size > 0 && selected.has(buildingOfSurface[row]!) ? mark | MARK_SELECTED : mark;
    }
    this.faces.setUniform('u_table', this.texture());
    this.edges.setUniform('u_table', this.texture());
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
  }

  /** Eye in the model's own axes (east, up, -north) and the distance at which lines have faded [m]. */
  setEye(eye: Cartesian3, fade_m: number): void {
    this.edges.setUniform('u_eye', eye);
    this.edges.setUniform('u_fade', fade_m);
  }
}
