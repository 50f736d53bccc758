/**
 * Districts of any size from a seed: a plausible docklands quarter, from the quay's warehouses and towers to
 * terraces and gardens inland. All of it is invented; nothing stands where it says in reality.
 * Method and shares: docs/models/synthetic.md.
 */
import { InputError } from '#models/core/errors.ts';
import { hashText, RandomStream, randomAt } from '#models/core/random.ts';
import type { AttributeValue, BuildingUse, District } from '#models/district/district.ts';
import { assembleDistrict, type BuildingInput, type DistrictPlace } from '#models/district/geometry/assemble.ts';
import { type BuiltBlock, heatSourceOf, type NewBuilding } from './ground.ts';
import { fillHouses, fillPairs, fillPerimeter, fillSlabs, fillTerraces } from './homes.ts';
import { type Block, NORTH, SOUTH, type StreetPlan, streetName, streetPlan } from './streetPlan.ts';
import { type BlockGround, type PlannedBlock, surroundingsOf } from './surroundings.ts';
import { fillCentre, fillOffices, fillSchool, fillTowers, fillWarehouses } from './workplaces.ts';

export interface GeneratorPlace {
  readonly name: string;
  readonly lat_deg: number;
  readonly lon_deg: number;
}

export interface GenerateDistrictInput {
  /** Whole number; the same seed makes the same district. */
  readonly seed: number;
  /** How many buildings to make. */
  readonly buildings: number;
  /** Where to put it; the docklands of Cork where absent. */
  readonly place?: GeneratorPlace;
}

const DEFAULT_PLACE: GeneratorPlace = { name: 'Cork docklands', lat_deg: 51.898, lon_deg: -8.453 };
/** Of a district that is in memory. */
export const MOST_BUILDINGS = 200_000;
export const MOST_BUILDINGS_IN_PARTS = 1_000_000;
const SYNTHETIC = 'synthetic';

type Filler = (ground: BuiltBlock) => void;
const FILLERS = {
  warehouses: fillWarehouses,
  offices: fillOffices,
  towers: fillTowers,
  school: fillSchool,
  centre: fillCentre,
  perimeter: fillPerimeter,
  terraces: fillTerraces,
  pairs: fillPairs,
  houses: fillHouses,
  slabs: fillSlabs,
  park: () => undefined,
} as const satisfies Record<string, Filler>;
type BlockType = keyof typeof FILLERS;

/** What is between the buildings of a block; gardens where nothing is said. */
const GROUNDS: Readonly<Partial<Record<BlockType, BlockGround>>> = {
  warehouses: 'yard',
  offices: 'yard',
  towers: 'yard',
  school: 'yard',
  centre: 'yard',
  park: 'park',
};

const QUAY: readonly BlockType[] = ['offices', 'warehouses', 'towers', 'offices', 'warehouses', 'towers', 'park'];

function modulo(value: number, period: number): number {
  return ((value % period) + period) % period;
}

/** What a block holds: the river decides the first rows, then neighbourhoods with a school, a centre and a park each. */
function blockType(seed: number, { column, row }: Block): BlockType {
  if (row === 0) return QUAY[modulo(column + 2, QUAY.length)]!;
  const draw = randomAt(seed ^ 0x7ac3, Math.imul(column, 0x2c1b3) ^ Math.imul(row, 0x1000193));
  if (row === 1) return draw < 0.55 ? 'perimeter' : draw < 0.75 ? 'slabs' : 'terraces';
  if (modulo(column, 7) === 1 && row % 4 === 2) return 'school';
  if (modulo(column, 7) === 5 && row % 4 === 2) return 'centre';
  if (modulo(column, 8) === 7 && row % 5 === 3) return 'park';
  const shares: readonly (readonly [BlockType, number])[] =
    row <= 3
      ? [
          ['terraces', 0.6],
          ['perimeter', 0.08],
          ['pairs', 0.18],
          ['slabs', 0.08],
          ['houses', 0.06],
        ]
      : [
          ['terraces', 0.3],
          ['pairs', 0.34],
          ['houses', 0.2],
          ['slabs', 0.08],
          ['perimeter', 0.05],
          ['offices', 0.02],
          ['warehouses', 0.01],
        ];
  let mark = draw;
  for (const [type, share] of shares) {
    mark -= share;
    if (mark < 0) return type;
  }
  return 'terraces';
}

/**
 * Makes a district of the given number of buildings.
 * @throws InputError where the number of buildings or the place is not possible
 */
export function generateDistrict(input: GenerateDistrictInput): District {
  check(input, MOST_BUILDINGS);
  const plan = streetPlan(input.seed, input.buildings);
  const built: PlannedBlock[] = [];
  const district = assembleDistrict(placeOf(input), inventedBuildings(input.seed, input.buildings, plan, built));
  const context = surroundingsOf(input.seed, plan, built);
  return context ? { ...district, context } : district;
}

/** Buildings that are assembled at a time. */
const PART_BUILDINGS = 1000;

