/** Sample communities: one for each system of the preset gallery. */
import { InputError } from '#models/core/errors.ts';
import type { MarketCommunity, StepMinutes } from '#models/market/community.ts';
import type { CommunitySpec } from './communitySpec.ts';
import { CORBY } from './corby.ts';
import { CORNWALL, EMPOWER, P2P_SMARTTEST, TRADER } from './flexibility.ts';
import { generateCommunity } from './generateCommunity.ts';
import { IBERIA } from './iberia.ts';
import { ALLGAEU, BROOKLYN, ELECBAY, ENEXA, EXERGY_TEXAS, MEDELLIN, SOLSHARE } from './peerToPeer.ts';
import { LUMENAZA, PEERENERGYCLOUD, PICLO, SMART_WATTS, VANDEBRON } from './platforms.ts';

export { generateCommunity } from './generateCommunity.ts';

export const COMMUNITY_SPECS: readonly CommunitySpec[] = [
  CORBY,
  IBERIA,
  BROOKLYN,
  ENEXA,
  EXERGY_TEXAS,
  CORNWALL,
  ALLGAEU,
  SOLSHARE,
  MEDELLIN,
  LUMENAZA,
  PICLO,
  VANDEBRON,
  TRADER,
  PEERENERGYCLOUD,
  EMPOWER,
  P2P_SMARTTEST,
  SMART_WATTS,
  ELECBAY,
];

/** @throws InputError `market.unknownCommunity` */
export function sampleCommunity(id: string, step_min: StepMinutes = 30): MarketCommunity {
  const spec = COMMUNITY_SPECS.find((candidate) => candidate.id === id);
  if (spec) return generateCommunity(spec, step_min);
  throw new InputError({
    code: 'market.unknownCommunity',
    message: `There is no sample community “${id}”.`,
    mend: `Choose one of ${COMMUNITY_SPECS.map((candidate) => candidate.id).join(', ')}.`,
    values: { id },
  });
}
