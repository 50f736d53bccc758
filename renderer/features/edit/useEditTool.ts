/** The drawing tool as the district view takes it: an adapter of the store on one side, of the view on the other. */
import { type RefObject, useEffect, useRef, useState } from 'react';
import { shapeFault } from '#models/district/geometry/roofs.ts';
import { scenarioEdits } from '#models/scenario/scenarioEdits.ts';
import { messagesFor } from '../../app/useMessages.ts';
import { cameraFrame, groundResolution, type Lens, pixelDirection } from '../../district-view/cameraRig.ts';
import type { DistrictViewHandle } from '../../district-view/DistrictView.tsx';
import { flatGround, type Ground, terrainGround } from '../../district-view/ground.ts';
import type { ViewTool } from '../../district-view/viewTool.ts';
import type { Actions } from '../../state/actions.ts';
import { type AppStore, activeScenario } from '../../state/store.ts';
import { useActions, useApp, useAppStore } from '../../state/useApp.ts';
import type { LoadedDistrict } from '../../workers/engineApi.ts';
import { placedPv, placePvDraft, pvField } from './pvDraft.ts';
import { shapeTriangles } from './sketch/ghost.ts';
import { standingIn } from './sketch/standing.ts';
import type { Desk } from './tools/desk.ts';
import { newTool, type TakenTool } from './tools/newTool.ts';

/** Field of view of the district view's camera across its longer side: Cesium's own [rad]. */
const FOV_rad = Math.PI / 3;
/** Looking down, heights would take endless ways of the pointer. */
const LEAST_UPRIGHT_SHARE = 0.35;
/** Time between questions for the yield of the face under the pointer [ms]. */
const ASK_AFTER_ms = 120;

/** Of the ray through a pixel: beyond is the horizon [m]. */
const FARTHEST = 100_000;

/** The lens of the district view's canvas. */
function lensOf(): Lens {
  const canvas = document.querySelector('.district-view canvas');
  const [width, height] = [canvas?.clientWidth || 800, canvas?.clientHeight || 600];
  const across = Math.tan(FOV_rad / 2);
  return { width, height, fovy_rad: 2 * Math.atan(width > height ? (across * height) / width : across) };
}

const grounds = new WeakMap<LoadedDistrict, Ground>();

function groundOf(district: LoadedDistrict): Ground {
  const known = grounds.get(district) ?? ((district.terrain && terrainGround(district.terrain)) || flatGround(district.bounds_m[2]));
  grounds.set(district, known);
  return known;
}

/** All edits that led to what is shown. */
export function shownEdits(store: AppStore) {
  const state = store.getState();
  return [...state.baseEdits, ...scenarioEdits(activeScenario(state).scenario)];
}

