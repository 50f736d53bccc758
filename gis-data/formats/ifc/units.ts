/** Units of an IFC project: metres, square and cubic metres per unit of the file. */
import { type Entities, enumIn, numberIn, textIn } from './entities.ts';

export interface IfcUnits {
  readonly length_m: number;
  readonly area_m2: number;
  readonly volume_m3: number;
  /** False where the file names no length unit: metres were taken. */
  readonly lengthIsStated: boolean;
}

const PREFIX: Readonly<Record<string, number>> = {
  EXA: 1e18,
  PETA: 1e15,
  TERA: 1e12,
  GIGA: 1e9,
  MEGA: 1e6,
  KILO: 1e3,
  HECTO: 1e2,
  DECA: 10,
  DECI: 0.1,
  CENTI: 0.01,
  MILLI: 1e-3,
  MICRO: 1e-6,
  NANO: 1e-9,
};
const DIMENSION: Readonly<Record<string, number>> = { LENGTHUNIT: 1, AREAUNIT: 2, VOLUMEUNIT: 3 };

/** Size of a unit in SI units of its kind; null where it cannot be told. */
export function unitSize(entities: Entities, row: number, depth = 0): number | null {
  if (row < 0 || depth > 4) return null;
  const type = entities.typeOf(row);
  const [, kind, third, fourth] = entities.arguments(row);
  if (type === 'IFCSIUNIT') {
    const prefix = enumIn(third);
    const power = DIMENSION[enumIn(kind)] ?? 1;
    const known = /METRE/.test(enumIn(fourth)) || enumIn(kind) === 'LENGTHUNIT';
    if (prefix === '') return 1;
    return known ? (PREFIX[prefix] ?? 1) ** power : (PREFIX[prefix] ?? 1);
  }
  if (type.startsWith('IFCCONVERSIONBASEDUNIT')) {
    const factor = entities.target(fourth);
    if (factor < 0) return namedUnit(textIn(third));
    const [value, unit] = entities.arguments(factor);
    const size = unitSize(entities, entities.target(unit), depth + 1);
    const number = numberIn(value);
    return size === null || number === null || number <= 0 ? null : size * number;
  }
  return null;
}

function namedUnit(name: string): number | null {
  if (/us survey foot/i.test(name)) return 1200 / 3937;
  if (/foot|feet/i.test(name)) return 0.3048;
  if (/inch/i.test(name)) return 0.0254;
  return null;
}

export function readUnits(entities: Entities): IfcUnits {
  const found = new Map<string, number>();
  const project = entities.rows('IFCPROJECT')[0] ?? -1;
  const assigned = project < 0 ? -1 : entities.target(entities.argument(project, 8));
  const assignment = assigned < 0 ? (entities.rows('IFCUNITASSIGNMENT')[0] ?? -1) : assigned;
  if (assignment >= 0) {
    for (const unit of entities.targets(entities.argument(assignment, 0))) {
      const kind = enumIn(entities.argument(unit, 1));
      const size = unitSize(entities, unit);
      if (size !== null && size > 0 && !found.has(kind)) found.set(kind, size);
    }
  }
  const length_m = found.get('LENGTHUNIT');
  return {
    length_m: length_m ?? 1,
    area_m2: found.get('AREAUNIT') ?? (length_m ?? 1) ** 2,
    volume_m3: found.get('VOLUMEUNIT') ?? (length_m ?? 1) ** 3,
    lengthIsStated: length_m !== undefined,
  };
}
