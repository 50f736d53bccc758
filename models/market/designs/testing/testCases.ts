/** Seeded cases for the tests of market designs. */
import { RandomStream } from '../../../core/random.ts';
import type { SlotNeeds } from '../../cleared.ts';
import type { QuadraticMember } from '../communityOptimum.ts';
import type { Link } from '../nested.ts';

export function link(id: string, parent: string | null, fee: number, capacity_kW: number | null = null): Link {
  return { id, parent, importFee_EURPerKWh: fee, exportFee_EURPerKWh: fee, capacity_kW, owners: [] };
}

/** Consumers, producers, and some that are both; one in six cannot react. */
export function randomQuadraticMembers(random: RandomStream, count: number): QuadraticMember[] {
  return Array.from({ length: count }, () => {
    const min_kWh = -random.between(0, 5);
    const max_kWh = random.next() < 0.4 ? 0 : random.between(0, 6);
    if (random.next() < 1 / 6) {
      const at = random.between(min_kWh, max_kWh);
      return { a: 0.05, b: 0.2, min_kWh: at, max_kWh: at };
    }
    return { a: random.between(0.005, 0.1), b: random.between(0.05, 0.45), min_kWh, max_kWh };
  });
}

/** A tree of collectives, three levels or more. */
export function randomLinks(random: RandomStream, count: number, fee: () => number, capacity: () => number | null): Link[] {
  const links = [link('c0', null, 0)];
  for (let c = 1; c < count; c++) {
    // The first four form a chain: root, district, street, house row.
    const parent = c < 4 ? c - 1 : random.integer(0, c - 1);
    links.push({ ...link(`c${c}`, `c${parent}`, 0, capacity()), importFee_EURPerKWh: fee(), exportFee_EURPerKWh: fee() });
  }
  return links;
}

/** Homes with and without PV over some days, with a price of two levels. */
export function solarNeeds(participantCount: number, steps: number, seed: number): SlotNeeds {
  const random = new RandomStream(seed);
  const net_kWh = new Float64Array(participantCount * steps);
  for (let n = 0; n < participantCount; n++) {
    const load = random.between(0.2, 0.8);
    const pv = random.next() < 0.5 ? random.between(1, 6) : 0;
    for (let t = 0; t < steps; t++) {
      const sun = Math.max(0, Math.sin((((t % 24) - 6) / 12) * Math.PI)) * random.next();
      net_kWh[n * steps + t] = load * random.between(0.3, 1.7) - pv * sun;
    }
  }
  return {
    participantCount,
    steps,
    step_h: 1,
    net_kWh,
    import_EURPerKWh: Float64Array.from({ length: steps }, (_, t) => (t % 24 >= 7 && t % 24 < 22 ? 0.32 : 0.25)),
    export_EURPerKWh: new Float64Array(steps).fill(0.08),
  };
}
