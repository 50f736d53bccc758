import { Choice, type ChoiceSection } from '../../app/controls/Choice.tsx';
import { useMessages } from '../../app/useMessages.ts';
import type { ColourBy } from '../../state/appState.ts';
import { useActions, useApp } from '../../state/useApp.ts';
import { BUILDING_COLUMNS, SURFACE_COLUMNS } from '../../workers/engineApi.ts';

const PROPERTIES = ['use', 'constructionYear', 'height_m', 'storeys', 'heatSource', 'dataQuality'] as const;

const CHOICES: readonly ColourBy[] = [
  ...BUILDING_COLUMNS.map((column) => ({ kind: 'building', column }) as const),
  ...SURFACE_COLUMNS.map((column) => ({ kind: 'surface', column }) as const),
  ...PROPERTIES.map((property) => ({ kind: 'property', property }) as const),
];

/** The quantity a choice of colours shows. */
export function colouredQuantity(colourBy: ColourBy) {
  return colourBy.kind === 'property' ? colourBy.property : colourBy.column;
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
  const sections: readonly ChoiceSection<string>[] = (['building', 'surface', 'property'] as const).map((kind) => ({
    id: kind,
    label: t(`colour.group.${kind}`),
    items: CHOICES.filter((choice) => choice.kind === kind).map((choice) => {
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
