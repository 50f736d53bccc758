import type { AttributeQuery } from '#models/scenario/scenario.ts';

export type Operator = AttributeQuery['operator'];
export const OPERATORS: readonly Operator[] = ['=', '!=', '<', '<=', '>', '>=', 'contains'];

const SIGNS: Readonly<Record<Exclude<Operator, 'contains'>, string>> = {
  '=': '=',
  '!=': '\u2260',
  '<': '<',
  '<=': '\u2264',
  '>': '>',
  '>=': '\u2265',
};

/** An operator as it is written in a condition. */
export function operatorText(operator: Operator, contains: string): string {
  return operator === 'contains' ? contains : SIGNS[operator];
}
