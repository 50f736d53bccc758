/** Mouse, touch and keyboard on the canvas, turned into camera poses and picks. */

import type { ScreenBox } from './boxSelect.ts';
import { type CameraPose, groundResolution, type Lens, orbitPose, panPose, shiftPose, zoomPose } from './cameraRig.ts';
import type { ToolPointer, ViewTool } from './viewTool.ts';

export interface PointerTarget {
  pose(): CameraPose;
  lens(): Lens;
  /** A pose the person chose; ends any flight. */
  setPose(pose: CameraPose): void;
  click(x: number, y: number, additive: boolean): void;
  /** Null when the pointer left. */
  hover(at: readonly [number, number] | null): void;
  /** The box while it is drawn; null when it ends. */
  showBox(box: ScreenBox | null): void;
  boxSelect(box: ScreenBox, additive: boolean): void;
  flyHome(): void;
  clear(): void;
  /** What lies under a pixel, for a tool. */
  places(x: number, y: number): Pick<ToolPointer, 'ground' | 'surface'>;
}

export type PointerTool = 'navigate' | 'box-select';

const CLICK_SLACK_PX = 4;
const ORBIT_DEG_PER_PX = 0.3;
const KEY_ORBIT_DEG = 6;
const KEY_PAN_PX = 60;
const ZOOM_STEP = 1.25;

type Drag = {
  readonly kind: 'pan' | 'orbit' | 'box' | 'tool';
  readonly pointer: number;
  startX: number;
  startY: number;
  x: number;
  y: number;
  moved: boolean;
};

/** Listens on a canvas until `dispose`. */
export class ViewPointer {
  tool: PointerTool = 'navigate';
  private held: ViewTool | null = null;
  private last: readonly [number, number] | null = null;
  private drag: Drag | null = null;
  private readonly touches = new Map<number, readonly [number, number]>();
  private readonly listening = new AbortController();
  private readonly canvas: HTMLCanvasElement;
  private readonly target: PointerTarget;

  constructor(canvas: HTMLCanvasElement, target: PointerTarget) {
    this.canvas = canvas;
    this.target = target;
    const { signal } = this.listening;
    canvas.addEventListener('pointerdown', (event) => this.onDown(event), { signal });
    canvas.addEventListener('pointermove', (event) => this.onMove(event), { signal });
    canvas.addEventListener('pointerup', (event) => this.onUp(event), { signal });
    canvas.addEventListener('pointercancel', (event) => this.cancel(event.pointerId), { signal });
    canvas.addEventListener('pointerleave', () => this.onLeave(), { signal });
    canvas.addEventListener('dblclick', (event) => this.held?.doubleClick?.(this.toolPointer(event)), { signal });
    canvas.addEventListener('contextmenu', (event) => event.preventDefault(), { signal });
    canvas.addEventListener('wheel', (event) => this.onWheel(event), { signal, passive: false });
    canvas.addEventListener('keydown', (event) => this.onKey(event), { signal });
  }

  dispose(): void {
    this.setHeld(null);
    this.listening.abort();
  }

  /** Gives the pointer to a tool, or back to the camera. */
  setHeld(tool: ViewTool | null): void {
    if (tool === this.held) return;
    const before = this.held;
    this.held = tool;
    if (this.drag?.kind === 'tool') this.drag = null;
    this.canvas.style.cursor = tool?.cursor ?? '';
    this.target.hover(null);
    before?.end?.();
  }

  get holdsTool(): boolean {
    return this.held !== null;
  }

  private onLeave(): void {
    this.last = null;
    this.target.hover(null);
  }

  private toolPointer(event: MouseEvent | KeyboardEvent): ToolPointer {
    const lens = this.target.lens();
    const [x, y] = event instanceof MouseEvent ? this.at(event) : (this.last ?? [lens.width / 2, lens.height / 2]);
    const { shiftKey: shift, altKey: alt } = event;
    return { x, y, shift, ctrl: event.ctrlKey || event.metaKey, alt, ...this.target.places(x, y) };
  }

  private at(event: MouseEvent): [number, number] {
    const frame = this.canvas.getBoundingClientRect();
    return [event.clientX - frame.left, event.clientY - frame.top];
  }

