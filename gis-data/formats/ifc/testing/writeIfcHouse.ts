/** A house as an IFC file for tests: walls with windows, floors, roof, rooms, property sets, layers and a place on the map. */
import { raw, ref, StepWriter, typed, type Written, word } from './stepWriter.ts';

export interface HouseGeoreference {
  /** How it is written: entities of IFC4, property sets for IFC2x3, or the site's latitude and longitude. */
  readonly as: 'conversion' | 'scaled' | 'rigid' | 'propertySet' | 'site';
  readonly reference?: string;
  readonly eastings?: number;
  readonly northings?: number;
  readonly height?: number;
  readonly abscissa?: number;
  readonly ordinate?: number;
  /** Absent: left out of the file. */
  readonly scale?: number;
  readonly factors?: readonly [number, number, number];
  /** Whether the projected system names metres as its unit. */
  readonly mapUnit?: boolean;
  readonly lat?: readonly number[];
  readonly lon?: readonly number[];
}

export interface HouseOptions {
  readonly schema?: 'IFC2X3' | 'IFC4' | 'IFC4X3_ADD2';
  readonly unit?: 'metre' | 'millimetre';
  /** Local place of the south-west corner of the ground floor [m]. */
  readonly at_m?: readonly [number, number, number];
  readonly length_m?: number;
  readonly width_m?: number;
  readonly storeyHeight_m?: number;
  readonly storeys?: number;
  readonly wall_m?: number;
  readonly roof?: 'flat' | 'gable';
  readonly pitch_deg?: number;
  readonly uValues_W_m2K?: { readonly wall?: number; readonly roof?: number; readonly ground?: number; readonly window?: number };
  readonly gValue?: number;
  readonly layers?: boolean;
  readonly quantities?: boolean;
  readonly secondLevelBoundaries?: boolean;
  readonly isExternal?: boolean;
  readonly spaces?: boolean;
  readonly occupancy?: string;
  readonly year?: string;
  readonly trueNorth?: readonly [number, number];
  readonly georeference?: HouseGeoreference;
  readonly firstId?: number;
}

type P3 = readonly [number, number, number];

/** Windows of the house: two per long side and storey [m]. */
export const WINDOW = { width_m: 1.5, height_m: 1.2, sill_m: 0.9 } as const;

/** Text of the IFC file. */
export function writeIfcHouse(options: HouseOptions = {}): string {
  return new HouseWriter(options).write();
}

class HouseWriter {
  readonly #o: HouseOptions;
  readonly #w: StepWriter;
  readonly #u: number;
  readonly #schema: string;
  readonly #isOld: boolean;
  #guid = 0;
  #owner: Written = null;
  #body = 0;
  #up = 0;

  constructor(options: HouseOptions) {
    this.#o = options;
    this.#w = new StepWriter(options.firstId ?? 1);
    this.#u = options.unit === 'millimetre' ? 1000 : 1;
    this.#schema = options.schema ?? 'IFC4';
    this.#isOld = this.#schema === 'IFC2X3';
  }

