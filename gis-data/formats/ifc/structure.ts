/** Who belongs to whom: buildings, storeys, spaces, elements, openings and what fills them. */
import { type Entities, numberIn, textIn } from './entities.ts';
import type { IfcUnits } from './units.ts';

export interface IfcStorey {
  readonly row: number;
  readonly name: string;
  /** In the file's height system [m]; null where it is not stated. */
  readonly elevation_m: number | null;
}

/** Products that stand for nothing one can touch or that have no use here. */
const NOT_ELEMENTS = /^IFC(OPENING|VIRTUALELEMENT|SPACE|ANNOTATION|GRID|SITE|BUILDING|PROJECT|PORT|DISTRIBUTIONPORT|REL|STRUCTURAL)/;

/** Types of the entities that are read as elements of a building. */
export const ELEMENT_TYPES = new Set(
  [
    'WALL WALLSTANDARDCASE WALLELEMENTEDCASE CURTAINWALL WINDOW WINDOWSTANDARDCASE DOOR DOORSTANDARDCASE ROOF SLAB SLABSTANDARDCASE',
    'SLABELEMENTEDCASE COVERING PLATE PLATESTANDARDCASE COLUMN COLUMNSTANDARDCASE BEAM BEAMSTANDARDCASE MEMBER MEMBERSTANDARDCASE FOOTING PILE',
    'STAIR STAIRFLIGHT RAMP RAMPFLIGHT RAILING FURNISHINGELEMENT FURNITURE SYSTEMFURNITUREELEMENT BUILDINGELEMENTPROXY CHIMNEY SHADINGDEVICE',
    'FLOWTERMINAL FLOWSEGMENT FLOWFITTING FLOWCONTROLLER ENERGYCONVERSIONDEVICE SANITARYTERMINAL LIGHTFIXTURE SOLARDEVICE SPACEHEATER BOILER',
    'BUILTELEMENT',
  ]
    .flatMap((line) => line.split(' '))
    .map((name) => `IFC${name}`),
);

export class Structure {
  readonly buildings: readonly number[];
  readonly sites: readonly number[];
  readonly spaces: readonly number[];
  readonly elements: readonly number[];
  readonly openings: readonly number[];
  readonly #parent = new Map<number, number>();
  readonly #children = new Map<number, number[]>();
  readonly #hostOfOpening = new Map<number, number>();
  readonly #openingsOf = new Map<number, number[]>();
  readonly #openingOfFilling = new Map<number, number>();
  readonly #entities: Entities;
  readonly #storeysOf = new Map<number, readonly IfcStorey[]>();

  constructor(entities: Entities, units: IfcUnits) {
    this.#entities = entities;
    this.buildings = entities.rows('IFCBUILDING');
    this.sites = entities.rows('IFCSITE');
    this.spaces = entities.rows('IFCSPACE');
    this.openings = entities.rows('IFCOPENINGELEMENT', 'IFCOPENINGSTANDARDCASE');
    this.elements = entities.rows(...entities.file.typeNames.filter((name) => ELEMENT_TYPES.has(name) && !NOT_ELEMENTS.test(name)));
    const relate = (parent: number, children: readonly number[]) => {
      if (parent < 0) return;
      for (const child of children) {
        if (child === parent || this.#parent.has(child)) continue;
        this.#parent.set(child, parent);
        const known = this.#children.get(parent);
        if (known) known.push(child);
        else this.#children.set(parent, [child]);
      }
    };
    for (const row of entities.rows('IFCRELAGGREGATES', 'IFCRELNESTS')) {
      relate(entities.target(entities.argument(row, 4)), entities.targets(entities.argument(row, 5)));
    }
    for (const row of entities.rows('IFCRELCONTAINEDINSPATIALSTRUCTURE')) {
      relate(entities.target(entities.argument(row, 5)), entities.targets(entities.argument(row, 4)));
    }
    for (const row of entities.rows('IFCRELVOIDSELEMENT')) {
      const host = entities.target(entities.argument(row, 4));
      const opening = entities.target(entities.argument(row, 5));
      if (host < 0 || opening < 0) continue;
      this.#hostOfOpening.set(opening, host);
      const known = this.#openingsOf.get(host);
      if (known) known.push(opening);
      else this.#openingsOf.set(host, [opening]);
    }
    for (const row of entities.rows('IFCRELFILLSELEMENT')) {
      const opening = entities.target(entities.argument(row, 4));
      for (const filling of entities.targets(entities.argument(row, 5))) if (opening >= 0) this.#openingOfFilling.set(filling, opening);
    }
    for (const building of this.buildings) this.#storeysOf.set(building, this.#readStoreys(building, units));
  }

  #readStoreys(building: number, units: IfcUnits): readonly IfcStorey[] {
    const entities = this.#entities;
    const of = entities.rows('IFCBUILDINGSTOREY').filter((row) => this.buildingOf(row) === building);
    return of
      .map((row) => {
        const elevation = numberIn(entities.argument(row, 9));
        return { row, name: this.nameOf(row), elevation_m: elevation === null ? null : elevation * units.length_m };
      })
      .sort((a, b) => (a.elevation_m ?? 0) - (b.elevation_m ?? 0));
  }

  /** Storeys of a building from below. */
  storeys(building: number): readonly IfcStorey[] {
    return this.#storeysOf.get(building) ?? [];
  }

  /** Row of the storey that holds an object, directly or through what it is part of; -1 for none. */
  storeyOf(row: number): number {
    return this.#ancestor(row, 'IFCBUILDINGSTOREY');
  }

  /** The building of an object; the only one where the file has one; -1 where it cannot be told. */
  buildingOf(row: number): number {
    const found = this.#ancestor(row, 'IFCBUILDING');
    if (found >= 0) return found;
    const host = this.hostOf(row);
    if (host >= 0) return this.buildingOf(host);
    return this.buildings.length === 1 ? this.buildings[0]! : -1;
  }

  #ancestor(row: number, type: string): number {
    let at: number | undefined = row;
    for (let depth = 0; at !== undefined && depth < 32; depth++) {
      if (this.#entities.typeOf(at) === type) return at;
      at = this.#parent.get(at);
    }
    return -1;
  }

  /** Row of what an object is part of; -1 for none. */
  parentOf(row: number): number {
    return this.#parent.get(row) ?? -1;
  }

  childrenOf(row: number): readonly number[] {
    return this.#children.get(row) ?? [];
  }

  /** Wall, slab or roof that a window or door sits in; -1 for none. */
  hostOf(filling: number): number {
    const opening = this.#openingOfFilling.get(filling);
    return opening === undefined ? -1 : (this.#hostOfOpening.get(opening) ?? -1);
  }

  openingsOf(host: number): readonly number[] {
    return this.#openingsOf.get(host) ?? [];
  }

  nameOf(row: number): string {
    return textIn(this.#entities.argument(row, 2));
  }

  longNameOf(row: number): string {
    return textIn(this.#entities.argument(row, 7));
  }

  guidOf(row: number): string {
    return textIn(this.#entities.argument(row, 0)) || `#${this.#entities.id(row)}`;
  }
}
