/** Formats whose readers are fed with damaged files, in the order of the table. */
export const FUZZ_FORMATS = [
  'cityjson',
  'cityjson-seq',
  'citygml',
  'geojson',
  'geojson-seq',
  'shapefile',
  'geopackage',
  'flatgeobuf',
  'osm-xml',
  'overpass',
  'ifc',
  'geotiff',
  'ascii-grid',
  'geopackage-tiles',
  'other-map',
  'tileset',
  'csv',
  'xlsx',
  'epw',
  'pvgis',
  'scenario',
  'project',
] as const;
export type FuzzFormat = (typeof FUZZ_FORMATS)[number];

/** Files made to harm, read one by one as they are; their number is their own. */
export const BOMBS = 'bombs';
export const FUZZ_KINDS = [...FUZZ_FORMATS, BOMBS] as const;
export type FuzzKind = (typeof FUZZ_KINDS)[number];
