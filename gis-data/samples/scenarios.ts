import type { Scenario } from '#models/scenario/scenario.ts';

const EVERYBODY = {};
const HOMES = ['single-family', 'terraced', 'multi-family', 'apartment-block'] as const;

/** Scenarios to start from: roofs for solar power, and homes that need less heat. */
export function sampleScenarios(): readonly Scenario[] {
  return [
    {
      id: 'sample-solar-roofs',
      name: 'Solar roofs',
      measures: [
        {
          id: 'sample-solar-roofs-pv',
          kind: 'pv',
          enabled: true,
          target: { selector: EVERYBODY, share: 0.5 },
          minIrradiation_kWh_m2: 850,
          coverage: 0.6,
          power_kW_m2: 0.21,
        },
        {
          id: 'sample-solar-roofs-battery',
          kind: 'battery',
          enabled: true,
          target: { selector: EVERYBODY, share: 0.25 },
          capacity_kWh_per_kWp: 1,
          power_kW_per_kWh: 0.5,
        },
      ],
    },
    {
      id: 'sample-warm-homes',
      name: 'Warm homes',
      measures: [
        {
          id: 'sample-warm-homes-retrofit',
          kind: 'retrofit',
          enabled: true,
          target: { selector: { uses: HOMES, builtTo: 1990 }, share: 0.6 },
          standard: 'usual',
        },
        {
          id: 'sample-warm-homes-windows',
          kind: 'windows',
          enabled: true,
          target: { selector: { uses: HOMES, builtTo: 1990 }, share: 0.6 },
          standard: 'triple',
        },
        {
          id: 'sample-warm-homes-heat-pumps',
          kind: 'heat-pump',
          enabled: true,
          target: { selector: { uses: HOMES }, share: 0.4 },
          designFlow_C: 50,
        },
      ],
    },
  ];
}
