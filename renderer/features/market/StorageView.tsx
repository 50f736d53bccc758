/** What a battery shared by all should have, and what it brings. */
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { QuantityField } from '../../app/controls/QuantityField.tsx';
import { useMessages } from '../../app/useMessages.ts';
import type { StorageSizing } from '../../workers/marketApi.ts';
import { Pending } from './MarketSheet.tsx';
import { yearMoney } from './marketFormat.ts';
import type { MarketColumn, MarketLab, StorageCost } from './marketLab.ts';

/** Round figures of a store of 500 EUR/kWh and electronics of 150 EUR/kW over 15 years with some upkeep. */
const FIRST: StorageCost = { capacity_EURPerKWhYear: 40, power_EURPerKWYear: 12 };
/** Smaller sizes are none [kWh]. */
const LEAST_kWh = 1e-3;

function Result({ sizing }: { readonly sizing: StorageSizing }) {
  const messages = useMessages();
  const { t, quantity } = messages;
  return (
    <>
      <p className="market-sentence" role="status">
        {sizing.capacity_kWh < LEAST_kWh
          ? t('market.storage.none')
          : t('market.storage.result', {
              capacity: quantity(sizing.capacity_kWh, 'kWh'),
              power: quantity(sizing.power_kW, 'kW'),
              saving: yearMoney(sizing.yearlySaving_EUR, messages),
              cost: yearMoney(sizing.yearlyCost_EUR, messages),
              net: yearMoney(sizing.yearlySaving_EUR - sizing.yearlyCost_EUR, messages),
            })}
      </p>
      <p className="hint">
        {t('market.storage.weeks', { count: sizing.weeks.length, weeks: sizing.weeks.map((week) => week + 1).join(', ') })}
      </p>
    </>
  );
}

export function StorageView({ lab, column }: { readonly lab: MarketLab; readonly column: MarketColumn }) {
  const { t } = useMessages();
  const [cost, setCost] = useState(FIRST);
  const { sizing } = lab;
  return (
    <div className="market-block market-narrow">
      <p>{t('market.storage.intro', { name: column.config.name })}</p>
      <div className="market-fields">
        <QuantityField
          label={t('market.storage.capacity')}
          unit="EUR/(kWh a)"
          value={cost.capacity_EURPerKWhYear}
          min={0}
          onChange={(capacity_EURPerKWhYear) => setCost({ ...cost, capacity_EURPerKWhYear })}
        />
        <QuantityField
          label={t('market.storage.power')}
          unit="EUR/(kW a)"
          value={cost.power_EURPerKWYear}
          min={0}
          onChange={(power_EURPerKWYear) => setCost({ ...cost, power_EURPerKWYear })}
        />
        <p className="hint">{t('market.storage.costHelp')}</p>
        <Button
          className="button button-primary"
          isDisabled={!lab.community.value}
          onPress={() => (sizing.loading ? lab.actions.cancel() : lab.actions.sizeStorage(column.config.id, cost))}
        >
          {t(sizing.loading ? 'market.run.cancel' : 'market.storage.compute')}
        </Button>
      </div>
      <Pending of={sizing}>{(value) => <Result sizing={value} />}</Pending>
    </div>
  );
}
