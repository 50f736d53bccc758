/** Everything the person can do, in one object; the views' only way to change the state. */
import type { ProjectRef } from '#electron/host-api/hostApi.ts';
import type { BuildingReport } from '#models/scenario/kpis.ts';
import type { Scenario } from '#models/scenario/scenario.ts';
import { editsKey, scenarioEdits } from '#models/scenario/scenarioEdits.ts';
import type { BuildingYearSeries } from '#models/scenario/yearResult.ts';
import type { BuildingInside, DataFrame, EngineAnswer, EngineApi } from '../workers/engineApi.ts';
import { type AssistantActions, createAssistantActions } from './assistantActions.ts';
import { createDistrictSync } from './districtSync.ts';
import { createEditActions, type EditActions } from './editActions.ts';
import { createExportActions, type ExportActions } from './exportActions.ts';
import { createFileActions, type FileActions } from './fileActions.ts';
import { createHourActions, type HourActions } from './hourActions.ts';
import { createMarketActions, type MarketActions } from './marketActions.ts';
import { notifyError, unexpected } from './notices.ts';
import { createProjectActions, type ProjectActions } from './projectActions.ts';
import { createScenarioActions, type ScenarioActions } from './scenarioActions.ts';
import { readSettings } from './settings.ts';
import { createSimulation } from './simulation.ts';
import type { Context } from './store.ts';
import { createViewActions, type ViewActions } from './viewActions.ts';

export interface Actions
  extends ViewActions,
    ScenarioActions,
    FileActions,
    ProjectActions,
    ExportActions,
    EditActions,
    AssistantActions,
    HourActions,
    MarketActions {
  /** Settings, first district (asked for or the sample), recovery offer, tour: what happens when the window opens. */
  start(): Promise<void>;
  /** All about one building in a scenario; null where there is no answer (an error was told). */
  buildingReport(scenario: Scenario, row: number): Promise<BuildingReport | null>;
  /** The hours of one building in a scenario; an error is told where the hours would stand. */
  buildingYear(scenario: Scenario, row: number): Promise<EngineAnswer<BuildingYearSeries>>;
  /** One building from inside, in a scenario. */
  buildingInside(scenario: Scenario, row: number): Promise<EngineAnswer<BuildingInside>>;
  /** Outlines of all buildings of a scenario's district. */
  footprints(scenario: Scenario): ReturnType<EngineApi['footprints']>;
  /** What the data view draws of an hour. */
  dataFrame(scenario: Scenario, hour: number, maximumArcs: number): Promise<EngineAnswer<DataFrame>>;
  /** Resolves when no simulation is waiting. */
  settled(): Promise<void>;
}

export function createActions(context: Context): Actions {
  const { store, host } = context;
  const districtSync = createDistrictSync(context);
  const simulation = createSimulation(context, districtSync);
  const scenarios = createScenarioActions(context, simulation);
  const files = createFileActions(context, simulation, (edits) => scenarios.editDistrict(edits, 'base'));
  const project = createProjectActions(context, simulation, files);
  const view = createViewActions(context);
  const hours = createHourActions(context);

  /** The project that the system asked for; the sample where there is none or it cannot be read. */
  async function openFirst(ref: ProjectRef | undefined): Promise<void> {
    if (ref) await project.openListed(ref);
    if (!store.getState().district) await files.loadSample();
  }

  /** Rows that a scenario added mean nothing in another one: while undo or another scenario is on its way, they are not asked for. */
  function isInDistrict(scenario: Scenario, row: number): boolean {
    const { district, baseEdits } = store.getState();
    return district !== null && (row < district.baseCount || district.key === editsKey([...baseEdits, ...scenarioEdits(scenario)]));
  }

  return {
    ...view,
    ...scenarios,
    ...files,
    ...project,
    ...createExportActions(context, hours, view),
    ...hours,
    ...createMarketActions(context, scenarios),
    ...createEditActions(context),
    ...createAssistantActions(context, districtSync),
    async start() {
      const [info, settings] = await Promise.all([host.info().catch(() => null), host.readSettings()]);
      store.setState((state) => ({ host: info, settings: settings.ok ? readSettings(settings.value, state.settings) : state.settings }));
      await openFirst(info?.startProject);
      await project.offerRecovery();
      void project.readRecent();
      if (!store.getState().settings.tourSeen && store.getState().dialog === null) store.setState({ tourStep: 0 });
    },
    async buildingReport(scenario, row) {
      if (!isInDistrict(scenario, row)) return null;
      try {
        const answer = await context.engine.buildingReport(scenario, row);
        if (answer.ok) return answer.value;
        if (!answer.cancelled) notifyError(context, answer.error);
      } catch (error) {
        notifyError(context, unexpected(error));
      }
      return null;
    },
    async buildingYear(scenario, row) {
      if (!isInDistrict(scenario, row)) return { ok: false, cancelled: true, error: { code: 'cancelled', message: '' } };
      try {
        return await context.engine.buildingYear(scenario, row);
      } catch (error) {
        return { ok: false, cancelled: false, error: unexpected(error) };
      }
    },
    buildingInside: (scenario, row) => context.engine.buildingInside(scenario, row),
    footprints: (scenario) => context.engine.footprints(scenario),
    dataFrame: (scenario, hour, maximumArcs) => context.engine.dataFrame(scenario, hour, maximumArcs),
    settled: () => simulation.settled(),
  };
}
