/** Words of the district panel about findings, weather notes and objects of an unknown type. */
export const en = {
  'district.issues.treatAs': 'Treat as building',
  'district.issues.treatAs.help': 'Reads the file again with every “{type}” as a building. It stays a finding, and you can take it back.',
  'district.issues.treatAs.undo': 'Read as unknown object again',
  'district.layer.terrain': 'Terrain',
  'district.layer.elements': 'Trees, lines and points',
  'district.layer.tiles': '3D tiles',
  'district.layer.remove': 'Remove',
  'district.layer.tiles.remove': 'Remove the 3D tiles',
  'district.weather.notes': 'What was filled or assumed',
  'notice.fileNeeded': 'The file is no longer at hand. Open {name} again, then choose this once more.',
} as const;

export const de: Readonly<Record<keyof typeof en, string>> = {
  'district.issues.treatAs': 'Als Gebäude behandeln',
  'district.issues.treatAs.help':
    'Liest die Datei noch einmal, mit jedem „{type}“ als Gebäude. Der Befund bleibt stehen, und Sie können es zurücknehmen.',
  'district.issues.treatAs.undo': 'Wieder als unbekanntes Objekt lesen',
  'district.layer.terrain': 'Gelände',
  'district.layer.elements': 'Bäume, Leitungen und Punkte',
  'district.layer.tiles': '3D-Kacheln',
  'district.layer.remove': 'Entfernen',
  'district.layer.tiles.remove': '3D-Kacheln entfernen',
  'district.weather.notes': 'Was ergänzt oder angenommen wurde',
  'notice.fileNeeded': 'Die Datei ist nicht mehr zur Hand. Öffnen Sie {name} noch einmal und wählen Sie dies dann erneut.',
};
