/** What the data is laid over: surroundings, streets and the buildings in their colours. */
import type { Layer } from '@deck.gl/core';
import { PathLayer, SolidPolygonLayer } from '@deck.gl/layers';
import type { Footprints } from '#gis-data/footprints.ts';
import { CONTEXT_KINDS, type ContextSurfaces } from '#models/district/context.ts';
import type { GeoOrigin } from '#models/district/district.ts';
import type { DataTheme, MapStreet } from './dataContract.ts';
import { MAP_COLOURS } from './mapColours.ts';

/** All lies flat on the map and is drawn in the order of the list. */
export const FLAT = { depthCompare: 'always', depthWriteEnabled: false } as const;

/** Local metres around the district's origin. */
export function localFrame(origin: GeoOrigin) {
  return { coordinateSystem: 'meter-offsets', coordinateOrigin: [origin.lon_deg, origin.lat_deg, 0] as [number, number, number] } as const;
}

interface MeshPart {
  readonly kind: (typeof CONTEXT_KINDS)[number];
  /** A mesh as one polygon that brings its own triangles. */
  readonly data: {
    readonly length: 1;
    readonly startIndices: readonly number[];
    readonly attributes: {
      readonly getPolygon: { readonly value: Float32Array; readonly size: 3 };
      readonly indices: { readonly value: Uint32Array; readonly size: 1 };
    };
  };
}

/** Triangles of the surroundings by kind, bottom first. */
export function contextParts(context: ContextSurfaces | null): MeshPart[] {
  if (!context) return [];
  // Flat: the map has no relief, and what stands out of it would float over the buildings.
  const flat = context.positions_m.slice();
  for (let i = 2; i < flat.length; i += 3) flat[i] = 0;
  const counts = new Uint32Array(CONTEXT_KINDS.length);
  for (const kind of context.kind) counts[kind]!++;
  return CONTEXT_KINDS.flatMap((kind, code) => {
    const indices = new Uint32Array(3 * counts[code]!);
    if (indices.length === 0) return [];
    let to = 0;
    for (let triangle = 0; triangle < context.kind.length; triangle++) {
      if (context.kind[triangle] !== code) continue;
      for (let corner = 0; corner < 3; corner++) indices[to++] = context.triangles[3 * triangle + corner]!;
    }
    const getPolygon = { value: flat, size: 3 as const };
    return [
      { kind, data: { length: 1 as const, startIndices: [0], attributes: { getPolygon, indices: { value: indices, size: 1 as const } } } },
    ];
  });
}

export function contextLayers(parts: readonly MeshPart[], streets: readonly MapStreet[], origin: GeoOrigin, theme: DataTheme): Layer[] {
  const colours = MAP_COLOURS[theme];
  const frame = localFrame(origin);
  const meshes = parts.map(
    ({ kind, data }) =>
      new SolidPolygonLayer({
        id: `context-${kind}`,
        data,
        ...frame,
        _normalize: false,
        extruded: false,
        getFillColor: [...colours.surroundings[kind]],
        parameters: FLAT,
      }),
  );
  if (streets.length === 0) return meshes;
  return [
    ...meshes,
    new PathLayer<MapStreet>({
      id: 'streets',
      data: streets,
      ...frame,
      positionFormat: 'XY',
      getPath: ({ path_m }) => [...path_m] as never,
      getColor: [...colours.street],
      getWidth: 6,
      widthMinPixels: 1,
      jointRounded: true,
      capRounded: true,
      parameters: FLAT,
    }),
  ];
}

/** One polygon of a building. */
export interface Outline {
  readonly building: number;
  readonly polygon: { readonly positions: Float64Array; readonly holeIndices: readonly number[] };
}

export function outlinesOf({ positions_deg, ringStart, polygonStart, buildingStart }: Footprints): Outline[] {
  const outlines: Outline[] = [];
  for (let building = 0; building + 1 < buildingStart.length; building++) {
    for (let polygon = buildingStart[building]!; polygon < buildingStart[building + 1]!; polygon++) {
      const first = polygonStart[polygon]!;
      const last = polygonStart[polygon + 1]!;
      const start = ringStart[first]!;
      const holeIndices = [];
      for (let ring = first + 1; ring < last; ring++) holeIndices.push(2 * (ringStart[ring]! - start));
      outlines.push({ building, polygon: { positions: positions_deg.subarray(2 * start, 2 * ringStart[last]!), holeIndices } });
    }
  }
  return outlines;
}

/** The buildings step back a little, so that arcs over them are seen. */
const COLOURED_ALPHA = 150;

/**
 * @param look `coloured` by the values of the district view, or `plain` where the colours belong to what is drawn over it
 */
export function buildingLayer(outlines: readonly Outline[], rgba: Uint8Array, theme: DataTheme, look: 'coloured' | 'plain'): Layer {
  const colours = MAP_COLOURS[theme];
  return new SolidPolygonLayer<Outline>({
    id: 'buildings',
    data: outlines,
    pickable: true,
    extruded: false,
    getPolygon: ({ polygon }) => polygon as never,
    positionFormat: 'XY',
    getFillColor: ({ building }) => {
      if (look === 'plain') return [...colours.building];
      if (rgba[4 * building + 3] === 0) return [...colours.noValue, COLOURED_ALPHA];
      return [rgba[4 * building]!, rgba[4 * building + 1]!, rgba[4 * building + 2]!, COLOURED_ALPHA];
    },
    updateTriggers: { getFillColor: [rgba, theme, look] },
    parameters: FLAT,
  });
}

/** Outlines of the selected buildings and of the one the pointer is on; over the data. */
export function markLayer(outlines: readonly Outline[], selection: readonly number[], hovered: number | null, theme: DataTheme): Layer {
  const { accent, text } = MAP_COLOURS[theme];
  const marked = new Set(selection);
  return new PathLayer<Outline>({
    id: 'building-marks',
    data: outlines.filter(({ building }) => marked.has(building) || building === hovered),
    getPath: ({ polygon }) => exteriorOf(polygon) as never,
    positionFormat: 'XY',
    getColor: ({ building }) => (marked.has(building) ? [...accent] : [...text]),
    getWidth: ({ building }) => (marked.has(building) ? 3 : 2),
    widthUnits: 'pixels',
    jointRounded: true,
    updateTriggers: { getColor: [selection, hovered, theme], getWidth: [selection] },
    parameters: FLAT,
  });
}

/** The closed outer ring. */
function exteriorOf({ positions, holeIndices }: Outline['polygon']): number[] {
  const ring = Array.from(positions.subarray(0, holeIndices[0] ?? positions.length));
  return [...ring, ring[0]!, ring[1]!];
}
