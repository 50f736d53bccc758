/**
 * What a building's attributes say about it, read tolerantly: names and code lists of CityGML, ALKIS,
 * INSPIRE, BAG/3DBAG and OpenStreetMap. A missing value stays missing: 'NaN', null and '' are never 0.
 */
import { type AttributeValue, BUILDING_USES, type BuildingUse, HEAT_SOURCES, type HeatSource } from './district.ts';
import type { Sourced } from './provenance.ts';

/** `residential` where the file says no more than that; the form decides which kind. */
export type StatedUse = BuildingUse | 'residential';

export interface StatedProperties {
  readonly height_m?: Sourced<number>;
  readonly storeys?: Sourced<number>;
  readonly floorArea_m2?: Sourced<number>;
  readonly constructionYear?: Sourced<number>;
  readonly use?: Sourced<StatedUse>;
  readonly heatSource?: Sourced<HeatSource>;
  /** Wall area that touches other buildings, as published. */
  readonly sharedWallArea_m2?: Sourced<number>;
}

type Attributes = Readonly<Record<string, AttributeValue>>;

/** Separators and capitals do not count: `BUILDING_HEIGHT` is `building:height`. */
const HEIGHT_NAMES = [
  'measuredHeight',
  'height',
  'height_m',
  'building:height',
  'heightAboveGround',
  'hoogte',
  'hoogte_m',
  'bouwhoogte',
  'gebouwhoogte',
  'pandhoogte',
  'hoehe',
  'höhe',
  'hoehe_m',
  'gebaeudehoehe',
  'gebäudehöhe',
  'hauteur',
  'hauteur_m',
  'altezza',
  'altura',
  'bldg_height',
  'roof_height_above_ground',
];
/** 3DBAG gives elevations: roof (usual first), then ground. */
const ROOF_LEVEL_NAMES = ['b3_h_dak_70p', 'b3_h_70p', 'b3_h_dak_50p', 'b3_h_50p', 'b3_h_dak_max', 'b3_h_max'];
const GROUND_LEVEL_NAMES = ['b3_h_maaiveld'];
const STOREY_NAMES = [
  'storeysAboveGround',
  'numberOfFloorsAboveGround',
  'b3_bouwlagen',
  'building:levels',
  'levels',
  'storeys',
  'stories',
  'floors',
  'num_floors',
  'n_floors',
  'numberOfFloors',
  'numberOfStoreys',
  'bouwlagen',
  'aantal_bouwlagen',
  'etages',
  'nb_etages',
  'anzahlDerOberirdischenGeschosse',
  'geschosse',
  'stockwerke',
];
const YEAR_NAMES = [
  'yearOfConstruction',
  'oorspronkelijkbouwjaar',
  'bouwjaar',
  'constructionYear',
  'baujahr',
  'year_built',
  'start_date',
  'dateOfConstruction',
  'build_year',
  'construction_date',
  'annee_construction',
];
const FLOOR_AREA_NAMES = [
  'floorArea',
  'floor_area_m2',
  'grossFloorArea',
  'grossFloorArea_m2',
  'gross_floor_area_m2',
  'bruttogrundflaeche',
  'bruttogrundfläche',
  'bgf',
];
const USE_NAMES = [
  'function',
  'usage',
  'use',
  'currentUse',
  'building:use',
  'gebruiksdoel',
  'gebruiksdoelen',
  'gebaeudefunktion',
  'nutzung',
  'building',
  'buildingUse',
  'class',
];
/** 3DBAG: party walls of the building at its highest level of detail. */
const SHARED_WALL_NAMES = ['b3_opp_scheidingsmuur'];
const HEAT_NAMES = ['heatSource', 'heating', 'heatingSystem', 'heizung', 'heating:source'];

/** ALKIS `AX_Gebaeudefunktion` and the CityGML code list derived from it, by leading digits. */
const CODE_PREFIXES: readonly (readonly [string, StatedUse])[] = [
  ['102', 'apartment-block'],
  ['1', 'residential'],
  ['202', 'office'],
  ['203', 'office'],
  ['204', 'office'],
  ['201', 'retail'],
  ['205', 'retail'],
  ['206', 'retail'],
  ['207', 'hospitality'],
  ['208', 'hospitality'],
  ['209', 'hospitality'],
  ['214', 'storage'],
  ['246', 'storage'],
  ['27', 'storage'],
  ['2', 'industry'],
  ['301', 'office'],
  ['302', 'school'],
  ['303', 'hospitality'],
  ['305', 'health'],
  ['3065', 'school'],
  ['306', 'health'],
  ['307', 'office'],
];

