/** Fairness and technical indices of given figures, and the origin of energy through storage. */
import { z } from 'zod';
import {
  energyBalance,
  gini,
  jain,
  losersOf,
  minMax,
  participation,
  peakToAverage,
  powerFlatness,
  qoeFairness,
  selfConsumption,
  selfSufficiency,
  valueTapping,
} from '../../indices.ts';
import { areaBalance, traceOrigin } from '../../originTrace.ts';
import { amount, caseError, finite, name, series } from './caseParts.ts';

export const indicesSchema = z
  .strictObject({
    kind: z.literal('indices'),
    values: series('What each member has').optional().describe('For Gini, Jain, min/max and, with a scale, quality of experience'),
    scale: z.tuple([z.number(), z.number()]).optional().describe('Lowest and highest possible value'),
    cost_EUR: series("Each member's bill [EUR]").optional(),
    reference_EUR: series('The same as the customer of the supplier alone [EUR]').optional(),
    largestGain_EUR: finite('Most that any rules could save [EUR]').optional(),
    net_kWh: series('Import less export of the community, per step [kWh]').optional(),
    referenceNet_kWh: series('The same in the reference [kWh]').optional(),
    load_kWh: amount('Use of all [kWh]').optional(),
    generation_kWh: amount('Generation of all [kWh]').optional(),
    flows: z
      .array(z.strictObject({ from: name, to: name, energy_kWh: amount('Energy of a flow [kWh]') }))
      .optional()
      .describe('Between devices, in the order of time'),
    stores: z
      .record(
        name,
        z.strictObject({ efficiency: z.number().gt(0).max(1).default(1), initial_kWh: amount('Content at the start [kWh]').default(0) }),
      )
      .default({}),
    areas: z.record(name, z.array(name)).default({}).describe('Devices of each area whose balance is asked for'),
  })
  .describe('Indices of fairness and of energy; what can be told from the figures given');

type Given = z.infer<typeof indicesSchema>;

export function runIndices(given: Given) {
  const result = { ...spreadIndices(given), ...costIndices(given), ...energyIndices(given), ...originOf(given) };
  if (Object.keys(result).length > 0) return result;
  throw caseError('There are no figures to tell an index from.', 'the whole file', 'Give values, bills, net_kWh or flows.');
}

function spreadIndices({ values, scale }: Given) {
  if (!values) return {};
  const column = Float64Array.from(values);
  const qoe = scale ? { qoe: qoeFairness(column, scale[0], scale[1]) } : {};
  return { gini: gini(column), equality: 1 - gini(column), jain: jain(column), minMax: minMax(column), ...qoe };
}

function costIndices({ cost_EUR, reference_EUR, largestGain_EUR }: Given) {
  if (!cost_EUR && !reference_EUR) return {};
  if (cost_EUR?.length !== reference_EUR?.length) {
    throw caseError('Bills and their reference have unlike lengths.', 'reference_EUR', 'Give both for every member.');
  }
  const cost = Float64Array.from(cost_EUR!);
  const reference = Float64Array.from(reference_EUR!);
  const gain_EUR = reference.reduce((sum, before, row) => sum + before - cost[row]!, 0);
  return {
    gain_EUR,
    participation: participation(cost, reference),
    losers: losersOf(cost, reference),
    ...(largestGain_EUR === undefined ? {} : { valueTapping: valueTapping(gain_EUR, largestGain_EUR) }),
  };
}

function energyIndices({ net_kWh, referenceNet_kWh, load_kWh, generation_kWh }: Given) {
  if (!net_kWh) return {};
  const net = Float64Array.from(net_kWh);
  return {
    peakToAverage: peakToAverage(net),
    ...(referenceNet_kWh ? { flatness: powerFlatness(net, Float64Array.from(referenceNet_kWh)) } : {}),
    ...(load_kWh === undefined ? {} : { selfSufficiency: selfSufficiency(net, load_kWh) }),
    ...(generation_kWh === undefined ? {} : { selfConsumption: selfConsumption(net, generation_kWh) }),
    ...(load_kWh === undefined || generation_kWh === undefined ? {} : { energyBalance: energyBalance(net, load_kWh, generation_kWh) }),
  };
}

function originOf({ flows, stores, areas }: Given) {
  if (!flows) return {};
  const trace = traceOrigin(flows, stores);
  return { areas: Object.fromEntries(Object.entries(areas).map(([area, devices]) => [area, areaBalance(trace, devices)])) };
}
