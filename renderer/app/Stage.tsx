import { lazy, Suspense } from 'react';
import { BuildingInspector } from '../features/building/BuildingInspector.tsx';
import { BuildingTable } from '../features/building/BuildingTable.tsx';
import { ComparePanel } from '../features/compare/ComparePanel.tsx';
import { DistrictPanel } from '../features/district/DistrictPanel.tsx';
import { EditPanel } from '../features/edit/EditPanel.tsx';
import { MarketPanelSlot, MarketSheetSlot, MarketSlotContext, useMarketSlots } from '../features/market/marketSlots.tsx';
import { Notices } from '../features/notices/Notices.tsx';
import { KpiStrip } from '../features/results/KpiStrip.tsx';
import { ResultsPanel } from '../features/results/ResultsPanel.tsx';
import { ScenarioPanel } from '../features/scenario/ScenarioPanel.tsx';
import { MapTools } from '../features/selection/MapTools.tsx';
import { ViewTools } from '../features/selection/ViewTools.tsx';
import type { Task } from '../state/appState.ts';
import { secondMap } from '../state/comparison.ts';
import { useActions, useApp } from '../state/useApp.ts';
import { BuildingHost } from './BuildingHost.tsx';
import { IconButton } from './controls/IconButton.tsx';
import { DataHost } from './DataHost.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Panel } from './Panel.tsx';
import { useMessages } from './useMessages.ts';
import { usePanelWidth, useWider } from './usePanelWidth.ts';
import { useNarrow, useWide } from './useTheme.ts';
import { useViewColours } from './useViewColours.ts';
import { ViewHost } from './ViewHost.tsx';
import { ViewLegend } from './ViewLegend.tsx';

/** Comes with the gallery of systems and their communities, which other tasks do not need. */
const MarketLayer = lazy(async () => ({ default: (await import('../features/market/MarketLayer.tsx')).MarketLayer }));

const PANELS: Readonly<Record<Task, () => React.ReactNode>> = {
  district: DistrictPanel,
  edit: EditPanel,
  scenario: ScenarioPanel,
  results: ResultsPanel,
  compare: ComparePanel,
  market: MarketPanelSlot,
};

function TaskPanel() {
  const { t, language } = useMessages();
  const task = useApp((state) => state.task);
  const open = useApp((state) => state.panelOpen);
  const width = usePanelWidth();
  const wider = useWider();
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
      width={width}
      onWidth={(next) => actions.setSettings({ panelWidth_px: next - wider })}
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
  const { t, language } = useMessages();
  const view = useApp((state) => state.view);
  const narrow = useNarrow();
  const wide = useWide();
  const hasSelection = useApp((state) => state.selection.length > 0);
  const tableOpen = useApp((state) => state.tableOpen && state.district !== null);
  // The other two tasks show these figures themselves, and the table needs the room.
  const showsStrip = useApp(
    (state) => !state.tableOpen && (state.task === 'district' || state.task === 'edit' || state.task === 'scenario'),
  );
  // Who draws needs the room; what is selected stands in the panel.
  const drawing = useApp((state) => state.task === 'edit' && state.edit.tool !== null);
  const colours = useViewColours();
  const isSplit = useApp((state) => secondMap(state) !== null);
  const isMarket = useApp((state) => state.task === 'market');
  // The lab's sheet tells about members itself and needs the room.
  const sheetOpen = useApp((state) => state.task === 'market' && state.market.view !== null);
  const slots = useMarketSlots();
  return (
    <MarketSlotContext value={slots}>
      <main className="stage" aria-label={t('view.label')}>
        {/* Stays behind the others, so that its place and its model are not lost; what is hidden draws nothing. */}
        <div className={view === 'district' ? 'view' : 'view is-hidden'} id="view" inert={view !== 'district'}>
          <ViewHost {...colours} />
        </div>
        {view === 'district' ? (
          <div className={isSplit ? 'overlay is-split' : 'overlay'}>
            <TaskPanel />
            <div className="overlay-rest">
              {showsStrip && <KpiStrip />}
              <div className="overlay-row">
                <div className="overlay-bottom" data-tour="view">
                  <div className="overlay-corner">
                    <Notices />
                    <ViewLegend {...colours} />
                  </div>
                  <div className="view-tools">
                    {!narrow && !sheetOpen && <MapTools {...colours} />}
                    <ViewTools />
                  </div>
                </div>
                {(!drawing || narrow) && !sheetOpen && <BuildingInspector />}
              </div>
              {isMarket && <MarketSheetSlot />}
            </div>
          </div>
        ) : (
          <div className="stage-row">
            {/* One building needs the room; what the tasks are about is the district. */}
            {wide && view === 'data' && <TaskPanel />}
            <div className="stage-pane">
              <ErrorBoundary key={view} language={language}>
                {view === 'building' ? <BuildingHost /> : <DataHost shown={colours.shown} />}
              </ErrorBoundary>
              <div className="stage-notices">
                <Notices />
              </div>
              {isMarket && <MarketSheetSlot />}
            </div>
            {view === 'data' && !narrow && hasSelection && !sheetOpen && <BuildingInspector />}
          </div>
        )}
        {isMarket && (
          <Suspense fallback={null}>
            <MarketLayer panel={slots.panel} sheet={slots.sheet} />
          </Suspense>
        )}
        {tableOpen && <BuildingTable />}
      </main>
    </MarketSlotContext>
  );
}
