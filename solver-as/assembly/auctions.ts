// Auctions of many orders: the call (radix sort, then one walk along both ranks) and the continuous double auction (two
// heaps). Step by step the arithmetic of models/market/mechanisms/{callAuction,cda}.ts, so that results are equal bit by bit.

import {
  AUCTION_bidCount, AUCTION_bidEnergy, AUCTION_bidPrice, AUCTION_bidRank, AUCTION_bidTraded, AUCTION_buckets, AUCTION_energy,
  AUCTION_high, AUCTION_keys, AUCTION_low, AUCTION_offerCount, AUCTION_offerEnergy, AUCTION_offerPrice, AUCTION_offerRank,
  AUCTION_offerTraded, AUCTION_pairBid, AUCTION_pairCount, AUCTION_pairEnergy, AUCTION_pairOffer, AUCTION_spare,
  CONTINUOUS_bidHeap, CONTINUOUS_bidWeightOfBid, CONTINUOUS_bidWeightOfOffer, CONTINUOUS_count, CONTINUOUS_energy,
  CONTINUOUS_isOffer, CONTINUOUS_leavesAt, CONTINUOUS_offerHeap, CONTINUOUS_price, CONTINUOUS_rest, CONTINUOUS_tradeBid,
  CONTINUOUS_tradeCount, CONTINUOUS_tradeEnergy, CONTINUOUS_tradeOffer, CONTINUOUS_tradePrice,
} from './layout/layout.generated';

/** FILLED_SHARE of auctionBook.ts. */
const FILLED_SHARE: f64 = 1e-12;
const RADIX: u32 = 256;
const DIGITS: u32 = 8;

// @ts-ignore: decorator
@inline
function address(job: usize, field: usize): usize {
  return <usize>load<f64>(job + (field << 3));
}

// @ts-ignore: decorator
@inline
function count(job: usize, field: usize): i32 {
  return <i32>load<f64>(job + (field << 3));
}

/** Bits of a price in an order that whole numbers have, too: smallest first. */
// @ts-ignore: decorator
@inline
function ascending(price: f64): u64 {
  // Adding zero makes -0 and 0 one.
  const bits = reinterpret<u64>(price + 0.0);
  return bits ^ ((0 - (bits >> 63)) | 0x8000000000000000);
}

/**
 * Ranks of prices, smallest first where flip is 0 and largest first where all its bits are set; equal ones stay in order.
 * Least digits first; digits that all keys share cost no pass.
 */
function rankPrices(prices: usize, n: u32, flip: u64, ranks: usize, spare: usize, keys: usize, buckets: usize): void {
  memory.fill(buckets, 0, (DIGITS * RADIX) << 2);
  let sorted = true;
  let before: u64 = 0;
  for (let i: u32 = 0; i < n; i++) {
    const key = ascending(load<f64>(prices + (<usize>i << 3))) ^ flip;
    store<u64>(keys + (<usize>i << 3), key);
    store<i32>(ranks + (<usize>i << 2), <i32>i);
    if (key < before) sorted = false;
    before = key;
    for (let digit: u32 = 0; digit < DIGITS; digit++) {
      const bucket = buckets + (<usize>(digit * RADIX + (<u32>(key >> (<u64>digit << 3)) & 0xff)) << 2);
      store<u32>(bucket, load<u32>(bucket) + 1);
    }
  }
  if (sorted) return;

  let fromKeys = keys;
  let toKeys = keys + (<usize>n << 3);
  let fromRanks = ranks;
  let toRanks = spare;
  for (let digit: u32 = 0; digit < DIGITS; digit++) {
    const table = buckets + (<usize>(digit * RADIX) << 2);
    const shift = <u64>digit << 3;
    const first = <u32>(load<u64>(fromKeys) >> shift) & 0xff;
    if (load<u32>(table + (<usize>first << 2)) == n) continue;
    let sum: u32 = 0;
    for (let value: u32 = 0; value < RADIX; value++) {
      const bucket = table + (<usize>value << 2);
      const size = load<u32>(bucket);
      store<u32>(bucket, sum);
      sum += size;
    }
    for (let i: u32 = 0; i < n; i++) {
      const key = load<u64>(fromKeys + (<usize>i << 3));
      const bucket = table + (<usize>(<u32>(key >> shift) & 0xff) << 2);
      const to = load<u32>(bucket);
      store<u32>(bucket, to + 1);
      store<u64>(toKeys + (<usize>to << 3), key);
      store<i32>(toRanks + (<usize>to << 2), load<i32>(fromRanks + (<usize>i << 2)));
    }
    const keysBefore = fromKeys;
    fromKeys = toKeys;
    toKeys = keysBefore;
    const ranksBefore = fromRanks;
    fromRanks = toRanks;
    toRanks = ranksBefore;
  }
  if (fromRanks != ranks) memory.copy(ranks, fromRanks, <usize>n << 2);
}

