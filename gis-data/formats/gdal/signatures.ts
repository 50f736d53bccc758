/** How files begin that only GDAL reads; nothing else is handed to it, so that refusing a file stays quick. */

/** Google Earth, GPS tracks and plain GML. */
export function otherXml(head: string): boolean {
  const root = /<(?![?!])(?:[\w.-]+:)?([\w.-]+)/.exec(head)?.[1] ?? '';
  if (root === 'kml' || root === 'gpx') return true;
  return head.includes('http://www.opengis.net/gml') && (root === 'FeatureCollection' || /<(?:[\w.-]+:)?featureMembers?[\s>]/.test(head));
}

/** Feature sets of ArcGIS and TopoJSON. */
export function otherJson(head: string): boolean {
  const isFeatureSet = /"(geometryType|spatialReference)"\s*:/.test(head) && /"features"\s*:\s*\[/.test(head);
  return isFeatureSet || /"type"\s*:\s*"Topology"/.test(head);
}

/** Drawings (DXF) and MapInfo's exchange format. */
export function otherText(name: string, head: string): boolean {
  if (/^(?:999\r?\n[^\n]*\r?\n\s*)*0\s*\r?\nSECTION\s/.test(head)) return true;
  return /\.mif$/i.test(name) && /^version\s+\d+/i.test(head);
}

/** Rasters: ERDAS Imagine, NetCDF with HDF5 are of no use here; tiles of the Shuttle mission have a size and no header. */
export function otherBinary(bytes: Uint8Array): boolean {
  return String.fromCharCode(...bytes.subarray(0, 15)) === 'EHFA_HEADER_TAG';
}

/** A zipped KML file, MapInfo tables or a file geodatabase. */
export function otherArchive(names: readonly string[]): boolean {
  return names.some((name) => /\.(kml|tab|mif|gdbtable|dxf|gml|gpx)$/i.test(name));
}
