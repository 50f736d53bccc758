/** The legend drawn into a picture, so that its colours can be read elsewhere. */
import type { LegendSpec } from '../state/colourScales.ts';
import type { InkLook } from './inkLook.ts';
import type { LegendLabels } from './Legend.tsx';

export interface PictureLegend {
  readonly legend: LegendSpec;
  readonly labels: LegendLabels;
}

const WIDTH_PX = 260;
const PAD_PX = 12;
const LINE_PX = 20;
const GAP_PX = 16;

interface Entry {
  readonly colour: string;
  readonly text: string;
}

function entries({ legend, labels }: PictureLegend): Entry[] {
  const list: Entry[] = [];
  if (legend.kind === 'categories') {
    for (const { key, colour, count } of legend.categories) list.push({ colour, text: `${labels.category(key)} (${labels.count(count)})` });
  }
  if (legend.kind !== 'empty' && legend.noData) {
    list.push({ colour: legend.noData.colour, text: `${labels.noData} (${labels.count(legend.noData.count)})` });
  }
  return list;
}

function drawRamp(
  context: CanvasRenderingContext2D,
  { legend, labels }: PictureLegend,
  look: InkLook,
  x: number,
  y: number,
  width: number,
): void {
  if (legend.kind !== 'ramp') return;
  const gradient = context.createLinearGradient(x, 0, x + width, 0);
  legend.stops.forEach((colour, i) => {
    gradient.addColorStop(i / (legend.stops.length - 1), colour);
  });
  context.fillStyle = gradient;
  context.fillRect(x, y, width, 10);
  context.fillStyle = look.text;
  context.textBaseline = 'top';
  const { low, high } = legend.domain;
  legend.ticks.forEach((tick, i) => {
    context.textAlign = i === 0 ? 'left' : i === legend.ticks.length - 1 ? 'right' : 'center';
    context.fillText(labels.number(tick, legend.difference), x + ((tick - low) / (high - low)) * width, y + 15);
  });
}

/** Draws at the lower left, in CSS pixels. */
export function drawLegend(context: CanvasRenderingContext2D, picture: PictureLegend, look: InkLook, height: number): void {
  const { legend, labels } = picture;
  const list = entries(picture);
  const rampHeight = legend.kind === 'ramp' && !legend.same ? 36 : 0;
  const notes = [labels.note, legend.kind === 'empty' ? labels.empty : '', legend.kind === 'ramp' && legend.same ? labels.same : ''];
  const words = notes.filter((note) => note !== '');
  const boxHeight = 2 * PAD_PX + LINE_PX + words.length * LINE_PX + rampHeight + list.length * LINE_PX - 4;
  const [x, y] = [GAP_PX, height - GAP_PX - boxHeight];
  context.beginPath();
  context.roundRect(x, y, WIDTH_PX, boxHeight, 6);
  context.fillStyle = look.plate;
  context.fill();
  context.strokeStyle = look.plateBorder;
  context.lineWidth = 1;
  context.stroke();
  context.fillStyle = look.text;
  context.textBaseline = 'top';
  context.textAlign = 'left';
  context.font = look.strongFont;
  const inner = WIDTH_PX - 2 * PAD_PX;
  let top = y + PAD_PX;
  context.fillText(labels.unit === '' ? labels.title : `${labels.title} [${labels.unit}]`, x + PAD_PX, top, inner);
  top += LINE_PX;
  context.font = look.font;
  for (const note of words) {
    context.fillText(note, x + PAD_PX, top, inner);
    top += LINE_PX;
  }
  if (rampHeight > 0) drawRamp(context, picture, look, x + PAD_PX, top, inner);
  top += rampHeight;
  context.textAlign = 'left';
  for (const { colour, text } of list) {
    context.fillStyle = colour;
    context.fillRect(x + PAD_PX, top + 1, 12, 12);
    context.fillStyle = look.text;
    context.textBaseline = 'top';
    context.fillText(text, x + PAD_PX + 20, top, inner - 20);
    top += LINE_PX;
  }
}
