/** Prepares edges, ground shade and surroundings beside the main thread: input a district, output what the view draws. */
import type { ContextSurfaces } from '#models/district/context.ts';
import { buildingEdges, edgesGlb } from './buildingEdges.ts';
import { readDistrictMesh } from './districtMesh.ts';
import { type GroundShade, groundShade } from './groundShade.ts';
import { type SurroundingsMesh, surroundingsMesh } from './surroundingsMesh.ts';

export interface SceneryRequest {
  /** Comes back with the answer. */
  readonly id: number;
  readonly glb: Uint8Array;
  readonly surfaceCount: number;
  readonly context: ContextSurfaces | null;
  /** Height of the lowest building [m]. */
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
}

self.addEventListener('message', (event: MessageEvent<SceneryRequest>) => {
  const { context, base_m } = event.data;
  const mesh = readDistrictMesh(event.data.glb);
  const edges = buildingEdges(mesh);
  const answer: Scenery = {
    id: event.data.id,
    edgesGlb: edgesGlb(edges, event.data.surfaceCount),
    edgePositions: new Float32Array(edges.positions),
    firstEdge: new Uint32Array(edges.firstEdge),
    shade: groundShade(mesh),
    surroundings: context && surroundingsMesh(context, base_m),
  };
  const moved: Transferable[] = [answer.edgesGlb.buffer, answer.edgePositions.buffer, answer.firstEdge.buffer];
  if (answer.surroundings) moved.push(answer.surroundings.glb.buffer);
  if (answer.shade) moved.push(answer.shade.values.buffer);
  self.postMessage(answer, { transfer: moved });
});
