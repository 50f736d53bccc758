/**
 * The classes of EnergyPlus that our files use, as the input data dictionary of EnergyPlus 25.2.0 has them
 * (`Energy+.idd` and the schema made from it, NREL/EnergyPlus, BSD-3-Clause): names and order of the fields, which are
 * required, their types, ranges, choices and lists of names. Facts only; the texts are not repeated. The same classes
 * are equal in 26.1.0.
 */
import { ENVELOPE_CLASSES } from './iddEnvelope.ts';
import type { IddClass, IddField } from './iddField.ts';
import { SITE_CLASSES } from './iddSite.ts';
import { ZONE_CLASSES } from './iddZone.ts';

export const ENERGYPLUS_VERSION = '25.2';

const CLASSES: ReadonlyMap<string, readonly [name: string, iddClass: IddClass]> = new Map(
  Object.entries({ ...SITE_CLASSES, ...ENVELOPE_CLASSES, ...ZONE_CLASSES }).map(([name, iddClass]) => [
    name.toLowerCase(),
    [name, iddClass] as const,
  ]),
);

/** A class and its name as the dictionary writes it; capitals do not count. */
export function iddClass(name: string): readonly [name: string, iddClass: IddClass] | undefined {
  return CLASSES.get(name.toLowerCase());
}

/** Names of the classes that every file must have. */
export function requiredClasses(): readonly string[] {
  return [...CLASSES.values()].flatMap(([name, { isRequired }]) => (isRequired ? [name] : []));
}

/** What field number `index` of an object is; undefined behind the last one. */
export function fieldAt({ fields, repeated }: IddClass, index: number): IddField | undefined {
  if (index < fields.length) return fields[index];
  return repeated?.[(index - fields.length) % repeated.length];
}
