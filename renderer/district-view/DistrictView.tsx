/** The district in 3D. Loads Cesium on its own, after the first paint; everything it shows comes in as props. */
import { type JSX, type Ref, useEffect, useId, useImperativeHandle, useRef, useState } from 'react';
import type { BuildingLabel } from './buildingLabels.ts';
import type { CameraLink } from './cameraLink.ts';
import { type CameraPose, type Insets, NO_INSETS, type Vector } from './cameraRig.ts';
import type { ViewValues } from './colourSide.ts';
import type { Cut } from './cut.ts';
import type { DistrictScene } from './DistrictScene.ts';
import type { FilmOptions } from './film.ts';
import type { Measured, MeasureKind } from './measure.ts';
import { MeasureTool, type MeasureWords } from './measureTool.ts';
import type { PictureOptions } from './picture.ts';
import type { SketchPrimitive } from './sketch.ts';
import type { StageTheme } from './stageColours.ts';
import type { ViewedTiles } from './tiles/tilesLayer.ts';
import type { DistrictSceneEvents, ViewedDistrict, ViewLayers, ViewSwipe } from './viewContract.ts';
import type { PointerTool } from './viewPointer.ts';
import type { SurfacePoint, ViewTool } from './viewTool.ts';
import './districtView.css';

/** What others may ask of the view. */
export interface DistrictViewHandle {
  /** The current picture as PNG, at most at twice its size and with a legend; null while the view is still loading. */
  renderPng(options?: PictureOptions): Promise<Blob | null>;
  /**
   * A WebM film of some hours; null while the view is still loading.
   * @throws Error where the browser cannot record (ask `canRecordFilm`), DOMException `AbortError` after cancelling
   */
  recordFilm(options: FilmOptions): Promise<Blob | null>;
  focus(): void;
  /** Where the camera stands, to be kept; null while the view is still loading. */
  getView(): CameraPose | null;
  /** Puts the camera where it stood, exactly. */
  setView(pose: CameraPose): void;
  /** Metres of ground per pixel at the camera's target, for each metre of its distance; null while loading. */
  groundScale(): number | null;
  /** Colours by one column of values without a render of React, e.g. while hours are scrubbed; see `values`. */
  setValues(values: ViewValues): void;
  /**
   * Local east, north, up [m], as drawn, of the ground, the terrain or a building at a pixel of the canvas; null in the
   * sky.
   */
  groundAt(x_px: number, y_px: number): Vector | null;
  /** Building and surface at a pixel, and where on it; null beside all. */
  surfaceAt(x_px: number, y_px: number): SurfacePoint | null;
  /** What drawing tools show over and in the view; replaces what was shown before. */
  setSketch(primitives: readonly SketchPrimitive[]): void;
}

/** Measuring with the pointer. */
export interface Measuring {
  readonly kind: MeasureKind;
  readonly words: MeasureWords;
}

export interface DistrictViewLabels {
  /** Accessible name of the canvas, with the keys it listens to. */
  readonly canvas: string;
  /** Badge of a district whose place on the globe is unknown. */
  readonly unplaced: string;
  /** Shown where the machine has no WebGL2. */
  readonly noGraphics: string;
}

export interface DistrictViewProps extends Omit<DistrictSceneEvents, 'onCamera'> {
  readonly district: ViewedDistrict | null;
  /** Red, green, blue and mark per row of the surface table, from `surfaceColours`. */
  readonly colours: Uint8Array | null;
  /**
   * Values of one moment, looked up in a ramp by the graphics card; where given they take the place of `colours`. A new
   * object for another hour uploads one column: one byte per building or surface.
   */
  readonly values?: ViewValues | null;
  /** Other colours right of a divider, for comparing; put `SwipeDivider` beside the view. */
  readonly swipe?: ViewSwipe | null;
  /** Rows of the selected buildings. */
  readonly selection: readonly number[];
  readonly hovered: number | null;
  readonly selectedSurface: number | null;
  /** Hour of the year, local standard time. */
  readonly hour: number;
  /** Hours east of UTC. */
  readonly timeZone_h: number;
  readonly layers: ViewLayers;
  readonly pointerTool: PointerTool;
  /** Takes the pointer and the keys from the camera while it is set; the same object all the time. */
  readonly tool?: ViewTool | null;
  /** Measures with the pointer, unless a `tool` is set; the same object as long as nothing changes. */
  readonly measuring?: Measuring | null;
  /** After each change of what is measured; null when it was cleared. */
  readonly onMeasure?: (measured: Measured | null) => void;
  /** Escape was pressed while nothing was measured: set `measuring` to null. */
  readonly onMeasureEnd?: () => void;
  /** What is left out of the view, e.g. above a height. */
  readonly cut?: Cut | null;
  /** 3D tiles around the district; the same object as long as they are the same. */
  readonly tiles?: ViewedTiles | null;
  /** Words on selected and on the largest buildings; the same function as long as words do not change. */
  readonly buildingLabel?: BuildingLabel | null;
  /** Id of the selected tree, line or point. */
  readonly selectedElement?: string | null;
  /** Each new number flies home. */
  readonly flyHome: number;
  /** Buildings to fly to; a new object is a new request. */
  readonly focus?: { readonly rows: readonly number[] } | null;
  readonly theme: StageTheme;
  /** What panels cover of the view [px]; "home" fits the district into the rest. */
  readonly insets?: Insets;
  readonly labels: DistrictViewLabels;
  /** Joins the cameras of several views; the same object all the time. */
  readonly cameras?: CameraLink;
  /** Goes where another view of `cameras` goes, and nowhere by itself. */
  readonly follows?: boolean;
  readonly ref?: Ref<DistrictViewHandle>;
}

