/**
 * Property sets and quantities of all objects, read in one pass over the relations: asking for one element at a time
 * takes minutes in files of usual size.
 */
import { booleanIn, type Entities, numberIn, shownValue } from './entities.ts';
import type { StepValue } from './step.ts';
import type { IfcUnits } from './units.ts';

export interface IfcProperty {
  readonly set: string;
  readonly name: string;
  readonly value: StepValue;
}

export type QuantityKind = 'length' | 'area' | 'volume' | 'count' | 'weight' | 'time';

export interface IfcQuantity {
  readonly set: string;
  readonly name: string;
  readonly kind: QuantityKind;
  /** In SI units. */
  readonly value: number;
}

const QUANTITY_KIND: Readonly<Record<string, QuantityKind>> = {
  IFCQUANTITYLENGTH: 'length',
  IFCQUANTITYAREA: 'area',
  IFCQUANTITYVOLUME: 'volume',
  IFCQUANTITYCOUNT: 'count',
  IFCQUANTITYWEIGHT: 'weight',
  IFCQUANTITYTIME: 'time',
};

interface SetContent {
  readonly properties: readonly IfcProperty[];
  readonly quantities: readonly IfcQuantity[];
}

/** Index of everything that is said about objects. Objects are rows of the STEP file. */
export class PropertyIndex {
  readonly #entities: Entities;
  readonly #units: IfcUnits;
  readonly #setsOf = new Map<number, number[]>();
  readonly #typeOf = new Map<number, number>();
  readonly #content = new Map<number, SetContent>();
  readonly #propertiesOf = new Map<number, readonly IfcProperty[]>();

  constructor(entities: Entities, units: IfcUnits) {
    this.#entities = entities;
    this.#units = units;
    for (const row of entities.rows('IFCRELDEFINESBYPROPERTIES')) {
      const sets = entities.targets(entities.argument(row, 5));
      for (const object of entities.targets(entities.argument(row, 4))) this.#add(object, sets);
    }
    for (const row of entities.rows('IFCRELDEFINESBYTYPE')) {
      const type = entities.target(entities.argument(row, 5));
      if (type < 0) continue;
      for (const object of entities.targets(entities.argument(row, 4))) this.#typeOf.set(object, type);
    }
  }

  #add(object: number, sets: readonly number[]): void {
    const known = this.#setsOf.get(object);
    if (known) known.push(...sets);
    else this.#setsOf.set(object, [...sets]);
  }

  /** Row of the object's type; -1 where it has none. */
  typeOf(object: number): number {
    return this.#typeOf.get(object) ?? -1;
  }

  /** Properties of the object; those of its type follow and are overruled by them. */
  properties(object: number): readonly IfcProperty[] {
    const known = this.#propertiesOf.get(object);
    if (known) return known;
    const all = this.#allProperties(object);
    this.#propertiesOf.set(object, all);
    return all;
  }

  #allProperties(object: number): readonly IfcProperty[] {
    const own = this.#sets(object).flatMap((set) => this.#read(set).properties);
    const type = this.typeOf(object);
    if (type < 0) return own;
    const stated = new Set(own.map(keyOf));
    const inherited = this.#entities
      .targets(this.#entities.argument(type, 5))
      .flatMap((set) => this.#read(set).properties)
      .filter((property) => !stated.has(keyOf(property)));
    return [...own, ...inherited];
  }

  quantities(object: number): readonly IfcQuantity[] {
    return this.#sets(object).flatMap((set) => this.#read(set).quantities);
  }

  /** First property of this name in a set whose name fits; names are compared without regard to case. */
  value(object: number, set: RegExp, name: string): StepValue {
    const wanted = name.toLowerCase();
    return this.properties(object).find((property) => set.test(property.set) && property.name.toLowerCase() === wanted)?.value ?? null;
  }

  number(object: number, set: RegExp, name: string): number | null {
    return numberIn(this.value(object, set, name));
  }

  boolean(object: number, set: RegExp, name: string): boolean | null {
    return booleanIn(this.value(object, set, name));
  }

  /** First quantity of one of these names, in the order of the names. */
  quantity(object: number, kind: QuantityKind, names: readonly string[]): IfcQuantity | null {
    const all = this.quantities(object);
    for (const name of names) {
      const found = all.find((quantity) => quantity.kind === kind && quantity.name.toLowerCase() === name.toLowerCase());
      if (found && Number.isFinite(found.value)) return found;
    }
    return null;
  }

  #sets(object: number): readonly number[] {
    return this.#setsOf.get(object) ?? [];
  }

  #read(set: number): SetContent {
    const known = this.#content.get(set);
    if (known) return known;
    const content = this.#readSet(set);
    this.#content.set(set, content);
    return content;
  }

  #readSet(row: number): SetContent {
    const entities = this.#entities;
    const type = entities.typeOf(row);
    const name = shownValue(entities.argument(row, 2));
    const properties: IfcProperty[] = [];
    const quantities: IfcQuantity[] = [];
    if (type === 'IFCPROPERTYSET') {
      for (const property of entities.targets(entities.argument(row, 4))) this.#readProperty(property, name, '', properties, 0);
    } else if (type === 'IFCELEMENTQUANTITY') {
      for (const quantity of entities.targets(entities.argument(row, 5))) this.#readQuantity(quantity, name, quantities, 0);
    } else if (type === 'IFCPROPERTYSETDEFINITIONSET') {
      for (const part of entities.targets(entities.argument(row, 0))) {
        const content = this.#read(part);
        properties.push(...content.properties);
        quantities.push(...content.quantities);
      }
    }
    return { properties, quantities };
  }

  #readProperty(row: number, set: string, prefix: string, out: IfcProperty[], depth: number): void {
    const entities = this.#entities;
    const args = entities.arguments(row);
    const name = prefix + shownValue(args[0]);
    const type = entities.typeOf(row);
    if (type === 'IFCCOMPLEXPROPERTY' && depth < 3) {
      for (const part of entities.targets(args[3])) this.#readProperty(part, set, `${name}: `, out, depth + 1);
    } else if (/^IFCPROPERTY(SINGLE|ENUMERATED|LIST)VALUE$/.test(type)) out.push({ set, name, value: args[2] ?? null });
  }

  #readQuantity(row: number, set: string, out: IfcQuantity[], depth: number): void {
    const entities = this.#entities;
    const args = entities.arguments(row);
    const kind = QUANTITY_KIND[entities.typeOf(row)];
    if (kind === undefined) {
      if (depth < 3) for (const part of entities.targets(args[2])) this.#readQuantity(part, set, out, depth + 1);
      return;
    }
    const value = numberIn(args[3]);
    if (value !== null) out.push({ set, name: shownValue(args[0]), kind, value: value * this.#sizeOf(kind) });
  }

  #sizeOf(kind: QuantityKind): number {
    if (kind === 'length') return this.#units.length_m;
    if (kind === 'area') return this.#units.area_m2;
    return kind === 'volume' ? this.#units.volume_m3 : 1;
  }
}

function keyOf(property: IfcProperty): string {
  return `${property.set}|${property.name}`;
}
