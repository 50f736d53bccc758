/** Prepares edges, ground shade and surroundings beside the main thread: input a district, output what the view draws. */
import type { ContextSurfaces } from '#models/district/context.ts';
import { NO_ELEMENTS, type SiteElements, type TerrainGrid } from '#models/district/elements.ts';
import { buildingEdges, edgesGlb } from './buildingEdges.ts';
import { readDistrictMesh } from './districtMesh.ts';
import { buildingLifts, drapedContext, liftedMesh, terrainSurface } from './drape.ts';
import { type ElementMeshes, elementMeshes } from './elementMeshes.ts';
import { flatGround, terrainGround } from './ground.ts';
import { type GroundShade, groundShade } from './groundShade.ts';
import { type SurroundingsMesh, surroundingsMesh } from './surroundingsMesh.ts';

export interface SceneryRequest {
  /** Comes back with the answer. */
  readonly id: number;
  readonly glb: Uint8Array;
  readonly surfaceCount: number;
  readonly context: ContextSurfaces | null;
  readonly elements: SiteElements | null;
  /** What everything is put on; null for a plane. */
  readonly terrain: TerrainGrid | null;
  /** Height of the lowest building as drawn [m]. */
  readonly base_m: number;
}

export interface Scenery {
  readonly id: number;
  readonly edgesGlb: Uint8Array<ArrayBuffer>;
  /** East, up, -north of both ends of each edge [m], and the edges of each building. */
  readonly edgePositions: Float32Array<ArrayBuffer>;
  readonly firstEdge: Uint32Array<ArrayBuffer>;
  readonly shade: GroundShade | null;
  readonly surroundings: SurroundingsMesh | null;
  readonly terrain: SurroundingsMesh | null;
  readonly elements: ElementMeshes;
}

self.addEventListener('message', (event: MessageEvent<SceneryRequest>) => {
  const { id, context, base_m, elements, terrain, surfaceCount } = event.data;
  const flat = readDistrictMesh(event.data.glb);
  const ground = (terrain && terrainGround(terrain)) ?? flatGround(base_m);
  const mesh = ground.grid ? liftedMesh(flat, buildingLifts(flat, ground)) : flat;
  const edges = buildingEdges(mesh);
  const answer: Scenery = {
    id,
    edgesGlb: edgesGlb(edges, surfaceCount),
    edgePositions: new Float32Array(edges.positions),
    firstEdge: new Uint32Array(edges.firstEdge),
    shade: groundShade(mesh),
    surroundings: context && surroundingsMesh(drapedContext(context, ground), base_m),
    terrain: ground.grid && surroundingsMesh(terrainSurface(ground.grid, ground.lowest_m), base_m),
    elements: elementMeshes(elements ?? NO_ELEMENTS, ground),
  };
  const moved: Transferable[] = [answer.edgesGlb.buffer, answer.edgePositions.buffer, answer.firstEdge.buffer];
  for (const mesh of [answer.surroundings?.glb, answer.terrain?.glb, answer.elements.trees, answer.elements.symbols]) {
    if (mesh) moved.push(mesh.buffer);
  }
  if (answer.shade) moved.push(answer.shade.values.buffer);
  self.postMessage(answer, { transfer: moved });
});
