/**
 * What the lines of a radial network carry in one hour: each piece the sum of the net powers of the buildings behind it.
 * Active power only. Voltages, reactive power and losses are not in it; those need a power flow.
 */
import type { RadialNetwork } from './network.ts';

export interface LineLoading {
  /** Power of the piece between a node and its parent [W]: above zero towards the buildings, below zero towards the substation. */
  readonly power_W: Float64Array;
  /** |power| / rating per piece (1 = fully loaded); NaN where the line has no rating. */
  readonly loading: Float32Array;
  /** What each root takes from the public grid [W], in the order of `network.roots`; below zero it feeds in. */
  readonly root_W: Float64Array;
  /** Net power of buildings that no substation feeds [W]; it is in no line. */
  readonly unfed_W: number;
  /** Node whose piece is loaded most, by rating where there are ratings, else by power; -1 where nothing flows. */
  readonly highest: number;
  /** Pieces loaded above their rating. */
  readonly overloaded: number;
  /** Largest |power| of any piece [W]. */
  readonly peak_W: number;
}

export interface LoadingOptions {
  /** Rating of lines that state none [kW]; without it they have no loading. */
  readonly assumedRating_kW?: number | undefined;
}

/**
 * Power and loading of every line piece in one hour.
 * @param net_W mean power at each building's connection [W]: above zero it draws, below zero it feeds in; NaN counts as zero
 * @throws RangeError where the network was made for another number of buildings
 */
export function lineLoading(network: RadialNetwork, net_W: ArrayLike<number>, options: LoadingOptions = {}): LineLoading {
  const { parent, line, order, buildingNode, lines, roots } = network;
  if (net_W.length !== buildingNode.length) throw new RangeError(`The network has ${buildingNode.length} buildings, not ${net_W.length}`);
  const power_W = new Float64Array(parent.length);
  let unfed_W = 0;
  for (let row = 0; row < net_W.length; row++) {
    const net = net_W[row]!;
    if (Number.isNaN(net)) continue;
    const node = buildingNode[row]!;
    if (node < 0) unfed_W += net;
    else power_W[node]! += net;
  }
  for (let i = order.length - 1; i >= 0; i--) {
    const node = order[i]!;
    if (parent[node]! >= 0) power_W[parent[node]!]! += power_W[node]!;
  }
  const root_W = Float64Array.from(roots, (root) => power_W[root]!);
  for (const root of roots) power_W[root] = 0;

  const ratings_W = Float64Array.from(lines, ({ rated_kW }) => 1000 * (rated_kW ?? options.assumedRating_kW ?? Number.NaN));
  const loading = new Float32Array(parent.length).fill(Number.NaN);
  let highest = -1;
  let highestLoading = 0;
  let strongest = -1;
  let peak_W = 0;
  let overloaded = 0;
  for (const node of order) {
    if (parent[node]! < 0) continue;
    const power = Math.abs(power_W[node]!);
    if (power > peak_W) {
      peak_W = power;
      strongest = node;
    }
    const rated = ratings_W[line[node]!]!;
    if (!(rated > 0)) continue;
    const share = power / rated;
    loading[node] = share;
    if (share > 1) overloaded++;
    if (share > highestLoading) {
      highestLoading = share;
      highest = node;
    }
  }
  return { power_W, loading, root_W, unfed_W, highest: highest >= 0 ? highest : strongest, overloaded, peak_W };
}
