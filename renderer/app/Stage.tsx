import { BuildingInspector } from '../features/building/BuildingInspector.tsx';
import { ComparePanel } from '../features/compare/ComparePanel.tsx';
import { DistrictPanel } from '../features/district/DistrictPanel.tsx';
import { KpiStrip } from '../features/results/KpiStrip.tsx';
import { ResultsPanel } from '../features/results/ResultsPanel.tsx';
import { ScenarioPanel } from '../features/scenario/ScenarioPanel.tsx';
import { ViewTools } from '../features/selection/ViewTools.tsx';
import type { Task } from '../state/appState.ts';
import { useActions, useApp } from '../state/useApp.ts';
import { IconButton } from './controls/IconButton.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Panel } from './Panel.tsx';
import { useMessages } from './useMessages.ts';
import { ViewHost, ViewLegend } from './ViewHost.tsx';

const PANELS: Readonly<Record<Task, () => React.ReactNode>> = {
  district: DistrictPanel,
  scenario: ScenarioPanel,
  results: ResultsPanel,
  compare: ComparePanel,
};

/** Charts and tables need more room than lists: these tasks get this much more than the chosen width [px]. */
const WIDER_px: Readonly<Record<Task, number>> = { district: 0, scenario: 0, results: 112, compare: 176 };

function TaskPanel() {
  const { t, language } = useMessages();
  const task = useApp((state) => state.task);
  const open = useApp((state) => state.panelOpen);
  const width = useApp((state) => state.settings.panelWidth_px);
  const actions = useActions();
  if (!open) {
    return (
      <div className="panel-show floating">
        <IconButton icon="collapseRight" label={t('panel.show')} onPress={() => actions.togglePanel(true)} />
      </div>
    );
  }
  const Content = PANELS[task];
  return (
    <Panel
      title={t(`task.${task}`)}
      side="left"
      width={width + WIDER_px[task]}
      onWidth={(next) => actions.setSettings({ panelWidth_px: next - WIDER_px[task] })}
      onClose={() => actions.togglePanel(false)}
    >
      <ErrorBoundary key={task} language={language}>
        <Content />
      </ErrorBoundary>
    </Panel>
  );
}

/** The view with everything that floats over it. */
export function Stage() {
  const { t } = useMessages();
  return (
    <div className="stage">
      <main className="view" id="view" aria-label={t('view.label')} data-tour="view">
        <ViewHost />
      </main>
      <div className="overlay">
        <TaskPanel />
        <div className="overlay-centre">
          <div className="overlay-top" data-tour="figures">
            <KpiStrip />
          </div>
          <div className="overlay-bottom">
            <ViewLegend />
            <ViewTools />
          </div>
        </div>
        <BuildingInspector />
      </div>
    </div>
  );
}
