/** Trades of a step as flows for the map: who sold to whom, and what the supplier delivered or took. */

import { type EnergyFlows, type FlowArc, type FlowKind, PUBLIC_GRID } from '#models/grid/flows.ts';
import { POOL } from '#models/market/cleared.ts';
import type { MarketStep } from '#models/market/outcome.ts';

const W_PER_KW = 1000;
/** Below this a flow is rounding [W]. */
const LEAST_W = 1e-3;

/**
 * @param buildingOf row of the building per participant; null where it has none on the map
 * @param step_h hours of the step
 */
export function tradeFlows(step: MarketStep, buildingOf: readonly (number | null)[], step_h: number, maximumArcs: number): EnergyFlows {
  const arcs: FlowArc[] = [];
  const power = (energy_kWh: number): number => (energy_kWh * W_PER_KW) / step_h;
  let sold_W = 0;
  for (const { seller, buyer, energy_kWh } of step.trades) {
    const from = seller === POOL ? null : buildingOf[seller];
    const to = buyer === POOL ? null : buildingOf[buyer];
    sold_W += power(energy_kWh);
    if (from != null && to != null && power(energy_kWh) > LEAST_W) arcs.push({ kind: 'shared', from, to, power_W: power(energy_kWh) });
  }
  let fromGrid_W = 0;
  let toGrid_W = 0;
  const givers = new Set(arcs.map(({ from }) => from));
  const takers = new Set(arcs.map(({ to }) => to));
  for (const [participant, energy_kWh] of step.supplier_kWh.entries()) {
    const building = buildingOf[participant];
    const power_W = power(Math.abs(energy_kWh));
    if (building == null || power_W <= LEAST_W) continue;
    if (energy_kWh > 0) {
      fromGrid_W += power_W;
      takers.add(building);
      arcs.push({ kind: 'from-grid', from: PUBLIC_GRID, to: building, power_W });
    } else {
      toGrid_W += power_W;
      givers.add(building);
      arcs.push({ kind: 'to-grid', from: building, to: PUBLIC_GRID, power_W });
    }
  }
  const kinds: readonly FlowKind[] = ['shared', 'from-grid', 'to-grid'];
  const parts = kinds.map((kind) => {
    const all = arcs.filter((arc) => arc.kind === kind).sort((a, b) => b.power_W - a.power_W || a.from - b.from || a.to - b.to);
    const cut = all.slice(maximumArcs);
    return { kept: all.slice(0, maximumArcs), rest: { count: cut.length, power_W: cut.reduce((sum, arc) => sum + arc.power_W, 0) } };
  });
  return {
    arcs: parts.flatMap(({ kept }) => kept),
    rest: { shared: parts[0]!.rest, 'from-grid': parts[1]!.rest, 'to-grid': parts[2]!.rest },
    totals: {
      export_W: sold_W + toGrid_W,
      import_W: sold_W + fromGrid_W,
      shared_W: sold_W,
      fromGrid_W,
      toGrid_W,
      exporters: givers.size,
      importers: takers.size,
    },
  };
}
