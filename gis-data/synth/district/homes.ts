/** Blocks of homes: terraces, pairs and single houses with gardens, slabs, and perimeter blocks with shops at the corners. */
import type { RandomStream } from '#models/core/random.ts';
import { type BuiltBlock, type RoofForm, yearOfBlock } from './ground.ts';
import { extruded, type Frame, monoPitchSection, moved, pitched, placed, prism, type ShellFace } from './shells.ts';
import { clearStretch, EAST, edgeFrame, insetPolygon, NORTH, SOUTH, WEST } from './streetPlan.ts';

const HOME_STOREY_m = 2.75;
/** Front garden to back fence that a row of houses needs, so that rows of opposite streets cannot meet. */
const LEAST_GARDEN_m = 8;

/** Least depth of a block measured from an edge [m]. */
function depthFrom(corners: readonly number[], edge: number): number {
  const frame = edgeFrame(corners, edge);
  let depth = Number.POSITIVE_INFINITY;
  for (const k of [(edge + 2) % 4, (edge + 3) % 4]) {
    const [east, north] = [corners[k * 2]! - frame.east, corners[k * 2 + 1]! - frame.north];
    depth = Math.min(depth, -frame.uNorth * east + frame.uEast * north);
  }
  return depth;
}

interface House {
  readonly frame: Frame;
  readonly width: number;
  readonly depth: number;
}

function roofed(house: House, form: RoofForm, eaves: number, slope: number, hips: readonly [boolean, boolean]): ShellFace[] {
  const { frame, width, depth } = house;
  const rise = (depth / 2) * slope;
  switch (form) {
    case 'flat':
      return prism([placed(frame, [0, 0, width, 0, width, depth, 0, depth])], eaves + 0.3);
    case 'mono-pitch':
      return extruded(frame, width, monoPitchSection(depth, eaves, eaves + depth * 0.18));
    default: {
      const hip = Math.min(depth / 2, width * 0.45);
      return pitched(frame, width, depth, {
        eaves,
        ridge: eaves + rise,
        hipAtStart: hips[0] ? hip : 0,
        hipAtEnd: hips[1] ? hip : 0,
      });
    }
  }
}

/** Rows of houses with party walls along the two long streets of a block; a corner shop here and there. */
export function fillTerraces(ground: BuiltBlock): void {
  const { corners, random, buildings } = ground;
  const built = yearOfBlock(random, 1878, 1936);
  const renewed = random.next() < 0.18 ? yearOfBlock(random, 1998, 2021) : null;
  for (const edge of [SOUTH, NORTH]) {
    const setback = random.pick([0, 1.5, 3]);
    const depth = random.between(8.5, 10);
    if (depthFrom(corners, edge) < 2 * (setback + depth) + LEAST_GARDEN_m) continue;
    const stretch = clearStretch(corners, edge, setback, setback + depth, 2);
    if (!stretch) continue;
    const count = Math.max(2, Math.floor((stretch.to - stretch.from) / random.between(5.3, 6.6)));
    const width = (stretch.to - stretch.from) / count;
    const frame = edgeFrame(corners, edge);
    const storeys = random.pick([2, 2, 2, 3]);
    const slope = random.between(0.65, 0.85);
    const year = renewed ?? built + random.integer(0, 4);
    // Streets on a slope step their roofs every few houses.
    const stepEvery = random.integer(4, 7);
    for (let i = 0; i < count; i++) {
      const house = { frame: moved(frame, stretch.from + i * width, setback), width, depth };
      const corner = (i === 0 || i === count - 1) && random.next() < 0.4;
      const levels = corner ? storeys + 1 : storeys;
      const eaves = levels * HOME_STOREY_m + 0.3 + 0.25 * (Math.floor(i / stepEvery) % 2);
      buildings.push({
        faces: roofed(house, 'gable', eaves, slope, [false, false]),
        use: corner ? random.pick(['retail', 'hospitality', 'multi-family'] as const, [0.5, 0.25, 0.25]) : 'terraced',
        constructionYear: year,
        storeys: levels,
        roof: 'gable',
        edge,
        ...(corner ? { groundFloorUse: 'retail' as const } : {}),
      });
    }
  }
}

