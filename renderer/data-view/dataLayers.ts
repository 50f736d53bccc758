/** The data itself: arcs of flows, loads of lines, heat and hexagons, and the words on the map. */
import { HeatmapLayer } from '@deck.gl/aggregation-layers';
import type { Layer } from '@deck.gl/core';
import { ColumnLayer, PathLayer, ScatterplotLayer, TextLayer } from '@deck.gl/layers';
import type { GeoOrigin } from '#models/district/district.ts';
import { type FlowArc, PUBLIC_GRID } from '#models/grid/flows.ts';
import { sequentialDomain } from '../state/valueDomain.ts';
import { FLAT, localFrame } from './baseLayers.ts';
import type { DataTheme, DrawnFlows, DrawnLines, MapLabel } from './dataContract.ts';
import { FlowArcLayer } from './FlowArcLayer.ts';
import type { Hexagons, HexBin } from './hexBins.ts';
import { AREA_STEPS, areaColours, lineColour, MAP_COLOURS } from './mapColours.ts';

/** Widest arc and line [px]. */
export const WIDEST_px = 9;
const THINNEST_px = 1;
/** Height of the highest column, in radii of a hexagon. */
const COLUMN_RADII = 5;
const LABEL_FONT = '"Inter Variable", system-ui, sans-serif';

/** Width of a flow [px]: with the root of its power, so that small flows are seen beside large ones. */
export function flowWidth(power_W: number, widest_W: number): number {
  return widest_W > 0 ? Math.max(THINNEST_px, WIDEST_px * Math.sqrt(Math.min(1, Math.abs(power_W) / widest_W))) : THINNEST_px;
}

/** Power of the widest arc [W]. */
export function widestFlow({ flows, widest_W }: DrawnFlows): number {
  return widest_W ?? flows.arcs.reduce((most, { power_W }) => Math.max(most, power_W), 0);
}

export interface Movement {
  /** Place of the marks on their way, 0..1. */
  readonly place: number;
  readonly strength: number;
}

export function flowLayers(
  drawn: DrawnFlows,
  centres_m: ArrayLike<number>,
  origin: GeoOrigin,
  theme: DataTheme,
  movement: Movement,
): Layer[] {
  const { gives, takes, grid, halo } = MAP_COLOURS[theme];
  const frame = localFrame(origin);
  const widest_W = widestFlow(drawn);
  const place = (row: number): [number, number] =>
    row === PUBLIC_GRID ? [...drawn.grid_m] : [centres_m[2 * row]!, centres_m[2 * row + 1]!];
  // Flows of the public grid lie below, and step back, so that what neighbours share is seen.
  const arcs = drawn.flows.arcs.toSorted((a, b) => Number(a.kind === 'shared') - Number(b.kind === 'shared') || a.power_W - b.power_W);
  const alpha = ({ kind }: FlowArc): number => (kind === 'shared' ? 235 : 120);
  return [
    new FlowArcLayer<FlowArc>({
      id: 'flows',
      data: arcs,
      ...frame,
      pickable: true,
      getSourcePosition: ({ from }) => place(from),
      getTargetPosition: ({ to }) => place(to),
      getSourceColor: (arc) => [...(arc.from === PUBLIC_GRID ? grid : gives), alpha(arc)],
      getTargetColor: (arc) => [...(arc.to === PUBLIC_GRID ? grid : takes), alpha(arc)],
      getWidth: ({ power_W }) => flowWidth(power_W, widest_W),
      getHeight: 0.35,
      numSegments: 32,
      antialiasing: true,
      ...movement,
      updateTriggers: { getSourceColor: theme, getTargetColor: theme, getWidth: widest_W },
      parameters: { ...FLAT, cullMode: 'none' },
    }),
    new ScatterplotLayer<readonly [number, number]>({
      id: 'grid-node',
      data: [drawn.grid_m],
      ...frame,
      getPosition: (at) => [at[0], at[1]],
      getRadius: 7,
      radiusUnits: 'pixels',
      stroked: true,
      filled: true,
      getFillColor: [...halo],
      getLineColor: [...grid],
      getLineWidth: 3,
      lineWidthUnits: 'pixels',
      parameters: FLAT,
    }),
  ];
}

