/** Blocks of work and public life: warehouses and offices at the quay, towers, a school, a local centre. */
import { type BuiltBlock, type RoofForm, yearOfBlock } from './ground.ts';
import {
  cornerOutline,
  courtyardOutlines,
  extruded,
  type Frame,
  monoPitchSection,
  moved,
  pitched,
  placed,
  prism,
  type ShellFace,
  sawToothSection,
  steppedSection,
  turned,
} from './shells.ts';
import { clearStretch, edgeFrame, NORTH, SOUTH } from './streetPlan.ts';

/** A rectangle of a block, in the frame of one street. */
interface Yard {
  readonly frame: Frame;
  readonly width: number;
  readonly depth: number;
}

/** The largest of a few rectangles that stand `setback` behind a street within the block. */
function yardOf({ corners }: BuiltBlock, edge: number, setback: number): Yard | null {
  const frame = edgeFrame(corners, edge);
  let best: Yard | null = null;
  for (let depth = 62; depth >= 24; depth -= 2) {
    const stretch = clearStretch(corners, edge, setback, setback + depth, 3);
    if (!stretch) continue;
    const yard = { frame: moved(frame, stretch.from, setback), width: stretch.to - stretch.from, depth };
    if (!best || yard.width * yard.depth > best.width * best.depth) best = yard;
  }
  return best;
}

/** Outlines in the frame with exterior first, moved to the ground. */
function prismOf(frame: Frame, outlines: readonly (readonly number[])[], height: number): ShellFace[] {
  return prism(
    outlines.map((outline) => placed(frame, outline)),
    height,
  );
}

function hall(frame: Frame, width: number, depth: number, form: RoofForm, eaves: number): ShellFace[] {
  switch (form) {
    case 'saw-tooth':
      return extruded(frame, width, sawToothSection(depth, eaves, eaves + 2.6, Math.max(2, Math.round(depth / 8))));
    case 'mono-pitch':
      return extruded(frame, width, monoPitchSection(depth, eaves, eaves + depth * 0.09));
    case 'gable': {
      const across = turned(frame, width);
      return pitched(across, depth, width, { eaves, ridge: eaves + (width / 2) * 0.45, hipAtStart: 0, hipAtEnd: 0 });
    }
    default:
      return prismOf(frame, [[0, 0, width, 0, width, depth, 0, depth]], eaves + 0.5);
  }
}

/** Brick warehouses side by side with gables to the quay, and a newer hall with a saw-tooth roof. */
export function fillWarehouses(ground: BuiltBlock): void {
  const { random, buildings } = ground;
  const yard = yardOf(ground, NORTH, 2);
  if (!yard) return;
  const old = yard.width * random.between(0.4, 0.55);
  const bays = Math.max(2, Math.round(old / 15));
  const builtOld = yearOfBlock(random, 1871, 1924);
  for (let bay = 0; bay < bays; bay++) {
    const storeys = random.pick([1, 2, 3]);
    buildings.push({
      faces: hall(moved(yard.frame, (old / bays) * bay, 0), old / bays, yard.depth, 'gable', 3 + 3.2 * storeys),
      use: random.pick(['storage', 'industry', 'office', 'hospitality'] as const, [0.5, 0.2, 0.2, 0.1]),
      constructionYear: builtOld + bay,
      storeys,
      roof: 'gable',
      edge: NORTH,
    });
  }
  const width = yard.width - old - 9;
  if (width < 14) return;
  const form = random.pick(['saw-tooth', 'mono-pitch', 'flat'] as const, [0.6, 0.2, 0.2]);
  buildings.push({
    faces: hall(moved(yard.frame, old + 9, 0), width, yard.depth, form, random.between(6, 8.5)),
    use: random.pick(['industry', 'storage'] as const),
    constructionYear: yearOfBlock(random, 1946, 1992),
    storeys: 1,
    roof: form,
    edge: NORTH,
  });
}

