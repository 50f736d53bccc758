import { Switch } from 'react-aria-components';
import type { BuildingModel } from '#models/district/buildingModel.ts';
import { Choice } from '../app/controls/Choice.tsx';
import { RangeSlider } from '../app/controls/RangeSlider.tsx';
import { useMessages } from '../app/useMessages.ts';
import { storeyName } from './partNames.ts';
import { BUILDING_COLOURS, type BuildingColourBy, type BuildingLook, type SectionAxis } from './viewTypes.ts';

interface ToolbarProps {
  readonly model: BuildingModel;
  readonly look: BuildingLook;
  readonly onLook: (look: BuildingLook) => void;
  /** Quantities that can be shown now. */
  readonly available: ReadonlySet<BuildingColourBy>;
}

function Toggle({
  label,
  selected,
  onChange,
}: {
  readonly label: string;
  readonly selected: boolean;
  readonly onChange: (selected: boolean) => void;
}) {
  return (
    <Switch className="switch" isSelected={selected} onChange={onChange}>
      <span className="switch-mark" />
      {label}
    </Switch>
  );
}

const PERCENT = { style: 'percent' } as const;
const SECTIONS = ['none', 'east', 'north', 'up'] as const satisfies readonly (SectionAxis | 'none')[];

/** How the building is looked at. */
export function BuildingToolbar({ model, look, onLook, available }: ToolbarProps) {
  const { t } = useMessages();
  const change = (part: Partial<BuildingLook>): void => onLook({ ...look, ...part });
  const { section } = look;
  return (
    <section className="bview-toolbar" aria-label={t('bview.tools')}>
      <Choice
        label={t('bview.colourBy')}
        value={look.colourBy}
        items={BUILDING_COLOURS.map((id) => ({
          id,
          label: t(`bview.colour.${id}`),
          ...(available.has(id) ? {} : { description: t('bview.colour.pending') }),
        }))}
        onChange={(colourBy) => change({ colourBy })}
      />
      {model.storeys.length > 1 && (
        <Choice
          label={t('bview.storey')}
          value={look.storey === null ? 'all' : String(look.storey)}
          items={[
            { id: 'all', label: t('bview.storey.all') },
            ...[...model.storeys.keys()].reverse().map((index) => ({ id: String(index), label: storeyName(model, index, t) })),
          ]}
          onChange={(id) => change({ storey: id === 'all' ? null : Number(id) })}
        />
      )}
      <Choice
        label={t('bview.section')}
        value={section?.axis ?? 'none'}
        items={SECTIONS.map((id) => ({ id, label: t(`bview.section.${id}`) }))}
        onChange={(axis) => change({ section: axis === 'none' ? null : { axis, at: section?.at ?? 0.55 } })}
      />
      {section && (
        <div className="bview-slider">
          <RangeSlider
            label={t('bview.section.at')}
            value={section.at}
            min={0}
            max={1}
            step={0.01}
            format={PERCENT}
            onChange={(at) => change({ section: { ...section, at } })}
          />
        </div>
      )}
      <div className="bview-slider">
        <RangeSlider
          label={t('bview.explode')}
          value={look.explode}
          min={0}
          max={1}
          step={0.01}
          format={PERCENT}
          onChange={(explode) => change({ explode })}
        />
      </div>
      <div className="bview-switches">
        {model.spaces.length > 0 && (
          <Toggle
            label={t(model.origin === 'district' ? 'bview.spaces' : 'bview.rooms')}
            selected={look.showSpaces}
            onChange={(showSpaces) => change({ showSpaces })}
          />
        )}
        <Toggle label={t('bview.windows')} selected={look.showWindows} onChange={(showWindows) => change({ showWindows })} />
      </div>
    </section>
  );
}
