import type { FeeSchedule } from '#models/market/tariff.ts';
import { QuantityField } from '../../app/controls/QuantityField.tsx';
import { RangeSlider } from '../../app/controls/RangeSlider.tsx';
import { useMessages } from '../../app/useMessages.ts';
import { CentField } from './CentField.tsx';
import type { EditorProps } from './ColumnEditor.tsx';

const PER_KWH = ['community_EURPerKWh', 'platform_EURPerKWh', 'import_EURPerKWh', 'export_EURPerKWh'] as const;

/** What the community and its platform take. */
export function FeeFields({ config, onChange }: EditorProps) {
  const { t } = useMessages();
  const { fees } = config;
  const change = (next: Partial<FeeSchedule>): void => onChange({ ...config, fees: { ...fees, ...next } });
  return (
    <>
      {PER_KWH.map((fee) => (
        <CentField key={fee} label={t(`market.fee.${fee}`)} value={fees[fee]} min={0} onChange={(value) => change({ [fee]: value })} />
      ))}
      <RangeSlider
        label={t('market.fee.platformShare')}
        value={fees.platformShare}
        min={0}
        max={0.3}
        step={0.005}
        format={{ style: 'percent', maximumFractionDigits: 1 }}
        onChange={(platformShare) => change({ platformShare })}
      />
      <QuantityField
        label={t('market.fee.platform_EURPerMonth')}
        unit="EUR"
        value={fees.platform_EURPerMonth}
        min={0}
        onChange={(platform_EURPerMonth) => change({ platform_EURPerMonth })}
      />
    </>
  );
}
