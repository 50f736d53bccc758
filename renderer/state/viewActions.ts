/** What is shown: task, colours, selection, hour, language, theme. None of it touches the model. */
import { HOURS_PER_YEAR } from '#models/core/units.ts';
import type { Selector } from '#models/scenario/scenario.ts';
import { matchBuildings } from '#models/scenario/selection.ts';
import type { BuildingLook } from '../building-view/viewTypes.ts';
import type { MapCamera } from '../data-view/mapCamera.ts';
import type { CameraPose } from '../district-view/cameraRig.ts';
import type { Cut } from '../district-view/cut.ts';
import type { Measured, MeasureKind } from '../district-view/measure.ts';
import type { LabelKind } from '../district-view/tools/labelKinds.ts';
import type { ColourBy, DataLook, Layers, Task, UserSettings, ViewKind } from './appState.ts';
import { notifyError } from './notices.ts';
import { type CompareView, type Context, type Dialog, PANEL_LIMITS_px } from './store.ts';

export const TOUR_STEPS = 3;
/** Time between two hours while the day is played [ms]. */
const PLAY_STEP_ms = 250;

export interface ViewActions {
  openTask(task: Task): void;
  /** Another way of looking; drawing and comparing need the district view. */
  showView(view: ViewKind): void;
  /** A view of the whole district was moved by the person; null asks for the whole district. */
  setCamera(camera: MapCamera | null): void;
  setBuildingLook(look: BuildingLook): void;
  /** An element or space of the building view. */
  selectElement(id: string | null): void;
  setDataView(look: Partial<DataLook>): void;
  togglePanel(open?: boolean): void;
  toggleInspector(open?: boolean): void;
  /** The table of all buildings. */
  toggleTable(open?: boolean): void;
  colourBy(colourBy: ColourBy): void;
  setCompareView(view: CompareView): void;
  setLayer(layer: keyof Layers, shown: boolean): void;
  /** Replaces the selection, or adds to it and takes away from it. */
  select(rows: readonly number[], mode?: 'replace' | 'toggle' | 'add'): void;
  selectBy(selector: Selector): void;
  selectSurface(row: number | null): void;
  hover(row: number | null): void;
  setPointerTool(tool: 'navigate' | 'box-select'): void;
  /** Measures with the pointer; null ends it. */
  setMeasuring(kind: MeasureKind | null): void;
  setMeasured(measured: Measured | null): void;
  setCut(cut: Cut | null): void;
  setLabels(kind: LabelKind): void;
  saveView(name: string, pose: CameraPose): void;
  removeView(id: string): void;
  setSwipeShare(share: number): void;
  /** A tree, line or point. */
  selectSiteElement(id: string | null): void;
  /** The view has drawn the district; `software`: by the processor, where shadows stay off until they are asked for. */
  viewReady(software?: boolean): void;
  viewFailed(message: string): void;
  flyHome(): void;
  flyTo(rows: readonly number[]): void;
  setHour(hour: number): void;
  togglePlay(): void;
  setSettings(settings: Partial<UserSettings>): void;
  openPalette(open: boolean): void;
  openDialog(dialog: Dialog | null): void;
  setDropping(dropping: boolean): void;
  tourNext(): void;
  tourEnd(): void;
  dismiss(noticeId: string): void;
}

function clampWidth(width: number): number {
  return Math.round(Math.min(PANEL_LIMITS_px.max, Math.max(PANEL_LIMITS_px.min, width)));
}

