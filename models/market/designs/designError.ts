/** Inputs of the market designs that nothing can be made of. */
import { InputError } from '../../core/errors.ts';

const MEND = {
  arbitrage: 'Give a feed-in price (fees taken off) that is not above the import price (fees added).',
  bounds: 'Give finite numbers, the lower bound not above the upper one, and costs that do not fall with the quantity (a >= 0).',
  tree: 'Give one collective without a parent first, and every parent before its children.',
  fees: 'Give fees of zero or more.',
  sizes: 'Give one value per participant and step.',
} as const;
export type DesignFault = keyof typeof MEND;

/** @param where member, collective or step at fault */
export function designError(what: DesignFault, where: string, message: string): InputError {
  return new InputError({ code: 'market.design', message, where, mend: MEND[what], values: { what } });
}
