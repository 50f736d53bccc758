/** Layers of constructions with their thermal values, as far as the file names them. */
import type { MaterialLayer } from '#models/district/buildingModel.ts';
import { type Entities, enumIn, isTyped, numberIn, shownValue } from './entities.ts';
import type { PropertyIndex } from './properties.ts';
import type { IfcUnits } from './units.ts';

interface Thermal {
  conductivity_W_mK: number;
  density_kg_m3: number;
  heatCapacity_J_kgK: number;
}

const NAMES: Readonly<Record<string, keyof Thermal>> = {
  thermalconductivity: 'conductivity_W_mK',
  massdensity: 'density_kg_m3',
  specificheatcapacity: 'heatCapacity_J_kgK',
};

export class MaterialIndex {
  readonly #entities: Entities;
  readonly #length_m: number;
  readonly #materialOf = new Map<number, number>();
  readonly #thermal = new Map<number, Thermal>();
  readonly #properties: PropertyIndex;

  constructor(entities: Entities, units: IfcUnits, properties: PropertyIndex) {
    this.#entities = entities;
    this.#length_m = units.length_m;
    this.#properties = properties;
    for (const row of entities.rows('IFCRELASSOCIATESMATERIAL')) {
      const material = entities.target(entities.argument(row, 5));
      if (material < 0) continue;
      for (const object of entities.targets(entities.argument(row, 4))) this.#materialOf.set(object, material);
    }
    this.#readThermal();
  }

  /** Layers of an object or of its type, outside first where the file tells the side; empty where it names none. */
  layers(object: number): readonly MaterialLayer[] {
    const material = this.#materialOf.get(object) ?? this.#materialOf.get(this.#properties.typeOf(object)) ?? -1;
    return material < 0 ? [] : this.#layersOf(material, 0);
  }

  #layersOf(row: number, depth: number): readonly MaterialLayer[] {
    const entities = this.#entities;
    const args = entities.arguments(row);
    switch (entities.typeOf(row)) {
      case 'IFCMATERIALLAYERSETUSAGE': {
        const target = entities.target(args[0]);
        if (target < 0 || depth > 2) return [];
        const layers = this.#layersOf(target, depth + 1);
        // Layers run along the sense: for slabs (axis 3) upwards, so outside comes last under a roof's sky.
        return enumIn(args[1]) === 'AXIS3' && enumIn(args[2]) === 'POSITIVE' ? [...layers].reverse() : layers;
      }
      case 'IFCMATERIALLAYERSET':
        return entities.targets(args[0]).map((layer) => {
          const [material, thickness, , name] = entities.arguments(layer);
          const of = entities.target(material);
          return this.#layer(of, (numberIn(thickness) ?? 0) * this.#length_m, shownValue(name));
        });
      case 'IFCMATERIALCONSTITUENTSET':
        return entities.targets(args[2]).map((part) => {
          const [name, , material] = entities.arguments(part);
          return this.#layer(entities.target(material), Number.NaN, shownValue(name));
        });
      case 'IFCMATERIALLIST':
        return entities.targets(args[0]).map((material) => this.#layer(material, Number.NaN, ''));
      case 'IFCMATERIAL':
        return [this.#layer(row, Number.NaN, '')];
      default:
        return [];
    }
  }

  #layer(material: number, thickness_m: number, layerName: string): MaterialLayer {
    const name = material < 0 ? layerName : shownValue(this.#entities.argument(material, 0)) || layerName;
    const thermal = this.#thermal.get(material);
    return {
      name: name || '-',
      thickness_m,
      conductivity_W_mK: thermal?.conductivity_W_mK ?? Number.NaN,
      density_kg_m3: thermal?.density_kg_m3 ?? Number.NaN,
      heatCapacity_J_kgK: thermal?.heatCapacity_J_kgK ?? Number.NaN,
    };
  }

  #set(material: number, name: string, value: number | null): void {
    const key = NAMES[name.toLowerCase()];
    if (material < 0 || key === undefined || value === null || !(value > 0)) return;
    const known = this.#thermal.get(material) ?? {
      conductivity_W_mK: Number.NaN,
      density_kg_m3: Number.NaN,
      heatCapacity_J_kgK: Number.NaN,
    };
    known[key] = value;
    this.#thermal.set(material, known);
  }

  #readThermal(): void {
    const entities = this.#entities;
    for (const row of entities.rows('IFCTHERMALMATERIALPROPERTIES')) {
      const args = entities.arguments(row);
      const material = entities.target(args[0]);
      this.#set(material, 'SpecificHeatCapacity', numberIn(args[1]));
      this.#set(material, 'ThermalConductivity', numberIn(args[4]));
    }
    for (const row of entities.rows('IFCGENERALMATERIALPROPERTIES')) {
      const args = entities.arguments(row);
      this.#set(entities.target(args[0]), 'MassDensity', numberIn(args[3]));
    }
    for (const row of entities.rows('IFCMATERIALPROPERTIES')) {
      const args = entities.arguments(row);
      this.#setAll(entities.target(args[3]), entities.targets(args[2]));
    }
    for (const row of entities.rows('IFCEXTENDEDMATERIALPROPERTIES')) {
      const args = entities.arguments(row);
      this.#setAll(entities.target(args[0]), entities.targets(args[1]));
    }
  }

  #setAll(material: number, properties: readonly number[]): void {
    for (const property of properties) {
      const [name, , value] = this.#entities.arguments(property);
      if (typeof value === 'number' || isTyped(value)) this.#set(material, shownValue(name), numberIn(value));
    }
  }
}
