/**
 * Collectives nested to any depth (Sousa et al. 2019, equation 3: hybrid, "Russian doll"), exact. A link with fees is a band:
 * a collective delivers when its own price plus the fee outwards is below its parent's price, takes when its own price is
 * above the parent's plus the fee inwards. What a collective shows to its parent is therefore again a supply curve, and the
 * tree is cleared from the leaves to the root and back without iteration.
 */
import type { Collective } from '../community.ts';
import { memberCurve, middle, type QuadraticMember, quadraticCost, shared } from './communityOptimum.ts';
import { designError } from './designError.ts';
import { type Block, blockCurve, highest, lowest, pricesAt, quantityAt, type SupplyCurve, sumCurves, throughLink } from './supplyCurve.ts';

/** Part of a {@link Collective} that the market needs. */
export type Link = Pick<Collective, 'id' | 'parent' | 'importFee_EURPerKWh' | 'exportFee_EURPerKWh' | 'capacity_kW' | 'owners'>;

export type NestedMember =
  | ({ readonly collective: string; readonly kind: 'quadratic' } & QuadraticMember)
  /** Offers sell from their price on, bids buy up to theirs. */
  | { readonly collective: string; readonly kind: 'blocks'; readonly offers: readonly Block[]; readonly bids: readonly Block[] };

export interface NestedTerms {
  /** What the root trades with over its link; null for an island. */
  readonly grid: { readonly import_EURPerKWh: number; readonly export_EURPerKWh: number } | null;
  /** Hours of the step, for capacities. */
  readonly step_h: number;
}

/** A collective in a step. */
export interface CollectiveOutcome {
  readonly id: string;
  /** Its own price; NaN where nobody in it can answer to one and nothing bounds it. */
  readonly price_EURPerKWh: number;
  /** Over the link to the parent, of the root to the grid [kWh]; above zero outwards. */
  readonly export_kWh: number;
  readonly fee_EUR: number;
  /** Price difference beyond the fee, per kWh, where the capacity binds. */
  readonly congestion_EURPerKWh: number;
  /** Congestion x energy: the owners'. */
  readonly rent_EUR: number;
  readonly owners: readonly string[];
}

export interface NestedSolution {
  readonly status: 'optimal';
  /** Net supply per member [kWh]. */
  readonly p: Float64Array;
  readonly collectives: readonly CollectiveOutcome[];
  readonly import_kWh: number;
  readonly export_kWh: number;
  readonly fees_EUR: number;
  /** Value of what is used less cost of production, grid and link fees [EUR]. */
  readonly welfare_EUR: number;
}

/** Collectives whose links or whose island cannot bring what is needed, or carry off what is over [kWh]. */
export interface NestedInfeasible {
  readonly status: 'infeasible';
  readonly shortages: readonly { readonly collective: string; readonly shed_kWh: number; readonly curtail_kWh: number }[];
}

interface Node {
  readonly link: Link;
  readonly members: number[];
  readonly children: Node[];
  readonly capacity_kWh: number;
  parts: SupplyCurve[];
  curve: SupplyCurve;
}

/**
 * Clears nested collectives in one step. Zero fees and no limits give the optimum of all members together.
 * @param links parents before children, the first is the root
 * @throws InputError where the tree, a bound, a fee or the grid's prices cannot be used
 */
export function clearNested(
  members: readonly NestedMember[],
  links: readonly Link[],
  terms: NestedTerms,
): NestedSolution | NestedInfeasible {
  const nodes = treeOf(members, links, terms.step_h);
  const root = nodes[0] as Node;
  const memberCurves = members.map((member, n) =>
    member.kind === 'blocks' ? blockCurve(member.offers, member.bids) : memberCurve(member, `member ${n}`),
  );
  const shortages: { collective: string; shed_kWh: number; curtail_kWh: number }[] = [];
  for (const node of [...nodes].reverse()) {
    node.parts = [...node.members.map((n) => memberCurves[n] as SupplyCurve), ...node.children.map(seenFromParent)];
    node.curve = sumCurves(node.parts);
    const limit = node === root && !terms.grid ? 0 : node.capacity_kWh;
    const shed_kWh = Math.max(0, -limit - highest(node.curve));
    const curtail_kWh = Math.max(0, lowest(node.curve) - limit);
    if (shed_kWh > 0 || curtail_kWh > 0) shortages.push({ collective: node.link.id, shed_kWh, curtail_kWh });
  }
  if (shortages.length > 0) return { status: 'infeasible', shortages: shortages.reverse() };

  const p = new Float64Array(members.length);
  const outcomes = new Map<Node, CollectiveOutcome>();
  settle(root, ...rootBalance(root, terms));
  const collectives = nodes.map((node) => outcomes.get(node) as CollectiveOutcome);
  const fees_EUR = collectives.reduce((sum, c) => sum + c.fee_EUR, 0);
  const flow = collectives[0]?.export_kWh ?? 0;
  const grid = terms.grid ? terms.grid.import_EURPerKWh * Math.max(-flow, 0) - terms.grid.export_EURPerKWh * Math.max(flow, 0) : 0;
  const cost = members.reduce((sum, member, n) => sum + costOf(member, p[n]!), 0);
  return {
    status: 'optimal',
    p,
    collectives,
    import_kWh: Math.max(-flow, 0),
    export_kWh: Math.max(flow, 0),
    fees_EUR,
    welfare_EUR: -cost - grid - fees_EUR,
  };

  function settle(node: Node, price: number, export_kWh: number, congestion: number): void {
    const fee = export_kWh > 0 ? node.link.exportFee_EURPerKWh : node.link.importFee_EURPerKWh;
    outcomes.set(node, {
      id: node.link.id,
      price_EURPerKWh: price,
      export_kWh,
      fee_EUR: fee * Math.abs(export_kWh),
      congestion_EURPerKWh: congestion,
      rent_EUR: congestion * Math.abs(export_kWh),
      owners: node.link.owners,
    });
    const quantities = shared(node.parts, price, export_kWh);
    node.members.forEach((n, i) => {
      p[n] = quantities[i]!;
    });
    node.children.forEach((child, i) => {
      settle(child, ...childBalance(child, price, quantities[node.members.length + i]!));
    });
  }
}

