/** Models of the view, made from bytes that are already here. */
import { Axis, Cartesian3, type CustomShader, Model, type Scene, ShadowMode } from '@cesium/engine';
import { BuildingShaders } from './buildingShader.ts';
import { packGlb } from './glb.ts';

type ModelOptions = Omit<Parameters<typeof Model.fromGltfAsync>[0], 'url'>;

/** Models made so far. */
let made = 0;

/** A model of a binary glTF whose vertices are (east, up, -north); not yet ready to draw. */
export async function modelFromGlb(glb: Uint8Array<ArrayBuffer>, options: ModelOptions): Promise<Model> {
  // Bytes beside an address, which the types do not know: without copies on the way, which would hold the window up. Models
  // are told apart by their address; from this one nothing is fetched.
  const given = { ...options, gltf: glb, basePath: `from-memory/${++made}`, forwardAxis: Axis.X, allowPicking: false, enablePick: false };
  const model: Model = await Reflect.apply(Model.fromGltfAsync, Model, [given]);
  // The shaders light the model themselves; the environment map would cost seconds in software.
  model.environmentMapManager.enabled = false;
  return model;
}

/** Resolves when a model that belongs to a scene can be drawn; the scene must draw frames meanwhile. */
export function modelReady(model: Model): Promise<void> {
  if (model.ready) return Promise.resolve();
  return new Promise((resolve, reject) => {
    model.readyEvent.addEventListener(() => resolve());
    model.errorEvent.addEventListener((error: unknown) => reject(error instanceof Error ? error : new Error(String(error))));
  });
}

/** Options of what lies on the ground: it takes shadows and casts none. */
export function onGround(customShader: CustomShader) {
  return { customShader, shadows: ShadowMode.RECEIVE_ONLY, backFaceCulling: false } as const;
}

function nextFrame(scene: Scene): Promise<void> {
  return new Promise((resolve) => {
    const remove = scene.postRender.addEventListener(() => {
      remove();
      resolve();
    });
  });
}

/**
 * Draws tiny triangles and a line, so that the shaders of buildings and surroundings are compiled before the first
 * district comes. They stay in the scene, unseen: Cesium drops programs that nothing uses.
 */
export async function compileShaders(scene: Scene, surroundings: CustomShader): Promise<void> {
  const shaders = new BuildingShaders(1, 1, Cartesian3.UNIT_Z, Cartesian3.UNIT_X, 0);
  const ids = new Float32Array(3);
  const corners = Float32Array.of(0, 0, 0, 0.01, 0, 0, 0, 0, 0.01);
  const features = [
    { name: '_FEATURE_ID_0', values: ids },
    { name: '_FEATURE_ID_1', values: ids },
  ] as const;
  const position = { name: 'POSITION', values: corners } as const;
  const normal = { name: 'NORMAL', values: corners } as const;
  const faces = packGlb({ attributes: [position, normal, ...features], indices: Uint32Array.of(0, 1, 2), mode: 4, featureCounts: [1, 1] });
  const edges = packGlb({ attributes: [position, ...features], indices: Uint32Array.of(0, 1), mode: 1, featureCounts: [1, 1] });
  const ground = packGlb({ attributes: [position, normal, features[0]], indices: Uint32Array.of(0, 1, 2), mode: 4, featureCounts: [1] });
  for (const [glb, options] of [
    [faces, { customShader: shaders.faces, backFaceCulling: false }],
    [edges, { customShader: shaders.edges, shadows: ShadowMode.DISABLED }],
    [ground, onGround(surroundings)],
  ] as const) {
    const model = await modelFromGlb(glb, { ...options, cull: false });
    if (scene.isDestroyed()) return;
    scene.primitives.add(model);
    await modelReady(model);
    await nextFrame(scene);
    model.show = false;
  }
}