/** Call auction, earlier first among equal prices; pairs, traded energy and the bounds of the price. */
export function callAuction(job: usize): void {
  const bids = count(job, AUCTION_bidCount);
  const offers = count(job, AUCTION_offerCount);
  const bidPrice = address(job, AUCTION_bidPrice);
  const bidEnergy = address(job, AUCTION_bidEnergy);
  const bidRank = address(job, AUCTION_bidRank);
  const bidTraded = address(job, AUCTION_bidTraded);
  const offerPrice = address(job, AUCTION_offerPrice);
  const offerEnergy = address(job, AUCTION_offerEnergy);
  const offerRank = address(job, AUCTION_offerRank);
  const offerTraded = address(job, AUCTION_offerTraded);
  const pairBid = address(job, AUCTION_pairBid);
  const pairOffer = address(job, AUCTION_pairOffer);
  const pairEnergy = address(job, AUCTION_pairEnergy);
  const spare = address(job, AUCTION_spare);
  const keys = address(job, AUCTION_keys);
  const buckets = address(job, AUCTION_buckets);
  rankPrices(bidPrice, bids, 0xffffffffffffffff, bidRank, spare, keys, buckets);
  rankPrices(offerPrice, offers, 0, offerRank, spare, keys, buckets);
  memory.fill(bidTraded, 0, <usize>bids << 3);
  memory.fill(offerTraded, 0, <usize>offers << 3);

  let i = 0;
  let j = 0;
  let pairs: usize = 0;
  let energy: f64 = 0;
  let low: f64 = NaN;
  let high: f64 = NaN;
  if (bids > 0 && offers > 0) {
    let bid = <usize>load<i32>(bidRank);
    let offer = <usize>load<i32>(offerRank);
    let bidRest = load<f64>(bidEnergy + (bid << 3));
    let offerRest = load<f64>(offerEnergy + (offer << 3));
    while (true) {
      if (load<f64>(bidPrice + (bid << 3)) < load<f64>(offerPrice + (offer << 3))) break;
      const part = min(bidRest, offerRest);
      store<i32>(pairBid + (pairs << 2), <i32>bid);
      store<i32>(pairOffer + (pairs << 2), <i32>offer);
      store<f64>(pairEnergy + (pairs << 3), part);
      pairs++;
      store<f64>(bidTraded + (bid << 3), load<f64>(bidTraded + (bid << 3)) + part);
      store<f64>(offerTraded + (offer << 3), load<f64>(offerTraded + (offer << 3)) + part);
      energy += part;
      bidRest -= part;
      offerRest -= part;
      const bidDone = bidRest <= FILLED_SHARE * load<f64>(bidEnergy + (bid << 3));
      const offerDone = offerRest <= FILLED_SHARE * load<f64>(offerEnergy + (offer << 3));
      if (bidDone) i++;
      if (offerDone) j++;
      if (i == bids || j == offers) break;
      if (bidDone) {
        bid = <usize>load<i32>(bidRank + (<usize>i << 2));
        bidRest = load<f64>(bidEnergy + (bid << 3));
      }
      if (offerDone) {
        offer = <usize>load<i32>(offerRank + (<usize>j << 2));
        offerRest = load<f64>(offerEnergy + (offer << 3));
      }
    }
  }
  if (pairs > 0) {
    high = load<f64>(bidPrice + (<usize>load<i32>(pairBid + ((pairs - 1) << 2)) << 3));
    low = load<f64>(offerPrice + (<usize>load<i32>(pairOffer + ((pairs - 1) << 2)) << 3));
    if (i < bids) low = max(low, load<f64>(bidPrice + (<usize>load<i32>(bidRank + (<usize>i << 2)) << 3)));
    if (j < offers) high = min(high, load<f64>(offerPrice + (<usize>load<i32>(offerRank + (<usize>j << 2)) << 3)));
  }
  store<f64>(job + (AUCTION_pairCount << 3), <f64>pairs);
  store<f64>(job + (AUCTION_energy << 3), energy);
  store<f64>(job + (AUCTION_low << 3), low);
  store<f64>(job + (AUCTION_high << 3), high);
}

/** Whether the heap entry at a comes before one of this key and arrival. No branch: which child is better is a coin toss. */
// @ts-ignore: decorator
@inline
function comesBefore(a: usize, key: f64, id: i32): bool {
  const own = load<f64>(a);
  return <bool>(i32(own < key) | (i32(own == key) & i32(load<i32>(a, 8) < id)));
}

