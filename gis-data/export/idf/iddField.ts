/** How the table of EnergyPlus' input classes is written down: one field, one class. */

export interface IddField {
  readonly name: string;
  readonly type: 'text' | 'number' | 'integer';
  /** Must have a value. */
  readonly required?: true;
  /** Values of a field that is a choice; capitals do not count. */
  readonly choices?: readonly string[];
  /** Words that may stand for the number. */
  readonly words?: readonly string[];
  readonly least?: number;
  readonly most?: number;
  /** Bounds that are not part of the range. */
  readonly above?: number;
  readonly below?: number;
  /** Lists of names, in one of which the value must be. */
  readonly oneOf?: readonly string[];
  /** Lists of names that the value is added to. */
  readonly namesIn?: readonly string[];
}

export interface IddClass {
  /** Fields that must be written, blank or not. */
  readonly minFields: number;
  /** May occur once. */
  readonly isUnique?: true;
  /** Must occur. */
  readonly isRequired?: true;
  readonly fields: readonly IddField[];
  /** Fields that may follow, over and over as a group. */
  readonly repeated?: readonly IddField[];
}

type Rules = Omit<IddField, 'name' | 'type'>;

export function text(name: string, rules: Rules = {}): IddField {
  return { name, type: 'text', ...rules };
}

export function number(name: string, rules: Rules = {}): IddField {
  return { name, type: 'number', ...rules };
}

export function integer(name: string, rules: Rules = {}): IddField {
  return { name, type: 'integer', ...rules };
}