  write(): string {
    const o = this.#o;
    const w = this.#w;
    const length = o.length_m ?? 10;
    const width = o.width_m ?? 8;
    const height = o.storeyHeight_m ?? 3;
    const storeys = o.storeys ?? 1;
    const t = o.wall_m ?? 0.3;
    if (this.#isOld) this.#owner = this.#history();
    this.#up = w.add('IfcDirection', [0, 0, 1]);
    const units = this.#units();
    const context = this.#context();
    this.#body = w.add(
      'IfcGeometricRepresentationSubContext',
      'Body',
      'Model',
      raw('*'),
      raw('*'),
      raw('*'),
      raw('*'),
      ref(context),
      null,
      word('MODEL_VIEW'),
      null,
    );
    const project = w.add('IfcProject', this.#id(), this.#owner, 'House', null, null, 'Test house', null, [ref(context)], ref(units));
    const geo = o.georeference;
    const site = w.add(
      'IfcSite',
      ...this.#root('Site'),
      null,
      ref(this.#placement([0, 0, 0], null)),
      null,
      null,
      word('ELEMENT'),
      geo?.lat ? this.#integers(geo.lat) : null,
      geo?.lon ? this.#integers(geo.lon) : null,
      geo?.lat ? (geo.height ?? 0) * this.#u : null,
      null,
      null,
    );
    const sitePlace = this.#placement([0, 0, 0], null);
    const place = this.#placement(o.at_m ?? [0, 0, 0], sitePlace);
    const building = w.add(
      'IfcBuilding',
      ...this.#root('Building A'),
      null,
      ref(place),
      null,
      'House on the corner',
      word('ELEMENT'),
      null,
      null,
      null,
    );
    this.#relate('IfcRelAggregates', project, [site]);
    this.#relate('IfcRelAggregates', site, [building]);
    if (geo) this.#georeference(geo, context, site);
    this.#set(building, 'Pset_BuildingCommon', [
      ...(o.occupancy === undefined ? [] : ([['OccupancyType', typed('IFCLABEL', o.occupancy)]] as const)),
      ...(o.year === undefined ? [] : ([['YearOfConstruction', typed('IFCLABEL', o.year)]] as const)),
    ]);
    const rows: number[] = [];
    for (let s = 0; s < storeys; s++) {
      const z = s * height;
      const storeyPlace = this.#placement([0, 0, z], place);
      const storey = w.add(
        'IfcBuildingStorey',
        ...this.#root(`Level ${s}`),
        null,
        ref(storeyPlace),
        null,
        null,
        word('ELEMENT'),
        z * this.#u,
      );
      rows.push(storey);
      this.#storey(storey, storeyPlace, { length, width, height, t, isFirst: s === 0, isLast: s === storeys - 1 });
    }
    this.#relate('IfcRelAggregates', building, rows);
    return w.text(this.#schema);
  }

  #storey(
    storey: number,
    place: number,
    f: { length: number; width: number; height: number; t: number; isFirst: boolean; isLast: boolean },
  ): void {
    const { length, width, height, t } = f;
    const u = this.#o.uValues_W_m2K ?? {};
    const elements: number[] = [];
    const wallShapes: readonly (readonly [string, number, number, number, number, boolean])[] = [
      ['South', 0, 0, length, t, true],
      ['North', 0, width - t, length, width, true],
      ['West', 0, t, t, width - t, false],
      ['East', length - t, t, length, width - t, false],
    ];
    const spaces: number[] = [];
    if (this.#o.spaces !== false) {
      const space = this.#product('IfcSpace', 'Room', place, this.#box(t, t, 0, length - t, width - t, height - 0.3), [
        'Living room',
        word('ELEMENT'),
        word('INTERNAL'),
        null,
      ]);
      spaces.push(space);
      this.#relate('IfcRelAggregates', storey, [space]);
      if (this.#o.quantities) this.#quantities(space, 'Qto_SpaceBaseQuantities', [['NetFloorArea', (length - 2 * t) * (width - 2 * t)]]);
    }
    for (const [name, x0, y0, x1, y1, hasWindows] of wallShapes) {
      const wall = this.#product('IfcWall', `${name} wall`, place, this.#box(x0, y0, 0, x1, y1, height), this.#isOld ? [] : [null]);
      elements.push(wall);
      const gross = Math.max(x1 - x0, y1 - y0) * height;
      const holes = hasWindows ? 2 * WINDOW.width_m * WINDOW.height_m : 0;
      this.#common(wall, 'Pset_WallCommon', u.wall);
      if (this.#o.quantities) this.#quantities(wall, 'Qto_WallBaseQuantities', [['NetSideArea', gross - holes]]);
      if (this.#o.layers) this.#layers(wall, t);
      if (this.#o.secondLevelBoundaries && spaces[0] !== undefined) this.#boundary(spaces[0], wall, gross - holes);
      if (!hasWindows) continue;
      for (const x of [length * 0.2, length * 0.8 - WINDOW.width_m]) elements.push(this.#window(wall, place, x, y0, y1, u.window));
    }
    if (f.isFirst) {
      const slab = this.#product('IfcSlab', 'Ground floor', place, this.#box(0, 0, -0.2, length, width, 0), [
        word(this.#isOld ? 'FLOOR' : 'BASESLAB'),
      ]);
      elements.push(slab);
      this.#common(slab, 'Pset_SlabCommon', u.ground);
    }
    if (f.isLast) elements.push(...this.#roof(place, length, width, height, u.roof));
    this.#w.add('IfcRelContainedInSpatialStructure', this.#id(), this.#owner, null, null, elements.map(ref), ref(storey));
  }

  #roof(place: number, length: number, width: number, height: number, uValue: number | undefined): number[] {
    const tail: readonly Written[] = [word('ROOF')];
    if (this.#o.roof !== 'gable') {
      const slab = this.#product('IfcSlab', 'Flat roof', place, this.#box(0, 0, height, length, width, height + 0.3), tail);
      this.#common(slab, 'Pset_SlabCommon', uValue);
      return [slab];
    }
    const rise = (width / 2) * Math.tan(((this.#o.pitch_deg ?? 30) * Math.PI) / 180);
    const sides: readonly (readonly P3[])[] = [
      [
        [0, 0, height],
        [length, 0, height],
        [length, width / 2, height + rise],
        [0, width / 2, height + rise],
      ],
      [
        [length, width, height],
        [0, width, height],
        [0, width / 2, height + rise],
        [length, width / 2, height + rise],
      ],
    ];
    return sides.map((side, index) => {
      const slab = this.#product('IfcSlab', `Roof side ${index + 1}`, place, this.#prism(side, 0.25), tail);
      this.#common(slab, 'Pset_SlabCommon', uValue);
      return slab;
    });
  }

  #window(wall: number, place: number, x: number, y0: number, y1: number, uValue: number | undefined): number {
    const { width_m, height_m, sill_m } = WINDOW;
    const hole = this.#box(x, y0 - 0.05, sill_m, x + width_m, y1 + 0.05, sill_m + height_m);
    const opening = this.#product('IfcOpeningElement', 'Opening', place, hole, this.#isOld ? [] : [word('OPENING')]);
    const middle = (y0 + y1) / 2;
    const pane = this.#box(x, middle - 0.03, sill_m, x + width_m, middle + 0.03, sill_m + height_m);
    const window = this.#product('IfcWindow', 'Window', place, pane, [
      height_m * this.#u,
      width_m * this.#u,
      ...(this.#isOld ? [] : [word('WINDOW'), null, null]),
    ]);
    this.#w.add('IfcRelVoidsElement', this.#id(), this.#owner, null, null, ref(wall), ref(opening));
    this.#w.add('IfcRelFillsElement', this.#id(), this.#owner, null, null, ref(opening), ref(window));
    this.#common(window, 'Pset_WindowCommon', uValue);
    if (this.#o.gValue !== undefined) {
      this.#set(window, 'Pset_DoorWindowGlazingType', [['SolarHeatGainTransmittance', typed('IFCNORMALISEDRATIOMEASURE', this.#o.gValue)]]);
    }
    return window;
  }

  #common(element: number, set: string, uValue: number | undefined): void {
    this.#set(element, set, [
      ...(this.#o.isExternal === false ? [] : ([['IsExternal', typed('IFCBOOLEAN', true)]] as const)),
      ...(uValue === undefined ? [] : ([['ThermalTransmittance', typed('IFCTHERMALTRANSMITTANCEMEASURE', uValue)]] as const)),
    ]);
  }

  #set(object: number, name: string, values: readonly (readonly [string, Written])[]): void {
    if (values.length === 0) return;
    const properties = values.map(([property, value]) => ref(this.#w.add('IfcPropertySingleValue', property, null, value, null)));
    const set = this.#w.add('IfcPropertySet', this.#id(), this.#owner, name, null, properties);
    this.#w.add('IfcRelDefinesByProperties', this.#id(), this.#owner, null, null, [ref(object)], ref(set));
  }

  #quantities(object: number, name: string, areas: readonly (readonly [string, number])[]): void {
    const tail = this.#isOld ? [] : [null];
    const quantities = areas.map(([quantity, value]) => ref(this.#w.add('IfcQuantityArea', quantity, null, null, value, ...tail)));
    const set = this.#w.add('IfcElementQuantity', this.#id(), this.#owner, name, null, null, quantities);
    this.#w.add('IfcRelDefinesByProperties', this.#id(), this.#owner, null, null, [ref(object)], ref(set));
  }

  #layers(wall: number, thickness: number): void {
    const material = (name: string, conductivity: number): number => {
      const id = this.#w.add('IfcMaterial', name, ...(this.#isOld ? [] : [null, null]));
      if (this.#isOld) this.#w.add('IfcThermalMaterialProperties', ref(id), 1000, null, null, conductivity);
      else {
        const value = this.#w.add(
          'IfcPropertySingleValue',
          'ThermalConductivity',
          null,
          typed('IFCTHERMALCONDUCTIVITYMEASURE', conductivity),
          null,
        );
        this.#w.add('IfcMaterialProperties', 'Pset_MaterialThermal', null, [ref(value)], ref(id));
      }
      return id;
    };
    const tail = this.#isOld ? [] : [null, null, null, null];
    const layer = (id: number, part: number) => ref(this.#w.add('IfcMaterialLayer', ref(id), part * this.#u, null, ...tail));
    const set = this.#w.add(
      'IfcMaterialLayerSet',
      [layer(material('Insulation', 0.035), thickness * 0.4), layer(material('Brick', 0.5), thickness * 0.6)],
      'Wall',
      ...(this.#isOld ? [] : [null]),
    );
    const usage = this.#w.add('IfcMaterialLayerSetUsage', ref(set), word('AXIS2'), word('POSITIVE'), 0, ...(this.#isOld ? [] : [null]));
    this.#w.add('IfcRelAssociatesMaterial', this.#id(), this.#owner, null, null, [ref(wall)], ref(usage));
  }

  /** A square of the area, for the area does not depend on its place. */
  #boundary(space: number, element: number, area_m2: number): void {
    const side = Math.sqrt(area_m2) * this.#u;
    const corners = [
      [0, 0],
      [side, 0],
      [side, side],
      [0, side],
      [0, 0],
    ].map((point) => ref(this.#w.add('IfcCartesianPoint', point)));
    const outer = this.#w.add('IfcPolyline', corners);
    const plane = this.#w.add('IfcPlane', ref(this.#axes([0, 0, 0])));
    const bounded = this.#w.add('IfcCurveBoundedPlane', ref(plane), ref(outer), []);
    const connection = this.#w.add('IfcConnectionSurfaceGeometry', ref(bounded), null);
    const args = [
      this.#id(),
      this.#owner,
      '2ndLevel',
      '2a',
      ref(space),
      ref(element),
      ref(connection),
      word('PHYSICAL'),
      word('EXTERNAL'),
    ] as const;
    this.#w.add('IfcRelSpaceBoundary', ...args);
  }

  #product(type: string, name: string, place: number, shape: number, tail: readonly Written[]): number {
    const tag = type === 'IfcSpace' ? [] : [null];
    return this.#w.add(type, ...this.#root(name), null, ref(this.#placement([0, 0, 0], place)), ref(shape), ...tag, ...tail);
  }

  #box(x0: number, y0: number, z0: number, x1: number, y1: number, z1: number): number {
    const points = [
      [x0, y0],
      [x1, y0],
      [x1, y1],
      [x0, y1],
      [x0, y0],
    ].map(([x = 0, y = 0]) => ref(this.#w.add('IfcCartesianPoint', [x * this.#u, y * this.#u])));
    const profile = this.#w.add('IfcArbitraryClosedProfileDef', word('AREA'), null, ref(this.#w.add('IfcPolyline', points)));
    const solid = this.#w.add('IfcExtrudedAreaSolid', ref(profile), ref(this.#axes([0, 0, z0])), ref(this.#up), (z1 - z0) * this.#u);
    return this.#shape(solid, 'SweptSolid');
  }

  /** A polygon with its thickness downwards, as a boundary representation. */
  #prism(top: readonly P3[], thickness: number): number {
    const bottom = top.map(([x, y, z]): P3 => [x, y, z - thickness]);
    const sides = top.map((corner, i): readonly P3[] => {
      const j = (i + 1) % top.length;
      return [bottom[i]!, bottom[j]!, top[j]!, corner];
    });
    const faces = [top, [...bottom].reverse(), ...sides].map((ring) => {
      const points = ring.map((point) =>
        ref(
          this.#w.add(
            'IfcCartesianPoint',
            point.map((value) => value * this.#u),
          ),
        ),
      );
      const loop = this.#w.add('IfcPolyLoop', points);
      return ref(this.#w.add('IfcFace', [ref(this.#w.add('IfcFaceOuterBound', ref(loop), true))]));
    });
    return this.#shape(this.#w.add('IfcFacetedBrep', ref(this.#w.add('IfcClosedShell', faces))), 'Brep');
  }

  #shape(item: number, kind: string): number {
    const representation = this.#w.add('IfcShapeRepresentation', ref(this.#body), 'Body', kind, [ref(item)]);
    return this.#w.add('IfcProductDefinitionShape', null, null, [ref(representation)]);
  }

  #axes(at: P3): number {
    return this.#w.add(
      'IfcAxis2Placement3D',
      ref(
        this.#w.add(
          'IfcCartesianPoint',
          at.map((value) => value * this.#u),
        ),
      ),
      null,
      null,
    );
  }

  #placement(at: P3, parent: number | null): number {
    return this.#w.add('IfcLocalPlacement', parent === null ? null : ref(parent), ref(this.#axes(at)));
  }

