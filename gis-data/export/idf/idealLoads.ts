/** A zone's thermostat, and an ideal system that meets it: heat and cold as our engine counts them, without plant. */
import { type IdfObject, idfObject } from './idfObject.ts';
import { ANY_NUMBER, schedule, TEMPERATURE } from './schedules.ts';

export interface IdealControl {
  /** A constant, a day's 24 values or the year's 8,760. */
  readonly setpoint_C: number | ArrayLike<number>;
  /** Absent: without limit. */
  readonly maxPower_W?: number;
}

/** Kinds of control in the dictionary's numbering. */
const CONTROL = { heating: 1, cooling: 2, both: 4 } as const;

/** Objects of a zone that is heated, cooled, both, or neither (none then). */
export function idealLoads(zone: string, heating: IdealControl | undefined, cooling: IdealControl | undefined): readonly IdfObject[] {
  const kind = heating ? (cooling ? 'both' : 'heating') : cooling ? 'cooling' : null;
  if (!kind) return [];
  const of = (what: string) => `${zone} ${what}`;
  const control = {
    both: 'ThermostatSetpoint:DualSetpoint',
    heating: 'ThermostatSetpoint:SingleHeating',
    cooling: 'ThermostatSetpoint:SingleCooling',
  }[kind];
  const setpoints =
    kind === 'both'
      ? {
          'Heating Setpoint Temperature Schedule Name': of('heating setpoint'),
          'Cooling Setpoint Temperature Schedule Name': of('cooling setpoint'),
        }
      : { 'Setpoint Temperature Schedule Name': of(`${kind} setpoint`) };
  return [
    ...(heating ? [schedule(of('heating setpoint'), TEMPERATURE, heating.setpoint_C)] : []),
    ...(cooling ? [schedule(of('cooling setpoint'), TEMPERATURE, cooling.setpoint_C)] : []),
    schedule(of('control type'), ANY_NUMBER, CONTROL[kind]),
    idfObject('ZoneControl:Thermostat', {
      Name: of('thermostat'),
      'Zone or ZoneList Name': zone,
      'Control Type Schedule Name': of('control type'),
      'Control 1 Object Type': control,
      'Control 1 Name': of('setpoints'),
    }),
    idfObject(control, { Name: of('setpoints'), ...setpoints }),
    idealSystem(zone, of, heating, cooling),
    idfObject('ZoneHVAC:EquipmentList', { Name: of('equipment'), 'Load Distribution Scheme': 'SequentialLoad' }, [
      'ZoneHVAC:IdealLoadsAirSystem',
      of('ideal loads'),
      1,
      1,
      null,
      null,
    ]),
    idfObject('ZoneHVAC:EquipmentConnections', {
      'Zone Name': zone,
      'Zone Conditioning Equipment List Name': of('equipment'),
      'Zone Air Inlet Node or NodeList Name': of('inlets'),
      'Zone Air Node Name': of('air node'),
      'Zone Return Air Node or NodeList Name': of('return node'),
    }),
    idfObject('NodeList', { Name: of('inlets') }, [of('supply node')]),
  ];
}

function idealSystem(
  zone: string,
  of: (what: string) => string,
  heating: IdealControl | undefined,
  cooling: IdealControl | undefined,
): IdfObject {
  const limit = (control: IdealControl | undefined) => (control?.maxPower_W === undefined ? 'NoLimit' : 'LimitCapacity');
  return idfObject('ZoneHVAC:IdealLoadsAirSystem', {
    Name: `${zone} ideal loads`,
    'Zone Supply Air Node Name': of('supply node'),
    'Maximum Heating Supply Air Temperature': 50,
    'Minimum Cooling Supply Air Temperature': 13,
    'Maximum Heating Supply Air Humidity Ratio': 0.0156,
    'Minimum Cooling Supply Air Humidity Ratio': 0.0077,
    'Heating Limit': limit(heating),
    'Maximum Sensible Heating Capacity': heating?.maxPower_W ?? null,
    'Cooling Limit': limit(cooling),
    'Maximum Total Cooling Capacity': cooling?.maxPower_W ?? null,
    // Sensible heat only, as our engine.
    'Dehumidification Control Type': 'None',
    'Humidification Control Type': 'None',
    'Demand Controlled Ventilation Type': 'None',
    'Outdoor Air Economizer Type': 'NoEconomizer',
    'Heat Recovery Type': 'None',
  });
}
