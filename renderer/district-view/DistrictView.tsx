/** The district in 3D. Loads Cesium on its own, after the first paint; everything it shows comes in as props. */
import { type JSX, type Ref, useEffect, useId, useImperativeHandle, useRef, useState } from 'react';
import type { CameraLink } from './cameraLink.ts';
import { type Insets, NO_INSETS } from './cameraRig.ts';
import type { DistrictScene } from './DistrictScene.ts';
import type { StageTheme } from './stageColours.ts';
import type { DistrictSceneEvents, ViewedDistrict, ViewLayers } from './viewContract.ts';
import type { PointerTool } from './viewPointer.ts';
import './districtView.css';

/** What others may ask of the view. */
export interface DistrictViewHandle {
  /** The current picture as PNG; null while the view is still loading. */
  renderPng(): Promise<Blob | null>;
  focus(): void;
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
  const { cameras, follows = false } = props;
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
  useEffect(() => scene?.setColours(colours), [scene, colours]);
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
  useEffect(() => {
    if (flyHome > 0) scene?.flyHome();
  }, [scene, flyHome]);

  useEffect(() => {
    if (focus) scene?.flyToBuildings(focus.rows);
  }, [scene, focus]);

  useImperativeHandle(
    props.ref,
    () => ({
      renderPng: async () => (scene ? await scene.renderPng() : null),
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
