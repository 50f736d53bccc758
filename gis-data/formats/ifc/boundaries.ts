/** Space boundaries: their counts, and areas of second-level ones per element. */
import { type Entities, enumIn, isList, numberIn, textIn } from './entities.ts';
import type { StepValue } from './step.ts';
import type { IfcUnits } from './units.ts';

export interface BoundaryFacts {
  readonly total: number;
  readonly firstLevel: number;
  readonly secondLevel: number;
  readonly physicalExternal: number;
  readonly physicalInternal: number;
  readonly virtualExternal: number;
  readonly virtualInternal: number;
}

export interface BoundaryIndex {
  readonly facts: BoundaryFacts;
  /** Area of external physical boundaries of the second level by row of the element [m2]. */
  readonly externalArea_m2: ReadonlyMap<number, number>;
}

const TYPES = ['IFCRELSPACEBOUNDARY', 'IFCRELSPACEBOUNDARY1STLEVEL', 'IFCRELSPACEBOUNDARY2NDLEVEL'];

export function readBoundaries(entities: Entities, units: IfcUnits): BoundaryIndex {
  const counts = {
    total: 0,
    firstLevel: 0,
    secondLevel: 0,
    physicalExternal: 0,
    physicalInternal: 0,
    virtualExternal: 0,
    virtualInternal: 0,
  };
  const externalArea_m2 = new Map<number, number>();
  for (const row of entities.rows(...TYPES)) {
    const args = entities.arguments(row);
    const words = `${textIn(args[2])} ${textIn(args[3])}`;
    const second = entities.typeOf(row).endsWith('2NDLEVEL') || /2nd|second|\b2[ab]\b/i.test(words);
    const physical = enumIn(args[7]) === 'PHYSICAL';
    const side = enumIn(args[8]);
    const external = side.startsWith('EXTERNAL');
    counts.total++;
    if (second) counts.secondLevel++;
    else counts.firstLevel++;
    if (physical && external) counts.physicalExternal++;
    else if (physical && side === 'INTERNAL') counts.physicalInternal++;
    else if (external) counts.virtualExternal++;
    else if (side === 'INTERNAL') counts.virtualInternal++;
    const element = entities.target(args[5]);
    if (!second || !physical || element < 0 || !(side === 'EXTERNAL' || side === 'EXTERNAL_EARTH')) continue;
    const area = connectionArea(entities, entities.target(args[6])) * units.length_m ** 2;
    if (area > 0) externalArea_m2.set(element, (externalArea_m2.get(element) ?? 0) + area);
  }
  return { facts: counts, externalArea_m2 };
}

/** Area of a connection geometry in the file's units; 0 where its kind is not known. Area does not depend on its place. */
function connectionArea(entities: Entities, row: number): number {
  if (row < 0) return 0;
  const args = entities.arguments(row);
  switch (entities.typeOf(row)) {
    case 'IFCCONNECTIONSURFACEGEOMETRY':
      return connectionArea(entities, entities.target(args[0]));
    case 'IFCCURVEBOUNDEDPLANE': {
      const holes = entities.targets(args[2]).reduce((sum, curve) => sum + curveArea(entities, curve), 0);
      return Math.max(0, curveArea(entities, entities.target(args[1])) - holes);
    }
    case 'IFCSURFACEOFLINEAREXTRUSION': {
      const depth = numberIn(args[3]) ?? 0;
      const profile = entities.target(args[0]);
      return profile < 0 ? 0 : depth * curveLength(entities, entities.target(entities.argument(profile, 2)));
    }
    case 'IFCFACEBASEDSURFACEMODEL':
    case 'IFCSHELLBASEDSURFACEMODEL':
      return entities.targets(args[0]).reduce((sum, shell) => sum + shellArea(entities, shell), 0);
    case 'IFCFACESURFACE':
    case 'IFCFACE':
      return faceArea(entities, row);
    default:
      return 0;
  }
}

function shellArea(entities: Entities, shell: number): number {
  return entities.targets(entities.argument(shell, 0)).reduce((sum, face) => sum + faceArea(entities, face), 0);
}

function faceArea(entities: Entities, face: number): number {
  let area = 0;
  for (const bound of entities.targets(entities.argument(face, 0))) {
    const part = curveArea(entities, entities.target(entities.argument(bound, 0)));
    area += entities.typeOf(bound) === 'IFCFACEOUTERBOUND' ? part : -part;
  }
  return Math.abs(area);
}

function pointsOf(entities: Entities, curve: number): readonly (readonly number[])[] {
  if (curve < 0) return [];
  const type = entities.typeOf(curve);
  if (type === 'IFCINDEXEDPOLYCURVE') {
    const list = entities.target(entities.argument(curve, 0));
    return list < 0 ? [] : triples(entities.argument(list, 0));
  }
  if (type === 'IFCCOMPOSITECURVE') {
    return entities
      .targets(entities.argument(curve, 0))
      .flatMap((segment) => pointsOf(entities, entities.target(entities.argument(segment, 2))));
  }
  if (type !== 'IFCPOLYLINE' && type !== 'IFCPOLYLOOP') return [];
  return entities.targets(entities.argument(curve, 0)).map((point) => numbers(entities.argument(point, 0)));
}

function triples(value: StepValue): readonly (readonly number[])[] {
  return isList(value) ? value.map(numbers) : [];
}

function numbers(value: StepValue): readonly number[] {
  return isList(value) ? value.map((item) => numberIn(item) ?? 0) : [];
}

function curveArea(entities: Entities, curve: number): number {
  const points = pointsOf(entities, curve);
  const sum = [0, 0, 0];
  const at = (i: number, axis: number) => (points[i]?.[axis] ?? 0) - (points[0]?.[axis] ?? 0);
  for (let i = 0; i < points.length; i++) {
    const j = (i + 1) % points.length;
    sum[0]! += at(i, 1) * at(j, 2) - at(i, 2) * at(j, 1);
    sum[1]! += at(i, 2) * at(j, 0) - at(i, 0) * at(j, 2);
    sum[2]! += at(i, 0) * at(j, 1) - at(i, 1) * at(j, 0);
  }
  return Math.hypot(sum[0]!, sum[1]!, sum[2]!) / 2;
}

function curveLength(entities: Entities, curve: number): number {
  const points = pointsOf(entities, curve);
  let length = 0;
  for (let i = 1; i < points.length; i++) {
    length += Math.hypot(...[0, 1, 2].map((axis) => (points[i]?.[axis] ?? 0) - (points[i - 1]?.[axis] ?? 0)));
  }
  return length;
}