/** Words of the English, German and Dutch lists; the first that fits wins. */
const WORDS: readonly (readonly [RegExp, StatedUse])[] = [
  [/garage|carport|shed\b|schuur|berging|schuppen|parkhaus|parking|storage|warehouse|\blager|ancillary|barn|scheune/, 'storage'],
  [/wohnheim|residenceforcommunities|apartment|hochhaus/, 'apartment-block'],
  [/mehrfamilien|multi.?family|tenement|collectiveresidence|morethantwodwellings|meergezins/, 'multi-family'],
  [/reihenhaus|terrace|row.?house|rijwoning|tussenwoning/, 'terraced'],
  [/einfamilien|single.?family|detached|bungalow|individualresidence|twodwellings|vrijstaand/, 'single-family'],
  [/school|onderwijs|schule|bildung|education|kindergarten|universit|college|kinderdagverblijf|\bkita\b/, 'school'],
  [/hospital(?!ity)|krankenhaus|gezondheid|health|clinic|klinik|pflege|zorg/, 'health'],
  [/hotel|logies|beherberg|gastst|gastronom|restaurant|hospitality|bijeenkomst|beherbergung|pub\b/, 'hospitality'],
  [/office|kantoor|b(ü|ue)ro|verwalt|publicservices|civic|government|bank/, 'office'],
  [/retail|winkel|(?<!work)shop|handel|laden|kaufhaus|trade|supermarket|commercial|commerceandservices|mall/, 'retail'],
  [/industr|fabri|gewerbe|werkstatt|workshop|manufactur|factory|produktion|bedrijf|agricult|landwirt/, 'industry'],
  [/woon|wohn|residen|dwelling|\bhouse\b|^yes_residential$/, 'residential'],
];

const HEAT_WORDS: readonly (readonly [RegExp, HeatSource])[] = [
  [/district|fernw(ä|ae)rme|stadsverwarming|warmtenet/, 'district-heat'],
  [/heat.?pump|w(ä|ae)rmepumpe|warmtepomp/, 'air-heat-pump'],
  [/\boil|(ö|oe)l(heizung|kessel)?\b|\bolie/, 'oil-boiler'],
  [/pellet|wood|holz|biomass|hout/, 'biomass-boiler'],
  [/electric|elektr|strom/, 'direct-electric'],
  [/gas/, 'gas-boiler'],
];

/**
 * A number from an attribute; text that is a number counts.
 * @returns null for null, '', 'NaN', text and anything that is not finite
 */
export function numberOf(value: AttributeValue | undefined): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || value.trim() === '') return null;
  const number = Number(value.trim().replace(',', '.'));
  return Number.isFinite(number) ? number : null;
}

/** True for values that say "there is no value". */
export function isMissing(value: AttributeValue | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'number') return !Number.isFinite(value);
  return typeof value === 'string' && /^\s*(nan|null|none|n\/a|unknown|-)?\s*$/i.test(value);
}

/** Use from a code or a word of the common lists; null where it says nothing. */
export function statedUse(value: AttributeValue | undefined): StatedUse | null {
  if (isMissing(value) || typeof value === 'boolean') return null;
  const text = String(value).trim().toLowerCase();
  const own = BUILDING_USES.find((use) => use === text);
  if (own) return own;
  const code = /^(?:\d{5}_)?(\d{4})$/.exec(text)?.[1];
  if (code !== undefined) return CODE_PREFIXES.find(([prefix]) => code.startsWith(prefix))?.[1] ?? null;
  return WORDS.find(([word]) => word.test(text))?.[1] ?? null;
}

