/**
 * The district's electricity network as a tree: from the drawn power lines and cables, along the streets, or, where
 * neither is there, as the shortest tree between buildings. The latter two are assumptions and say so.
 */
import type { SiteElements, SiteLine } from '../district/elements.ts';
import { SegmentGraph } from './segmentGraph.ts';

/** Where the lines come from. */
export type NetworkSource = 'drawn' | 'streets' | 'shortest-tree';

export interface NetworkLine {
  /** Id of the drawn line or street; null for lines of the shortest tree and connections of buildings. */
  readonly id: string | null;
  readonly name: string | null;
  /** What it can carry [kW]; null where not stated. */
  readonly rated_kW: number | null;
}

/** A forest: every node but the roots hangs on its parent by one piece of line. */
export interface RadialNetwork {
  readonly source: NetworkSource;
  /** True where the lines are not drawn in the district but assumed. */
  readonly isAssumed: boolean;
  /** True where no substation is drawn and the feeding point is put at the centre of the buildings. */
  readonly rootIsAssumed: boolean;
  /** East, north per node [m]. */
  readonly nodes_m: Float64Array;
  /** Node on the way to the substation; -1 for roots and for nodes that no substation feeds. */
  readonly parent: Int32Array;
  /** Row of `lines` the piece to the parent belongs to; -1 where there is none. */
  readonly line: Int32Array;
  /** Nodes fed by a substation, parents before children. */
  readonly order: Uint32Array;
  /** Node at which each building is connected; -1 where nothing feeds it. */
  readonly buildingNode: Int32Array;
  readonly roots: readonly number[];
  readonly lines: readonly NetworkLine[];
  /** Pieces left open so that each node is fed from one side. */
  readonly openPieces: number;
  /** Buildings that no substation reaches. */
  readonly unfedBuildings: number;
}

/** Ends of lines that are nearer than this are one joint [m]. */
const SNAP_m = 0.5;

function stationsOf(elements: SiteElements | undefined): readonly (readonly [number, number])[] {
  const of = (kind: 'substation' | 'transformer'): [number, number][] =>
    (elements?.points ?? []).filter((point) => point.kind === kind).map(({ at_m }) => [at_m[0], at_m[1]]);
  const substations = of('substation');
  return substations.length > 0 ? substations : of('transformer');
}

/** Middle of all buildings, each counted once [m]; the origin where there are none. */
export function loadCentre(xy_m: ArrayLike<number>): readonly [east_m: number, north_m: number] {
  const count = xy_m.length / 2;
  let east = 0;
  let north = 0;
  for (let row = 0; row < count; row++) {
    east += xy_m[2 * row]! / count;
    north += xy_m[2 * row + 1]! / count;
  }
  return [east, north];
}

/** Where the public grid is joined: the first substation (else transformer) drawn, or the centre of the buildings. */
export function gridNode(
  elements: SiteElements | undefined,
  xy_m: ArrayLike<number>,
): { readonly at_m: readonly [number, number]; readonly isAssumed: boolean } {
  const [station] = stationsOf(elements);
  return station ? { at_m: station, isAssumed: false } : { at_m: loadCentre(xy_m), isAssumed: true };
}

