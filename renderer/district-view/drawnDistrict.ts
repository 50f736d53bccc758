/** One district in the scene: its models, shaders and what is needed to pick in it. */
import { Cartesian3, type CustomShader, Matrix4, type Model, type Scene, ShadowMode, Transforms } from '@cesium/engine';
import { BuildingShaders } from './buildingShader.ts';
import { type DistrictMesh, facesGlb } from './districtMesh.ts';
import { modelFromGlb, modelReady, onGround } from './models.ts';
import type { Scenery } from './scenery.worker.ts';
import type { ViewedDistrict } from './viewContract.ts';

/** From the west and a little south: walls around a corner differ. */
const KEY_LIGHT = [-0.78, -0.5, 0.25] as const;

export interface DrawnDistrict {
  readonly district: ViewedDistrict;
  readonly mesh: DistrictMesh;
  readonly shaders: BuildingShaders;
  readonly faces: Model;
  /** East, north, up at the district, with the lowest point at zero, to the globe. */
  readonly frame: Matrix4;
  /** East, north, up [m] as in the model to the globe. */
  readonly localToFixed: Matrix4;
  edges: Model | null;
  surroundings: Model | null;
  scenery: Scenery | null;
}

function turned(frame: Matrix4, direction: readonly [number, number, number]): Cartesian3 {
  const vector = Matrix4.multiplyByPointAsVector(frame, new Cartesian3(...direction), new Cartesian3());
  return Cartesian3.normalize(vector, vector);
}

/**
 * Adds a district's buildings to a scene, unseen; resolves when they can be drawn. Its lowest point stands on the
 * ground; where its place is unknown it stands at 0 deg east, 0 deg north.
 */
export async function addDistrict(scene: Scene, district: ViewedDistrict, mesh: DistrictMesh): Promise<DrawnDistrict> {
  const { origin, bounds_m, surfaces } = district;
  const frame = Transforms.eastNorthUpToFixedFrame(Cartesian3.fromDegrees(origin?.lon_deg ?? 0, origin?.lat_deg ?? 0, 0));
  const localToFixed = Matrix4.multiplyByTranslation(frame, new Cartesian3(0, 0, -bounds_m[2]), new Matrix4());
  const shaders = new BuildingShaders(surfaces.count, turned(frame, [0, 0, 1]), turned(frame, KEY_LIGHT), bounds_m[2]);
  const faces = await modelFromGlb(facesGlb(mesh, surfaces.count), {
    modelMatrix: localToFixed,
    customShader: shaders.faces,
    backFaceCulling: false,
    show: false,
  });
  if (!scene.isDestroyed()) {
    scene.primitives.add(faces);
    await modelReady(faces);
  }
  return { district, mesh, shaders, faces, frame, localToFixed, edges: null, surroundings: null, scenery: null };
}

/** Adds the edges once they are known. */
export async function addEdges(scene: Scene, drawn: DrawnDistrict, scenery: Scenery): Promise<void> {
  const edges = await modelFromGlb(scenery.edgesGlb, {
    modelMatrix: drawn.localToFixed,
    customShader: drawn.shaders.edges,
    shadows: ShadowMode.DISABLED,
  });
  if (scene.isDestroyed() || drawn.faces.isDestroyed()) return void edges.destroy();
  drawn.edges = scene.primitives.add(edges);
  await modelReady(edges);
}

/** Adds streets, water and green, where the district has some. */
export async function addSurroundings(scene: Scene, drawn: DrawnDistrict, scenery: Scenery, shader: CustomShader): Promise<void> {
  if (!scenery.surroundings) return;
  const surroundings = await modelFromGlb(scenery.surroundings.glb, { modelMatrix: drawn.localToFixed, ...onGround(shader) });
  if (scene.isDestroyed() || drawn.faces.isDestroyed()) return void surroundings.destroy();
  drawn.surroundings = scene.primitives.add(surroundings);
  await modelReady(surroundings);
}

export function removeDistrict(scene: Scene, drawn: DrawnDistrict): void {
  scene.primitives.remove(drawn.faces);
  if (drawn.edges) scene.primitives.remove(drawn.edges);
  if (drawn.surroundings) scene.primitives.remove(drawn.surroundings);
}