/**
 * The buildings and surroundings of {@link generateDistrict} in parts, for districts that are too large to be in memory: each
 * part is a district in the same local frame, with its own buildings; the surroundings come last, without buildings. Walls
 * that buildings of two parts share are not known to be shared.
 * @throws InputError where the number of buildings or the place is not possible
 */
export function* generateDistrictParts(input: GenerateDistrictInput): Generator<District> {
  check(input, MOST_BUILDINGS_IN_PARTS);
  const plan = streetPlan(input.seed, input.buildings);
  const built: PlannedBlock[] = [];
  const place = placeOf(input);
  let part: BuildingInput[] = [];
  for (const building of inventedBuildings(input.seed, input.buildings, plan, built)) {
    part.push(building);
    if (part.length < PART_BUILDINGS) continue;
    yield assembleDistrict(place, part);
    part = [];
  }
  const last = assembleDistrict(place, part);
  const context = surroundingsOf(input.seed, plan, built);
  yield context ? { ...last, context } : last;
}

function placeOf(input: GenerateDistrictInput): DistrictPlace {
  const place = input.place ?? DEFAULT_PLACE;
  return {
    name: `${place.name} (synthetic)`,
    source: {
      fileName: `synthetic-${input.buildings}-seed-${input.seed}`,
      format: SYNTHETIC,
      attribution: 'Invented buildings and streets, made by Commonwatt. Not a map of this place.',
    },
    reference: { code: null, name: `Local east-north-up metres at ${place.name}`, accuracy: 'exact', accuracy_m: 0 },
    origin: { lon_deg: place.lon_deg, lat_deg: place.lat_deg, height_m: 0 },
  };
}

/** @param built gets the blocks that were built on, in their order */
function* inventedBuildings(seed: number, wanted: number, { blocks }: StreetPlan, built: PlannedBlock[]): Generator<BuildingInput> {
  const houseNumbers = new Map<string, number>();
  let made = 0;
  for (const block of blocks) {
    const random = new RandomStream(hashText(`${seed}:${block.column}:${block.row}`));
    const buildings: NewBuilding[] = [];
    const type = blockType(seed, block);
    FILLERS[type]({ block, random, corners: block.corners, buildings });
    built.push({ block, ground: GROUNDS[type] ?? 'gardens' });
    for (const building of buildings) {
      if (made === wanted) return;
      made++;
      yield describe(building, block, random, made, houseNumbers);
    }
  }
}

function describe(
  building: NewBuilding,
  block: Block,
  random: RandomStream,
  count: number,
  houseNumbers: Map<string, number>,
): BuildingInput {
  const street = streetName(block, building.edge);
  // Odd numbers on one side of a street, even ones on the other.
  const side = building.edge === SOUTH || building.edge === NORTH ? building.edge : building.edge + 4;
  const key = `${street}:${side}`;
  const taken = houseNumbers.get(key) ?? 0;
  houseNumbers.set(key, taken + 1);
  const number = 2 * taken + (building.edge === SOUTH ? 1 : 2);
  const heatSource = heatSourceOf(random, building.use, building.constructionYear);
  const attributes: Record<string, AttributeValue> = {
    function: building.use,
    yearOfConstruction: building.constructionYear,
    storeysAboveGround: building.storeys,
    roofForm: building.roof,
    heating: heatSource,
    synthetic: true,
  };
  if (building.groundFloorUse) attributes.groundFloorUse = building.groundFloorUse;
  const stated = <T>(value: T) => ({ value, provenance: 'file' as const, note: SYNTHETIC });
  return {
    id: `synthetic-${String(count).padStart(5, '0')}`,
    name: `${number} ${street}`,
    lod: '2.0',
    faces: building.faces,
    attributes,
    stated: {
      use: stated<BuildingUse>(building.use),
      constructionYear: stated(building.constructionYear),
      storeys: stated(building.storeys),
      heatSource: stated(heatSource),
    },
  };
}

function check({ seed, buildings, place }: GenerateDistrictInput, most: number): void {
  if (!Number.isInteger(buildings) || buildings < 1 || buildings > most) {
    throw new InputError({
      code: 'synth.buildings',
      message: `The number of buildings is ${buildings}; it must be a whole number from 1 to ${most}.`,
      mend: 'Choose a number in that range.',
      values: { buildings, most },
    });
  }
  if (!Number.isInteger(seed)) {
    throw new InputError({
      code: 'synth.seed',
      message: `The seed is ${seed}; it must be a whole number.`,
      mend: 'Choose a whole number.',
      values: { seed },
    });
  }
  if (place && !(Math.abs(place.lat_deg) <= 85 && Math.abs(place.lon_deg) <= 180)) {
    throw new InputError({
      code: 'synth.place',
      message: `The place ${place.lat_deg}, ${place.lon_deg} (latitude, longitude) is not on the map.`,
      where: place.name,
      mend: 'Give latitude within -85..85 and longitude within -180..180 degrees.',
      values: { latitude: place.lat_deg, longitude: place.lon_deg },
    });
  }
}