export function createViewActions(context: Context): ViewActions {
  const { store, host } = context;
  let playTimer: ReturnType<typeof setInterval> | undefined;
  let settingsTimer: ReturnType<typeof setTimeout> | undefined;

  function setHour(hour: number): void {
    const whole = Math.floor(hour);
    store.setState({ hour: ((whole % HOURS_PER_YEAR) + HOURS_PER_YEAR) % HOURS_PER_YEAR });
  }

  function setSettings(change: Partial<UserSettings>): void {
    store.setState((state) => {
      const settings = { ...state.settings, ...change };
      return {
        settings: {
          ...settings,
          panelWidth_px: clampWidth(settings.panelWidth_px),
          inspectorWidth_px: clampWidth(settings.inspectorWidth_px),
        },
      };
    });
    // Dragging a panel's edge changes them many times a second.
    clearTimeout(settingsTimer);
    settingsTimer = setTimeout(() => void host.writeSettings({ ...store.getState().settings }), 300);
  }

  function endTour(): void {
    store.setState({ tourStep: null });
    setSettings({ tourSeen: true });
    // Not left to the delay: the window may be closed right after the tour, and it must not come back.
    void host.writeSettings({ ...store.getState().settings });
  }

  return {
    openTask: (task) =>
      store.setState((state) => ({
        task,
        panelOpen: true,
        view: state.view === 'building' || task === 'edit' || task === 'compare' ? 'district' : state.view,
      })),
    showView: (view) => store.setState({ view }),
    setCamera: (camera) => store.setState({ camera }),
    setBuildingLook: (buildingLook) => store.setState({ buildingLook }),
    selectElement: (element) => store.setState({ element }),
    setDataView: (look) => store.setState((state) => ({ dataView: { ...state.dataView, ...look } })),
    togglePanel: (open) => store.setState((state) => ({ panelOpen: open ?? !state.panelOpen })),
    toggleInspector: (open) => store.setState((state) => ({ inspectorOpen: open ?? !state.inspectorOpen })),
    toggleTable: (open) => store.setState((state) => ({ tableOpen: open ?? !state.tableOpen })),
    colourBy: (colourBy) => store.setState({ colourBy }),
    setCompareView: (compareView) => store.setState({ compareView }),
    setLayer: (layer, shown) => store.setState((state) => ({ layers: { ...state.layers, [layer]: shown } })),
    select(rows, mode = 'replace') {
      store.setState((state) => {
        const selected = new Set(mode === 'replace' ? [] : state.selection);
        for (const row of rows) {
          if (mode === 'toggle' && selected.has(row)) selected.delete(row);
          else selected.add(row);
        }
        return { selection: [...selected].sort((a, b) => a - b), selectedSurface: null, element: null };
      });
    },
    selectBy(selector) {
      const { district } = store.getState();
      if (district) store.setState({ selection: [...matchBuildings(district.buildings, selector)], selectedSurface: null });
    },
    selectSurface: (selectedSurface) => store.setState({ selectedSurface }),
    hover(hovered) {
      if (store.getState().hovered !== hovered) store.setState({ hovered });
    },
    setPointerTool: (pointerTool) => store.setState({ pointerTool }),
    setMeasuring: (measuring) => store.setState({ measuring, measured: null, pointerTool: 'navigate' }),
    setMeasured: (measured) => store.setState({ measured }),
    setCut: (cut) => store.setState({ cut }),
    setLabels: (labels) => store.setState({ labels }),
    saveView: (name, pose) => store.setState((state) => ({ savedViews: [...state.savedViews, { id: context.newId('view'), name, pose }] })),
    removeView: (id) => store.setState((state) => ({ savedViews: state.savedViews.filter((view) => view.id !== id) })),
    setSwipeShare: (swipeShare) => store.setState({ swipeShare }),
    selectSiteElement: (selectedElement) => store.setState({ selectedElement }),
    viewReady(software = false) {
      const first = !store.getState().viewReady;
      store.setState((state) => ({ viewReady: true, ...(first && !software ? { layers: { ...state.layers, shadows: true } } : {}) }));
    },
    viewFailed: (message) => notifyError(context, { code: 'view.failed', message }),
    flyHome: () => store.setState((state) => ({ flyHome: state.flyHome + 1 })),
    flyTo: (rows) => store.setState((state) => ({ focus: { rows, asked: (state.focus?.asked ?? 0) + 1 } })),
    setHour,
    togglePlay() {
      const playing = !store.getState().playing;
      store.setState({ playing });
      clearInterval(playTimer);
      if (playing) playTimer = setInterval(() => setHour(store.getState().hour + 1), PLAY_STEP_ms);
    },
    setSettings,
    openPalette: (commandPaletteOpen) => store.setState({ commandPaletteOpen }),
    openDialog: (dialog) => store.setState({ dialog }),
    setDropping(dropping) {
      if (store.getState().dropping !== dropping) store.setState({ dropping });
    },
    tourNext() {
      const step = store.getState().tourStep ?? 0;
      if (step + 1 >= TOUR_STEPS) endTour();
      else store.setState({ tourStep: step + 1 });
    },
    tourEnd: endTour,
    dismiss: (noticeId) => store.setState((state) => ({ notices: state.notices.filter((notice) => notice.id !== noticeId) })),
  };
}
