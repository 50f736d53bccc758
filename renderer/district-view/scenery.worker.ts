/**
 * Prepares faces, and then edges, ground shade and surroundings, beside the main thread: input a district, output what the
 * view draws. The faces are kept until their scenery is asked for.
 */
import type { ContextSurfaces } from '#models/district/context.ts';
import { NO_ELEMENTS, type SiteElements, type TerrainGrid } from '#models/district/elements.ts';
import { buildingEdges, edgesGlb } from './buildingEdges.ts';
import { type DistrictMesh, facesGlb, readDistrictMesh } from './districtMesh.ts';
import { buildingLifts, drapedContext, liftedMesh, terrainSurface } from './drape.ts';
import { type ElementMeshes, elementMeshes } from './elementMeshes.ts';
import { flatGround, type Ground, terrainGround } from './ground.ts';
import { type GroundShade, groundShade } from './groundShade.ts';
import { type SurroundingsMesh, surroundingsMesh } from './surroundingsMesh.ts';

/** A part of the binary glTF of the faces; all come before they are asked for. */
export interface GlbPart {
  readonly kind: 'glb';
  /** Of the request to come. */
  readonly id: number;
  /** Of the whole [bytes]. */
  readonly length: number;
  readonly at: number;
  readonly bytes: Uint8Array;
}

export interface FacesRequest {
  readonly kind: 'faces';
  /** Comes back with the answer. */
  readonly id: number;
  readonly surfaceCount: number;
  /** What the buildings are put on; null for a plane. */
  readonly terrain: TerrainGrid | null;
  /** Height of that plane [m]. */
  readonly bottom_m: number;
}

export interface Faces {
  readonly id: number;
  /** As drawn: on the terrain, where it is shown. */
  readonly mesh: DistrictMesh;
  /** How far each building was lifted onto the terrain [m]; null on a plane. */
  readonly lifts_m: Float32Array | null;
  readonly facesGlb: Uint8Array<ArrayBuffer>;
}

export interface SceneryRequest {
  readonly kind: 'scenery';
  /** Comes back with the answer. */
  readonly id: number;
  /** Of the answer that held the faces. */
  readonly facesId: number;
  readonly context: ContextSurfaces | null;
  readonly elements: SiteElements | null;
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

/** What is still needed when the edges have been drawn: the file they were drawn from is large. */
export type KeptScenery = Omit<Scenery, 'edgesGlb'>;

/** A request that failed, or whose faces are gone. */
export interface SceneryFailure {
  readonly id: number;
  readonly failed: string;
}

interface KeptFaces {
  readonly id: number;
  readonly mesh: DistrictMesh;
  readonly ground: Ground;
  readonly surfaceCount: number;
}
let kept: KeptFaces | null = null;

/** Files that are coming in, by the request they are for. */
const incoming = new Map<number, Uint8Array>();

function takePart({ id, length, at, bytes }: GlbPart): void {
  const whole = incoming.get(id) ?? new Uint8Array(length);
  whole.set(bytes, at);
  incoming.set(id, whole);
}

self.addEventListener('message', ({ data }: MessageEvent<GlbPart | FacesRequest | SceneryRequest>) => {
  if (data.kind === 'glb') {
    takePart(data);
    return;
  }
  try {
    if (data.kind === 'faces') answerFaces(data);
    else answerScenery(data);
  } catch (error) {
    self.postMessage({ id: data.id, failed: error instanceof Error ? error.message : String(error) } satisfies SceneryFailure);
  }
});

function answerFaces({ id, surfaceCount, terrain, bottom_m }: FacesRequest): void {
  kept = null;
  const glb = incoming.get(id) ?? new Uint8Array(0);
  incoming.delete(id);
  const flat = readDistrictMesh(glb);
  const ground = (terrain && terrainGround(terrain)) ?? flatGround(bottom_m);
  const lifts_m = ground.grid ? buildingLifts(flat, ground) : null;
  const mesh = lifts_m ? liftedMesh(flat, lifts_m) : flat;
  const copy = copyOf(mesh);
  const answer: Faces = { id, mesh: copy, lifts_m, facesGlb: facesGlb(mesh, surfaceCount) };
  kept = { id, mesh, ground, surfaceCount };
  const { positions, triangles, firstTriangle, surfaceOfVertex, buildingOfVertex, boxes } = copy;
  const moved = [positions, triangles, firstTriangle, surfaceOfVertex, buildingOfVertex, boxes, answer.facesGlb];
  self.postMessage(answer, { transfer: moved.map(({ buffer }) => buffer) });
}

/** Arrays of their own, which can move. */
function copyOf(mesh: DistrictMesh): DistrictMesh {
  return {
    positions: mesh.positions.slice(),
    triangles: mesh.triangles.slice(),
    firstTriangle: mesh.firstTriangle.slice(),
    surfaceOfVertex: mesh.surfaceOfVertex.slice(),
    buildingOfVertex: mesh.buildingOfVertex.slice(),
    boxes: mesh.boxes.slice(),
    buildingCount: mesh.buildingCount,
  };
}

function answerScenery({ id, facesId, context, base_m, elements }: SceneryRequest): void {
  if (kept?.id !== facesId) {
    self.postMessage({ id, failed: 'another district came' } satisfies SceneryFailure);
    return;
  }
  const { mesh, surfaceCount, ground } = kept;
  kept = null;
  const edges = buildingEdges(mesh);
  const answer: Scenery = {
    id,
    edgesGlb: edgesGlb(edges, surfaceCount),
    edgePositions: edges.positions,
    firstEdge: edges.firstEdge,
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
}
