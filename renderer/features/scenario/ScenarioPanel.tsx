import { useState } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover, Text } from 'react-aria-components';
import { BASELINE, type GeneralMeasureKind } from '#models/scenario/scenario.ts';
import { Icon } from '../../app/controls/Icon.tsx';
import { useMessages } from '../../app/useMessages.ts';
import { activeScenario } from '../../state/store.ts';
import { useActions, useApp } from '../../state/useApp.ts';
import { MeasureCard } from './MeasureCard.tsx';
import { ScenarioList } from './ScenarioList.tsx';
import './scenario.css';

export const MEASURE_KINDS: readonly GeneralMeasureKind[] = [
  'retrofit',
  'windows',
  'pv',
  'battery',
  'heat-pump',
  'setpoints',
  'tariff',
  'emissions',
];

/** A menu of all kinds of measures, each with a line that explains it. */
export function AddMeasure({ label, onAdd }: { readonly label: string; readonly onAdd: (kind: GeneralMeasureKind) => void }) {
  const { t } = useMessages();
  return (
    <MenuTrigger>
      <Button className="button button-wide">
        <Icon name="add" />
        {label}
      </Button>
      <Popover className="popover menu-popover">
        <Menu className="menu" aria-label={label}>
          {MEASURE_KINDS.map((kind) => (
            <MenuItem key={kind} id={kind} className="menu-item" textValue={t(`measure.${kind}`)} onAction={() => onAdd(kind)}>
              <Text slot="label">{t(`measure.${kind}`)}</Text>
              <Text slot="description">{t(`measure.${kind}.help`)}</Text>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

/** Scenarios, and the measures of the one that is shown. */
export function ScenarioPanel() {
  const { t } = useMessages();
  const { scenario } = useApp(activeScenario);
  const hasDistrict = useApp((state) => state.district !== null);
  const actions = useActions();
  const [openId, setOpenId] = useState<string | null>(null);
  const isBaseline = scenario.id === BASELINE.id;
  if (!hasDistrict) return <p className="empty-state">{t('district.empty')}</p>;
  return (
    <div className="stack">
      <ScenarioList />
      <section className="section" aria-label={t('scenario.measures')}>
        <div className="section-head">
          <h3>{t('scenario.measures')}</h3>
        </div>
        {isBaseline && <p className="empty-state">{t('scenario.baseline.text')}</p>}
        {!isBaseline && scenario.measures.length === 0 && <p className="empty-state">{t('scenario.noMeasures')}</p>}
        {scenario.measures.length > 0 && (
          <ol className="measure-list">
            {scenario.measures.map((measure, index) => (
              <li key={measure.id}>
                <MeasureCard
                  measure={measure}
                  first={index === 0}
                  last={index === scenario.measures.length - 1}
                  open={openId === measure.id}
                  onOpen={(open) => setOpenId(open ? measure.id : null)}
                />
              </li>
            ))}
          </ol>
        )}
        <AddMeasure label={t('measure.add')} onAdd={(kind) => actions.addMeasure(kind)} />
        <p className="hint">{t(isBaseline ? 'scenario.startFromBaseline' : 'scenario.order')}</p>
      </section>
    </div>
  );
}
