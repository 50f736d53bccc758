/**
 * The community's tie to the world: at most so much leaves over the root's link, nothing over that of an island. What cannot
 * leave is turned down where it is made.
 */
import type { Issue } from '../../core/issue.ts';
import { type MarketCommunity, stepHours } from '../community.ts';
import type { MarketOutcome } from '../outcome.ts';
import type { PreparedMarket } from './prepareMarket.ts';

/** Below this nothing is told apart from rounding [kWh]. */
const LEAST_kWh = 1e-9;

/** Most that may leave the community per step [kWh]; null for no limit. */
function exportLimit_kWh({ isOnGrid, collectives, axis }: MarketCommunity): number | null {
  if (!isOnGrid) return 0;
  const capacity_kW = collectives[0]?.capacity_kW ?? null;
  return capacity_kW === null ? null : capacity_kW * stepHours(axis);
}

const limited = new WeakMap<Float64Array, PreparedMarket>();

/**
 * Readings within the limit of export: surplus beyond it is curtailed, each member in proportion to its own surplus, plants
 * and roofs that can be turned down alone where some can. The same object where the limit never binds.
 *
 * Of an island, what is missing is named: it comes from members' own sets at the price of the tariff, over no wire.
 */
export function withinConnection(prepared: PreparedMarket): PreparedMarket {
  const limit = exportLimit_kWh(prepared.community);
  if (limit === null) return prepared;
  const known = limited.get(prepared.net_kWh);
  if (known) return { ...known, tariffs: prepared.tariffs };
  const made = curtailed(prepared, limit);
  limited.set(prepared.net_kWh, made);
  return made;
}

function curtailed(prepared: PreparedMarket, limit_kWh: number): PreparedMarket {
  const { community, gross } = prepared;
  const { steps } = community.axis;
  const canTurnDown = community.participants.map(({ assets }) => assets.some(({ kind }) => kind === 'curtailable-pv'));
  const net_kWh = prepared.net_kWh.slice();
  const generation_kWh = gross.generation_kWh.slice();
  let spilled_kWh = 0;
  let missing_kWh = 0;
  for (let t = 0; t < steps; t++) {
    let total = 0;
    let surplus = 0;
    let turnable = 0;
    for (let row = 0; row < canTurnDown.length; row++) {
      const net = net_kWh[row * steps + t]!;
      total += net;
      if (net >= 0) continue;
      surplus -= net;
      if (canTurnDown[row]) turnable -= net;
    }
    if (total > 0) missing_kWh += total;
    const excess = -total - limit_kWh;
    if (!(excess > LEAST_kWh)) continue;
    // The rest is turned down by the network, whether owners offer it or not.
    const ofTurnable = Math.min(excess, turnable);
    const ofOthers = excess - ofTurnable;
    for (let row = 0; row < canTurnDown.length; row++) {
      const at = row * steps + t;
      const own = -net_kWh[at]!;
      if (!(own > 0)) continue;
      const [cut, all] = canTurnDown[row] ? [ofTurnable, turnable] : [ofOthers, surplus - turnable];
      if (!(cut > 0)) continue;
      net_kWh[at]! += (own * cut) / all;
      generation_kWh[at]! -= (own * cut) / all;
    }
    spilled_kWh += excess;
  }
  const findings = [
    ...(spilled_kWh > 0 ? [spilled(community, spilled_kWh)] : []),
    ...(!community.isOnGrid && missing_kWh > 0 ? [missing(community, missing_kWh)] : []),
  ];
  if (findings.length === 0) return prepared;
  return {
    ...prepared,
    net_kWh: spilled_kWh > 0 ? net_kWh : prepared.net_kWh,
    gross: spilled_kWh > 0 ? { ...gross, generation_kWh } : gross,
    curtailed_kWh: prepared.curtailed_kWh + spilled_kWh,
    findings: [...prepared.findings, ...findings],
  };
}

/**
 * The same meters at what energy is worth at the limit: in steps in which more is over than may leave, feeding in more brings
 * nothing. For whoever moves energy in time.
 */
export function worthAtLimit(prepared: PreparedMarket): PreparedMarket {
  const { community, net_kWh } = prepared;
  const limit = exportLimit_kWh(community);
  if (limit === null) return prepared;
  const { steps } = community.axis;
  const total = new Float64Array(steps);
  for (let at = 0; at < net_kWh.length; at++) total[at % steps]! += net_kWh[at]!;
  const tariffs = prepared.tariffs.map((year) => ({
    ...year,
    export_EURPerKWh: year.export_EURPerKWh.map((price, t) => (total[t]! < -limit ? Math.min(price, 0) : price)),
  }));
  return { ...prepared, tariffs };
}

/** Nothing comes over a wire to an island, and nothing leaves it: what is missing is a finding, and part of members' own figures. */
export function overNoWire(outcome: MarketOutcome, { isOnGrid }: Pick<MarketCommunity, 'isOnGrid'>): MarketOutcome {
  return isOnGrid ? outcome : { ...outcome, import_kWh: 0, export_kWh: 0, peakImport_kW: 0, peakExport_kW: 0 };
}

function spilled({ id, isOnGrid }: MarketCommunity, energy: number): Issue {
  const energy_kWh = Math.round(energy);
  return {
    code: isOnGrid ? 'market.connection.full' : 'market.island.spilled',
    severity: 'info',
    sourceId: 'market',
    objectId: id,
    message: isOnGrid
      ? `${energy_kWh} kWh cannot leave, because the connection of the community is full.`
      : `${energy_kWh} kWh find no use on the island.`,
    action: 'Generation is turned down by as much.',
    values: { energy_kWh },
  };
}

function missing({ id }: MarketCommunity, energy: number): Issue {
  const energy_kWh = Math.round(energy);
  return {
    code: 'market.island.missing',
    severity: 'info',
    sourceId: 'market',
    objectId: id,
    message: `The community has no public grid: ${energy_kWh} kWh are missing together.`,
    action: 'They are counted at the price of the tariff, as if each member ran a set of its own; nothing comes over a wire.',
    values: { energy_kWh },
  };
}