/** Pairs of houses that share one wall, in gardens. */
export function fillPairs(ground: BuiltBlock): void {
  const { corners, random, buildings } = ground;
  const year = yearOfBlock(random, 1938, 1994);
  for (const edge of [SOUTH, NORTH]) {
    const setback = random.between(5, 7);
    const depth = random.between(8, 9.5);
    if (depthFrom(corners, edge) < 2 * (setback + depth) + LEAST_GARDEN_m) continue;
    const stretch = clearStretch(corners, edge, setback, setback + depth, 3);
    if (!stretch) continue;
    const width = random.between(6.6, 8);
    const gap = random.between(3.5, 6);
    const pairs = Math.floor((stretch.to - stretch.from + gap) / (2 * width + gap));
    const slack = (stretch.to - stretch.from - pairs * (2 * width + gap) + gap) / 2;
    const frame = edgeFrame(corners, edge);
    const hipped = random.next() < 0.6;
    const eaves = 2 * HOME_STOREY_m;
    const slope = random.between(0.6, 0.8);
    for (let pair = 0; pair < pairs; pair++) {
      const start = stretch.from + slack + pair * (2 * width + gap);
      for (const side of [0, 1]) {
        const house = { frame: moved(frame, start + side * width, setback), width, depth };
        buildings.push({
          faces: roofed(house, 'hip', eaves, slope, [hipped && side === 0, hipped && side === 1]),
          use: 'single-family',
          constructionYear: Math.min(2020, year + Math.floor(pair / 3)),
          storeys: 2,
          roof: hipped ? 'hip' : 'gable',
          edge,
        });
      }
    }
  }
}

/** Single houses in gardens, each its own. */
export function fillHouses(ground: BuiltBlock): void {
  const { corners, random, buildings } = ground;
  const year = yearOfBlock(random, 1958, 2019);
  for (const edge of [SOUTH, NORTH]) {
    const frame = edgeFrame(corners, edge);
    const whole = clearStretch(corners, edge, 6, 19, 3);
    if (!whole || depthFrom(corners, edge) < 2 * 19 + LEAST_GARDEN_m) continue;
    const plot = random.between(17, 21);
    const count = Math.floor((whole.to - whole.from) / plot);
    for (let i = 0; i < count; i++) {
      const house = housePlot(random, frame, whole.from + ((whole.to - whole.from) * i) / count, plot);
      const built = Math.min(2022, year + random.integer(-6, 6));
      const storeys = random.pick([1, 2], [0.25, 0.75]);
      const form =
        built > 2005 ? random.pick(['gable', 'mono-pitch', 'flat'] as const, [0.5, 0.3, 0.2]) : random.pick(['hip', 'gable'] as const);
      buildings.push({
        faces: roofed(house, form, storeys * HOME_STOREY_m + 0.2, random.between(0.5, 0.85), [form === 'hip', form === 'hip']),
        use: 'single-family',
        constructionYear: built,
        storeys,
        roof: form,
        edge,
      });
    }
  }
}

function housePlot(random: RandomStream, frame: Frame, start: number, plot: number): House {
  const width = random.between(10, 12.5);
  const depth = random.between(7.5, 9);
  return { frame: moved(frame, start + random.between(1.5, plot - width - 1.5), random.between(6, 9.5)), width, depth };
}

/** Apartment slabs end-on to the street, in green. */
export function fillSlabs(ground: BuiltBlock): void {
  const { corners, random, buildings } = ground;
  const edge = SOUTH;
  const length = Math.min(52, depthFrom(corners, edge) - 10);
  const stretch = clearStretch(corners, edge, 5, 5 + length, 4);
  if (!stretch || length < 20) return;
  const recent = random.next() < 0.4;
  const year = recent ? yearOfBlock(random, 2005, 2023) : yearOfBlock(random, 1964, 1986);
  const depth = random.between(11, 13.5);
  const storeys = random.integer(3, 6);
  const spacing = depth + Math.max(14, storeys * HOME_STOREY_m * 1.1);
  const count = Math.floor((stretch.to - stretch.from - depth) / spacing) + 1;
  const frame = edgeFrame(corners, edge);
  const halves = length > 36 ? 2 : 1;
  for (let i = 0; i < count; i++) {
    // Two stair wells of one slab are two buildings with a party wall; the second may be a storey lower.
    for (let half = 0; half < halves; half++) {
      const levels = half === 1 && recent ? storeys - 1 : storeys;
      const house = {
        frame: moved(frame, stretch.from + i * spacing, 5 + (half * length) / halves),
        width: depth,
        depth: length / halves,
      };
      const height = levels * (HOME_STOREY_m + 0.1) + 0.4;
      const { frame: corner } = house;
      buildings.push({
        faces: prism([placed(corner, [0, 0, depth, 0, depth, house.depth, 0, house.depth])], height),
        use: 'apartment-block',
        constructionYear: year,
        storeys: levels,
        roof: 'flat',
        edge,
      });
    }
  }
}

