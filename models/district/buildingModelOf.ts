/**
 * A building of a district as a model of elements: the faces the engine calculates with, cut into storeys, with windows
 * of the area the engine uses, and its one heated zone drawn as a prism per storey.
 */
import { clipBetween, type FacePlane, facePlane, type PlaneRing, ringsArea } from './building/facePlane.ts';
import { MeshBuilder, type Triangulate } from './building/meshBuilder.ts';
import { type StoreyPrism, storeyPrisms } from './building/storeyPrisms.ts';
import { placeWindows } from './building/windowLayout.ts';
import type { BuildingElement, BuildingModel, BuildingSpace, ElementKind, MaterialLayer } from './buildingModel.ts';
import { type Building, type District, SURFACE_KINDS, type SurfaceKind } from './district.ts';
import type { Sourced } from './provenance.ts';

/** What the engine takes for a part of the envelope. */
export interface PartValues {
  /** Whole construction [W/(m2 K)]. */
  readonly uValue_W_m2K: Sourced<number>;
  /** Known layers, outside first. */
  readonly layers?: readonly MaterialLayer[];
}

export interface ModelEnvelope {
  readonly wall: PartValues;
  readonly roof: PartValues;
  /** Floor construction alone, without the ground. */
  readonly ground: PartValues;
  readonly window: PartValues & { readonly gValue: Sourced<number> };
  /** Window area over outer wall area [-]. */
  readonly windowRatio: Sourced<number>;
  /** Values of single faces (rows of `District.surfaces`) where they differ from their part's. */
  readonly faces?: ReadonlyMap<number, PartValues>;
}

export interface BuildingModelOptions {
  readonly envelope: ModelEnvelope;
  /** `earcut`, or another with its signature. */
  readonly triangulate: Triangulate;
}

/** What a model of a district's building can say of itself; the message catalogue has `buildingModel.<name>`. */
export const BUILDING_MODEL_NOTES = [
  'noFaces',
  'oneZone',
  'windowsByRatio',
  'uValuesOfType',
  'uValuesAssumed',
  'storeysAssumed',
  'yearAssumed',
  'partyWalls',
] as const;

function note(
  name: (typeof BUILDING_MODEL_NOTES)[number],
  values?: Readonly<Record<string, string | number>>,
): BuildingModel['notes'][number] {
  return { code: `buildingModel.${name}`, ...(values ? { values } : {}) };
}

/** Depth of a window in its wall as drawn [m]. */
const REVEAL_m = 0.14;
/** Windows that cannot be cut out lie this far before the wall [m]. */
const APART_m = 0.03;
/** A wall with less than this share of its area outdoors is a party wall. */
const OUTDOORS = 0.01;

const PARTS: Readonly<Record<SurfaceKind, { readonly kind: ElementKind; readonly part: 'wall' | 'roof' | 'ground' | null }>> = {
  wall: { kind: 'wall', part: 'wall' },
  roof: { kind: 'roof', part: 'roof' },
  ground: { kind: 'ground', part: 'ground' },
  // As the engine has it: a floor over outdoor air has the floor's construction, a terrace is a roof.
  'outer-ceiling': { kind: 'slab', part: 'ground' },
  'outer-floor': { kind: 'roof', part: 'roof' },
  closure: { kind: 'other', part: null },
};

/** Middle of the building in plan, and its lowest point. */
function originOf({ surfaces }: District, building: Building): [number, number, number] {
  const low = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const high = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const ring = surfaces.ringStart[building.firstSurface]!;
  const lastRing = surfaces.ringStart[building.firstSurface + building.surfaceCount]!;
  for (let vertex = surfaces.vertexStart[ring]!; vertex < surfaces.vertexStart[lastRing]!; vertex++) {
    for (let axis = 0; axis < 3; axis++) {
      low[axis] = Math.min(low[axis]!, surfaces.vertices_m[vertex * 3 + axis]!);
      high[axis] = Math.max(high[axis]!, surfaces.vertices_m[vertex * 3 + axis]!);
    }
  }
  return [(low[0]! + high[0]!) / 2, (low[1]! + high[1]!) / 2, low[2]!];
}

class ModelAssembler {
  readonly #district: District;
  readonly #options: BuildingModelOptions;
  readonly #mesh: MeshBuilder;
  readonly #prisms: readonly StoreyPrism[];
  readonly #shift_m: readonly [number, number, number];
  readonly #counts = new Map<ElementKind, number>();
  readonly elements: BuildingElement[] = [];
  partyWall_m2 = 0;

  constructor(
    district: District,
    options: BuildingModelOptions,
    mesh: MeshBuilder,
    prisms: readonly StoreyPrism[],
    shift_m: readonly [number, number, number],
  ) {
    this.#district = district;
    this.#options = options;
    this.#mesh = mesh;
    this.#prisms = prisms;
    this.#shift_m = shift_m;
  }

