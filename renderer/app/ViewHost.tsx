import { type CSSProperties, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { CameraLink } from '../district-view/cameraLink.ts';
import type { Insets } from '../district-view/cameraRig.ts';
import { DistrictView, type DistrictViewHandle, type Measuring } from '../district-view/DistrictView.tsx';
import { MeasureReadout } from '../district-view/tools/MeasureTools.tsx';
import { SwipeDivider } from '../district-view/tools/SwipeDivider.tsx';
import { useEditTool } from '../features/edit/useEditTool.ts';
import { useScenarioName } from '../features/scenario/useScenarioName.ts';
import { secondMap } from '../state/comparison.ts';
import { activeScenario } from '../state/store.ts';
import { useActions, useApp, useAppStore } from '../state/useApp.ts';
import { formatUnit } from './formatNumber.ts';
import { fromSharedCamera, toSharedCamera } from './sharedCamera.ts';
import { useCovered } from './useCovered.ts';
import { useMessages } from './useMessages.ts';
import { useNarrow, useTheme } from './useTheme.ts';
import type { ViewColours } from './useViewColours.ts';
import './viewHost.css';

/** What a half keeps free for the name of its scenario and the legend [px]. */
const HALF_INSETS: Insets = { left: 0, right: 0, top: 44, bottom: 56 };
/** Width of the tasks beside the view [px]. */
const RAIL_PX = 72;
/** On a small screen the maps are too low for that. */
const LOW_HALF_INSETS: Insets = { left: 0, right: 0, top: 8, bottom: 8 };

/** What both maps show alike, from the store, and what they tell it. */
function useSharedProps() {
  const actions = useActions();
  const { t } = useMessages();
  const theme = useTheme();
  const district = useApp((state) => state.district);
  const selection = useApp((state) => state.selection);
  const hovered = useApp((state) => state.hovered);
  const selectedSurface = useApp((state) => state.selectedSurface);
  const hour = useApp((state) => state.hour);
  const timeZone_h = useApp((state) => state.weather?.timeZone_h ?? 0);
  const layers = useApp((state) => state.layers);
  const tiles = useApp((state) => state.tileset);
  const pointerTool = useApp((state) => state.pointerTool);
  const labels = useMemo(
    () => ({ canvas: t('view.canvas'), unplaced: t('district.accuracy.unknown'), noGraphics: t('view.noGraphics') }),
    [t],
  );
  return {
    theme,
    district,
    selection,
    hovered,
    selectedSurface,
    hour,
    timeZone_h,
    layers,
    tiles,
    pointerTool,
    labels,
    onPick(building: number, surface: number, additive: boolean): void {
      actions.select([building], additive ? 'toggle' : 'replace');
      if (!additive) actions.selectSurface(surface);
      actions.toggleInspector(true);
    },
    onClear: () => actions.select([]),
    onHover: actions.hover,
    onBoxSelect(buildings: readonly number[], additive: boolean): void {
      actions.select(buildings, additive ? 'add' : 'replace');
      actions.setPointerTool('navigate');
    },
    onError: actions.viewFailed,
  };
}

/** Words on buildings: their name, or the value that the colours show. */
function useBuildingLabel({ shown, values, legend }: ViewColours): ((row: number) => string | null) | null {
  const { number } = useMessages();
  const kind = useApp((state) => state.labels);
  const district = useApp((state) => state.district);
  const colourBy = useApp((state) => state.colourBy);
  const outcome = useApp((state) => activeScenario(state).outcome);
  return useMemo(() => {
    if (kind === 'off' || !district) return null;
    if (kind === 'name') return (row) => district.buildings[row]?.name ?? district.buildings[row]?.id ?? null;
    const unit = formatUnit(legend?.unit ?? '');
    const told = (value: number | undefined): string | null =>
      value === undefined || Number.isNaN(value) ? null : `${number(value)} ${unit}`.trim();
    if (values?.of === 'buildings') return (row) => told(values.values[row]);
    if (colourBy.kind === 'building' && shown) return (row) => told(outcome?.buildings[colourBy.column][row]);
    if (colourBy.kind === 'property') {
      const { property } = colourBy;
      if (property === 'height_m' || property === 'storeys') return (row) => told(district.buildings[row]?.[property].value);
      if (property === 'constructionYear') return (row) => String(district.buildings[row]?.constructionYear.value ?? '');
    }
    return null;
  }, [kind, district, colourBy, outcome, values, shown, legend, number]);
}

/** Measuring as the store says it; the same object as long as nothing changes. */
function useMeasuring(): Measuring | null {
  const { quantity } = useMessages();
  const kind = useApp((state) => state.measuring);
  return useMemo(
    () => kind && { kind, words: { length: (metres) => quantity(metres, 'm'), area: (squareMetres) => quantity(squareMetres, 'm2') } },
    [kind, quantity],
  );
}

/** Takes the camera along between this view and the map. */
function useCameraOfOtherViews(view: RefObject<DistrictViewHandle | null>): void {
  const actions = useActions();
  const store = useAppStore();
  const shown = useApp((state) => state.view);
  const before = useRef(shown);
  useEffect(() => {
    const left = before.current;
    before.current = shown;
    const origin = store.getState().district?.origin;
    const scale = view.current?.groundScale();
    const pose = view.current?.getView();
    if (!origin || !scale || !pose) return;
    const { camera: known, task, market } = store.getState();
    // The sheet of the market pushes the district aside: the map then shows all of it where it has room.
    const isAside = task === 'market' && market.view !== null;
    if (left === 'district' && shown !== 'district') actions.setCamera(isAside ? null : toSharedCamera(pose, origin, scale));
    const camera = left === 'district' ? null : known;
    if (left === 'data' && shown === 'district' && camera) view.current?.setView(fromSharedCamera(camera, origin, scale, pose));
  }, [shown, actions, store, view]);
}

/** The district view as an adapter of the store; two of them with one camera where scenarios stand side by side. */
export function ViewHost(colours: ViewColours) {
  const { shown, values, second, swiped } = colours;
  const { t } = useMessages();
  const actions = useActions();
  const nameOf = useScenarioName();
  const active = useApp(activeScenario);
  const other = useApp(secondMap);
  const flyHome = useApp((state) => state.flyHome);
  const focus = useApp((state) => state.focus);
  const covered = useCovered();
  const halfInsets = useNarrow() ? LOW_HALF_INSETS : HALF_INSETS;
  const props = useSharedProps();
  const view = useRef<DistrictViewHandle>(null);
  const tool = useEditTool(view);
  const [cameras] = useState(() => new CameraLink());

  useEffect(() => {
    actions.setViewPort({
      renderPng: async (options) => {
        const picture = await view.current?.renderPng(options);
        if (!picture) throw new Error(t('view.loading'));
        return picture;
      },
      recordFilm: async (options) => (await view.current?.recordFilm(options)) ?? null,
      getView: () => view.current?.getView() ?? null,
      setView: (pose) => view.current?.setView(pose),
      setValues: (column) => view.current?.setValues(column),
    });
    return () => actions.setViewPort(null);
  }, [actions, t]);
  useCameraOfOtherViews(view);
  const buildingLabel = useBuildingLabel(colours);
  const measuring = useMeasuring();
  const measuringKind = useApp((state) => state.measuring);
  const measured = useApp((state) => state.measured);
  const cut = useApp((state) => state.cut);
  // Until it is moved, the divider stands in the middle of what the panels leave free.
  const middle = 0.5 + (covered.left - covered.right) / 2 / Math.max(1, window.innerWidth - RAIL_PX);
  const swipeShare = useApp((state) => state.swipeShare) ?? middle;
  const selectedElement = useApp((state) => state.selectedElement);
  const compareDistrict = useApp((state) => state.compareDistrict);
  const swipe = useMemo(
    () => (swiped && second ? { rgba: second.rgba, values: null, share: swipeShare } : null),
    [swiped, second, swipeShare],
  );

  const labelled = (name: string) => ({ ...props.labels, canvas: `${name}. ${props.labels.canvas}` });
  const activeName = nameOf(active.scenario);
  const otherName = other ? nameOf(other.scenario) : '';
  const style: CSSProperties & Record<`--covered-${'left' | 'right' | 'bottom'}`, string> = {
    '--covered-left': `${covered.left}px`,
    '--covered-right': `${covered.right}px`,
    '--covered-bottom': `${covered.bottom}px`,
  };
  return (
    <div className={other ? 'view-host is-split' : 'view-host'} style={style}>
      <div className="view-halves">
        {other && (
          <section className="view-half" aria-label={otherName}>
            <DistrictView
              {...props}
              district={compareDistrict ?? props.district}
              selection={compareDistrict ? NO_ROWS : props.selection}
              colours={second?.rgba ?? null}
              flyHome={0}
              follows
              cameras={cameras}
              insets={halfInsets}
              labels={labelled(otherName)}
              onReady={ignore}
            />
            <p className="view-name">{otherName}</p>
          </section>
        )}
        <section className="view-half" aria-label={other ? activeName : undefined}>
          <DistrictView
            {...props}
            ref={view}
            tool={tool}
            colours={shown?.rgba ?? null}
            values={values}
            swipe={swipe}
            cut={cut}
            buildingLabel={buildingLabel}
            measuring={measuring}
            onMeasure={actions.setMeasured}
            onMeasureEnd={() => actions.setMeasuring(null)}
            selectedElement={selectedElement}
            onPickElement={actions.selectSiteElement}
            flyHome={flyHome}
            focus={focus}
            cameras={cameras}
            insets={other ? halfInsets : covered}
            labels={other ? labelled(activeName) : props.labels}
            onReady={actions.viewReady}
          />
          {other && <p className="view-name">{activeName}</p>}
          {swipe && swiped && (
            <SwipeDivider share={swipeShare} left={activeName} right={nameOf(swiped.scenario)} onShare={actions.setSwipeShare} />
          )}
          {measuringKind && (
            <div className="view-readout">
              <MeasureReadout kind={measuringKind} measured={measured} onEnd={() => actions.setMeasuring(null)} />
            </div>
          )}
        </section>
      </div>
    </div>
  );
}

const NO_ROWS: readonly number[] = [];

function ignore(): void {}