function alongLines(source: NetworkSource, drawn: readonly SiteLine[], xy_m: ArrayLike<number>, elements: SiteElements): RadialNetwork {
  const graph = new SegmentGraph(SNAP_m);
  drawn.forEach(({ path_m }, line) => {
    graph.addPath(path_m, line);
  });
  if (source === 'streets') graph.joinCrossings();
  const drawnStations = stationsOf(elements);
  const stations = drawnStations.length > 0 ? drawnStations : [loadCentre(xy_m)];
  const attached = graph.attach([
    ...stations,
    ...Array.from({ length: xy_m.length / 2 }, (_, row) => [xy_m[2 * row]!, xy_m[2 * row + 1]!] as const),
  ]);
  const tree = graph.tree([...new Set(attached.slice(0, stations.length))]);
  const buildingNode = Int32Array.from(attached.slice(stations.length), (node) => (tree.reached[node] === 1 ? node : -1));
  return {
    source,
    isAssumed: source !== 'drawn',
    rootIsAssumed: drawnStations.length === 0,
    nodes_m: graph.nodes_m(),
    parent: tree.parent,
    line: tree.line,
    order: tree.order,
    roots: tree.roots,
    buildingNode,
    lines: drawn.map(({ id, name, rated_kW }) => ({ id, name: name ?? null, rated_kW: source === 'drawn' ? (rated_kW ?? null) : null })),
    openPieces: tree.openPieces,
    unfedBuildings: buildingNode.reduce((sum, node) => sum + (node < 0 ? 1 : 0), 0),
  };
}

/** Prim's algorithm over all pairs from the feeding point outwards: O(n^2) time, O(n) memory. */
function shortestTree(xy_m: ArrayLike<number>, elements: SiteElements | undefined): RadialNetwork {
  const count = xy_m.length / 2;
  const { at_m, isAssumed } = gridNode(elements, xy_m);
  const nodes_m = new Float64Array(2 * count + 2);
  nodes_m.set(at_m, 0);
  for (let i = 0; i < 2 * count; i++) nodes_m[i + 2] = xy_m[i]!;
  const parent = new Int32Array(count + 1).fill(-1);
  const square = new Float64Array(count + 1).fill(Number.POSITIVE_INFINITY);
  const open = Uint32Array.from({ length: count }, (_, i) => i + 1);
  const order = new Uint32Array(count + 1);
  let newest = 0;
  for (let left = count, done = 1; left > 0; left--, done++) {
    const x = nodes_m[2 * newest]!;
    const y = nodes_m[2 * newest + 1]!;
    let best = 0;
    for (let k = 0; k < left; k++) {
      const node = open[k]!;
      const distance = (nodes_m[2 * node]! - x) ** 2 + (nodes_m[2 * node + 1]! - y) ** 2;
      if (distance < square[node]!) {
        square[node] = distance;
        parent[node] = newest;
      }
      if (square[node]! < square[open[best]!]!) best = k;
    }
    newest = open[best]!;
    open[best] = open[left - 1]!;
    order[done] = newest;
  }
  return {
    source: 'shortest-tree',
    isAssumed: true,
    rootIsAssumed: isAssumed,
    nodes_m,
    parent,
    line: Int32Array.from(parent, (node) => (node < 0 ? -1 : 0)),
    order,
    roots: [0],
    buildingNode: Int32Array.from({ length: count }, (_, i) => i + 1),
    lines: [{ id: null, name: null, rated_kW: null }],
    openPieces: 0,
    unfedBuildings: 0,
  };
}

/**
 * The network that feeds a district's buildings: its drawn power lines and cables, else an assumed one along its streets,
 * else an assumed shortest tree. Each building is connected at the nearest point of the nearest line, each node is fed
 * from the nearest substation along the lines.
 * @param xy_m east, north of each building [m], two per building
 */
export function radialNetwork(elements: SiteElements | undefined, xy_m: ArrayLike<number>): RadialNetwork {
  const lines = elements?.lines.filter(({ path_m }) => path_m.length >= 4) ?? [];
  const power = lines.filter(({ kind }) => kind === 'power-line' || kind === 'power-cable');
  if (elements && power.length > 0) return alongLines('drawn', power, xy_m, elements);
  return assumedNetwork(elements, xy_m);
}

/** The assumed network, along the streets where these are known; see {@link radialNetwork}. */
export function assumedNetwork(elements: SiteElements | undefined, xy_m: ArrayLike<number>): RadialNetwork {
  const streets = elements?.lines.filter(({ kind, path_m }) => kind === 'street' && path_m.length >= 4) ?? [];
  return elements && streets.length > 0 ? alongLines('streets', streets, xy_m, elements) : shortestTree(xy_m, elements);
}
