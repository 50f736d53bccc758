/** The triangles and edges of a building model as three.js draws them: one group per storey, colours per element. */
import { BufferAttribute, BufferGeometry, Color, EdgesGeometry, SRGBColorSpace } from 'three';
import type { BuildingModel } from '#models/district/buildingModel.ts';

export type PartKind = 'solid' | 'glass' | 'space';

/** Triangles of one kind in one storey, three own vertices each. */
export interface DrawnPart {
  readonly kind: PartKind;
  readonly geometry: BufferGeometry;
  readonly edges: BufferGeometry;
  /** Index of the element (or space) per triangle. */
  readonly owner: Uint32Array;
}

export interface DrawnGroup {
  /** Index into the storeys; all parts without a storey are in the nearest one. */
  readonly storey: number;
  /** How many storey gaps it is lifted when the building is drawn apart. */
  readonly lift: number;
  readonly isRoof: boolean;
  readonly parts: readonly DrawnPart[];
}

export interface Box {
  readonly low: readonly [number, number, number];
  readonly high: readonly [number, number, number];
}

export interface DrawnModel {
  readonly groups: readonly DrawnGroup[];
  readonly box: Box;
  /** Middle and half diagonal [m]. */
  readonly middle: readonly [number, number, number];
  readonly radius_m: number;
  readonly triangleCount: number;
}

interface TriangleRange {
  readonly firstTriangle: number;
  readonly triangleCount: number;
}

/** Lines are drawn where faces meet at more than this [deg]. */
const EDGE_ANGLE_deg = 20;
/** Edges of finer objects would only blacken them. */
const MOST_EDGE_TRIANGLES = 20_000;

/** Corner coordinates of a range of triangles, nine numbers each. */
export function trianglePositions({ mesh }: BuildingModel, { firstTriangle, triangleCount }: TriangleRange): Float32Array {
  const positions = new Float32Array(9 * triangleCount);
  for (let corner = 0; corner < 3 * triangleCount; corner++) {
    const vertex = mesh.triangles[3 * firstTriangle + corner]! * 3;
    for (let axis = 0; axis < 3; axis++) positions[3 * corner + axis] = mesh.positions_m[vertex + axis]!;
  }
  return positions;
}

/** Six times the signed volume: negative where a closed body is inside out. */
function signedVolume(p: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < p.length; i += 9) {
    sum +=
      p[i]! * (p[i + 4]! * p[i + 8]! - p[i + 5]! * p[i + 7]!) +
      p[i + 1]! * (p[i + 5]! * p[i + 6]! - p[i + 3]! * p[i + 8]!) +
      p[i + 2]! * (p[i + 3]! * p[i + 7]! - p[i + 4]! * p[i + 6]!);
  }
  return sum;
}

function turn(p: Float32Array): void {
  for (let i = 0; i < p.length; i += 9) {
    for (let axis = 0; axis < 3; axis++) {
      const kept = p[i + 3 + axis]!;
      p[i + 3 + axis] = p[i + 6 + axis]!;
      p[i + 6 + axis] = kept;
    }
  }
}

/** Edges of some triangles, as pairs of points. */
export function edgePositions(positions: Float32Array): Float32Array {
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(positions, 3));
  const edges = new EdgesGeometry(geometry, EDGE_ANGLE_deg);
  const found = edges.getAttribute('position').array;
  edges.dispose();
  geometry.dispose();
  return found instanceof Float32Array ? found : Float32Array.from(found);
}

class PartBuilder {
  readonly #kind: PartKind;
  readonly #positions: Float32Array[] = [];
  readonly #edges: Float32Array[] = [];
  readonly #owner: number[] = [];

  constructor(kind: PartKind) {
    this.#kind = kind;
  }

  add(index: number, positions: Float32Array): void {
    this.#positions.push(positions);
    for (let i = 0; i < positions.length; i += 9) this.#owner.push(index);
    if (positions.length <= 9 * MOST_EDGE_TRIANGLES) this.#edges.push(edgePositions(positions));
  }

