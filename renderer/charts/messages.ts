/** Words that every chart uses. */
export const en = {
  'chart.actions': 'Save or read this chart',
  'chart.savePng': 'Save as picture (PNG)',
  'chart.saveSvg': 'Save as drawing (SVG)',
  'chart.saveCsv': 'Save values (CSV)',
  'chart.keys': 'Use the left and right arrow keys to read values.',
} as const;

export const de: Readonly<Record<keyof typeof en, string>> = {
  'chart.actions': 'Diagramm speichern oder lesen',
  'chart.savePng': 'Als Bild speichern (PNG)',
  'chart.saveSvg': 'Als Zeichnung speichern (SVG)',
  'chart.saveCsv': 'Werte speichern (CSV)',
  'chart.keys': 'Mit den Pfeiltasten nach links und rechts die Werte lesen.',
};
