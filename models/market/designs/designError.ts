/** Inputs of the market designs that nothing can be made of. */
import { InputError } from '../../core/errors.ts';
import type { SlotNeeds } from '../cleared.ts';

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

/** @throws InputError where the tables do not fit each other or hold something that is no number: a gap is never a zero */
export function checkNeeds({ participantCount, steps, net_kWh, import_EURPerKWh, export_EURPerKWh }: SlotNeeds): void {
  if (net_kWh.length !== participantCount * steps || import_EURPerKWh.length !== steps || export_EURPerKWh.length !== steps) {
    throw designError('sizes', 'needs', 'The table of needs does not have one value per participant and step.');
  }
  for (let t = 0; t < steps; t++) {
    if (!Number.isFinite(import_EURPerKWh[t]!) || !Number.isFinite(export_EURPerKWh[t]!)) {
      throw designError('sizes', `step ${t}`, 'A price of the supplier is missing.');
    }
  }
  for (let at = 0; at < net_kWh.length; at++) {
    if (!Number.isFinite(net_kWh[at]!)) {
      throw designError('sizes', `participant ${Math.floor(at / steps)}, step ${at % steps}`, 'A need is not a number.');
    }
  }
}
