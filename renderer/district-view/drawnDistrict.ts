/** One district in the scene: its models, shaders and what is needed to pick in it. */
import { Cartesian3, type CustomShader, Matrix4, type Model, type Scene, ShadowMode, Transforms } from '@cesium/engine';
import { NO_ELEMENTS } from '#models/district/elements.ts';
import { BuildingShaders } from './buildingShader.ts';
import type { Bounds } from './cameraRig.ts';
import type { DistrictMesh } from './districtMesh.ts';
import { meshBounds } from './drape.ts';
import { type StandingElements, standingElements } from './elementPick.ts';
import type { ElementShaders } from './elementShaders.ts';
import { flatGround, type Ground, terrainGround } from './ground.ts';
import { modelFromGlb, modelReady, onGround } from './models.ts';
import type { Faces, KeptScenery, Scenery } from './scenery.worker.ts';
import type { ViewedDistrict } from './viewContract.ts';

/** From the west and a little south: walls around a corner differ. */
const KEY_LIGHT = [-0.78, -0.5, 0.25] as const;
/** Walls darken towards the ground of a plane; on terrain the feet of buildings have no common height. */
const SHADE_BASE_BELOW_M = 1_000;

export interface DrawnDistrict {
  readonly district: ViewedDistrict;
  /** Of the faces in the scenery worker. */
  readonly facesId: number;
  /** As drawn: on the terrain, where it is shown. */
  readonly mesh: DistrictMesh;
  readonly ground: Ground;
  /** How far each building was lifted onto the terrain [m]; null on a plane. */
  readonly lifts_m: Float32Array | null;
  /** Of the buildings as drawn. */
  readonly bounds_m: Bounds;
  readonly standing: StandingElements;
  readonly shaders: BuildingShaders;
  readonly faces: Model;
  /** East, north, up at the district, with the lowest point at zero, to the globe. */
  readonly frame: Matrix4;
  /** East, north, up [m] as in the model to the globe. */
  readonly localToFixed: Matrix4;
  edges: Model | null;
  surroundings: Model | null;
  terrain: Model | null;
  trees: Model | null;
  symbols: Model | null;
  scenery: KeptScenery | null;
}

function turned(frame: Matrix4, direction: readonly [number, number, number]): Cartesian3 {
  const vector = Matrix4.multiplyByPointAsVector(frame, new Cartesian3(...direction), new Cartesian3());
  return Cartesian3.normalize(vector, vector);
}

/** What belongs to a district when only its buildings are known. */
const BARE = { edges: null, surroundings: null, terrain: null, trees: null, symbols: null, scenery: null } as const;

/**
 * Adds a district's buildings to a scene, unseen; resolves when they can be drawn. Its lowest point stands on the
 * ground; where its place is unknown it stands at 0 deg east, 0 deg north.
 * @param prepared its faces, from the scenery worker
 * @param onTerrain whether they stand on the terrain, where there is one
 */
export async function addDistrict(scene: Scene, district: ViewedDistrict, prepared: Faces, onTerrain: boolean): Promise<DrawnDistrict> {
  const { origin, surfaces } = district;
  const ground = (onTerrain && district.terrain && terrainGround(district.terrain)) || flatGround(district.bounds_m[2]);
  const { mesh, lifts_m } = prepared;
  const bounds_m = lifts_m ? meshBounds(mesh, district.bounds_m) : district.bounds_m;
  const frame = Transforms.eastNorthUpToFixedFrame(Cartesian3.fromDegrees(origin?.lon_deg ?? 0, origin?.lat_deg ?? 0, 0));
  const localToFixed = Matrix4.multiplyByTranslation(frame, new Cartesian3(0, 0, -bounds_m[2]), new Matrix4());
  const shaders = new BuildingShaders(
    surfaces.count,
    mesh.buildingCount,
    turned(frame, [0, 0, 1]),
    turned(frame, KEY_LIGHT),
    ground.grid ? -SHADE_BASE_BELOW_M + bounds_m[2] : bounds_m[2],
  );
  const faces = await modelFromGlb(prepared.facesGlb, {
    modelMatrix: localToFixed,
    customShader: shaders.faces,
    backFaceCulling: false,
    show: false,
  });
  if (!scene.isDestroyed()) {
    scene.primitives.add(faces);
    await modelReady(faces);
  }
  const standing = standingElements(district.elements ?? NO_ELEMENTS, ground);
  return { district, facesId: prepared.id, mesh, ground, lifts_m, bounds_m, standing, shaders, faces, frame, localToFixed, ...BARE };
}

/** A model of the scenery; null where it is not there or its district has gone. */
async function addModel(
  scene: Scene,
  drawn: DrawnDistrict,
  glb: Uint8Array<ArrayBuffer> | null | undefined,
  options: Omit<Parameters<typeof modelFromGlb>[1], 'modelMatrix'>,
): Promise<Model | null> {
  if (!glb) return null;
  const model = await modelFromGlb(glb, { modelMatrix: drawn.localToFixed, ...options });
  if (scene.isDestroyed() || drawn.faces.isDestroyed()) {
    model.destroy();
    return null;
  }
  return scene.primitives.add(model);
}

/** Adds the edges once they are known. */
export async function addEdges(scene: Scene, drawn: DrawnDistrict, scenery: Scenery): Promise<void> {
  drawn.edges = await addModel(scene, drawn, scenery.edgesGlb, { customShader: drawn.shaders.edges, shadows: ShadowMode.DISABLED });
  if (drawn.edges) await modelReady(drawn.edges);
}

/** Adds terrain, streets, water and green, where the district has some. */
export async function addSurroundings(scene: Scene, drawn: DrawnDistrict, scenery: Scenery, shader: CustomShader): Promise<void> {
  drawn.terrain = await addModel(scene, drawn, scenery.terrain?.glb, onGround(shader));
  if (drawn.terrain) await modelReady(drawn.terrain);
  drawn.surroundings = await addModel(scene, drawn, scenery.surroundings?.glb, onGround(shader));
  if (drawn.surroundings) await modelReady(drawn.surroundings);
}

/** Adds trees, lines and points, where the district has some. */
export async function addElements(scene: Scene, drawn: DrawnDistrict, scenery: Scenery, shaders: ElementShaders): Promise<void> {
  const { trees, symbols } = scenery.elements;
  drawn.trees = await addModel(scene, drawn, trees, { customShader: shaders.trees, backFaceCulling: false });
  if (drawn.trees) await modelReady(drawn.trees);
  // Their width comes from the shader, beyond the bounds that Cesium knows.
  const options = { customShader: shaders.symbols, backFaceCulling: false, cull: false, shadows: ShadowMode.DISABLED };
  drawn.symbols = await addModel(scene, drawn, symbols, options);
  if (drawn.symbols) await modelReady(drawn.symbols);
}

/** Takes the models around the buildings out of a district, which no longer removes them. */
export function takeScenery(drawn: DrawnDistrict): readonly Model[] {
  const taken = [drawn.surroundings, drawn.terrain, drawn.trees, drawn.symbols].filter((model) => model !== null);
  Object.assign(drawn, { surroundings: null, terrain: null, trees: null, symbols: null });
  return taken;
}

export function removeDistrict(scene: Scene, { faces, edges, surroundings, terrain, trees, symbols }: DrawnDistrict): void {
  for (const model of [faces, edges, surroundings, terrain, trees, symbols]) if (model) scene.primitives.remove(model);
}