/** Closed rows round a courtyard: corner buildings with shops, apartments and offices between. */
export function fillPerimeter(ground: BuiltBlock): void {
  const { corners, random, buildings } = ground;
  const depth = random.between(11.5, 13);
  if (depthFrom(corners, SOUTH) < 2 * depth + 12 || depthFrom(corners, EAST) < 2 * depth + 30) {
    fillSlabs(ground);
    return;
  }
  const inner = insetPolygon(corners, [depth, depth, depth, depth]);
  const recent = random.next() < 0.6;
  const baseYear = recent ? yearOfBlock(random, 1999, 2022) : yearOfBlock(random, 1868, 1914);
  const baseStoreys = random.integer(3, 5);
  const pitchedRoofs = !recent || random.next() < 0.25;
  const along = (edge: number, corner: number): number => {
    const frame = edgeFrame(corners, edge);
    return (inner[corner * 2]! - frame.east) * frame.uEast + (inner[corner * 2 + 1]! - frame.north) * frame.uNorth;
  };
  for (const edge of [SOUTH, EAST, NORTH, WEST]) {
    const frame = edgeFrame(corners, edge);
    const before = (edge + 3) % 4;
    const beforeFrame = edgeFrame(corners, before);
    const [ahead, behind] = [along(edge, edge), along(before, edge)];
    const cornerStoreys = baseStoreys + random.integer(0, 2);
    const outline = [...placed(frame, [0, 0, ahead, 0]), inner[edge * 2]!, inner[edge * 2 + 1]!, ...placed(beforeFrame, [behind, 0])];
    buildings.push({
      faces: prism([outline], cornerStoreys * 3 + 1),
      use: random.pick(['multi-family', 'retail', 'hospitality', 'office', 'health'] as const, [0.45, 0.2, 0.15, 0.14, 0.06]),
      constructionYear: baseYear,
      storeys: cornerStoreys,
      roof: 'flat',
      edge,
      groundFloorUse: random.pick(['retail', 'hospitality'] as const, [0.7, 0.3]),
    });
    fillRow(ground, edge, { from: ahead, to: along(edge, (edge + 1) % 4), depth }, { baseYear, baseStoreys, pitchedRoofs });
  }
}

function fillRow(
  { corners, random, buildings }: BuiltBlock,
  edge: number,
  row: { readonly from: number; readonly to: number; readonly depth: number },
  style: { readonly baseYear: number; readonly baseStoreys: number; readonly pitchedRoofs: boolean },
): void {
  const frame = edgeFrame(corners, edge);
  const count = Math.max(1, Math.round((row.to - row.from) / random.between(13, 18)));
  const width = (row.to - row.from) / count;
  for (let i = 0; i < count; i++) {
    const storeys = Math.max(2, style.baseStoreys + random.integer(-1, 1));
    const office = random.next() < 0.15;
    const form: RoofForm = office ? 'flat' : style.pitchedRoofs ? 'gable' : random.pick(['flat', 'mono-pitch'] as const, [0.75, 0.25]);
    const house = { frame: moved(frame, row.from + i * width, 0), width, depth: row.depth };
    const year = random.next() < 0.15 ? yearOfBlock(random, 1960, 1985) : style.baseYear + random.integer(0, 3);
    buildings.push({
      faces: roofed(house, form, storeys * 3 + 0.4, 0.7, [false, false]),
      use: office ? 'office' : storeys >= 5 ? 'apartment-block' : 'multi-family',
      constructionYear: Math.min(2024, year),
      storeys,
      roof: form,
      edge,
    });
  }
}
