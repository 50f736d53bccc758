/** A measure as it is when it is first added: usual practice, on half of all buildings. */
import type { GeneralMeasure, GeneralMeasureKind, Target } from '#models/scenario/scenario.ts';

const HALF_OF_ALL: Target = { selector: {}, share: 0.5 };

export function newMeasure(kind: GeneralMeasureKind, id: string, target: Target = HALF_OF_ALL): GeneralMeasure {
  const base = { id, enabled: true, target };
  switch (kind) {
    case 'retrofit':
      return { ...base, kind, standard: 'usual' };
    case 'windows':
      return { ...base, kind, standard: 'double-low-e' };
    case 'pv':
      return { ...base, kind, minIrradiation_kWh_m2: 800, coverage: 0.6, power_kW_m2: 0.2 };
    case 'battery':
      return { ...base, kind, capacity_kWh_per_kWp: 1, power_kW_per_kWh: 0.5 };
    case 'heat-pump':
      return { ...base, kind, designFlow_C: 45 };
    case 'setpoints':
      return { ...base, kind, heating_C: 20, setback_K: 2 };
    case 'tariff':
      return { id, enabled: true, kind, tariff: {} };
    case 'emissions':
      return { id, enabled: true, kind, factors: {} };
  }
}
