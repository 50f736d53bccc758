import { Button } from 'react-aria-components';
import type { PriceCurve } from '#models/market/tariff.ts';
import { Choice } from '../../app/controls/Choice.tsx';
import { IconButton } from '../../app/controls/IconButton.tsx';
import { QuantityField } from '../../app/controls/QuantityField.tsx';
import { useMessages } from '../../app/useMessages.ts';
import { CentField } from './CentField.tsx';
import { priceText } from './marketFormat.ts';
import { meanPrice } from './retailPrice.ts';

type TimeOfUse = Extract<PriceCurve, { kind: 'time-of-use' }>;
type Window = TimeOfUse['windows'][number];

const KINDS = ['flat', 'time-of-use', 'series'] as const;
const DAYS = ['all', 'workdays', 'weekends'] as const;
/** A window to begin with: a cheaper night. */
const NIGHT_FROM_h = 22;
const NIGHT_TO_h = 6;
const NIGHT_SHARE = 0.75;

interface PriceCurveFieldsProps {
  /** What the price is for. */
  readonly what: string;
  readonly curve: PriceCurve;
  readonly onChange: (curve: PriceCurve) => void;
  readonly readPriceFile: () => Promise<PriceCurve | null>;
}

function Windows({ curve, onChange }: { readonly curve: TimeOfUse; readonly onChange: (curve: PriceCurve) => void }) {
  const { t } = useMessages();
  const put = (place: number, next: Partial<Window>): void =>
    onChange({ ...curve, windows: curve.windows.map((window, own) => (own === place ? { ...window, ...next } : window)) });
  return (
    <>
      {curve.windows.map((window, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: windows have no id; the first that fits counts, so their place is what they are
        <fieldset className="market-group" key={place}>
          <legend className="field-label">{t('market.tariff.window', { number: place + 1 })}</legend>
          <QuantityField
            label={t('market.tariff.window.from')}
            unit="h"
            value={window.from_h}
            min={0}
            max={23}
            step={1}
            onChange={(from_h) => put(place, { from_h })}
          />
          <QuantityField
            label={t('market.tariff.window.to')}
            unit="h"
            value={window.to_h}
            min={0}
            max={24}
            step={1}
            onChange={(to_h) => put(place, { to_h })}
          />
          <Choice
            label={t('market.tariff.window.days')}
            value={window.days}
            items={DAYS.map((id) => ({ id, label: t(`market.tariff.window.days.${id}`) }))}
            onChange={(days) => put(place, { days })}
          />
          <CentField
            label={t('market.tariff.price')}
            value={window.price_EURPerKWh}
            onChange={(price_EURPerKWh) => put(place, { price_EURPerKWh })}
          />
          <IconButton
            icon="remove"
            small
            label={t('market.tariff.window.remove', { number: place + 1 })}
            onPress={() => onChange({ ...curve, windows: curve.windows.filter((_, own) => own !== place) })}
          />
        </fieldset>
      ))}
      <Button
        className="button button-small"
        onPress={() =>
          onChange({
            ...curve,
            windows: [
              ...curve.windows,
              { from_h: NIGHT_FROM_h, to_h: NIGHT_TO_h, days: 'all', price_EURPerKWh: curve.otherwise_EURPerKWh * NIGHT_SHARE },
            ],
          })
        }
      >
        {t('market.tariff.window.add')}
      </Button>
      <CentField
        label={t('market.tariff.otherwise')}
        value={curve.otherwise_EURPerKWh}
        onChange={(otherwise_EURPerKWh) => onChange({ ...curve, otherwise_EURPerKWh })}
      />
    </>
  );
}

/** A price over the year: one figure, windows of the day, or a file. */
export function PriceCurveFields({ what, curve, onChange, readPriceFile }: PriceCurveFieldsProps) {
  const messages = useMessages();
  const { t } = messages;
  async function take(): Promise<void> {
    const read = await readPriceFile();
    if (read) onChange(read);
  }
  function pick(kind: PriceCurve['kind']): void {
    const price = meanPrice(curve);
    if (kind === 'flat') onChange({ kind, price_EURPerKWh: price });
    else if (kind === 'time-of-use') onChange({ kind, windows: [], otherwise_EURPerKWh: price });
    else void take();
  }
  return (
    <fieldset className="market-group">
      <legend className="field-label">{what}</legend>
      <Choice
        label={t('market.tariff.kind', { what })}
        labelHidden
        value={curve.kind}
        items={KINDS.map((id) => ({ id, label: t(`market.tariff.kind.${id}`) }))}
        onChange={pick}
      />
      {curve.kind === 'flat' && (
        <CentField
          label={t('market.tariff.price')}
          value={curve.price_EURPerKWh}
          onChange={(price_EURPerKWh) => onChange({ ...curve, price_EURPerKWh })}
        />
      )}
      {curve.kind === 'time-of-use' && <Windows curve={curve} onChange={onChange} />}
      {curve.kind === 'series' && (
        <>
          <p className="hint">
            {t('market.tariff.file.now', {
              name: curve.name,
              count: curve.values_EURPerKWh.length,
              minutes: curve.step_min,
              mean: priceText(meanPrice(curve), messages),
            })}
          </p>
          <Button className="button button-small" onPress={() => void take()}>
            {t('market.tariff.file')}
          </Button>
        </>
      )}
    </fieldset>
  );
}
