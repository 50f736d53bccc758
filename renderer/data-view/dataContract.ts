/** What the data view takes and tells; nothing of deck.gl or MapLibre. */
import type { Footprints } from '#gis-data/footprints.ts';
import type { ContextSurfaces } from '#models/district/context.ts';
import type { GeoOrigin } from '#models/district/district.ts';
import type { EnergyFlows } from '#models/grid/flows.ts';
import type { LineLoading } from '#models/grid/lineLoading.ts';
import type { RadialNetwork } from '#models/grid/network.ts';
import type { Hexagons } from './hexBins.ts';
import type { MapCamera } from './mapCamera.ts';

export const DATA_MODES = ['flows', 'loading', 'heat', 'hex'] as const;
export type DataMode = (typeof DATA_MODES)[number];
export type DataTheme = 'light' | 'dark';

/** Flows of the shown hour and where they are drawn. */
export interface DrawnFlows {
  readonly flows: EnergyFlows;
  /** Where the public grid is joined: east, north [m]. */
  readonly grid_m: readonly [number, number];
  /** True where no substation is drawn and the place is assumed. */
  readonly gridIsAssumed: boolean;
  /** Power that is drawn as the widest arc, the same for all hours that are compared [W]; the hour's largest where absent. */
  readonly widest_W?: number;
  /** What is drawn are trades under the market of this name; a pool's are paired for the eye. Absent: sharing without prices. */
  readonly market?: { readonly name: string; readonly arePaired: boolean };
}

/** Lines and what they carry in the shown hour. */
export interface DrawnLines {
  readonly network: RadialNetwork;
  readonly loading: LineLoading;
  /** Power at the end of the colour scale where lines have no rating [W]; the hour's largest where absent. */
  readonly peak_W?: number;
}

/** A line of text on the map, e.g. a street name. */
export interface MapLabel {
  readonly text: string;
  /** East, north [m]. */
  readonly at_m: readonly [number, number];
  /** Turn against the horizontal, counter-clockwise [deg]. */
  readonly angle_deg?: number;
}

/** A middle line that is drawn thinly below the data: streets without a mesh. */
export interface MapStreet {
  /** East, north pairs [m]. */
  readonly path_m: readonly number[];
}

/** What the pointer is on, in the view's own pixels. */
export type MapHint =
  | { readonly kind: 'building'; readonly building: number }
  | { readonly kind: 'flow'; readonly from: number; readonly to: number; readonly power_W: number }
  | { readonly kind: 'line'; readonly line: number; readonly power_W: number; readonly loading: number }
  | { readonly kind: 'hexagon'; readonly value: number; readonly count: number };

export interface DataMapLabels {
  /** Read aloud as the name of the map. */
  readonly map: string;
  /** At the place where the public grid is joined. */
  readonly grid: string;
  /** At a building: its name, and its power in this hour. */
  readonly building: (building: number) => string;
  readonly hint: (hint: MapHint) => string;
  /** Who made what is drawn below the data; empty for none. */
  readonly attribution: string;
  /** Shown instead of the map where the machine cannot draw it. */
  readonly failed: string;
}

/** Space the panels of the window cover [px]. */
export interface CoveredSpace {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

export interface DataMapProps {
  readonly origin: GeoOrigin;
  readonly footprints: Footprints;
  /** Streets, water and green as the district view draws them. */
  readonly context: ContextSurfaces | null;
  readonly streets?: readonly MapStreet[];
  readonly streetNames?: readonly MapLabel[];
  /** Chosen quantity per building, for the heat map; below zero and NaN count as nothing. */
  readonly values: Float32Array;
  /** Red, green, blue and a mark per building, as the district view colours it; mark 0 = no value. */
  readonly rgba: Uint8Array;
  readonly mode: DataMode;
  readonly flows: DrawnFlows | null;
  readonly lines: DrawnLines | null;
  /** Sums for the hexagons; only their mode needs them. */
  readonly hexagons: Hexagons | null;
  /** Hour of the year; a change of it is shown as movement. */
  readonly hour: number;
  /** Hexagons stand as columns. */
  readonly columns?: boolean;
  readonly selection: readonly number[];
  readonly hovered: number | null;
  readonly camera: MapCamera | null;
  readonly covered?: CoveredSpace;
  readonly theme: DataTheme;
  /** No movement but that of the hour. */
  readonly reducedMotion?: boolean;
  readonly labels: DataMapLabels;
  /** Only what the person does is told, at most once per frame. */
  readonly onCamera?: (camera: MapCamera) => void;
  /** Null for the ground. */
  readonly onPick: (building: number | null, additive: boolean) => void;
  readonly onHover: (building: number | null) => void;
  readonly onReady?: () => void;
}