  #units(): number {
    const prefix = this.#u === 1000 ? word('MILLI') : null;
    const length = this.#w.add('IfcSIUnit', raw('*'), word('LENGTHUNIT'), prefix, word('METRE'));
    const area = this.#w.add('IfcSIUnit', raw('*'), word('AREAUNIT'), null, word('SQUARE_METRE'));
    const volume = this.#w.add('IfcSIUnit', raw('*'), word('VOLUMEUNIT'), null, word('CUBIC_METRE'));
    return this.#w.add('IfcUnitAssignment', [ref(length), ref(area), ref(volume)]);
  }

  #context(): number {
    const north = this.#o.trueNorth ? ref(this.#w.add('IfcDirection', [...this.#o.trueNorth])) : null;
    return this.#w.add('IfcGeometricRepresentationContext', null, 'Model', raw('3'), 1e-5, ref(this.#axes([0, 0, 0])), north);
  }

  #georeference(geo: HouseGeoreference, context: number, site: number): void {
    const { eastings = 0, northings = 0, height = 0 } = geo;
    if (geo.as === 'site') return;
    if (geo.as === 'propertySet') {
      const number = (value: number) => typed('IFCREAL', value);
      this.#set(site, 'ePSet_MapConversion', [
        ['Eastings', number(eastings)],
        ['Northings', number(northings)],
        ['OrthogonalHeight', number(height)],
        ['XAxisAbscissa', number(geo.abscissa ?? 1)],
        ['XAxisOrdinate', number(geo.ordinate ?? 0)],
        ...(geo.scale === undefined ? [] : ([['Scale', number(geo.scale)]] as const)),
      ]);
      this.#set(site, 'EPset_ProjectedCRS', [
        ['Name', typed('IFCLABEL', geo.reference ?? '')],
        ['MapUnit', typed('IFCLABEL', 'METRE')],
      ]);
      return;
    }
    const unit = geo.mapUnit === false ? null : ref(this.#w.add('IfcSIUnit', raw('*'), word('LENGTHUNIT'), null, word('METRE')));
    const crs = this.#w.add('IfcProjectedCRS', geo.reference ?? null, null, null, null, null, null, unit);
    if (geo.as === 'rigid') {
      const measure = (value: number) => typed('IFCLENGTHMEASURE', value);
      this.#w.add('IfcRigidOperation', ref(context), ref(crs), measure(eastings), measure(northings), height);
      return;
    }
    const args = [
      ref(context),
      ref(crs),
      eastings,
      northings,
      height,
      geo.abscissa ?? null,
      geo.ordinate ?? null,
      geo.scale ?? null,
    ] as const;
    if (geo.as === 'scaled') this.#w.add('IfcMapConversionScaled', ...args, ...(geo.factors ?? [1, 1, 1]));
    else this.#w.add('IfcMapConversion', ...args);
  }

  #history(): Written {
    const person = this.#w.add('IfcPerson', null, 'Test', null, null, null, null, null, null);
    const organization = this.#w.add('IfcOrganization', null, 'Test', null, null, null);
    const both = this.#w.add('IfcPersonAndOrganization', ref(person), ref(organization), null);
    const application = this.#w.add('IfcApplication', ref(organization), '1', 'Test generator', 'test');
    return ref(this.#w.add('IfcOwnerHistory', ref(both), ref(application), null, word('ADDED'), null, null, null, raw('0')));
  }

  #root(name: string): readonly Written[] {
    return [this.#id(), this.#owner, name, null];
  }

  /** 22 characters, unique in the file. */
  #id(): string {
    return `0test${String(this.#guid++).padStart(17, '0')}`;
  }

  #relate(type: string, parent: number, children: readonly number[]): void {
    this.#w.add(type, this.#id(), this.#owner, null, null, ref(parent), children.map(ref));
  }

  #integers(parts: readonly number[]): Written {
    return parts.map((part) => raw(String(part)));
  }
}