  finish(): DrawnPart {
    const geometry = new BufferGeometry();
    const positions = joined(this.#positions);
    geometry.setAttribute('position', new BufferAttribute(positions, 3));
    geometry.setAttribute('color', new BufferAttribute(new Float32Array((positions.length / 3) * 4), 4));
    geometry.computeVertexNormals();
    geometry.computeBoundingSphere();
    const edges = new BufferGeometry();
    edges.setAttribute('position', new BufferAttribute(joined(this.#edges), 3));
    return { kind: this.#kind, geometry, edges, owner: Uint32Array.from(this.#owner) };
  }
}

function joined(arrays: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(arrays.reduce((sum, array) => sum + array.length, 0));
  let at = 0;
  for (const array of arrays) {
    all.set(array, at);
    at += array.length;
  }
  return all;
}

/** The highest storey whose floor lies below the middle of some triangles. */
function storeyByHeight(model: BuildingModel, positions: Float32Array): number {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 2; i < positions.length; i += 3) {
    low = Math.min(low, positions[i]!);
    high = Math.max(high, positions[i]!);
  }
  const found = model.storeys.findLastIndex((storey) => storey.elevation_m <= (low + high) / 2);
  return Math.max(0, found);
}

export function drawnModel(model: BuildingModel): DrawnModel {
  const builders = new Map<string, { readonly storey: number; readonly isRoof: boolean; readonly parts: Map<PartKind, PartBuilder> }>();
  const low: [number, number, number] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const high: [number, number, number] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const add = (kind: PartKind, index: number, storeyOf: number, isRoof: boolean, range: TriangleRange): void => {
    if (range.triangleCount === 0) return;
    const positions = trianglePositions(model, range);
    // Faces of a district look outwards already and enclose nothing one by one.
    if (model.origin === 'ifc' && signedVolume(positions) < 0) turn(positions);
    for (let i = 0; i < positions.length; i++) {
      const axis = i % 3;
      if (positions[i]! < low[axis]!) low[axis] = positions[i]!;
      if (positions[i]! > high[axis]!) high[axis] = positions[i]!;
    }
    const storey = storeyOf >= 0 ? storeyOf : storeyByHeight(model, positions);
    const key = `${storey} ${isRoof}`;
    const group = builders.get(key) ?? { storey, isRoof, parts: new Map<PartKind, PartBuilder>() };
    builders.set(key, group);
    const part = group.parts.get(kind) ?? new PartBuilder(kind);
    group.parts.set(kind, part);
    part.add(index, positions);
  };
  model.elements.forEach((element, index) => {
    add(element.kind === 'window' ? 'glass' : 'solid', index, element.storey, element.kind === 'roof', element);
  });
  model.spaces.forEach((space, index) => {
    add('space', index, space.storey, false, space);
  });
  const groups = [...builders.values()].map(({ storey, isRoof, parts }) => ({
    storey,
    isRoof,
    lift: isRoof ? storey + 1 : storey,
    parts: [...parts.values()].map((part) => part.finish()),
  }));
  const empty = groups.length === 0;
  const box: Box = empty ? { low: [0, 0, 0], high: [1, 1, 1] } : { low, high };
  return {
    groups,
    box,
    middle: [(box.low[0] + box.high[0]) / 2, (box.low[1] + box.high[1]) / 2, (box.low[2] + box.high[2]) / 2],
    radius_m: Math.hypot(box.high[0] - box.low[0], box.high[1] - box.low[1], box.high[2] - box.low[2]) / 2,
    triangleCount: model.mesh.triangles.length / 3,
  };
}

export function disposeDrawn(drawn: DrawnModel): void {
  for (const { parts } of drawn.groups) {
    for (const { geometry, edges } of parts) {
      geometry.dispose();
      edges.dispose();
    }
  }
}

/** Writes colours per element (sRGB bytes and a mark) to the vertices. */
export function paint(drawn: DrawnModel, elements: Uint8Array, spaces: Uint8Array): void {
  const colour = new Color();
  for (const { parts } of drawn.groups) {
    for (const { kind, geometry, owner } of parts) {
      const from = kind === 'space' ? spaces : elements;
      const attribute = geometry.getAttribute('color');
      for (let triangle = 0; triangle < owner.length; triangle++) {
        const at = 4 * owner[triangle]!;
        colour.setRGB(from[at]! / 255, from[at + 1]! / 255, from[at + 2]! / 255, SRGBColorSpace);
        for (let k = 0; k < 3; k++) attribute.setXYZW(3 * triangle + k, colour.r, colour.g, colour.b, from[at + 3]! / 255);
      }
      attribute.needsUpdate = true;
    }
  }
}

/** Metres a storey is lifted by for each storey below it. */
export function liftPerStorey_m(model: BuildingModel, drawn: DrawnModel, explode: number): number {
  const storeys = Math.max(1, model.storeys.length);
  const height_m = (drawn.box.high[2] - drawn.box.low[2]) / storeys;
  return explode * Math.max(2, 0.9 * height_m);
}
