/**
 * Product differentiation: what a trade between two members costs or is worth beside its price (c_nm of Sousa et al. 2019),
 * from preferences, distance, charges by network level, fees of links and of the community.
 */
import type { Collective, MarketCommunity } from '../community.ts';
import type { Participant } from '../participant.ts';
import type { FeeSchedule, Tariff } from '../tariff.ts';
import { designError } from './designError.ts';

/**
 * By class: members with equal costs towards everybody are one, which keeps the problem of a step small and exact. Tables are
 * [buyer's class * count + seller's class] [EUR/kWh].
 */
export interface PairCosts {
  readonly count: number;
  /** Per participant. */
  readonly classOf: Int32Array;
  /** Charges that fall on the buyer, less what the trade is worth to it beside the energy; the same for the seller. */
  readonly buyer_EURPerKWh: Float64Array;
  readonly seller_EURPerKWh: Float64Array;
  /** Charges alone, of both: what goes to networks, links, community and platform. */
  readonly charges_EURPerKWh: Float64Array;
  /** Own limits per class; infinite where there are none. */
  readonly buyLimit_EURPerKWh: Float64Array;
  readonly sellLimit_EURPerKWh: Float64Array;
  /** Share of the price that the platform takes from the buyer. */
  readonly buyerShare: number;
}

/** No differences: full P2P is then the pool. */
export function noPairCosts(participantCount: number): PairCosts {
  return {
    count: 1,
    classOf: new Int32Array(participantCount),
    buyer_EURPerKWh: new Float64Array(1),
    seller_EURPerKWh: new Float64Array(1),
    charges_EURPerKWh: new Float64Array(1),
    buyLimit_EURPerKWh: Float64Array.of(Number.POSITIVE_INFINITY),
    sellLimit_EURPerKWh: Float64Array.of(Number.NEGATIVE_INFINITY),
    buyerShare: 0,
  };
}

/** Costs given pair by pair [buyer * participants + seller], borne by the buyer. */
export function pairCostsOf(costs_EURPerKWh: Float64Array, participantCount: number): PairCosts {
  if (costs_EURPerKWh.length !== participantCount * participantCount) {
    throw designError('sizes', 'pair costs', 'The table of pair costs does not have one value per pair.');
  }
  return {
    count: participantCount,
    classOf: Int32Array.from({ length: participantCount }, (_, n) => n),
    buyer_EURPerKWh: costs_EURPerKWh,
    seller_EURPerKWh: new Float64Array(costs_EURPerKWh.length),
    charges_EURPerKWh: costs_EURPerKWh,
    buyLimit_EURPerKWh: new Float64Array(participantCount).fill(Number.POSITIVE_INFINITY),
    sellLimit_EURPerKWh: new Float64Array(participantCount).fill(Number.NEGATIVE_INFINITY),
    buyerShare: 0,
  };
}

export interface PairCostTerms {
  /** Tariff of the members' zone; null for no charges of the network. */
  readonly tariff: Pick<Tariff, 'network' | 'levies_EURPerKWh' | 'localLevyShare' | 'vat'> | null;
  readonly fees: FeeSchedule;
}

/**
 * Costs of all pairs of a community. The network charge on local trades goes by the nearest common collective, the distance
 * charge by the line between both (none where one has no place), each link on the way takes its fee. A local trade saves the
 * community's fees on what comes from and goes to the supplier. Of chosen partners the first counts in full, each later one in
 * equal steps less.
 */
export function pairCosts(
  community: Pick<MarketCommunity, 'participants' | 'collectives' | 'isRenewable'>,
  { tariff, fees }: PairCostTerms,
): PairCosts {
  const { participants, collectives, isRenewable } = community;
  const perKm = tariff ? tariff.network.distance_EURPerKWhKm * (1 + tariff.vat) : 0;
  const chosen = new Set(participants.flatMap(({ preferences }) => (preferences.partner_EURPerKWh !== 0 ? preferences.partners : [])));
  const keys = new Map<string, number>();
  const first: number[] = [];
  const classOf = Int32Array.from(participants, (participant, row) => {
    const key = classKey(participant, isRenewable[row] === 1, perKm !== 0, chosen.has(participant.id));
    let index = keys.get(key);
    if (index === undefined) {
      index = keys.size;
      keys.set(key, index);
      first.push(row);
    }
    return index;
  });
  const count = first.length;
  const ways = waysUp(collectives);
  const perSide = fees.community_EURPerKWh + fees.platform_EURPerKWh;
  const buyer_EURPerKWh = new Float64Array(count * count);
  const seller_EURPerKWh = new Float64Array(count * count);
  const charges_EURPerKWh = new Float64Array(count * count);
  for (let b = 0; b < count; b++) {
    for (let s = 0; s < count; s++) {
      const buyer = participants[first[b]!] as Participant;
      const seller = participants[first[s]!] as Participant;
      const way = wayBetween(ways, buyer.collective, seller.collective);
      const network = tariff ? localNetworkCharge(tariff, way.level) + perKm * distance_km(buyer, seller) : 0;
      const onBuyer = perSide + network + way.importFees_EURPerKWh;
      const onSeller = perSide + way.exportFees_EURPerKWh;
      const sellerIsGreen = isRenewable[first[s]!] === 1;
      const at = b * count + s;
      buyer_EURPerKWh[at] = onBuyer - fees.import_EURPerKWh - premium(buyer, seller, way.level === 0, sellerIsGreen);
      seller_EURPerKWh[at] = onSeller - fees.export_EURPerKWh - premium(seller, buyer, way.level === 0, false);
      charges_EURPerKWh[at] = onBuyer + onSeller;
    }
  }
  return {
    count,
    classOf,
    buyer_EURPerKWh,
    seller_EURPerKWh,
    charges_EURPerKWh,
    buyLimit_EURPerKWh: Float64Array.from(first, (row) => participants[row]?.preferences.buyLimit_EURPerKWh ?? Number.POSITIVE_INFINITY),
    sellLimit_EURPerKWh: Float64Array.from(first, (row) => participants[row]?.preferences.sellLimit_EURPerKWh ?? Number.NEGATIVE_INFINITY),
    buyerShare: fees.platformShare,
  };
}