/** A piece of line, drawn from the substation's side. */
export interface LinePiece {
  readonly node: number;
  readonly power_W: number;
  /** NaN without a rating. */
  readonly loading: number;
}

export function piecesOf({ network, loading }: DrawnLines): LinePiece[] {
  const pieces: LinePiece[] = [];
  for (const node of network.order) {
    if (network.parent[node]! < 0) continue;
    pieces.push({ node, power_W: loading.power_W[node]!, loading: loading.loading[node]! });
  }
  return pieces.sort((a, b) => Math.abs(a.power_W) - Math.abs(b.power_W));
}

export function lineLayers(drawn: DrawnLines, pieces: readonly LinePiece[], origin: GeoOrigin, theme: DataTheme): Layer[] {
  const { network } = drawn;
  const peak_W = drawn.peak_W ?? drawn.loading.peak_W;
  const at = (node: number): [number, number] => [network.nodes_m[2 * node]!, network.nodes_m[2 * node + 1]!];
  const share = (piece: LinePiece): number =>
    Number.isNaN(piece.loading) ? (peak_W > 0 ? Math.abs(piece.power_W) / peak_W : 0) : piece.loading;
  const colours = MAP_COLOURS[theme];
  const frame = localFrame(origin);
  const path = {
    data: pieces,
    ...frame,
    positionFormat: 'XY' as const,
    getPath: ({ node }: LinePiece) => [...at(network.parent[node]!), ...at(node)] as never,
    widthUnits: 'pixels' as const,
    capRounded: true,
    parameters: FLAT,
  };
  const width = (piece: LinePiece): number => 1.5 + (WIDEST_px - 1.5) * Math.sqrt(Math.min(1, share(piece)));
  return [
    new PathLayer<LinePiece>({
      ...path,
      id: 'lines-halo',
      getColor: [...colours.halo, 200],
      getWidth: (piece) => width(piece) + 2.5,
      updateTriggers: { getWidth: [drawn], getPath: [network] },
    }),
    new PathLayer<LinePiece>({
      ...path,
      id: 'lines',
      pickable: true,
      getColor: (piece) => [...lineColour(share(piece), theme, !Number.isNaN(piece.loading))],
      getWidth: width,
      updateTriggers: { getColor: [drawn, theme], getWidth: [drawn], getPath: [network] },
    }),
    new ScatterplotLayer<number>({
      id: 'line-roots',
      data: [...network.roots],
      ...frame,
      getPosition: at,
      getRadius: 7,
      radiusUnits: 'pixels',
      stroked: true,
      getFillColor: [...colours.halo],
      getLineColor: [...colours.text],
      getLineWidth: 3,
      lineWidthUnits: 'pixels',
      parameters: FLAT,
    }),
  ];
}

export interface AreaData {
  readonly rows: readonly number[];
  readonly centres_deg: Float64Array;
  readonly values: Float32Array;
  /** What larger values count as: single outliers would leave the rest of the map dark. */
  readonly most: number;
}

/** Rows that count for heat and hexagons: those with a value above zero. */
export function areaData(values: Float32Array, centres_deg: Float64Array): AreaData {
  const rows = [];
  for (let row = 0; row < values.length; row++) {
    if (values[row]! > 0 && Number.isFinite(centres_deg[2 * row]!)) rows.push(row);
  }
  return { rows, centres_deg, values, most: sequentialDomain(Float64Array.from(rows, (row) => values[row]!))?.high ?? 0 };
}

