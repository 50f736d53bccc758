/** Draws a sketch over the picture; its bodies are in the scene, see {@link SolidLayer}. */
import type { Vector } from './cameraRig.ts';
import { drawPlate, type InkLook, plateBox } from './inkLook.ts';
import type { Projection } from './projection.ts';
import type { SketchPrimitive, SketchStyle } from './sketch.ts';

const LINE_PX = 2;
const POINT_PX = 4.5;
/** A label stands so high above its place [px]. */
const LABEL_ABOVE_PX = 9;

function strokeTwice(context: CanvasRenderingContext2D, look: InkLook, style: SketchStyle): void {
  context.lineJoin = 'round';
  context.lineCap = 'round';
  context.setLineDash([]);
  context.lineWidth = LINE_PX + 2.5;
  context.strokeStyle = look.halo;
  context.stroke();
  context.setLineDash(style === 'snap' || style === 'ghost' ? [6, 5] : []);
  context.lineWidth = LINE_PX;
  context.strokeStyle = look.stroke[style];
  context.stroke();
  context.setLineDash([]);
}

function trace(context: CanvasRenderingContext2D, corners: readonly number[], closed: boolean): void {
  context.beginPath();
  for (let i = 0; i < corners.length; i += 2) {
    if (i === 0) context.moveTo(corners[i]!, corners[i + 1]!);
    else context.lineTo(corners[i]!, corners[i + 1]!);
  }
  if (closed) context.closePath();
}

function traceLine(context: CanvasRenderingContext2D, projection: Projection, points: readonly Vector[]): void {
  context.beginPath();
  let at: readonly [number, number] | null = null;
  for (let i = 0; i + 1 < points.length; i++) {
    const segment = projection.segment(points[i]!, points[i + 1]!);
    if (!segment) continue;
    const [x0, y0, x1, y1] = segment;
    if (!at || at[0] !== x0 || at[1] !== y0) context.moveTo(x0, y0);
    context.lineTo(x1, y1);
    at = [x1, y1];
  }
}

function drawOne(context: CanvasRenderingContext2D, projection: Projection, look: InkLook, primitive: SketchPrimitive): void {
  if (primitive.kind === 'polygon') {
    trace(context, projection.ring(primitive.ring_m), true);
    context.fillStyle = look.fill[primitive.style];
    context.fill();
    strokeTwice(context, look, primitive.style);
  } else if (primitive.kind === 'polyline') {
    traceLine(context, projection, primitive.points_m);
    strokeTwice(context, look, primitive.style);
  } else if (primitive.kind === 'point') {
    const at = projection.toScreen(primitive.at_m);
    if (!at) return;
    context.beginPath();
    context.arc(at[0], at[1], POINT_PX, 0, 2 * Math.PI);
    context.fillStyle = primitive.style === 'snap' ? look.plate : look.stroke[primitive.style];
    context.fill();
    context.lineWidth = 2;
    context.strokeStyle = primitive.style === 'snap' ? look.stroke.snap : look.halo;
    context.stroke();
  } else if (primitive.kind === 'label') {
    const at = projection.toScreen(primitive.at_m);
    if (!at) return;
    context.font = look.strongFont;
    drawPlate(context, primitive.text, plateBox(context, primitive.text, at[0], at[1] - LABEL_ABOVE_PX), look);
  }
}

/** Labels last, so that no line crosses them. */
export function drawSketch(
  context: CanvasRenderingContext2D,
  projection: Projection,
  look: InkLook,
  primitives: readonly SketchPrimitive[],
): void {
  for (const primitive of primitives) if (primitive.kind !== 'label') drawOne(context, projection, look, primitive);
  for (const primitive of primitives) if (primitive.kind === 'label') drawOne(context, projection, look, primitive);
}
