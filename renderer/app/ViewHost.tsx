import { useEffect, useMemo, useRef } from 'react';
import { Switch } from 'react-aria-components';
import type { Insets } from '../district-view/cameraRig.ts';
import { DistrictView, type DistrictViewHandle } from '../district-view/DistrictView.tsx';
import { Legend } from '../district-view/Legend.tsx';
import { useScenarioName } from '../features/scenario/useScenarioName.ts';
import type { ScenarioState } from '../state/appState.ts';
import type { SurfaceColours } from '../state/colourScales.ts';
import { surfaceColours } from '../state/colourScales.ts';
import { activeScenario, compareScenario, type ShellState } from '../state/store.ts';
import { useActions, useApp } from '../state/useApp.ts';
import { formatUnit } from './formatNumber.ts';
import { useMessages } from './useMessages.ts';
import { usePanelWidth } from './usePanelWidth.ts';
import { useNarrow, useTheme } from './useTheme.ts';

/** The scenario whose values are taken off, where the comparison shows differences. */
function differenceBase(state: ShellState): ScenarioState | null {
  if (state.task !== 'compare' || !state.showDifference || state.colourBy.kind === 'property') return null;
  const base = compareScenario(state);
  return base.scenario.id === state.activeScenarioId ? null : base;
}

/** Colours of the shown scenario; empty while there is no district. */
function useColours(): SurfaceColours | null {
  const district = useApp((state) => state.district);
  const outcome = useApp((state) => activeScenario(state).outcome);
  const colourBy = useApp((state) => state.colourBy);
  const base = useApp(differenceBase);
  return useMemo(
    () => district && surfaceColours(colourBy, district, outcome, { compareWith: base?.outcome ?? null }),
    [district, outcome, base, colourBy],
  );
}

/** Figures above, legend and tools below [px]. */
const STRIP_px = 84;
const BAR_px = 56;
const GAP_px = 12;

/** What the panels cover of the view. */
function useInsets(): Insets {
  const narrow = useNarrow();
  const width = usePanelWidth();
  const panelOpen = useApp((state) => state.panelOpen);
  const inspector = useApp((state) => (state.inspectorOpen && state.selection.length > 0 ? state.settings.inspectorWidth_px : 0));
  return useMemo(() => {
    if (narrow) return { left: 0, right: 0, top: STRIP_px, bottom: panelOpen ? 280 : BAR_px };
    return { left: panelOpen ? width + GAP_px : 0, right: inspector > 0 ? inspector + GAP_px : 0, top: STRIP_px, bottom: BAR_px };
  }, [narrow, width, panelOpen, inspector]);
}

/** The district view as an adapter of the store. */
export function ViewHost() {
  const { t } = useMessages();
  const actions = useActions();
  const theme = useTheme();
  const colours = useColours();
  const district = useApp((state) => state.district);
  const selection = useApp((state) => state.selection);
  const hovered = useApp((state) => state.hovered);
  const selectedSurface = useApp((state) => state.selectedSurface);
  const hour = useApp((state) => state.hour);
  const timeZone_h = useApp((state) => state.weather?.timeZone_h ?? 0);
  const layers = useApp((state) => state.layers);
  const pointerTool = useApp((state) => state.pointerTool);
  const flyHome = useApp((state) => state.flyHome);
  const focus = useApp((state) => state.focus);
  const view = useRef<DistrictViewHandle>(null);

  useEffect(() => {
    actions.setCapture(async () => {
      const picture = await view.current?.renderPng();
      if (!picture) throw new Error(t('view.loading'));
      return picture;
    });
    return () => actions.setCapture(null);
  }, [actions, t]);

  const labels = useMemo(
    () => ({ canvas: t('view.canvas'), unplaced: t('district.accuracy.unknown'), noGraphics: t('view.noGraphics') }),
    [t],
  );
  const insets = useInsets();
  return (
    <DistrictView
      ref={view}
      district={district}
      colours={colours?.rgba ?? null}
      selection={selection}
      hovered={hovered}
      selectedSurface={selectedSurface}
      hour={hour}
      timeZone_h={timeZone_h}
      layers={layers}
      pointerTool={pointerTool}
      flyHome={flyHome}
      focus={focus}
      theme={theme}
      insets={insets}
      labels={labels}
      onPick={(building, surface, additive) => {
        actions.select([building], additive ? 'toggle' : 'replace');
        if (!additive) actions.selectSurface(surface);
        actions.toggleInspector(true);
      }}
      onClear={() => actions.select([])}
      onHover={actions.hover}
      onBoxSelect={(buildings, additive) => {
        actions.select(buildings, additive ? 'add' : 'replace');
        actions.setPointerTool('navigate');
      }}
      onReady={actions.viewReady}
      onError={actions.viewFailed}
    />
  );
}

/** What the colours of the view mean. */
export function ViewLegend() {
  const { t, label, number } = useMessages();
  const colours = useColours();
  const nameOf = useScenarioName();
  const base = useApp(differenceBase);
  const comparing = useApp((state) => state.task === 'compare' && state.colourBy.kind !== 'property' && state.scenarios.length > 1);
  const showDifference = useApp((state) => state.showDifference);
  const actions = useActions();
  if (!colours) return null;
  const { legend } = colours;
  return (
    <div className="view-legend">
      <Legend
        legend={legend}
        labels={{
          title: base
            ? t('legend.difference', { quantity: t(`colour.${legend.quantity}`), name: nameOf(base.scenario) })
            : t(`colour.${legend.quantity}`),
          unit: formatUnit(legend.unit),
          noData: t('legend.noData'),
          empty: t('legend.empty'),
          category: (key) => label(`use.${key}`, label(`heatSource.${key}`, label(`provenance.${key}`, key))),
          number: (value, signed) => number(value, { signed, ungrouped: legend.quantity === 'constructionYear', significant: 4 }),
          count: (count) => number(count, { significant: 9 }),
        }}
      />
      {comparing && (
        <Switch className="switch legend-switch floating" isSelected={showDifference} onChange={actions.setShowDifference}>
          <span className="switch-mark" />
          {t('legend.showDifference')}
        </Switch>
      )}
    </div>
  );
}