  private dragKind(event: PointerEvent): Drag['kind'] {
    if (this.held && event.button === 0) return 'tool';
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.altKey) return 'orbit';
    return this.tool === 'box-select' ? 'box' : 'pan';
  }

  private onDown(event: PointerEvent): void {
    const [x, y] = this.at(event);
    this.canvas.setPointerCapture(event.pointerId);
    if (event.pointerType === 'touch') {
      this.touches.set(event.pointerId, [x, y]);
      if (this.touches.size === 2) {
        this.endDrag();
        return;
      }
    }
    this.drag = { kind: this.dragKind(event), pointer: event.pointerId, startX: x, startY: y, x, y, moved: false };
    this.target.hover(null);
    if (this.drag.kind !== 'tool') return;
    // Cesium takes the press before the browser would give the canvas its keys.
    this.canvas.focus({ preventScroll: true });
    this.held?.down?.(this.toolPointer(event));
  }

  private onMove(event: PointerEvent): void {
    const [x, y] = this.at(event);
    this.last = [x, y];
    if (this.touches.size === 2 && this.touches.has(event.pointerId)) {
      this.pinch(event.pointerId, x, y);
      return;
    }
    const { drag } = this;
    if (this.held && (!drag || drag.kind === 'tool')) {
      if (drag) drag.moved ||= Math.hypot(x - drag.startX, y - drag.startY) >= CLICK_SLACK_PX;
      this.held.move?.(this.toolPointer(event), drag !== null);
      return;
    }
    if (!drag) {
      if (event.pointerType !== 'touch') this.target.hover([x, y]);
      return;
    }
    if (drag.pointer !== event.pointerId) return;
    if (!drag.moved && Math.hypot(x - drag.startX, y - drag.startY) < CLICK_SLACK_PX) return;
    drag.moved = true;
    if (drag.kind === 'box') this.target.showBox({ x0: drag.startX, y0: drag.startY, x1: x, y1: y });
    else if (drag.kind === 'orbit')
      this.target.setPose(orbitPose(this.target.pose(), (x - drag.x) * ORBIT_DEG_PER_PX, -(y - drag.y) * ORBIT_DEG_PER_PX));
    else this.target.setPose(panPose(this.target.pose(), this.target.lens(), [drag.x, drag.y], [x, y]));
    drag.x = x;
    drag.y = y;
  }

  /** Two fingers: the point between them stays under them, their distance zooms, their turn turns. */
  private pinch(pointer: number, x: number, y: number): void {
    const before = this.touches.get(pointer);
    const other = [...this.touches].find(([id]) => id !== pointer)?.[1];
    this.touches.set(pointer, [x, y]);
    if (!before || !other) return;
    const lens = this.target.lens();
    const reach = (point: readonly [number, number]): number => Math.max(8, Math.hypot(point[0] - other[0], point[1] - other[1]));
    const angle = (point: readonly [number, number]): number => Math.atan2(point[1] - other[1], point[0] - other[0]);
    const middle = (point: readonly [number, number]): [number, number] => [(point[0] + other[0]) / 2, (point[1] + other[1]) / 2];
    const [mx, my] = middle([x, y]);
    let pose = panPose(this.target.pose(), lens, middle(before), [mx, my]);
    pose = zoomPose(pose, lens, reach(before) / reach([x, y]), mx, my);
    const turn = ((angle([x, y]) - angle(before)) * 180) / Math.PI;
    this.target.setPose(orbitPose(pose, Math.abs(turn) < 90 ? -turn : 0, 0));
  }

  private onUp(event: PointerEvent): void {
    this.touches.delete(event.pointerId);
    const { drag } = this;
    if (!drag || drag.pointer !== event.pointerId) return;
    const additive = event.shiftKey;
    if (drag.kind === 'tool') {
      this.drag = null;
      this.held?.up?.(this.toolPointer(event));
      return;
    }
    if (!drag.moved && event.button === 0) this.target.click(drag.startX, drag.startY, additive);
    else if (drag.kind === 'box') this.target.boxSelect({ x0: drag.startX, y0: drag.startY, x1: drag.x, y1: drag.y }, additive);
    this.endDrag();
  }

  private cancel(pointer: number): void {
    this.touches.delete(pointer);
    if (this.drag?.pointer === pointer) this.endDrag();
  }

  private endDrag(): void {
    if (this.drag?.kind === 'box') this.target.showBox(null);
    this.drag = null;
  }

  private onWheel(event: WheelEvent): void {
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : event.deltaMode === WheelEvent.DOM_DELTA_PAGE ? 400 : 1;
    const [x, y] = this.at(event);
    const factor = Math.exp(Math.min(240, Math.max(-240, event.deltaY * lines)) * 0.0016);
    this.target.setPose(zoomPose(this.target.pose(), this.target.lens(), factor, x, y));
  }

  private onKey(event: KeyboardEvent): void {
    if (this.held?.key?.(event.key, this.toolPointer(event))) {
      event.preventDefault();
      // What the tool took is no shortcut of the window.
      event.stopPropagation();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const pose = this.target.pose();
    const lens = this.target.lens();
    const step = KEY_PAN_PX * groundResolution(pose, lens);
    const move = (right: number, forward: number): CameraPose =>
      event.shiftKey ? orbitPose(pose, right * KEY_ORBIT_DEG, forward * KEY_ORBIT_DEG) : shiftPose(pose, right * step, forward * step);
    const zoom = (factor: number): CameraPose => zoomPose(pose, lens, factor, lens.width / 2, lens.height / 2);
    const poses: Readonly<Record<string, () => CameraPose>> = {
      ArrowLeft: () => move(-1, 0),
      ArrowRight: () => move(1, 0),
      ArrowUp: () => move(0, 1),
      ArrowDown: () => move(0, -1),
      '+': () => zoom(1 / ZOOM_STEP),
      '=': () => zoom(1 / ZOOM_STEP),
      '-': () => zoom(ZOOM_STEP),
      _: () => zoom(ZOOM_STEP),
    };
    const next = poses[event.key];
    if (next) this.target.setPose(next());
    else if (event.key === 'h' || event.key === 'H' || event.key === 'Home') this.target.flyHome();
    else if (event.key === 'Escape') {
      if (this.drag) this.endDrag();
      else this.target.clear();
    } else return;
    event.preventDefault();
  }
}