/** Offices: a courtyard building, bars with flat roofs, one stepped from a low front to a tall back. */
export function fillOffices(ground: BuiltBlock): void {
  const { random, buildings, block } = ground;
  const edge = block.row === 0 ? NORTH : SOUTH;
  const yard = yardOf(ground, edge, 4);
  if (!yard) return;
  const count = Math.max(1, Math.floor((yard.width + 9) / random.between(36, 46)));
  const width = (yard.width - 9 * (count - 1)) / count;
  for (let i = 0; i < count; i++) {
    const frame = moved(yard.frame, i * (width + 9), 0);
    const storeys = random.integer(4, 7);
    const height = storeys * 3.6 + 0.8;
    const kind = width > 30 && yard.depth > 40 ? random.pick(['courtyard', 'stepped', 'bar'] as const, [0.4, 0.4, 0.2]) : 'bar';
    const depth = kind === 'bar' ? Math.min(yard.depth, 22) : yard.depth;
    const faces =
      kind === 'courtyard'
        ? prismOf(frame, courtyardOutlines(width, depth, Math.min(13, width / 3, depth / 3)), height)
        : kind === 'stepped'
          ? extruded(frame, width, steppedSection(Math.min(depth, 36), 14, 8.4, height))
          : prismOf(frame, [[0, 0, width, 0, width, depth, 0, depth]], height);
    buildings.push({
      faces,
      use: 'office',
      constructionYear: yearOfBlock(random, 1978, 2024),
      storeys,
      roof: kind === 'stepped' ? 'stepped' : 'flat',
      edge,
    });
  }
}

/** Apartment towers on the water. */
export function fillTowers(ground: BuiltBlock): void {
  const { random, buildings, block } = ground;
  const edge = block.row === 0 ? NORTH : SOUTH;
  const yard = yardOf(ground, edge, 5);
  if (!yard) return;
  const side = random.between(19, 23);
  const count = Math.max(1, Math.floor((yard.width + 14) / (side + 16)));
  const gap = count > 1 ? (yard.width - count * side) / (count - 1) : 0;
  const year = yearOfBlock(random, 2006, 2024);
  for (let i = 0; i < count; i++) {
    const storeys = random.integer(6, 11);
    const shift = random.between(0, Math.max(0, Math.min(10, yard.depth - side - 1)));
    const mixed = random.next() < 0.4;
    buildings.push({
      faces: prismOf(moved(yard.frame, i * (side + gap), shift), [[0, 0, side, 0, side, side, 0, side]], storeys * 3.05 + 1.2),
      use: 'apartment-block',
      constructionYear: year,
      storeys,
      roof: 'flat',
      edge,
      ...(mixed ? { groundFloorUse: 'hospitality' as const } : {}),
    });
  }
}

/** A school round two sides of its yard, with a sports hall. */
export function fillSchool(ground: BuiltBlock): void {
  const { random, buildings } = ground;
  const yard = yardOf(ground, SOUTH, 6);
  if (!yard || yard.width < 58) return;
  const year = yearOfBlock(random, 1952, 2014);
  const length = Math.min(58, yard.width - 30);
  const depth = Math.min(46, yard.depth);
  const common = { use: 'school', edge: SOUTH } as const;
  buildings.push({
    ...common,
    faces: prismOf(yard.frame, [cornerOutline(length, depth, 13)], 7.6),
    constructionYear: year,
    storeys: 2,
    roof: 'flat',
  });
  buildings.push({
    ...common,
    faces: hall(moved(yard.frame, length + 8, 0), 20, Math.min(32, depth), 'mono-pitch', 6.2),
    constructionYear: Math.min(2022, year + random.integer(0, 20)),
    storeys: 1,
    roof: 'mono-pitch',
  });
}

/** A local centre: supermarket, health centre, hotel. */
export function fillCentre(ground: BuiltBlock): void {
  const { random, buildings } = ground;
  const yard = yardOf(ground, SOUTH, 3);
  if (!yard || yard.width < 70) return;
  const third = (yard.width - 20) / 3;
  const depth = Math.min(yard.depth, 38);
  const year = yearOfBlock(random, 1988, 2020);
  buildings.push(
    {
      faces: hall(yard.frame, third, depth, 'mono-pitch', 5.2),
      use: 'retail',
      constructionYear: year,
      storeys: 1,
      roof: 'mono-pitch',
      edge: SOUTH,
    },
    {
      faces: prismOf(moved(yard.frame, third + 10, 0), [cornerOutline(third, depth, Math.min(11, third / 2.2))], 10.4),
      use: 'health',
      constructionYear: year + 2,
      storeys: 3,
      roof: 'flat',
      edge: SOUTH,
    },
    {
      faces: prismOf(moved(yard.frame, 2 * (third + 10), 0), [[0, 0, third, 0, third, 16, 0, 16]], 19.2),
      use: 'hospitality',
      constructionYear: year + 4,
      storeys: 6,
      roof: 'flat',
      edge: SOUTH,
      groundFloorUse: 'hospitality',
    },
  );
}
