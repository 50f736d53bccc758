/** What a building of OpenStreetMap is used for, how old it is, and what it is called. */
import { type StatedProperties, type StatedUse, statedProperties } from '#models/district/attributes.ts';
import type { Sourced } from '#models/district/provenance.ts';
import type { Tags } from './osmData.ts';

/** Values of `building`, after the list of the OpenStreetMap wiki (Key:building); others are read as words. */
const BUILDING_USES: Readonly<Record<string, StatedUse>> = {
  apartments: 'multi-family',
  barracks: 'apartment-block',
  bungalow: 'single-family',
  cabin: 'single-family',
  detached: 'single-family',
  dormitory: 'apartment-block',
  farm: 'single-family',
  ger: 'single-family',
  hotel: 'hospitality',
  house: 'residential',
  houseboat: 'single-family',
  residential: 'residential',
  semidetached_house: 'single-family',
  static_caravan: 'single-family',
  stilt_house: 'single-family',
  terrace: 'terraced',
  commercial: 'retail',
  industrial: 'industry',
  kiosk: 'retail',
  office: 'office',
  retail: 'retail',
  supermarket: 'retail',
  warehouse: 'storage',
  bakehouse: 'industry',
  civic: 'office',
  college: 'school',
  fire_station: 'office',
  government: 'office',
  hospital: 'health',
  kindergarten: 'school',
  museum: 'hospitality',
  public: 'office',
  school: 'school',
  toilets: 'storage',
  train_station: 'office',
  transportation: 'office',
  university: 'school',
  barn: 'storage',
  conservatory: 'storage',
  cowshed: 'storage',
  farm_auxiliary: 'storage',
  greenhouse: 'storage',
  slurry_tank: 'storage',
  stable: 'storage',
  sty: 'storage',
  livestock: 'storage',
  grandstand: 'storage',
  pavilion: 'hospitality',
  sports_hall: 'school',
  sports_centre: 'school',
  hangar: 'storage',
  hut: 'storage',
  shed: 'storage',
  carport: 'storage',
  garage: 'storage',
  garages: 'storage',
  parking: 'storage',
  service: 'storage',
  digester: 'storage',
  transformer_tower: 'storage',
  water_tower: 'storage',
  storage_tank: 'storage',
  silo: 'storage',
  roof: 'storage',
  ruins: 'storage',
  bunker: 'storage',
  manufacture: 'industry',
  cathedral: 'hospitality',
  chapel: 'hospitality',
  church: 'hospitality',
  monastery: 'apartment-block',
  mosque: 'hospitality',
  religious: 'hospitality',
  shrine: 'hospitality',
  synagogue: 'hospitality',
  temple: 'hospitality',
};

/** Where `building` says no more than yes. */
const OTHER_KEYS: readonly (readonly [key: string, values: RegExp, use: StatedUse])[] = [
  ['building:use', /^residential|^apartments/, 'residential'],
  ['amenity', /^(school|kindergarten|college|university|childcare|library|music_school)$/, 'school'],
  ['amenity', /^(hospital|clinic|doctors|dentist|nursing_home|social_facility)$/, 'health'],
  ['amenity', /^(restaurant|cafe|pub|bar|fast_food|theatre|cinema|place_of_worship|community_centre|events_venue)$/, 'hospitality'],
  ['amenity', /^(townhall|courthouse|police|fire_station|bank|post_office|embassy)$/, 'office'],
  ['amenity', /^(parking|bicycle_parking)$/, 'storage'],
  ['amenity', /^(pharmacy|marketplace|fuel)$/, 'retail'],
  ['healthcare', /./, 'health'],
  ['shop', /./, 'retail'],
  ['office', /./, 'office'],
  ['tourism', /^(hotel|hostel|motel|guest_house|museum|gallery)$/, 'hospitality'],
  ['leisure', /^(sports_centre|sports_hall|fitness_centre)$/, 'school'],
  ['craft', /./, 'industry'],
  ['industrial', /./, 'industry'],
  ['man_made', /^(works|wastewater_plant|water_works)$/, 'industry'],
  ['man_made', /^(silo|storage_tank)$/, 'storage'],
];

/** What the tags state; use and year with OpenStreetMap's own ways to write them. */
export function statedByTags(tags: Tags): StatedProperties {
  const { use: _, constructionYear: __, ...stated } = statedProperties(tags);
  const use = statedUseOf(tags);
  const year = yearOf(tags);
  return { ...stated, ...(use ? { use } : {}), ...(year ? { constructionYear: year } : {}) };
}

function statedUseOf(tags: Tags): Sourced<StatedUse> | undefined {
  for (const key of ['building', 'building:part']) {
    const value = tags[key];
    const use = value !== undefined && Object.hasOwn(BUILDING_USES, value) ? BUILDING_USES[value] : undefined;
    if (use !== undefined) return { value: use, provenance: 'file', note: `${key}=${value}` };
  }
  for (const [key, values, use] of OTHER_KEYS) {
    const value = tags[key];
    if (value !== undefined && value !== 'no' && values.test(value)) return { value: use, provenance: 'file', note: `${key}=${value}` };
  }
  return statedProperties(tags).use;
}

/** `1872`, `1872-05-01`; `1950s`, `~1900`, `C19`, `1890..1900` give the middle and are inferred. */
function yearOf(tags: Tags): Sourced<number> | undefined {
  const text = tags.start_date?.trim();
  if (text === undefined) return statedProperties(tags).constructionYear;
  const inferred = (value: number): Sourced<number> | undefined =>
    value >= 1200 && value <= 2100 ? { value, provenance: 'inferred', note: `start_date ${text.slice(0, 40)}` } : undefined;
  const exact = /^(\d{4})(?:-\d\d(?:-\d\d)?)?$/.exec(text)?.[1];
  if (exact !== undefined) {
    const value = Number(exact);
    return value >= 1200 && value <= 2100 ? { value, provenance: 'file', note: 'start_date' } : undefined;
  }
  const range = /^(\d{4})(?:\.\.|-|–)(\d{4})$/.exec(text);
  if (range) return inferred(Math.round((Number(range[1]) + Number(range[2])) / 2));
  const decade = /^(?:~|early |mid |late |ca?\.? ?)?(\d{3}0)s$/.exec(text)?.[1];
  if (decade !== undefined) return inferred(Number(decade) + 5);
  const century = /^(?:early |mid |late )?C(\d\d)$/i.exec(text)?.[1];
  if (century !== undefined) return inferred(Number(century) * 100 - 50);
  const about = /^(?:~|before |after |ca?\.? ?)(\d{4})$/i.exec(text)?.[1];
  return about === undefined ? undefined : inferred(Number(about));
}

/** Its name, else its address. */
export function nameOf(tags: Tags): string | undefined {
  const address = [tags['addr:street'] ?? tags['addr:place'], tags['addr:housenumber']].filter((part) => part !== undefined).join(' ');
  return [tags.name, tags['addr:housename'], address].find((name) => name !== undefined && name.trim() !== '');
}
