/**
 * Generic heat pumps of hplib (Tjaden, Hoops, Roesken: hplib, heat pump library, doi:10.5281/zenodo.5521597;
 * database CC BY 4.0). COP and electric power are linear: p1 Tin + p2 Tout + p3 + p4 Tambient [degC],
 * Tin the source, Tout the flow, power relative to the unit's power at -7/52 degC.
 */

/** p1, p2, p3, p4 of hplib. */
export type LinearFit = readonly [perSource: number, perFlow: number, constant: number, perAmbient: number];

export interface GenericHeatPump {
  readonly source: 'air' | 'brine';
  readonly regulated: boolean;
  readonly cop: LinearFit;
  /** Electric power over that at -7/52 degC. */
  readonly power: LinearFit;
}

/** Generic rows of hplib_database.csv used here, digits as in the file. */
export const GENERIC_HEAT_PUMPS = {
  'air-regulated-top': {
    source: 'air',
    regulated: true,
    cop: [33.599270911222035, -0.10388716702174378, 7.9889144414888875, -33.45114707773387],
    power: [70.93321245722233, 0.012738688886721748, -0.012164628833529404, -70.98082244858236],
  },
  'air-regulated': {
    source: 'air',
    regulated: true,
    cop: [46.337419024630464, -0.09131915624965423, 7.238951877051283, -46.18500431689247],
    power: [41.328259784216094, 0.012132758217139687, 0.013187920897905644, -41.37649375610583],
  },
  'air-regulated-bottom': {
    source: 'air',
    regulated: true,
    cop: [37.674955845573606, -0.06704037173978489, 5.9861424459201995, -37.530772071120765],
    power: [36.94709971582301, 0.009300069426531032, 0.13245772893741878, -36.99971190451094],
  },
  'brine-regulated': {
    source: 'brine',
    regulated: true,
    cop: [0.09062092964122362, -0.09062101337718298, 7.795766529979939, -0.018115295071910315],
    power: [-0.015288396864700352, 0.015288396092236407, 0.08014583992012603, -0.016548076278637164],
  },
  'air-on-off': {
    source: 'air',
    regulated: false,
    cop: [60.04852969530063, -0.060318340924377864, 5.69602722487186, -59.95319662642106],
    power: [33.078415116263116, 0.01257697942928958, 0.3622942949769998, -33.0750685561003],
  },
} as const satisfies Record<string, GenericHeatPump>;

/** COP line of an air-source unit as the plan's fields: base + perSource Tsource + perFlow Tflow. */
export interface CopLine {
  readonly copBase: number;
  readonly copPerSource_1_K: number;
  readonly copPerFlow_1_K: number;
}

/**
 * COP line of an air-source unit. Source and ambient are one temperature there, and p1 and p4 (tens, of
 * opposite sign) nearly cancel: they are added here, in double precision, before anything is rounded.
 */
export function airSourceCop(pump: GenericHeatPump): CopLine {
  const [perSource, perFlow, constant, perAmbient] = pump.cop;
  return { copBase: constant, copPerSource_1_K: perSource + perAmbient, copPerFlow_1_K: perFlow };
}

/** COP [-] of any unit; at or below 1 the electric heater is the better machine. */
export function copOf(pump: GenericHeatPump, source_C: number, flow_C: number, ambient_C: number): number {
  return evaluate(pump.cop, source_C, flow_C, ambient_C);
}

/** Electric power over that at -7/52 degC, regulated units not below a quarter of their value at -7 degC. */
export function relativePower(pump: GenericHeatPump, source_C: number, flow_C: number, ambient_C: number): number {
  const power = evaluate(pump.power, source_C, flow_C, ambient_C);
  if (!pump.regulated) return power;
  const coldest = pump.source === 'air' ? evaluate(pump.power, -7, flow_C, -7) : evaluate(pump.power, source_C, flow_C, -7);
  return Math.max(power, 0.25 * coldest);
}

function evaluate([perSource, perFlow, constant, perAmbient]: LinearFit, source_C: number, flow_C: number, ambient_C: number): number {
  // One sum where both temperatures are one: see airSourceCop.
  if (source_C === ambient_C) return (perSource + perAmbient) * source_C + perFlow * flow_C + constant;
  return perSource * source_C + perFlow * flow_C + constant + perAmbient * ambient_C;
}
