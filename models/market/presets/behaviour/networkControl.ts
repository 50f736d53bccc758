/**
 * The network's control after trade: feeders whose current or voltage would leave its limits are brought back by turning down
 * generation or use, each no more than needed.
 */

export interface Feeder {
  readonly id: string;
  /** Rows of its members, from the substation outwards. */
  readonly members: readonly number[];
  /** Thermal limit at the substation, both ways [kW]. */
  readonly limit_kW: number;
  /** Resistance of each piece of line, substation to first member, first to second, ... [ohm]. */
  readonly resistance_ohm: readonly number[];
  /** Line-to-line voltage [V], and how far it may rise or fall, e.g. 0.03. */
  readonly nominal_V: number;
  readonly band: number;
}

/** Each round only lowers powers, and without any the limits hold. */
const ROUNDS = 40;

export interface ControlledStep {
  /** Net power after control per member; above zero it draws [kW]. */
  readonly net_kW: Float64Array;
  readonly curtailed_kW: number;
  readonly shed_kW: number;
  /** Violations before and after. */
  readonly before: number;
  readonly after: number;
}

/** Voltage along a feeder over the nominal one, linear (LinDistFlow with resistance alone): dU = -R P / U^2 per piece. */
export function feederVoltages(feeder: Feeder, net_kW: ArrayLike<number>): Float64Array {
  const { members, resistance_ohm, nominal_V } = feeder;
  const voltages = new Float64Array(members.length);
  let beyond = members.reduce((sum, row) => sum + net_kW[row]!, 0);
  let voltage = 1;
  members.forEach((row, i) => {
    voltage -= (resistance_ohm[i]! * beyond * 1000) / nominal_V ** 2;
    voltages[i] = voltage;
    beyond -= net_kW[row]!;
  });
  return voltages;
}

function violations(feeder: Feeder, net_kW: ArrayLike<number>): number {
  const flow = feeder.members.reduce((sum, row) => sum + net_kW[row]!, 0);
  const tolerance = 1e-9;
  const ofVoltage = feederVoltages(feeder, net_kW).filter((voltage) => Math.abs(voltage - 1) > feeder.band + tolerance).length;
  return ofVoltage + (Math.abs(flow) > feeder.limit_kW + tolerance ? 1 : 0);
}

/**
 * Scales what all members of a feeder feed in (where it rises too high) or draw (where it falls too low) by one factor, the
 * largest that keeps the limits. Flow and voltage are linear in the net powers and lie inside the limits at the factor 0 of
 * the side that breaks them, unless the other side alone breaks them too: then that one is scaled next.
 * @param net_kW as traded; feed-in is below zero
 */
export function controlStep(feeders: readonly Feeder[], traded_kW: Float64Array): ControlledStep {
  const net_kW = Float64Array.from(traded_kW);
  let before = 0;
  let after = 0;
  let curtailed_kW = 0;
  let shed_kW = 0;
  for (const feeder of feeders) {
    before += violations(feeder, net_kW);
    // Less of one side is more of the other: both in turn, until neither breaks a limit.
    for (let round = 0; round < ROUNDS && violations(feeder, net_kW) > 0; round++) {
      curtailed_kW += scaleSide(feeder, net_kW, -1);
      shed_kW += scaleSide(feeder, net_kW, 1);
    }
    after += violations(feeder, net_kW);
  }
  return { net_kW, curtailed_kW, shed_kW, before, after };
}

/** Excess of flow and voltages in one direction, at most zero where the limits hold. @param sign -1 feed-in, 1 use */
function excess(feeder: Feeder, net_kW: ArrayLike<number>, sign: -1 | 1): number {
  const flow = feeder.members.reduce((sum, row) => sum + net_kW[row]!, 0);
  let most = (sign * flow) / feeder.limit_kW - 1;
  for (const voltage of feederVoltages(feeder, net_kW)) most = Math.max(most, (sign * (1 - voltage)) / feeder.band - 1);
  return most;
}

function scaleSide(feeder: Feeder, net_kW: Float64Array, sign: -1 | 1): number {
  if (excess(feeder, net_kW, sign) <= 0) return 0;
  const rows = feeder.members.filter((row) => sign * net_kW[row]! > 0);
  const traded = rows.map((row) => net_kW[row]!);
  const scaled = (factor: number) => {
    rows.forEach((row, i) => {
      net_kW[row] = traded[i]! * factor;
    });
    return excess(feeder, net_kW, sign);
  };
  let low = 0;
  let high = 1;
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2;
    if (scaled(middle) > 0) high = middle;
    else low = middle;
  }
  scaled(low);
  return traded.reduce((sum, value) => sum + Math.abs(value) * (1 - low), 0);
}
