/**
 * What the district stands on when the camera is near: a plain ground with a faint grid, soft shade where
 * buildings meet it, and a sky that brightens with the sun. Offline imagery is far too coarse for streets.
 */
import { Cartesian2, Cartesian3, CustomShader, CustomShaderTranslucencyMode, LightingModel, Matrix4 } from '@cesium/engine';
import { CONTEXT_KINDS } from '#models/district/context.ts';
import type { CameraPose } from './cameraRig.ts';
import { packGlb } from './glb.ts';
import { colourUniform, GROUND_LOOK, groundUniforms, NO_SHADE, shadeTexture } from './groundLook.ts';
import type { GroundShade } from './groundShade.ts';
import type { StageColours } from './stageColours.ts';
import { surroundingsShader } from './surroundingsShader.ts';

const SEGMENTS = 64;
/** Radii of the ground's rings; the outermost meets the sky. */
const RINGS = [0.02, 0.06, 0.15, 0.35, 0.7, 1];
/** Elevations of the sky's rings [deg]. */
const SKY_RINGS = [4, 12, 30, 60, 90];

/** From the north-west, as on maps: terrain reads at any hour. */
const RELIEF_LIGHT = new Cartesian3(-0.6, 0.5, 0.62);

/** Ground disc and sky dome of radius one, y up, as binary glTF. */
export function stageGlb(): Uint8Array<ArrayBuffer> {
  const rings: (readonly [radius: number, height: number])[] = [
    [0, 0],
    ...RINGS.map((radius) => [radius, 0] as const),
    ...SKY_RINGS.map((deg) => [Math.cos((deg * Math.PI) / 180), Math.sin((deg * Math.PI) / 180)] as const),
  ];
  const positions = new Float32Array(rings.length * SEGMENTS * 3);
  for (const [r, [radius, height]] of rings.entries()) {
    for (let s = 0; s < SEGMENTS; s++) {
      const angle = (s / SEGMENTS) * 2 * Math.PI;
      positions.set([radius * Math.sin(angle), height, -radius * Math.cos(angle)], (r * SEGMENTS + s) * 3);
    }
  }
  const indices: number[] = [];
  for (let r = 0; r + 1 < rings.length; r++) {
    for (let s = 0; s < SEGMENTS; s++) {
      const a = r * SEGMENTS + s;
      const b = r * SEGMENTS + ((s + 1) % SEGMENTS);
      indices.push(a, b, a + SEGMENTS, b, b + SEGMENTS, a + SEGMENTS);
    }
  }
  const normals = new Float32Array(positions.length);
  for (let i = 1; i < normals.length; i += 3) normals[i] = 1;
  return packGlb({
    attributes: [
      { name: 'POSITION', values: positions },
      { name: 'NORMAL', values: normals },
    ],
    indices: Uint32Array.from(indices),
    mode: 4,
    featureCounts: [],
  });
}

const FRAGMENT = `
${GROUND_LOOK}
float gridLine(vec2 metres, float spacing) {
  vec2 cell = metres / spacing;
  vec2 width = max(fwidth(cell), vec2(1e-6));
  vec2 line = abs(fract(cell - 0.5) - 0.5) / width;
  float density = clamp(max(width.x, width.y) * 6.0, 0.0, 1.0);
  return (1.0 - clamp(min(line.x, line.y), 0.0, 1.0)) * (1.0 - density);
}
void fragmentMain(FragmentInput fsInput, inout czm_modelMaterial material) {
  vec3 p = fsInput.attributes.positionMC;
  vec3 colour;
  if (p.y > 0.0) {
    float rise = clamp(asin(clamp(p.y, 0.0, 1.0)) / 1.2, 0.0, 1.0);
    colour = mix(u_horizon, u_zenith, sqrt(rise)) * mix(u_dusk, vec3(1.0), u_day);
  } else {
    vec2 metres = vec2(p.x, -p.z) * u_radius + u_target;
    colour = u_ground;
    float away = length(p.xz);
    float lines = max(gridLine(metres, 50.0) * 0.45, gridLine(metres, 250.0));
    colour = mix(colour, u_grid, lines * (1.0 - smoothstep(0.05, 0.5, away)));
    colour = groundLook(colour, metres, away);
  }
  material.diffuse = czm_srgbToLinear(colour);
}
`;

/** The shaders of ground and sky, and of the surroundings on the ground, fed alike. */
export class StageShaders {
  readonly stage: CustomShader;
  readonly surroundings = surroundingsShader();

  constructor() {
    this.stage = new CustomShader({
      lightingModel: LightingModel.UNLIT,
      translucencyMode: CustomShaderTranslucencyMode.OPAQUE,
      uniforms: { ...groundUniforms(), u_ground: colourUniform(), u_grid: colourUniform(), u_zenith: colourUniform() },
      fragmentShaderText: FRAGMENT,
    });
  }

  private set(name: string, value: Parameters<CustomShader['setUniform']>[1]): void {
    this.stage.setUniform(name, value);
    this.surroundings.setUniform(name, value);
  }

  setColours(colours: StageColours): void {
    for (const name of ['shade', 'horizon', 'zenith', 'dusk'] as const) this.set(`u_${name}`, colours[name]);
    for (const name of ['ground', 'grid'] as const) this.stage.setUniform(`u_${name}`, colours[name]);
    for (const kind of CONTEXT_KINDS) this.surroundings.setUniform(`u_${kind}`, colours.surroundings[kind]);
  }

  /**
   * @param day 0 at night, 1 by day
   * @param frame east, north, up to the globe's axes, which the sun is given on
   */
  setLight(day: number, sun: Cartesian3, frame: Matrix4): void {
    this.set('u_day', day);
    this.surroundings.setUniform('u_sun', sun);
    const turned = (axis: Cartesian3): Cartesian3 => Matrix4.multiplyByPointAsVector(frame, axis, new Cartesian3());
    this.surroundings.setUniform('u_up', turned(Cartesian3.UNIT_Z));
    this.surroundings.setUniform('u_key', turned(RELIEF_LIGHT));
  }

  /** Eye in the axes of the surroundings' model: east, up, -north [m]. */
  setEye(eye: Cartesian3): void {
    this.surroundings.setUniform('u_eye', eye);
  }

  /**
   * Centres the stage below the camera's target; gives the model's place on the globe.
   * @param below_m how far the ground lies below the lowest building
   */
  place(frame: Matrix4, radius_m: number, pose: CameraPose, below_m: number): Matrix4 {
    this.set('u_radius', radius_m);
    this.set('u_target', new Cartesian2(pose.east_m, pose.north_m));
    // Slightly below zero, so that floors of buildings never flicker through.
    const centre = new Cartesian3(pose.east_m, pose.north_m, -below_m - 0.05 - pose.distance_m * 1e-5);
    const there = Matrix4.multiplyByTranslation(frame, centre, new Matrix4());
    return Matrix4.multiplyByUniformScale(there, radius_m, there);
  }

  setShade(shade: GroundShade | null): void {
    const { west_m, south_m, size_m } = shade ?? NO_SHADE;
    for (const shader of [this.stage, this.surroundings]) {
      shader.setUniform('u_shadeMap', shadeTexture(shade ?? NO_SHADE));
      shader.setUniform('u_shadeOrigin', new Cartesian2(west_m, south_m));
      shader.setUniform('u_shadeSize', new Cartesian2(size_m[0], size_m[1]));
    }
  }
}
