/** What the data view draws of one hour: net power of all buildings, energy shared between them, loading of the lines. */
import { buildingCentres } from '#gis-data/footprints.ts';
import type { District } from '#models/district/district.ts';
import { energyFlows } from '#models/grid/flows.ts';
import { lineLoading } from '#models/grid/lineLoading.ts';
import { gridNode, loadCentre, type RadialNetwork, radialNetwork } from '#models/grid/network.ts';
import type { DataFrame } from '../engineApi.ts';

interface Places {
  readonly xy_m: Float64Array;
  readonly network: RadialNetwork;
}

/** The network of a district does not change with the hour. */
const known = new WeakMap<District, Places>();

function placesOf(district: District): Places {
  const found = known.get(district);
  if (found) return found;
  const xy_m = localCentres(district);
  const places = { xy_m, network: radialNetwork(district.elements, xy_m) };
  known.set(district, places);
  return places;
}

/** Middle of each building; one without surfaces (taken away, or without geometry) stands in the middle of the others. */
function localCentres(district: District): Float64Array {
  const xy_m = buildingCentres(district);
  const placed = xy_m.filter((value) => !Number.isNaN(value));
  const [east, north] = loadCentre(placed);
  for (let row = 0; row < xy_m.length; row += 2) if (Number.isNaN(xy_m[row])) xy_m.set([east, north], row);
  return xy_m;
}

/** Net power of all buildings over some hours. */
export interface PowerBlock {
  readonly firstHour: number;
  readonly hours: number;
  /** [building][hour]: drawn from the grid, negative where fed in [W]. */
  readonly net_W: Float32Array;
  /** Largest power of one building, and of all together, in these hours: scales that do not jump from hour to hour [W]. */
  readonly widest_W: number;
  readonly peak_W: number;
}

export function powerBlock(net_W: Float32Array, firstHour: number, hours: number): PowerBlock {
  const sums = new Float64Array(hours);
  let widest_W = 0;
  for (let i = 0; i < net_W.length; i++) {
    widest_W = Math.max(widest_W, Math.abs(net_W[i]!));
    sums[i % hours]! += net_W[i]!;
  }
  return { firstHour, hours, net_W, widest_W, peak_W: sums.reduce((most, sum) => Math.max(most, Math.abs(sum)), 0) };
}

/** Flows and loading of one hour of a block. */
export function dataFrame(district: District, block: PowerBlock, hour: number, maximumArcs: number): DataFrame {
  const { hours, widest_W, peak_W } = block;
  const net_W = new Float32Array(block.net_W.length / hours);
  for (let row = 0; row < net_W.length; row++) net_W[row] = block.net_W[row * hours + hour - block.firstHour]!;
  const { xy_m, network } = placesOf(district);
  const { at_m, isAssumed } = gridNode(district.elements, xy_m);
  return {
    hour,
    net_W,
    flows: { flows: energyFlows(net_W, xy_m, { maximumArcs }), grid_m: at_m, gridIsAssumed: isAssumed, widest_W },
    lines: { network, loading: lineLoading(network, net_W), peak_W },
  };
}
