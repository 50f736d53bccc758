/** One building in three dimensions. Takes everything by props; the words by `labels`. */
import { Canvas } from '@react-three/fiber';
import { Component, type KeyboardEvent, type PointerEvent, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { WebGLRenderer } from 'three';
import type { BuildingModel } from '#models/district/buildingModel.ts';
import { BuildingScene, type PickHandle } from './BuildingScene.tsx';
import { type CameraNews, CameraRig, type RigHandle } from './CameraRig.tsx';
import { disposeDrawn, drawnModel, liftPerStorey_m, paint } from './drawnModel.ts';
import { elementColours, type Theme, uValues } from './elementColours.ts';
import { sphereOf } from './elementSphere.ts';
import { readTokens, type ViewTokens } from './viewTokens.ts';
import type { BuildingLook, ElementValues, SunPlace, ZoomRequest } from './viewTypes.ts';
import './buildingView.css';

export interface BuildingViewLabels {
  /** What the picture is, for screen readers. */
  readonly view: string;
  /** How it is moved by keys. */
  readonly keys: string;
  /** One letter on the compass. */
  readonly north: string;
  readonly empty: string;
  readonly loading: string;
  /** Where three-dimensional graphics are missing. */
  readonly noGraphics: string;
  readonly lost: string;
  readonly retry: string;
  /** Name and value of what is under the pointer. */
  readonly describe: (id: string) => string;
  /** Length of the scale bar. */
  readonly metres: (length_m: number) => string;
}

export interface BuildingViewProps {
  /** Null while it is being read, or where there is none. */
  readonly model: BuildingModel | null;
  readonly loading: boolean;
  readonly look: BuildingLook;
  /** For what `look.colourBy` says; U-values are taken from the model itself. Null while unknown. */
  readonly values: ElementValues | null;
  /** Id of an element or space. */
  readonly selected: string | null;
  readonly onSelect: (id: string | null) => void;
  readonly zoom: ZoomRequest | null;
  /** Null for an even light from the south-west. */
  readonly sun: SunPlace | null;
  readonly theme: Theme;
  readonly labels: BuildingViewLabels;
}

class GraphicsBoundary extends Component<{ readonly fallback: ReactNode; readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }
  override render(): ReactNode {
    return this.state.failed ? this.props.fallback : this.props.children;
  }
}

function Message({ children }: { readonly children: ReactNode }) {
  return <div className="bview-message">{children}</div>;
}

/** Nearest of 1, 2, 5, 10, ... metres that fits into some pixels. */
function scaleLength_m(metresPerPixel: number, most_px: number): number {
  const most = metresPerPixel * most_px;
  const power = 10 ** Math.floor(Math.log10(most));
  const factor = most / power >= 5 ? 5 : most / power >= 2 ? 2 : 1;
  return factor * power;
}

const KEY_TURN_rad = Math.PI / 24;
const CLICK_px = 5;

type SceneViewProps = BuildingViewProps & { readonly model: BuildingModel; readonly tokens: ViewTokens; readonly onLost: () => void };