export function DistrictView(props: DistrictViewProps): JSX.Element {
  const { district, colours, selection, hovered, selectedSurface, hour, timeZone_h, layers, pointerTool, flyHome, theme, labels } = props;
  const insets = props.insets ?? NO_INSETS;
  const focus = props.focus ?? null;
  const { cameras, follows = false, values = null, swipe = null, cut = null, buildingLabel = null } = props;
  const { tool = null, measuring = null, selectedElement = null, tiles = null } = props;
  const id = useId();
  const container = useRef<HTMLDivElement>(null);
  const [scene, setScene] = useState<DistrictScene | null>(null);
  const [failed, setFailed] = useState(false);
  // The scene outlives renders: it calls whatever handlers the last one brought.
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    let made: DistrictScene | null = null;
    let left = false;
    void import('./DistrictScene.ts')
      .then(({ DistrictScene }) => {
        if (left || !container.current) return;
        made = new DistrictScene(
          container.current,
          {
            onPick: (...args) => latest.current.onPick(...args),
            onClear: () => latest.current.onClear(),
            get onPickElement() {
              return latest.current.onPickElement;
            },
            onHover: (building) => latest.current.onHover(building),
            onBoxSelect: (...args) => latest.current.onBoxSelect(...args),
            onReady: (software) => latest.current.onReady(software),
            onError: (message) => latest.current.onError(message),
            onCamera: (pose) => latest.current.cameras?.moved(id, pose),
          },
          { label: latest.current.labels.canvas, theme: latest.current.theme, follows },
        );
        setScene(made);
      })
      .catch((error: unknown) => {
        setFailed(true);
        latest.current.onError(error instanceof Error ? error.message : String(error));
      });
    return () => {
      left = true;
      made?.destroy();
      setScene(null);
    };
  }, [id, follows]);

  useEffect(() => scene?.setTheme(theme), [scene, theme]);
  useEffect(() => scene?.setLabel(labels.canvas), [scene, labels.canvas]);
  useEffect(() => scene?.setColours({ rgba: colours, values }), [scene, colours, values]);
  useEffect(() => scene?.setSwipe(swipe), [scene, swipe]);
  // Before the insets: what is selected must not end behind a panel that opens for it.
  useEffect(() => scene?.setSelection(selection, selectedSurface), [scene, selection, selectedSurface]);
  // Before the district: its arrival fits it into what is free.
  useEffect(() => scene?.setInsets(insets), [scene, insets]);
  useEffect(() => void scene?.setDistrict(district), [scene, district]);
  useEffect(() => (scene ? cameras?.join(id, scene) : undefined), [scene, cameras, id]);
  useEffect(() => scene?.setHovered(hovered), [scene, hovered]);
  useEffect(() => scene?.setSun(hour, timeZone_h), [scene, hour, timeZone_h]);
  useEffect(() => scene?.setLayers(layers), [scene, layers]);
  useEffect(() => scene?.setPointerTool(pointerTool), [scene, pointerTool]);
  useEffect(() => scene?.setCut(cut), [scene, cut]);
  useEffect(() => {
    scene?.setTiles(tiles).catch((error: unknown) => latest.current.onError(error instanceof Error ? error.message : String(error)));
  }, [scene, tiles]);
  useEffect(() => scene?.setLabels(buildingLabel), [scene, buildingLabel]);
  useEffect(() => scene?.setSelectedElement(selectedElement), [scene, selectedElement]);
  useEffect(() => {
    if (!scene) return;
    const measuringTool =
      measuring &&
      new MeasureTool(measuring.kind, measuring.words, {
        draw: (sketch) => scene.setMeasures(sketch),
        onMeasure: (measured) => latest.current.onMeasure?.(measured),
        onLeave: () => latest.current.onMeasureEnd?.(),
      });
    scene.setTool(tool ?? measuringTool);
  }, [scene, tool, measuring]);
  useEffect(() => {
    if (flyHome > 0) scene?.flyHome();
  }, [scene, flyHome]);

  useEffect(() => {
    if (focus) scene?.flyToBuildings(focus.rows);
  }, [scene, focus]);

  useImperativeHandle(
    props.ref,
    () => ({
      renderPng: async (options) => (scene ? await scene.renderPng(options) : null),
      recordFilm: async (options) => (scene ? await scene.recordFilm(options) : null),
      getView: () => scene?.getView() ?? null,
      setView: (pose) => scene?.setView(pose),
      groundScale: () => scene?.groundScale() ?? null,
      setValues: ({ values: column, domain, ramp, of }) => scene?.setValues(column, domain, ramp, of),
      groundAt: (x_px, y_px) => scene?.groundAt(x_px, y_px) ?? null,
      surfaceAt: (x_px, y_px) => scene?.surfaceAt(x_px, y_px) ?? null,
      setSketch: (primitives) => scene?.setSketch(primitives),
      focus: () => container.current?.querySelector('canvas')?.focus(),
    }),
    [scene],
  );

  return (
    <div className="district-view" data-theme-stage={theme}>
      <div ref={container} className="district-view-canvas" />
      {district !== null && district.origin === null && <p className="district-view-badge">{labels.unplaced}</p>}
      {failed && (
        <p className="district-view-badge" role="alert">
          {labels.noGraphics}
        </p>
      )}
    </div>
  );
}