/** Heat source from a word; null where it says nothing. */
export function statedHeatSource(value: AttributeValue | undefined): HeatSource | null {
  if (typeof value !== 'string') return null;
  const text = value.trim().toLowerCase();
  return HEAT_SOURCES.find((source) => source === text) ?? HEAT_WORDS.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

/**
 * A length from an attribute; a unit in the text counts.
 * @returns metres; null where the value says nothing
 */
export function length_m(value: AttributeValue | undefined): number | null {
  const plain = numberOf(value);
  if (plain !== null || typeof value !== 'string') return plain;
  const [, number, unit = 'm'] = /^\s*([\d.,]+)\s*(m|metres?|meters?|ft|feet|')\s*$/i.exec(value) ?? [];
  const length = numberOf(number);
  if (length === null) return null;
  return unit.toLowerCase().startsWith('m') ? length : length * FOOT_m;
}

const FOOT_m = 0.3048;
/** Names in a Shapefile's table end here. */
const DBF_NAME_LENGTH = 10;

/** Finds attributes by name: capitals and separators do not count, nor that a Shapefile cuts names. */
class AttributeNames {
  readonly #byName = new Map<string, string>();
  readonly #cut = new Map<string, string>();

  constructor(attributes: Attributes) {
    for (const name of Object.keys(attributes)) {
      this.#byName.set(plainName(name), name);
      if (name.length === DBF_NAME_LENGTH) this.#cut.set(name.toLowerCase(), name);
    }
  }

  find(candidate: string): string | undefined {
    const found = this.#byName.get(plainName(candidate));
    if (found !== undefined || candidate.length <= DBF_NAME_LENGTH) return found;
    return this.#cut.get(candidate.slice(0, DBF_NAME_LENGTH).toLowerCase());
  }
}

const plainNames = new Map<string, string>();

function plainName(name: string): string {
  const known = plainNames.get(name);
  if (known !== undefined) return known;
  const plain = name.toLowerCase().replace(/[\s_:.-]+/g, '');
  // Files name a few hundred attributes; one with endless names must not fill the memory.
  if (plainNames.size < 10_000) plainNames.set(name, plain);
  return plain;
}

/** Everything the attributes state, with the attribute's name as note. */
export function statedProperties(attributes: Attributes): StatedProperties {
  const names = new AttributeNames(attributes);
  const stated: { -readonly [K in keyof StatedProperties]: StatedProperties[K] } = {};

  const number = (candidates: readonly string[], low: number, high: number, read = numberOf): Sourced<number> | undefined => {
    for (const candidate of candidates) {
      const name = names.find(candidate);
      if (name === undefined) continue;
      const value = read(attributes[name]);
      if (value !== null && value >= low && value <= high) return { value, provenance: 'file', note: name };
    }
    return undefined;
  };
  const word = <T>(candidates: readonly string[], read: (value: AttributeValue | undefined) => T | null): Sourced<T> | undefined => {
    for (const candidate of candidates) {
      const name = names.find(candidate);
      const value = name === undefined ? null : read(attributes[name]);
      if (name !== undefined && value !== null) return { value, provenance: 'file', note: name };
    }
    return undefined;
  };

  const height =
    number(HEIGHT_NAMES, 0.5, 1000, length_m) ??
    heightBetween(number(ROOF_LEVEL_NAMES, -500, 9000), number(GROUND_LEVEL_NAMES, -500, 9000));
  if (height) stated.height_m = height;
  const storeys = number(STOREY_NAMES, 1, 200);
  if (storeys) stated.storeys = { ...storeys, value: Math.round(storeys.value) };
  const floorArea = number(FLOOR_AREA_NAMES, 1, 1e7);
  if (floorArea) stated.floorArea_m2 = floorArea;
  const sharedWall = number(SHARED_WALL_NAMES, 0, 1e7);
  if (sharedWall) stated.sharedWallArea_m2 = sharedWall;
  const year = number(YEAR_NAMES, 1200, 2100) ?? yearInDate(attributes, names);
  if (year) stated.constructionYear = { ...year, value: Math.floor(year.value) };
  const use = word(USE_NAMES, statedUse);
  if (use) stated.use = use;
  const heat = word(HEAT_NAMES, statedHeatSource);
  if (heat) stated.heatSource = heat;
  return stated;
}

/** Roof above ground, from two elevations. */
function heightBetween(roof: Sourced<number> | undefined, ground: Sourced<number> | undefined): Sourced<number> | undefined {
  if (!roof || !ground || roof.value - ground.value < 0.5) return undefined;
  return { value: roof.value - ground.value, provenance: 'file', note: `${roof.note} - ${ground.note}` };
}

const GROUND_AREA_NAMES = ['ground_area_m2', 'footprint_area_m2', 'footprintArea', 'groundArea', 'b3_opp_grond'];
const LEAST_HEIGHT_NAMES = ['min_height', 'min_height_m', 'building:min_height'];

/** Ground area that the attributes state [m2]: a figure to compare with, never the one that is used. */
export function statedGroundArea_m2(attributes: Attributes): Sourced<number> | undefined {
  return oneNumber(attributes, GROUND_AREA_NAMES, numberOf);
}

/** How far above the ground a building (or part of one) begins [m], where the attributes state it. */
export function statedLeastHeight_m(attributes: Attributes): Sourced<number> | undefined {
  return oneNumber(attributes, LEAST_HEIGHT_NAMES, length_m);
}

function oneNumber(
  attributes: Attributes,
  candidates: readonly string[],
  read: (value: AttributeValue | undefined) => number | null,
): Sourced<number> | undefined {
  const names = new AttributeNames(attributes);
  for (const candidate of candidates) {
    const name = names.find(candidate);
    const value = name === undefined ? null : read(attributes[name]);
    if (name !== undefined && value !== null && value > 0) return { value, provenance: 'file', note: name };
  }
  return undefined;
}

/** `1964-05-01` in a year attribute. */
function yearInDate(attributes: Attributes, names: AttributeNames): Sourced<number> | undefined {
  for (const candidate of YEAR_NAMES) {
    const name = names.find(candidate);
    const value = name === undefined ? undefined : attributes[name];
    const year = typeof value === 'string' ? /^(1[2-9]\d\d|20\d\d)-\d\d/.exec(value)?.[1] : undefined;
    if (name !== undefined && year !== undefined) return { value: Number(year), provenance: 'file', note: name };
  }
  return undefined;
}