function SceneView({ model, look, values, selected, onSelect, zoom, sun, theme, labels, tokens, onLost }: SceneViewProps) {
  const rig = useRef<RigHandle | null>(null);
  const picker = useRef<PickHandle | null>(null);
  const arrow = useRef<SVGGElement>(null);
  const bar = useRef<HTMLDivElement>(null);
  const barText = useRef<HTMLSpanElement>(null);
  const pressed = useRef<{ readonly x: number; readonly y: number } | null>(null);
  const hoverFrame = useRef(0);
  const [hover, setHover] = useState<{ readonly id: string; readonly x: number; readonly y: number } | null>(null);
  const [painted, setPainted] = useState(0);

  const drawn = useMemo(() => drawnModel(model), [model]);
  useEffect(() => () => disposeDrawn(drawn), [drawn]);
  const colours = useMemo(
    () => elementColours(model, look.colourBy, look.colourBy === 'uValue' ? uValues(model) : values, theme),
    [model, look.colourBy, values, theme],
  );
  useMemo(() => paint(drawn, colours.elements, colours.spaces), [drawn, colours]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: counts the paintings above.
  useEffect(() => setPainted((count) => count + 1), [drawn, colours]);

  const lift_m = liftPerStorey_m(model, drawn, look.explode);
  const wholeSphere = useMemo(() => ({ middle: drawn.middle, radius_m: drawn.radius_m, box: drawn.box }), [drawn]);
  const sphereFor = useCallback(
    (id: string | null) => {
      const most = drawn.groups.reduce((top, group) => Math.max(top, group.lift), 0) * lift_m;
      const [x, y, z] = drawn.middle;
      const { low, high } = drawn.box;
      const box = { low, high: [high[0], high[1], high[2] + most] as const };
      const whole = { middle: [x, y, z + most / 2] as const, radius_m: drawn.radius_m + most / 2, box };
      return (id === null ? null : sphereOf(model, drawn, id, lift_m)) ?? whole;
    },
    [model, drawn, lift_m],
  );
  const asked = zoom?.request;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new request moves the camera.
  useEffect(() => {
    if (zoom) rig.current?.show(sphereFor(zoom.id));
  }, [asked]);
  // Closing the view gives the context back, which is no loss.
  const open = useRef(true);
  useEffect(() => {
    open.current = true;
    return () => {
      open.current = false;
      cancelAnimationFrame(hoverFrame.current);
    };
  }, []);

  const onCamera = useCallback(
    ({ heading_deg, metresPerPixel }: CameraNews) => {
      arrow.current?.setAttribute('transform', `rotate(${-heading_deg} 20 20)`);
      const length_m = scaleLength_m(metresPerPixel, 110);
      if (bar.current) bar.current.style.width = `${length_m / metresPerPixel}px`;
      if (barText.current) barText.current.textContent = labels.metres(length_m);
    },
    [labels],
  );

  function at(canvas: Element, clientX: number, clientY: number): { readonly id: string | null; readonly x: number; readonly y: number } {
    const box = canvas.getBoundingClientRect();
    const x = clientX - box.left;
    const y = clientY - box.top;
    return { id: picker.current?.pick((2 * x) / box.width - 1, 1 - (2 * y) / box.height) ?? null, x, y };
  }
  function move({ buttons, pointerType, currentTarget, clientX, clientY }: PointerEvent): void {
    cancelAnimationFrame(hoverFrame.current);
    if (buttons !== 0 || pointerType === 'touch') {
      if (hover) setHover(null);
      return;
    }
    hoverFrame.current = requestAnimationFrame(() => {
      const { id, x, y } = at(currentTarget, clientX, clientY);
      setHover(id === null ? null : { id, x, y });
    });
  }
  function release({ button, currentTarget, clientX, clientY }: PointerEvent): void {
    const from = pressed.current;
    pressed.current = null;
    if (!from || button !== 0 || Math.hypot(clientX - from.x, clientY - from.y) > CLICK_px) return;
    onSelect(at(currentTarget, clientX, clientY).id);
  }
  function key(event: KeyboardEvent): void {
    const view = rig.current;
    if (!view || event.ctrlKey || event.metaKey || event.altKey) return;
    const arrows: Readonly<Record<string, readonly [number, number]>> = {
      ArrowLeft: [-1, 0],
      ArrowRight: [1, 0],
      ArrowUp: [0, 1],
      ArrowDown: [0, -1],
    };
    const turn = arrows[event.key];
    if (turn && event.shiftKey) view.pan(turn[0] * 0.06, turn[1] * 0.06);
    else if (turn) view.rotate(turn[0] * KEY_TURN_rad, turn[1] * KEY_TURN_rad);
    else if (event.key === '+' || event.key === '=') view.dolly(0.85);
    else if (event.key === '-') view.dolly(1 / 0.85);
    else if (event.key === 'Home' || event.key === '0') view.show(sphereFor(null));
    else if (event.key === 'Enter' && selected !== null) view.show(sphereFor(selected));
    else if (event.key === 'Escape' && selected !== null) onSelect(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <>
      {/* A picture that is turned by keys: role img could not take them. */}
      <div
        className={hover ? 'bview-canvas is-pointing' : 'bview-canvas'}
        role="application"
        aria-label={labels.view}
        aria-description={labels.keys}
        tabIndex={0}
        onKeyDown={key}
        onPointerDown={(event) => {
          pressed.current = { x: event.clientX, y: event.clientY };
        }}
        onPointerMove={move}
        onPointerLeave={() => {
          cancelAnimationFrame(hoverFrame.current);
          setHover(null);
        }}
        onPointerUp={release}
      >
        <Canvas
          flat
          frameloop="demand"
          shadows="percentage"
          dpr={[1, 2]}
          camera={{ fov: 32, up: [0, 0, 1], position: [20, -25, 18] }}
          gl={(defaults) => {
            const { canvas } = defaults;
            const renderer = new WebGLRenderer({ canvas, antialias: true, alpha: true, powerPreference: 'high-performance' });
            renderer.localClippingEnabled = true;
            return renderer;
          }}
          onCreated={({ gl }) => gl.domElement.addEventListener('webglcontextlost', () => open.current && onLost())}
        >
          <CameraRig
            handle={rig}
            home={wholeSphere}
            content={sphereFor(null)}
            stillMotion={matchMedia('(prefers-reduced-motion: reduce)').matches}
            onCamera={onCamera}
          />
          <BuildingScene
            model={model}
            drawn={drawn}
            look={look}
            selected={selected}
            hovered={hover?.id ?? null}
            sun={sun}
            theme={theme}
            tokens={tokens}
            pickHandle={picker}
            painted={painted}
          />
        </Canvas>
      </div>
      {hover && (
        <div className="tooltip bview-hover" style={{ left: hover.x, top: hover.y }}>
          {labels.describe(hover.id)}
        </div>
      )}
      <div className="bview-signs" aria-hidden="true">
        <svg className="bview-north" width="40" height="40" viewBox="0 0 40 40" aria-hidden="true" focusable="false">
          <g ref={arrow}>
            <path className="bview-north-lit" d="M20 5 26 27 20 23.5Z" />
            <path className="bview-north-dim" d="M20 5 14 27 20 23.5Z" />
            <text x="20" y="38" textAnchor="middle">
              {labels.north}
            </text>
          </g>
        </svg>
        <div className="bview-scale">
          <span ref={barText} />
          <div ref={bar} className="bview-scale-bar" />
        </div>
      </div>
    </>
  );
}

export function BuildingView(props: BuildingViewProps) {
  const { model, loading, theme, labels } = props;
  const root = useRef<HTMLDivElement>(null);
  const [tokens, setTokens] = useState<ViewTokens | null>(null);
  const [lost, setLost] = useState(false);
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme has other tokens.
  useEffect(() => {
    // The page takes its theme in an effect of its own, which may run later.
    const frame = requestAnimationFrame(() => root.current && setTokens(readTokens(root.current)));
    return () => cancelAnimationFrame(frame);
  }, [theme]);
  const onLost = useCallback(() => setLost(true), []);
  const empty = model !== null && model.elements.length === 0 && model.spaces.length === 0;
  return (
    <div className="bview" ref={root}>
      {loading && (
        <Message>
          <p role="status">{labels.loading}</p>
        </Message>
      )}
      {!loading && (model === null || empty) && (
        <Message>
          <p>{labels.empty}</p>
        </Message>
      )}
      {lost && (
        <Message>
          <p role="alert">{labels.lost}</p>
          <Button
            className="button"
            onPress={() => {
              setAttempt((count) => count + 1);
              setLost(false);
            }}
          >
            {labels.retry}
          </Button>
        </Message>
      )}
      {model && !empty && !loading && !lost && tokens && (
        <GraphicsBoundary
          key={attempt}
          fallback={
            <Message>
              <p role="alert">{labels.noGraphics}</p>
            </Message>
          }
        >
          <SceneView {...props} model={model} tokens={tokens} onLost={onLost} />
        </GraphicsBoundary>
      )}
    </div>
  );
}