/** Without a view, for the panel, nothing is drawn. */
export function createDesk(store: AppStore, actions: Actions, view: RefObject<DistrictViewHandle | null>): Desk {
  let asking: ReturnType<typeof setTimeout> | undefined;
  const words = () => messagesFor(store.getState().settings.language);
  const desk: Desk = {
    words: {
      length: (metres) => words().quantity(metres, 'm', { decimals: metres < 100 ? 2 : 1 }),
      angle: (degrees) => `${words().number(degrees, { decimals: 1 })}°`,
      area: (squareMetres) => words().quantity(squareMetres, 'm2'),
      newName: (number) => words().t('draw.newName', { number }),
      field: (area, rated, made) =>
        [words().quantity(area, 'm2'), words().quantity(rated, 'kWp'), words().quantity(made, 'kWh/a')].join(' · '),
    },
    district: () => store.getState().district,
    standing() {
      const { district } = store.getState();
      return district && standingIn(district);
    },
    options: () => store.getState().edit.options,
    selection: () => store.getState().selection,
    pv: () => store.getState().edit.pv,
    placedPv: (buildingId) => placedPv(store.getState(), buildingId),
    groundHeight([east, north]) {
      const { district } = store.getState();
      return district ? groundOf(district).heightAt(east, north) : 0;
    },
    onPlane(x_px, y_px, up_m) {
      const pose = view.current?.getView();
      const bottom_m = store.getState().district?.bounds_m[2] ?? 0;
      if (!pose) return null;
      const [east, north, up] = cameraFrame(pose).position;
      const [dx, dy, dz] = pixelDirection(pose, lensOf(), x_px, y_px);
      const part = (up_m - up - bottom_m) / dz;
      return part > 0 && part < FARTHEST ? [east + dx * part, north + dy * part] : null;
    },
    scale() {
      const pose = view.current?.getView();
      if (!pose) return { ground_m: 0.5, upright_m: 0.5 };
      const ground_m = groundResolution(pose, lensOf());
      return { ground_m, upright_m: ground_m / Math.max(LEAST_UPRIGHT_SHARE, Math.sin((pose.tilt_deg * Math.PI) / 180)) };
    },
    draw: (sketch) => view.current?.setSketch(sketch),
    tell: actions.setEditStep,
    edit: (edits) => actions.editDistrict(edits, store.getState().edit.where),
    addMeasures: (measures) => actions.addMeasures(measures),
    select: (rows) => actions.select(rows),
    awaitBuilding: actions.awaitBuilding,
    setPv: actions.setPvDraft,
    placePv: () => placePvDraft(store, actions),
    fieldText(draft, take) {
      clearTimeout(asking);
      asking = setTimeout(() => {
        const { scenario } = activeScenario(store.getState());
        void actions.pvPreview(scenario, pvField(draft, store.getState().edit.options)).then((answer) => {
          if (!answer.ok) return;
          const { faces, rated_kW, yield_kWh } = answer.value;
          const area = faces.reduce((sum, face) => sum + face.area_m2, 0);
          if (area > 0) take(desk.words.field(area, rated_kW, yield_kWh));
        });
      }, ASK_AFTER_ms);
    },
    newId: actions.newId,
    leave: () => actions.setEditTool(null),
  };
  return desk;
}

/** The tool for the view; null while the pointer belongs to the camera. The same object as long as the tool stays. */
export function useEditTool(view: RefObject<DistrictViewHandle | null>): ViewTool | null {
  const store = useAppStore();
  const actions = useActions();
  const [desk] = useState(() => createDesk(store, actions, view));
  const kind = useApp((state) => (state.task === 'edit' && state.view === 'district' && state.district ? state.edit.tool : null));
  const spacing = useApp((state) => state.edit.options.treeSpacing_m);
  const [tool, setTool] = useState<TakenTool | null>(null);
  const taken = useRef<TakenTool | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: trees in a row are another tool than trees one by one
  useEffect(() => {
    const next = kind && newTool(kind, desk);
    taken.current = next;
    setTool(next);
    const pose = view.current?.getView();
    if (pose) actions.setEditPlace([Math.round(pose.east_m), Math.round(pose.north_m)]);
    next?.begin();
    return () => {
      desk.draw([]);
    };
  }, [kind, spacing, desk, view, actions]);

  // What the panel or another variant of the district changes is drawn anew.
  const pv = useApp((state) => state.edit.pv);
  const district = useApp((state) => state.district);
  const selection = useApp((state) => state.selection);
  // biome-ignore lint/correctness/useExhaustiveDependencies: they are what the tool draws
  useEffect(() => {
    if (kind === 'pv' || kind === 'move' || kind === 'raise') taken.current?.begin();
  }, [kind, pv, district, selection]);

  const preview = useApp((state) => state.edit.preview);
  useEffect(() => {
    if (!preview) return;
    const lift = desk.groundHeight([preview.rings_m[0]?.[0] ?? 0, preview.rings_m[0]?.[1] ?? 0]) - preview.ground_m;
    const shape = { ...preview, ground_m: preview.ground_m + lift };
    desk.draw([{ kind: 'solid', triangles_m: shapeTriangles(shape), style: shapeFault(shape) ? 'fault' : 'ghost' }]);
    return () => {
      if (taken.current) taken.current.begin();
      else desk.draw([]);
    };
  }, [preview, desk]);

  useAwaitedBuilding();
  return kind ? tool : null;
}

/** Selects a building that was added as soon as the district has it. */
function useAwaitedBuilding(): void {
  const actions = useActions();
  const awaited = useApp((state) => state.edit.awaited);
  const district = useApp((state) => state.district);
  useEffect(() => {
    if (awaited === null || !district) return;
    const row = district.buildings.findIndex(({ id }) => id === awaited);
    if (row < 0) return;
    actions.select([row]);
    actions.awaitBuilding(null);
  }, [awaited, district, actions]);
}
