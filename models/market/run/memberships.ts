/** Who belongs to which collective, at which depth, and under which tariff. */
import { InputError } from '../../core/errors.ts';
import type { Collective, MarketCommunity } from '../community.ts';

export interface Memberships {
  /** Index of the innermost collective per participant. */
  readonly innermost: Int32Array;
  /** Index of the parent per collective; -1 for the root. */
  readonly parent: Int32Array;
  /** Links up to the root per collective: 0 for the root. */
  readonly depth: Int32Array;
  /** Tariff zone per participant: index into `zones`. */
  readonly zoneOf: Int32Array;
  readonly zones: readonly string[];
}

/**
 * @throws InputError `market.collective` where a collective is unknown, comes before its parent, or twice;
 *   `market.noMeter` where a participant has no meter
 */
export function membershipsOf({ collectives, participants }: Pick<MarketCommunity, 'collectives' | 'participants'>): Memberships {
  const index = new Map<string, number>();
  const parent = new Int32Array(collectives.length).fill(-1);
  const depth = new Int32Array(collectives.length);
  const zoneAt: string[] = [];
  for (const [i, collective] of collectives.entries()) {
    const above = collective.parent === null ? -1 : index.get(collective.parent);
    if (above === undefined || index.has(collective.id) || above < 0 !== (i === 0)) throw wrongCollective(collective);
    index.set(collective.id, i);
    parent[i] = above;
    depth[i] = above < 0 ? 0 : depth[above]! + 1;
    zoneAt.push(collective.zone ?? (above < 0 ? 'default' : zoneAt[above]!));
  }
  const zones: string[] = [];
  const innermost = new Int32Array(participants.length);
  const zoneOf = new Int32Array(participants.length);
  for (const [row, participant] of participants.entries()) {
    const at = index.get(participant.collective);
    if (at === undefined) throw unknownCollective(participant.name, participant.collective);
    if (participant.meter.trim() === '') throw noMeter(participant.name);
    innermost[row] = at;
    const zone = zoneAt[at]!;
    if (!zones.includes(zone)) zones.push(zone);
    zoneOf[row] = zones.indexOf(zone);
  }
  return { innermost, parent, depth, zoneOf, zones };
}

/** The collective that is so many links above the root (0) on the way of another, or that one itself where it is not so deep. */
export function ancestorAt({ parent, depth }: Memberships, collective: number, wanted: number): number {
  let at = collective;
  while (depth[at]! > wanted) at = parent[at]!;
  return at;
}

function wrongCollective({ id, name }: Collective): InputError {
  return new InputError({
    code: 'market.collective',
    message: `The collective "${name}" does not fit into the order of collectives.`,
    where: id,
    mend: 'List the root first, each collective once, and parents before their children.',
    values: { name },
  });
}

function unknownCollective(participant: string, collective: string): InputError {
  return new InputError({
    code: 'market.unknownCollective',
    message: `${participant} belongs to a collective that is not there.`,
    where: collective,
    mend: 'Name one of the collectives of the community.',
    values: { participant, collective },
  });
}

function noMeter(participant: string): InputError {
  return new InputError({
    code: 'market.noMeter',
    message: `${participant} has no meter, so nothing can be settled.`,
    where: participant,
    mend: 'Give the number of its meter, or leave the participant out.',
    values: { participant },
  });
}