  face(row: number): void {
    const { surfaces } = this.#district;
    const { kind, part } = PARTS[SURFACE_KINDS[surfaces.kind[row]!]!];
    const plane = facePlane(surfaces, row, this.#shift_m);
    const number = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, number);
    const area_m2 = surfaces.area_m2[row]!;
    const outer_m2 = part === 'ground' && kind === 'ground' ? area_m2 : Math.max(0, area_m2 - surfaces.sharedArea_m2[row]!);
    this.partyWall_m2 += area_m2 - outer_m2;
    const pieces = kind === 'wall' ? this.#pieces(plane) : [{ storey: this.#storeyAt(plane, kind), rings: plane.rings }];
    const drawn_m2 = pieces.reduce((sum, piece) => sum + ringsArea(piece.rings), 0);
    for (const [index, piece] of pieces.entries()) {
      const name = pieces.length > 1 ? `${number}.${index + 1}` : `${number}`;
      // Areas are the engine's: the pieces share them by their size.
      const share = drawn_m2 > 0 ? ringsArea(piece.rings) / drawn_m2 : 1 / pieces.length;
      this.#piece(row, plane, kind, part, name, piece, { area_m2: area_m2 * share, outer_m2: outer_m2 * share });
    }
  }

  #piece(
    row: number,
    plane: FacePlane,
    kind: ElementKind,
    part: 'wall' | 'roof' | 'ground' | null,
    name: string,
    { storey, rings }: { readonly storey: number; readonly rings: readonly PlaneRing[] },
    { area_m2, outer_m2 }: { readonly area_m2: number; readonly outer_m2: number },
  ): void {
    const { envelope } = this.#options;
    const external = outer_m2 > OUTDOORS * area_m2;
    const glass_m2 = kind === 'wall' && external ? outer_m2 * envelope.windowRatio.value : 0;
    const windows = glass_m2 > 0 ? placeWindows(rings, this.#levelIn(plane, storey), this.#levelIn(plane, storey + 1), glass_m2) : null;
    const openings = windows?.cut ? windows.rings : [];
    const firstTriangle = this.#mesh.triangleCount;
    this.#mesh.polygon([...rings, ...openings.map(reversed)], plane.at);
    for (const ring of openings) this.#mesh.sides(reversed(ring), plane.at, (u, v) => plane.at(u, v, -REVEAL_m));
    const values = part && external ? (envelope.faces?.get(row) ?? envelope[part]) : null;
    this.#add(row, kind, name, storey, firstTriangle, {
      area_m2: external ? outer_m2 - glass_m2 : area_m2,
      isExternal: this.#external(external, outer_m2, area_m2),
      uValue_W_m2K: values?.uValue_W_m2K ?? null,
      layers: values?.layers ?? [],
    });
    if (!windows) return;
    const glass = this.#mesh.triangleCount;
    const out = windows.cut ? -REVEAL_m : APART_m;
    for (const ring of windows.rings) this.#mesh.polygon([ring], (u, v) => plane.at(u, v, out));
    this.#add(row, 'window', name, storey, glass, {
      area_m2: glass_m2,
      isExternal: { value: true, provenance: 'geometry' },
      uValue_W_m2K: envelope.window.uValue_W_m2K,
      gValue: envelope.window.gValue,
      layers: envelope.window.layers ?? [],
    });
  }

  #add(
    row: number,
    kind: ElementKind,
    name: string,
    storey: number,
    firstTriangle: number,
    values: Pick<BuildingElement, 'area_m2' | 'isExternal' | 'uValue_W_m2K' | 'layers' | 'gValue'>,
  ): void {
    const { surfaces } = this.#district;
    this.elements.push({
      id: `${kind} ${name}`,
      kind,
      name,
      storey,
      ...values,
      tilt_deg: surfaces.tilt_deg[row]!,
      azimuth_deg: surfaces.azimuth_deg[row]!,
      surface: row,
      firstTriangle,
      triangleCount: this.#mesh.triangleCount - firstTriangle,
      properties: [],
    });
  }

  #external(external: boolean, outer_m2: number, area_m2: number): Sourced<boolean> {
    const shared = area_m2 - outer_m2;
    if (shared <= OUTDOORS * area_m2) return { value: external, provenance: 'geometry' };
    return { value: external, provenance: 'geometry', note: `${shared.toFixed(1)} of ${area_m2.toFixed(1)} m2 shared with a neighbour` };
  }

  /** Height of a storey's floor in the plane of a wall. */
  #levelIn({ zero_m, rise }: FacePlane, storey: number): number {
    const prism = this.#prisms[storey];
    const z = prism ? prism.floor_m : this.#prisms.at(-1)!.ceiling_m;
    return rise > 0 ? (z - zero_m) / rise : 0;
  }

  /** A wall cut by the floors; what lies below the first or above the last belongs to these. */
  #pieces(plane: FacePlane): { readonly storey: number; readonly rings: readonly PlaneRing[] }[] {
    if (plane.rise === 0) return [{ storey: this.#storeyAt(plane, 'wall'), rings: plane.rings }];
    const last = this.#prisms.length - 1;
    return this.#prisms.flatMap((_, storey) => {
      const from = storey === 0 ? Number.NEGATIVE_INFINITY : this.#levelIn(plane, storey);
      const to = storey === last ? Number.POSITIVE_INFINITY : this.#levelIn(plane, storey + 1);
      const rings = clipBetween(plane.rings, from, to);
      return rings.length > 0 ? [{ storey, rings }] : [];
    });
  }

  /** The storey a face that is not cut belongs to: by its lowest point, a roof to the storey below. */
  #storeyAt(plane: FacePlane, kind: ElementKind): number {
    if (kind === 'ground') return 0;
    let low = Number.POSITIVE_INFINITY;
    for (const ring of plane.rings) {
      for (let i = 0; i < ring.length; i += 2) low = Math.min(low, plane.at(ring[i]!, ring[i + 1]!)[2]);
    }
    const level = kind === 'roof' ? low - 0.5 : low + 0.5;
    const above = this.#prisms.findIndex((prism) => level < prism.ceiling_m);
    return above < 0 ? this.#prisms.length - 1 : above;
  }
}