/** Heap entries have 16 bytes: key (price of an offer, negative price of a bid), arrival. */
// @ts-ignore: decorator
@inline
function push(heap: usize, size: u32, key: f64, id: i32): void {
  let at = size;
  while (at > 0) {
    const up = (at - 1) >> 1;
    const parent = heap + (<usize>up << 4);
    if (comesBefore(parent, key, id)) break;
    v128.store(heap + (<usize>at << 4), v128.load(parent));
    at = up;
  }
  store<f64>(heap + (<usize>at << 4), key);
  store<i32>(heap + (<usize>at << 4), id, 8);
}

/** Removes the first: the hole sinks to a leaf along the better children, then the last entry rises from there. */
// @ts-ignore: decorator
@inline
function pop(heap: usize, size: u32): void {
  const last = size - 1;
  let hole: u32 = 0;
  let child: u32 = 1;
  while (child + 1 < last) {
    const left = heap + (<usize>child << 4);
    child += u32(comesBefore(left + 16, load<f64>(left), load<i32>(left, 8)));
    v128.store(heap + (<usize>hole << 4), v128.load(heap + (<usize>child << 4)));
    hole = child;
    child = 2 * hole + 1;
  }
  if (child < last) {
    v128.store(heap + (<usize>hole << 4), v128.load(heap + (<usize>child << 4)));
    hole = child;
  }
  const moved = heap + (<usize>last << 4);
  push(heap, hole, load<f64>(moved), load<i32>(moved, 8));
}

/** Continuous double auction over orders in the order of arrival. */
export function continuousAuction(job: usize): void {
  const orders = count(job, CONTINUOUS_count);
  const sides = address(job, CONTINUOUS_isOffer);
  const prices = address(job, CONTINUOUS_price);
  const energies = address(job, CONTINUOUS_energy);
  const leavesAt = address(job, CONTINUOUS_leavesAt);
  const rests = address(job, CONTINUOUS_rest);
  const tradeBid = address(job, CONTINUOUS_tradeBid);
  const tradeOffer = address(job, CONTINUOUS_tradeOffer);
  const tradeEnergy = address(job, CONTINUOUS_tradeEnergy);
  const tradePrice = address(job, CONTINUOUS_tradePrice);
  const bidHeap = address(job, CONTINUOUS_bidHeap);
  const offerHeap = address(job, CONTINUOUS_offerHeap);
  const weightOfOffer = load<f64>(job + (CONTINUOUS_bidWeightOfOffer << 3));
  const weightOfBid = load<f64>(job + (CONTINUOUS_bidWeightOfBid << 3));
  let bidSize: u32 = 0;
  let offerSize: u32 = 0;
  let trades: usize = 0;
  for (let arrival = 0; arrival < orders; arrival++) {
    const isOffer = load<u8>(sides + <usize>arrival) != 0;
    const price = load<f64>(prices + (<usize>arrival << 3));
    const energy = load<f64>(energies + (<usize>arrival << 3));
    const limit = isOffer ? price : -price;
    const other = isOffer ? bidHeap : offerHeap;
    const weight = isOffer ? weightOfOffer : weightOfBid;
    const dust = FILLED_SHARE * energy;
    let size = isOffer ? bidSize : offerSize;
    let left = energy;
    while (size > 0) {
      const key = load<f64>(other);
      if (key > -limit) break;
      const maker = load<i32>(other, 8);
      if (leavesAt != 0 && load<i32>(leavesAt + (<usize>maker << 2)) <= arrival) {
        pop(other, size--);
        continue;
      }
      const makerRest = load<f64>(rests + (<usize>maker << 3));
      const part = min(left, makerRest);
      const makerPrice = load<f64>(prices + (<usize>maker << 3));
      store<i32>(tradeBid + (trades << 2), isOffer ? maker : arrival);
      store<i32>(tradeOffer + (trades << 2), isOffer ? arrival : maker);
      store<f64>(tradeEnergy + (trades << 3), part);
      const bidPrice = isOffer ? makerPrice : price;
      const offerPrice = isOffer ? price : makerPrice;
      store<f64>(tradePrice + (trades << 3), weight * bidPrice + (1 - weight) * offerPrice);
      trades++;
      left -= part;
      const restAfter = makerRest - part;
      if (restAfter <= FILLED_SHARE * load<f64>(energies + (<usize>maker << 3))) {
        store<f64>(rests + (<usize>maker << 3), 0);
        pop(other, size--);
      } else {
        store<f64>(rests + (<usize>maker << 3), restAfter);
      }
      if (left <= dust) {
        left = 0;
        break;
      }
    }
    if (isOffer) bidSize = size;
    else offerSize = size;
    store<f64>(rests + (<usize>arrival << 3), left);
    if (left > 0) {
      if (isOffer) push(offerHeap, offerSize++, limit, arrival);
      else push(bidHeap, bidSize++, limit, arrival);
    }
  }
  store<f64>(job + (CONTINUOUS_tradeCount << 3), <f64>trades);
}
