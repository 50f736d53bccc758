/** Words of the comparison of scenarios. */
export const en = {
  'compare.title': 'Compare',
  'compare.empty': 'There is only the baseline so far. Add a scenario to see what it changes.',
  'compare.reference': 'Compare with',
  'compare.table': 'Key figures of all scenarios',
  'compare.figure': 'Key figure',
  'compare.pending': 'not yet simulated',
  'compare.save': 'Save table (CSV)',
  'compare.chart': 'Change against {name}',
  'compare.chart.summary': 'Percentage change of each key figure of {scenario}.',
  'compare.chart.change': 'Change',
  'compare.show': 'Show {name} in the view',
  'compare.shown': 'in the view',
  'compare.best': 'best value',
} as const;

export const de: Readonly<Record<keyof typeof en, string>> = {
  'compare.title': 'Vergleichen',
  'compare.empty': 'Bisher gibt es nur den Ausgangszustand. Legen Sie ein Szenario an, um zu sehen, was es ändert.',
  'compare.reference': 'Vergleichen mit',
  'compare.table': 'Kennzahlen aller Szenarien',
  'compare.figure': 'Kennzahl',
  'compare.pending': 'noch nicht simuliert',
  'compare.save': 'Tabelle speichern (CSV)',
  'compare.chart': 'Änderung gegenüber {name}',
  'compare.chart.summary': 'Prozentuale Änderung jeder Kennzahl von {scenario}.',
  'compare.chart.change': 'Änderung',
  'compare.show': '{name} in der Ansicht zeigen',
  'compare.shown': 'in der Ansicht',
  'compare.best': 'bester Wert',
};