/** Everything that tells two members apart. */
function classKey(
  { id, collective, socialWeight, preferences, at_m }: Participant,
  green: boolean,
  byPlace: boolean,
  isChosen: boolean,
): string {
  const { local_EURPerKWh, green_EURPerKWh, social_EURPerKWh, partner_EURPerKWh, buyLimit_EURPerKWh, sellLimit_EURPerKWh } = preferences;
  const partners = partner_EURPerKWh !== 0 ? preferences.partners : [];
  const own = [local_EURPerKWh, green_EURPerKWh, social_EURPerKWh, partners.length > 0 ? partner_EURPerKWh : 0, partners];
  return JSON.stringify([
    collective,
    green,
    socialWeight > 1,
    own,
    buyLimit_EURPerKWh,
    sellLimit_EURPerKWh,
    byPlace ? at_m : 0,
    isChosen ? id : 0,
  ]);
}

/** What trading with somebody is worth beside the price [EUR/kWh]. */
function premium(of: Participant, other: Participant, isLocal: boolean, otherIsGreen: boolean): number {
  const { preferences } = of;
  const rank = preferences.partners.indexOf(other.id);
  const wanted = rank < 0 ? 0 : 1 - rank / preferences.partners.length;
  return (
    (isLocal ? preferences.local_EURPerKWh : 0) +
    (otherIsGreen ? preferences.green_EURPerKWh : 0) +
    (other.socialWeight > 1 ? preferences.social_EURPerKWh : 0) +
    wanted * preferences.partner_EURPerKWh
  );
}

function localNetworkCharge(tariff: NonNullable<PairCostTerms['tariff']>, level: number): number {
  const shares = tariff.network.localShareByLevel;
  const share = shares[Math.min(level, shares.length - 1)] ?? 0;
  return (tariff.network.energy_EURPerKWh * share + tariff.levies_EURPerKWh * tariff.localLevyShare) * (1 + tariff.vat);
}

function distance_km(a: Participant, b: Participant): number {
  if (!a.at_m || !b.at_m) return 0;
  return Math.hypot(a.at_m[0] - b.at_m[0], a.at_m[1] - b.at_m[1]) / 1000;
}

type Ways = ReadonlyMap<string, readonly Collective[]>;

/** Collectives from each one up to the root. */
function waysUp(collectives: readonly Collective[]): Ways {
  const ways = new Map<string, readonly Collective[]>();
  for (const collective of collectives) {
    const above = collective.parent === null ? [] : ways.get(collective.parent);
    if (!above) throw designError('tree', collective.id, 'The collectives are not a tree with one root.');
    ways.set(collective.id, [collective, ...above]);
  }
  return ways;
}

function wayBetween(
  ways: Ways,
  buyer: string,
  seller: string,
): { level: number; importFees_EURPerKWh: number; exportFees_EURPerKWh: number } {
  const down = ways.get(buyer);
  const up = ways.get(seller);
  if (!down || !up) throw designError('tree', down ? seller : buyer, 'A participant belongs to no collective.');
  const meeting = down.findIndex((collective) => up.includes(collective));
  const meetingUp = up.indexOf(down[meeting] as Collective);
  return {
    level: Math.max(meeting, meetingUp),
    importFees_EURPerKWh: down.slice(0, meeting).reduce((sum, { importFee_EURPerKWh }) => sum + importFee_EURPerKWh, 0),
    exportFees_EURPerKWh: up.slice(0, meetingUp).reduce((sum, { exportFee_EURPerKWh }) => sum + exportFee_EURPerKWh, 0),
  };
}
