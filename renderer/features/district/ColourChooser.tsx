import { Choice, type ChoiceSection } from '../../app/controls/Choice.tsx';
import { useMessages } from '../../app/useMessages.ts';
import { COLOURED_PROPERTIES, type ColourBy } from '../../state/appState.ts';
import { HOUR_QUANTITIES } from '../../state/hourColours.ts';
import { useActions, useApp } from '../../state/useApp.ts';
import { BUILDING_COLUMNS, SURFACE_COLUMNS } from '../../workers/engineApi.ts';

const CHOICES: readonly ColourBy[] = [
  ...BUILDING_COLUMNS.map((column) => ({ kind: 'building', column }) as const),
  ...SURFACE_COLUMNS.map((column) => ({ kind: 'surface', column }) as const),
  ...HOUR_QUANTITIES.map((quantity) => ({ kind: 'hour', quantity }) as const),
  ...COLOURED_PROPERTIES.map((property) => ({ kind: 'property', property }) as const),
];

/** The quantity a choice of colours shows. */
export function colouredQuantity(colourBy: ColourBy) {
  if (colourBy.kind === 'hour') return colourBy.quantity;
  return colourBy.kind === 'property' ? colourBy.property : colourBy.column;
}

/** Where values come from is a group of its own among the properties. */
function groupOf(colourBy: ColourBy) {
  if (colourBy.kind !== 'property') return colourBy.kind;
  return colourBy.property.startsWith('sourceOf.') ? 'source' : 'property';
}

interface ColourChoiceProps {
  /** In the panel a field with its label, in the legend the title itself. */
  readonly look: 'field' | 'title';
}

/** The list of what buildings can be coloured by, grouped and explained. */
export function ColourChoice({ look }: ColourChoiceProps) {
  const { t } = useMessages();
  const colourBy = useApp((state) => state.colourBy);
  const actions = useActions();
  const sections: readonly ChoiceSection<string>[] = (['building', 'surface', 'hour', 'property', 'source'] as const).map((group) => ({
    id: group,
    label: t(`colour.group.${group}`),
    items: CHOICES.filter((choice) => groupOf(choice) === group).map((choice) => {
      const id = colouredQuantity(choice);
      return { id, label: t(`colour.${id}`), description: t(`colour.${id}.help`) };
    }),
  }));
  return (
    <Choice
      label={t('colour.title')}
      labelHidden={look === 'title'}
      look={look}
      value={colouredQuantity(colourBy)}
      sections={sections}
      onChange={(id) => {
        const choice = CHOICES.find((item) => colouredQuantity(item) === id);
        if (choice) actions.colourBy(choice);
      }}
    />
  );
}

/** What the buildings are coloured by, with a line that explains it. */
export function ColourChooser() {
  const { t } = useMessages();
  const current = colouredQuantity(useApp((state) => state.colourBy));
  return (
    <div className="section">
      <ColourChoice look="field" />
      <p className="hint">{t(`colour.${current}.help`)}</p>
    </div>
  );
}