/** Cost of a net supply, value of a net demand with the opposite sign [EUR]. Blocks are taken in the order of their prices. */
export function costOf(member: NestedMember, p_kWh: number): number {
  if (member.kind === 'quadratic') return quadraticCost(member, p_kWh);
  const value = member.bids.reduce((sum, bid) => sum + bid.price_EURPerKWh * bid.quantity_kWh, 0);
  const blocks = [...member.offers, ...member.bids].sort((a, b) => a.price_EURPerKWh - b.price_EURPerKWh);
  let left = p_kWh + member.bids.reduce((sum, bid) => sum + bid.quantity_kWh, 0);
  let cost = -value;
  for (const block of blocks) {
    const taken = Math.min(block.quantity_kWh, left);
    if (taken <= 0) break;
    cost += taken * block.price_EURPerKWh;
    left -= taken;
  }
  return cost;
}

function seenFromParent(node: Node): SupplyCurve {
  return throughLink(node.curve, node.link.importFee_EURPerKWh, node.link.exportFee_EURPerKWh, node.capacity_kWh);
}

/** Price, flow outwards and congestion of the root. */
function rootBalance(root: Node, terms: NestedTerms): [price: number, export_kWh: number, congestion: number] {
  const { curve, link, capacity_kWh } = root;
  if (!terms.grid) return [middle(pricesAt(curve, 0), Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY), 0, 0];
  const buy = terms.grid.import_EURPerKWh + link.importFee_EURPerKWh;
  const sell = terms.grid.export_EURPerKWh - link.exportFee_EURPerKWh;
  if (!(sell <= buy)) throw designError('arbitrage', link.id, 'Energy could be imported and exported with a gain without end.');
  const scarcity = quantityAt(curve, buy)[1];
  if (scarcity < 0) return atLimit(curve, buy, -Math.min(-scarcity, capacity_kWh));
  const plenty = quantityAt(curve, sell)[0];
  if (plenty > 0) return atLimit(curve, sell, Math.min(plenty, capacity_kWh));
  return [middle(pricesAt(curve, 0), sell, buy), 0, 0];
}

/** Price, flow and congestion of a collective whose parent has a price. */
function childBalance(child: Node, parentPrice: number, export_kWh: number): [price: number, export_kWh: number, congestion: number] {
  const { curve, link } = child;
  const buy = parentPrice + link.importFee_EURPerKWh;
  const sell = parentPrice - link.exportFee_EURPerKWh;
  const size = Math.max(Math.abs(lowest(curve)), Math.abs(highest(curve)));
  if (Math.abs(export_kWh) > 1e-12 * size) return atLimit(curve, export_kWh > 0 ? sell : buy, export_kWh);
  const range = pricesAt(curve, 0);
  if (Number.isNaN(parentPrice)) return [middle(range, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY), 0, 0];
  return [range[1] < sell ? range[1] : range[0] > buy ? range[0] : middle(range, sell, buy), 0, 0];
}

/** With a flow: the price without congestion where the group supplies just that at it, else its own nearest one. */
function atLimit(curve: SupplyCurve, uncongested: number, export_kWh: number): [price: number, export_kWh: number, congestion: number] {
  const [low, high] = pricesAt(curve, export_kWh);
  const price = Math.min(Math.max(uncongested, low), high);
  const congestion = export_kWh > 0 ? uncongested - price : price - uncongested;
  // Shifting a corner there and back leaves a last digit; below that nothing is congested.
  const isReal = congestion > 1e-12 * Math.max(1, Math.abs(uncongested));
  return [price, export_kWh, isReal ? congestion : 0];
}

function treeOf(members: readonly NestedMember[], links: readonly Link[], step_h: number): Node[] {
  const byId = new Map<string, Node>();
  const nodes: Node[] = [];
  for (const link of links) {
    const hasFees = link.importFee_EURPerKWh >= 0 && link.exportFee_EURPerKWh >= 0;
    if (!hasFees) throw designError('fees', link.id, 'The fee of a link is below zero.');
    const parent = link.parent === null ? null : byId.get(link.parent);
    if (byId.has(link.id) || parent === undefined || (parent === null) !== (nodes.length === 0)) {
      throw designError('tree', link.id, 'The collectives are not a tree with one root.');
    }
    const capacity_kWh = link.capacity_kW === null ? Number.POSITIVE_INFINITY : link.capacity_kW * step_h;
    const node: Node = { link, members: [], children: [], capacity_kWh, parts: [], curve: blockCurve([], []) };
    parent?.children.push(node);
    byId.set(link.id, node);
    nodes.push(node);
  }
  if (nodes.length === 0) throw designError('tree', 'collectives', 'There is no collective.');
  members.forEach((member, n) => {
    const node = byId.get(member.collective);
    if (!node) throw designError('tree', `member ${n}`, `Its collective "${member.collective}" is not there.`);
    node.members.push(n);
  });
  return nodes;
}