function reversed(ring: PlaneRing): PlaneRing {
  const turned: number[] = [];
  for (let i = ring.length - 2; i >= 0; i -= 2) turned.push(ring[i]!, ring[i + 1]!);
  return turned;
}

function spacesOf(building: Building, prisms: readonly StoreyPrism[], mesh: MeshBuilder): BuildingSpace[] {
  const drawn_m2 = prisms.reduce((sum, prism) => sum + prism.area_m2, 0);
  if (building.floorArea_m2.value <= 0 || drawn_m2 <= 0) return [];
  return prisms.map((prism, storey) => {
    const firstTriangle = mesh.triangleCount;
    const floor = (u: number, v: number): readonly [number, number, number] => [u, v, prism.floor_m];
    const ceiling = (u: number, v: number): readonly [number, number, number] => [u, v, prism.ceiling_m];
    for (const rings of prism.outlines) {
      mesh.polygon(rings, floor, true);
      mesh.polygon(rings, ceiling);
      for (const ring of rings) mesh.sides(ring, floor, ceiling);
    }
    return {
      id: `zone ${storey + 1}`,
      name: `${storey + 1}`,
      storey,
      // What the engine heats, by the storeys' outlines.
      area_m2: { ...building.floorArea_m2, value: (building.floorArea_m2.value * prism.area_m2) / drawn_m2 },
      volume_m3: prism.area_m2 * (prism.ceiling_m - prism.floor_m),
      firstTriangle,
      triangleCount: mesh.triangleCount - firstTriangle,
    };
  });
}

/**
 * The model of one building of a district. Names of elements, spaces and storeys are numbers: `3.2` is the part of
 * wall 3 in its second storey, counted from below. Windows belong to the wall of the same name.
 *
 * The areas are the engine's: of all walls together with their windows the outer wall area, of windows the share
 * `envelope.windowRatio` of it. Party walls are elements without U-value, as they lose no heat.
 * @param row of `district.buildings`
 * @throws RangeError where the district has no such building
 */
export function buildingModelOf(district: District, row: number, options: BuildingModelOptions): BuildingModel {
  const building = district.buildings[row];
  if (!building) throw new RangeError(`The district has no building in row ${row}.`);
  const mesh = new MeshBuilder(options.triangulate);
  const named = { name: building.name ?? building.id, origin: 'district' as const };
  if (building.surfaceCount === 0) {
    return { ...named, storeys: [], elements: [], spaces: [], mesh: mesh.finish(), notes: [note('noFaces')] };
  }
  const shift_m = originOf(district, building);
  const storeyCount = Math.max(1, Math.round(building.storeys.value));
  const prisms = storeyPrisms(district, row, storeyCount, shift_m, building.height_m.value);
  const assembler = new ModelAssembler(district, options, mesh, prisms, shift_m);
  for (let face = building.firstSurface; face < building.firstSurface + building.surfaceCount; face++) assembler.face(face);
  return {
    ...named,
    storeys: prisms.map((prism, storey) => ({ name: `${storey + 1}`, elevation_m: prism.floor_m })),
    elements: assembler.elements,
    spaces: spacesOf(building, prisms, mesh),
    mesh: mesh.finish(),
    notes: notesOf(building, options.envelope, assembler.partyWall_m2),
  };
}

function notesOf(building: Building, { windowRatio, wall }: ModelEnvelope, partyWall_m2: number): BuildingModel['notes'] {
  const assumed = (value: Sourced<unknown>): boolean => value.provenance === 'default' || value.provenance === 'inferred';
  const year = building.constructionYear;
  const storeys = Math.max(1, Math.round(building.storeys.value));
  return [
    note('oneZone'),
    note('windowsByRatio', { percent: Math.round(100 * windowRatio.value) }),
    ...(wall.uValue_W_m2K.provenance === 'archetype' ? [note('uValuesOfType')] : []),
    ...(wall.uValue_W_m2K.provenance === 'default' ? [note('uValuesAssumed')] : []),
    ...(assumed(building.storeys) ? [note('storeysAssumed', { count: storeys })] : []),
    ...(assumed(year) ? [note('yearAssumed', { year: String(year.value) })] : []),
    ...(partyWall_m2 > 0.5 ? [note('partyWalls', { area: Math.round(partyWall_m2) })] : []),
  ];
}
