/**
 * Where the windows of a wall are drawn. The engine knows only their area, a share of the wall; the places follow a
 * plain rule (even rows per storey, sill and lintel), and the area is exactly the engine's.
 */
import { clearSpans, isConvex, type PlaneRing, ringArea } from './facePlane.ts';

export interface PlacedWindows {
  /** Counter-clockwise rings in the wall's plane; their areas sum up to what was asked for. */
  readonly rings: readonly PlaneRing[];
  /** False where the opening cannot be cut out of the wall and lies on it. */
  readonly cut: boolean;
}

/** Sill and lintel: distance from the bottom and the top of the storey [m], usual first, then for much glass. */
const OPENINGS = [
  { sill_m: 0.85, lintel_m: 0.45, share: 0.8 },
  { sill_m: 0.12, lintel_m: 0.25, share: 0.94 },
] as const;
/** Width a window is drawn with where the area allows it [m]. */
const USUAL_WIDTH_m = 1.25;
/** Spans shorter than this stay free of windows [m]. */
const LEAST_SPAN_m = 0.6;
/** Clear of the wall's edges [m]. */
const MARGIN_m = 0.2;

interface Row {
  readonly from: number;
  readonly length: number;
}

function rowsOf(rings: readonly PlaneRing[], bottom: number, top: number): Row[] {
  const spans = clearSpans(rings, bottom, top);
  const rows: Row[] = [];
  for (let i = 0; i + 1 < spans.length; i += 2) {
    const from = spans[i]! + MARGIN_m;
    const length = spans[i + 1]! - MARGIN_m - from;
    if (length >= LEAST_SPAN_m) rows.push({ from, length });
  }
  return rows;
}

/** The exterior ring, drawn smaller around its middle: for walls too small or too odd for rows of windows. */
function shrunk(rings: readonly PlaneRing[], area_m2: number): PlacedWindows {
  const outer = rings[0]!;
  const scale = Math.sqrt(area_m2 / Math.abs(ringArea(outer)));
  let [u, v] = [0, 0];
  for (let i = 0; i < outer.length; i += 2) {
    u += (2 * outer[i]!) / outer.length;
    v += (2 * outer[i + 1]!) / outer.length;
  }
  const ring = outer.map((value, i) => (i % 2 === 0 ? u + (value - u) * scale : v + (value - v) * scale));
  return { rings: [ring], cut: rings.length === 1 && isConvex(outer) };
}

/**
 * Windows of one storey of a wall.
 * @param rings the storey's piece of the wall in its plane [m]
 * @param floor,ceiling heights of the storey in the plane [m]; what the wall has above or below stays free
 * @param area_m2 to be reached exactly; less than the area of the piece
 */
export function placeWindows(rings: readonly PlaneRing[], floor: number, ceiling: number, area_m2: number): PlacedWindows {
  for (const { sill_m, lintel_m, share } of OPENINGS) {
    const bottom = floor + sill_m;
    const height = ceiling - lintel_m - bottom;
    if (height < 0.5) continue;
    const rows = rowsOf(rings, bottom, bottom + height);
    const length = rows.reduce((sum, row) => sum + row.length, 0);
    // Glass over free wall in the row.
    const fill = area_m2 / (length * height);
    if (!(fill <= share)) continue;
    const placed: number[][] = [];
    for (const row of rows) {
      const glass = fill * row.length;
      const count = Math.max(1, Math.round(glass / USUAL_WIDTH_m));
      const width = glass / count;
      const pitch = row.length / count;
      for (let i = 0; i < count; i++) {
        const left = row.from + pitch * i + (pitch - width) / 2;
        placed.push([left, bottom, left + width, bottom, left + width, bottom + height, left, bottom + height]);
      }
    }
    return { rings: placed, cut: true };
  }
  return shrunk(rings, area_m2);
}
