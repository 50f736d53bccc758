import { Switch } from 'react-aria-components';
import { type FlexibilityProduct, PRIORITIES } from '#models/market/marketConfig.ts';
import { Choice } from '../../app/controls/Choice.tsx';
import { Help } from '../../app/controls/Help.tsx';
import { QuantityField } from '../../app/controls/QuantityField.tsx';
import { RangeSlider } from '../../app/controls/RangeSlider.tsx';
import { useMessages } from '../../app/useMessages.ts';
import { CentField } from './CentField.tsx';
import type { EditorProps } from './ColumnEditor.tsx';
import { RuleChoice } from './RuleChoice.tsx';

const DAYS = 365;

/** An evening call on one winter's day a week, to begin with. */
const FIRST: Omit<FlexibilityProduct, 'name'> = {
  direction: 'down',
  from_h: 17,
  to_h: 20,
  days: spreadDays(24),
  availability_EURPerKWh: 0.01,
  use_EURPerKWh: 0.2,
  minimum_kW: 0,
  maximum_kW: 100,
  penalty_EURPerKWh: 0.1,
  aggregatorShare: 0.2,
  isOpen: true,
};

/** So many days of the year, as evenly as whole days allow. */
export function spreadDays(count: number): readonly number[] {
  const wanted = Math.min(DAYS, Math.max(0, Math.round(count)));
  return Array.from({ length: wanted }, (_, event) => Math.floor(((event + 0.5) * DAYS) / wanted));
}

/** What the network operator asks for and pays. */
export function FlexibilityFields({ config, onChange }: EditorProps) {
  const { t } = useMessages();
  const { flexibility } = config;
  const change = (next: Partial<FlexibilityProduct>): void => {
    if (flexibility) onChange({ ...config, flexibility: { ...flexibility, ...next } });
  };
  return (
    <>
      <div className="market-rule-head">
        <Switch
          className="switch"
          isSelected={flexibility !== null}
          onChange={(on) => onChange({ ...config, flexibility: on ? { ...FIRST, name: t('market.flex.name') } : null })}
        >
          <span className="switch-mark" />
          {t('market.flex.use')}
        </Switch>
        <Help term={t('market.rules.flexibility')}>{t('market.flex.use.help')}</Help>
      </div>
      {flexibility && (
        <>
          <RuleChoice
            kind="priority"
            value={config.priority}
            fitting={PRIORITIES}
            onChange={(priority) => onChange({ ...config, priority })}
          />
          <Choice
            label={t('market.flex.direction')}
            value={flexibility.direction}
            items={[
              { id: 'down', label: t('market.flex.direction.down') },
              { id: 'up', label: t('market.flex.direction.up') },
            ]}
            onChange={(direction) => change({ direction })}
          />
          <QuantityField
            label={t('market.flex.from')}
            unit="h"
            value={flexibility.from_h}
            min={0}
            max={23}
            step={1}
            onChange={(from_h) => change({ from_h })}
          />
          <QuantityField
            label={t('market.flex.to')}
            unit="h"
            value={flexibility.to_h}
            min={1}
            max={24}
            step={1}
            onChange={(to_h) => change({ to_h })}
          />
          <QuantityField
            label={t('market.flex.events')}
            unit=""
            value={flexibility.days.length}
            min={0}
            max={DAYS}
            step={1}
            onChange={(count) => change({ days: spreadDays(count) })}
          />
          <CentField
            label={t('market.flex.availability')}
            value={flexibility.availability_EURPerKWh}
            min={0}
            onChange={(availability_EURPerKWh) => change({ availability_EURPerKWh })}
          />
          <CentField
            label={t('market.flex.useprice')}
            value={flexibility.use_EURPerKWh}
            min={0}
            onChange={(use_EURPerKWh) => change({ use_EURPerKWh })}
          />
          <CentField
            label={t('market.flex.penalty')}
            value={flexibility.penalty_EURPerKWh}
            min={0}
            onChange={(penalty_EURPerKWh) => change({ penalty_EURPerKWh })}
          />
          <QuantityField
            label={t('market.flex.minimum')}
            unit="kW"
            value={flexibility.minimum_kW}
            min={0}
            onChange={(minimum_kW) => change({ minimum_kW })}
          />
          <QuantityField
            label={t('market.flex.maximum')}
            unit="kW"
            value={flexibility.maximum_kW}
            min={0}
            onChange={(maximum_kW) => change({ maximum_kW })}
          />
          <RangeSlider
            label={t('market.flex.aggregator')}
            value={flexibility.aggregatorShare}
            min={0}
            max={1}
            step={0.05}
            format={{ style: 'percent' }}
            onChange={(aggregatorShare) => change({ aggregatorShare })}
          />
          <Switch className="switch" isSelected={flexibility.isOpen} onChange={(isOpen) => change({ isOpen })}>
            <span className="switch-mark" />
            {t('market.flex.open')}
          </Switch>
          {!flexibility.isOpen && <p className="hint">{t('market.flex.simulated')}</p>}
        </>
      )}
    </>
  );
}
