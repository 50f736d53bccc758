/** Whether text begins like an answer of PVGIS (European Commission, Joint Research Centre). */

export function isPvgisCsv(head: string): boolean {
  return (
    /^Latitude \(decimal degrees\)\s*:\s*-?[\d.]+/i.test(head.slice(0, 200)) &&
    /\nLongitude \(decimal degrees\)\s*:/i.test(head.slice(0, 400))
  );
}

export function isPvgisJson(head: string): boolean {
  const start = head.slice(0, 4000);
  return /"meteo_data"\s*:/.test(start) && /"(radiation_db|location)"\s*:/.test(start);
}
