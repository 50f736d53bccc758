import { useState } from 'react';
import type { NetworkCharges, PriceCurve, Tariff } from '#models/market/tariff.ts';
import { Choice } from '../../app/controls/Choice.tsx';
import { Help } from '../../app/controls/Help.tsx';
import { QuantityField } from '../../app/controls/QuantityField.tsx';
import { RangeSlider } from '../../app/controls/RangeSlider.tsx';
import { useMessages } from '../../app/useMessages.ts';
import { CentField } from './CentField.tsx';
import type { EditorProps } from './ColumnEditor.tsx';
import { priceText } from './marketFormat.ts';
import { PriceCurveFields } from './PriceCurveFields.tsx';
import { retailRange } from './retailPrice.ts';

const PERCENT = { style: 'percent' } as const;

function RetailSentence({ tariff }: { readonly tariff: Tariff }) {
  const messages = useMessages();
  const [low, high] = retailRange(tariff);
  if (low === high) return <p className="market-facts">{messages.t('market.tariff.retail', { price: priceText(low, messages) })}</p>;
  return (
    <p className="market-facts">
      {messages.t('market.tariff.retailRange', { low: priceText(low, messages), high: priceText(high, messages) })}
    </p>
  );
}

function LocalShares({ network, onChange }: { readonly network: NetworkCharges; readonly onChange: (shares: readonly number[]) => void }) {
  const { t } = useMessages();
  const shares = network.localShareByLevel;
  return (
    <fieldset className="market-group">
      <legend className="field-label">
        {t('market.tariff.local')} <Help term={t('market.tariff.local')}>{t('market.tariff.local.help')}</Help>
      </legend>
      {shares.map((share, level) => (
        <RangeSlider
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is the level
          key={level}
          label={
            shares.length > 1 && level === shares.length - 1 ? t('market.tariff.local.last') : t('market.tariff.local.level', { level })
          }
          value={share}
          min={0}
          max={1}
          step={0.05}
          format={PERCENT}
          onChange={(next) => onChange(shares.map((old, own) => (own === level ? next : old)))}
        />
      ))}
    </fieldset>
  );
}

interface TariffFieldsProps extends EditorProps {
  readonly readPriceFile: () => Promise<PriceCurve | null>;
}

/** What energy costs beside the local market. */
export function TariffFields({ config, onChange, readPriceFile }: TariffFieldsProps) {
  const { t } = useMessages();
  const zones = Object.keys(config.tariffs);
  const [picked, setPicked] = useState('default');
  const zone = zones.includes(picked) ? picked : (zones[0] ?? 'default');
  const tariff = config.tariffs[zone];
  if (!tariff) return null;
  const change = (next: Partial<Tariff>): void => onChange({ ...config, tariffs: { ...config.tariffs, [zone]: { ...tariff, ...next } } });
  const changeNetwork = (next: Partial<NetworkCharges>): void => change({ network: { ...tariff.network, ...next } });
  const { network } = tariff;
  return (
    <>
      {zones.length > 1 && (
        <Choice
          label={t('market.rules.tariff.zone')}
          value={zone}
          items={zones.map((id) => ({ id, label: id === 'default' ? t('market.rules.tariff.default') : (config.tariffs[id]?.name ?? id) }))}
          onChange={setPicked}
        />
      )}
      <RetailSentence tariff={tariff} />
      <PriceCurveFields
        what={t('market.tariff.energy')}
        curve={tariff.energy}
        onChange={(energy) => change({ energy })}
        readPriceFile={readPriceFile}
      />
      <PriceCurveFields
        what={t('market.tariff.feedIn')}
        curve={tariff.feedIn}
        onChange={(feedIn) => change({ feedIn })}
        readPriceFile={readPriceFile}
      />
      <CentField
        label={t('market.tariff.network')}
        value={network.energy_EURPerKWh}
        min={0}
        onChange={(energy_EURPerKWh) => changeNetwork({ energy_EURPerKWh })}
      />
      <LocalShares network={network} onChange={(localShareByLevel) => changeNetwork({ localShareByLevel })} />
      <QuantityField
        label={t('market.tariff.distance')}
        unit="ct/(kWh km)"
        value={Number((network.distance_EURPerKWhKm * 100).toFixed(3))}
        min={0}
        onChange={(cents) => changeNetwork({ distance_EURPerKWhKm: cents / 100 })}
      />
      <QuantityField
        label={t('market.tariff.capacity')}
        unit="EUR/(kW a)"
        value={network.capacity_EURPerKWYear}
        min={0}
        onChange={(capacity_EURPerKWYear) => changeNetwork({ capacity_EURPerKWYear })}
      />
      <CentField
        label={t('market.tariff.levies')}
        value={tariff.levies_EURPerKWh}
        onChange={(levies_EURPerKWh) => change({ levies_EURPerKWh })}
      />
      <RangeSlider
        label={t('market.tariff.localLevies')}
        value={tariff.localLevyShare}
        min={0}
        max={1}
        step={0.05}
        format={PERCENT}
        onChange={(localLevyShare) => change({ localLevyShare })}
      />
      <RangeSlider
        label={t('market.tariff.vat')}
        value={tariff.vat}
        min={0}
        max={0.3}
        step={0.005}
        format={{ style: 'percent', maximumFractionDigits: 1 }}
        onChange={(vat) => change({ vat })}
      />
      <QuantityField
        label={t('market.tariff.fixed')}
        unit="EUR"
        value={tariff.supplierFixed_EURPerMonth}
        min={0}
        onChange={(supplierFixed_EURPerMonth) => change({ supplierFixed_EURPerMonth })}
      />
      <QuantityField
        label={t('market.tariff.networkFixed')}
        unit="EUR"
        value={network.fixed_EURPerMonth}
        min={0}
        onChange={(fixed_EURPerMonth) => changeNetwork({ fixed_EURPerMonth })}
      />
      <p className="hint">{t('market.tariff.source', { source: tariff.source, date: tariff.validFrom })}</p>
    </>
  );
}