export function heatLayer({ rows, centres_deg, values, most }: AreaData): Layer {
  return new HeatmapLayer<number>({
    id: 'heat',
    data: [...rows],
    getPosition: (row) => [centres_deg[2 * row]!, centres_deg[2 * row + 1]!],
    getWeight: (row) => Math.min(most, values[row]!),
    radiusPixels: 64,
    // Lifts what is not the maximum, or one large building would leave the rest dark.
    intensity: 1.2,
    threshold: 0.04,
    weightsTextureSize: 512,
    debounceTimeout: 150,
    // Little of it lets the map through.
    colorRange: areaColours().map((colour, step) => [...colour, 70 + (170 * step) / (AREA_STEPS - 1)]),
    updateTriggers: { getWeight: [values] },
    parameters: FLAT,
  });
}

export function hexLayer({ bins, radius_m, domain }: Hexagons, origin: GeoOrigin, theme: DataTheme, columns: boolean): Layer {
  const colours = areaColours();
  const { low, high } = domain;
  const share = ({ sum }: HexBin): number => (high > low ? Math.min(1, Math.max(0, (sum - low) / (high - low))) : 1);
  return new ColumnLayer<HexBin>({
    id: 'hexagons',
    data: bins,
    ...localFrame(origin),
    diskResolution: 6,
    // A corner to the north, as the bins are laid out.
    angle: 90,
    radius: radius_m,
    coverage: 0.94,
    extruded: columns,
    getPosition: ({ at_m }) => [at_m[0], at_m[1]],
    getFillColor: (bin) => [...colours[Math.min(AREA_STEPS - 1, Math.floor(share(bin) * AREA_STEPS))]!, columns ? 255 : 220],
    getElevation: (bin) => COLUMN_RADII * radius_m * share(bin),
    stroked: !columns,
    getLineColor: [...MAP_COLOURS[theme].halo],
    lineWidthUnits: 'pixels',
    getLineWidth: 1,
    pickable: true,
    material: { ambient: 0.7, diffuse: 0.4, shininess: 8 },
    updateTriggers: { getFillColor: [domain, columns], getElevation: [domain, radius_m], getLineColor: theme },
    ...(columns ? {} : { parameters: FLAT }),
  });
}

export interface Caption {
  readonly text: string;
  readonly at_m: readonly [number, number];
  readonly angle_deg?: number;
  readonly look: 'street' | 'building' | 'grid';
}

export function captionLayer(captions: readonly Caption[], origin: GeoOrigin, theme: DataTheme): Layer {
  const { text, halo, grid } = MAP_COLOURS[theme];
  return new TextLayer<Caption>({
    id: 'captions',
    data: captions,
    ...localFrame(origin),
    getText: (caption) => caption.text,
    getPosition: ({ at_m }) => [at_m[0], at_m[1]],
    getAngle: ({ angle_deg }) => angle_deg ?? 0,
    getSize: ({ look }) => (look === 'building' ? 13 : 12),
    getColor: ({ look }) => [...(look === 'street' ? grid : text)],
    getPixelOffset: ({ look }) => (look === 'street' ? [0, 0] : [0, -16]),
    getAlignmentBaseline: ({ look }) => (look === 'street' ? 'center' : 'bottom'),
    fontFamily: LABEL_FONT,
    fontWeight: 600,
    characterSet: 'auto',
    // Drawn from the window's fonts into a picture of the glyphs: no glyph server is asked.
    fontSettings: { fontSize: 64, buffer: 8 },
    background: true,
    backgroundPadding: [6, 3],
    backgroundBorderRadius: 4,
    getBackgroundColor: ({ look }) => [...halo, look === 'street' ? 0 : 235],
    updateTriggers: { getColor: theme, getBackgroundColor: theme },
    parameters: FLAT,
  });
}

/** Captions for streets stand along them. */
export function streetCaptions(names: readonly MapLabel[]): Caption[] {
  return names.map((name) => ({ ...name, look: 'street' }));
}
