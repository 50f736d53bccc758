/** Everything the person can do, in one object; the views' only way to change the state. */
import { BASELINE, type Scenario } from '#models/scenario/scenario.ts';
import type { UserSettings } from './appState.ts';
import { createExportActions, type ExportActions } from './exportActions.ts';
import { createFileActions, type FileActions } from './fileActions.ts';
import { createProjectActions, type ProjectActions } from './projectActions.ts';
import { createScenarioActions, type ScenarioActions } from './scenarioActions.ts';
import { readSettings } from './settings.ts';
import { createSimulation } from './simulation.ts';
import type { Context } from './store.ts';
import { createViewActions, type ViewActions } from './viewActions.ts';

export interface Actions extends ViewActions, ScenarioActions, FileActions, ProjectActions, ExportActions {
  /** Settings, sample district, recovery offer, tour: what happens when the window opens. */
  start(sampleName: (settings: UserSettings) => string): Promise<void>;
  /** Resolves when no simulation is waiting. */
  settled(): Promise<void>;
}

/** What the first screen compares with the baseline: each common measure on a part of the district. */
function sampleScenario(context: Context, name: string): Scenario {
  const base = (share: number) => ({ id: context.newId('measure'), enabled: true, target: { selector: {}, share } });
  return {
    id: context.newId('scenario'),
    name,
    measures: [
      { ...base(0.3), kind: 'retrofit', standard: 'usual' },
      { ...base(0.4), kind: 'pv', minIrradiation_kWh_m2: 800, coverage: 0.6, power_kW_m2: 0.2 },
      { ...base(0.3), kind: 'heat-pump', designFlow_C: 45 },
      { ...base(0.2), kind: 'battery', capacity_kWh_per_kWp: 1, power_kW_per_kWh: 0.5 },
    ],
  };
}

export function createActions(context: Context): Actions {
  const { store, host } = context;
  const simulation = createSimulation(context);
  let nameSample: (settings: UserSettings) => string = () => BASELINE.name;
  const files = createFileActions(context, simulation, () => sampleScenario(context, nameSample(store.getState().settings)));
  const project = createProjectActions(context, simulation, files);
  const view = createViewActions(context);

  return {
    ...view,
    ...createScenarioActions(context, simulation),
    ...files,
    ...project,
    ...createExportActions(context),
    async start(sampleName) {
      nameSample = sampleName;
      const [info, settings] = await Promise.all([host.info().catch(() => null), host.readSettings()]);
      store.setState((state) => ({ host: info, settings: settings.ok ? readSettings(settings.value, state.settings) : state.settings }));
      await files.loadSample();
      await project.offerRecovery();
      void project.readRecent();
      if (!store.getState().settings.tourSeen && store.getState().dialog === null) store.setState({ tourStep: 0 });
    },
    settled: () => simulation.settled(),
  };
}
