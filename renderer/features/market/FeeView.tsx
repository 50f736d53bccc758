/** How the year changes with one fee: gain, energy between members, members who pay more. Follows the fields at once. */
import { useCallback, useEffect, useState } from 'react';
import { Choice } from '../../app/controls/Choice.tsx';
import { QuantityField } from '../../app/controls/QuantityField.tsx';
import { formatUnit } from '../../app/formatNumber.ts';
import { useMessages } from '../../app/useMessages.ts';
import { Chart } from '../../charts/Chart.tsx';
import type { ChartTheme } from '../../charts/chartTheme.ts';
import { sweepSpec } from '../../charts/specs/sweep.ts';
import type { FeeKey, FeePoint } from '../../workers/marketApi.ts';
import { FEE_KEYS, feeNow, feeUnit, firstRange, sweepValues } from './feeRange.ts';
import { Pending } from './MarketSheet.tsx';
import type { FeeSweep, MarketColumn, MarketLab } from './marketLab.ts';

const CURVES = [
  { id: 'gain', unit: 'EUR/a', colour: '#0072b2', valueOf: ({ gain_EUR }: FeePoint) => gain_EUR },
  { id: 'local', unit: 'MWh/a', colour: '#009e73', valueOf: ({ local_kWh }: FeePoint) => local_kWh / 1000 },
  { id: 'losers', unit: '', colour: '#d55e00', valueOf: ({ losers }: FeePoint) => losers },
] as const;

function Curve({ sweep, now, curve }: { readonly sweep: FeeSweep; readonly now: number; readonly curve: (typeof CURVES)[number] }) {
  const { t, number, quantity } = useMessages();
  const { unit, factor } = feeUnit(sweep.fee);
  const build = useCallback(
    (theme: ChartTheme) => {
      const points = sweep.points.map((point) => ({ x: point.value * factor, y: curve.valueOf(point) }));
      const first = points[0];
      const last = points.at(-1);
      return sweepSpec(
        points,
        now * factor,
        {
          x: t('market.fee.axis', { unit: formatUnit(unit) }),
          y: t(`market.fee.${curve.id}`),
          yUnit: formatUnit(curve.unit),
          colour: curve.colour,
          summary:
            first && last
              ? t('market.fee.summary', {
                  from: quantity(first.x, unit),
                  to: quantity(last.x, unit),
                  first: quantity(first.y, curve.unit),
                  last: quantity(last.y, curve.unit),
                })
              : '',
        },
        theme,
        number,
      );
    },
    [sweep, now, curve, unit, factor, t, number, quantity],
  );
  return <Chart title={t('market.fee.title', { what: t(`market.fee.${curve.id}`) })} fileName={`fee-${curve.id}`} build={build} />;
}

export function FeeView({ lab, column }: { readonly lab: MarketLab; readonly column: MarketColumn }) {
  const { t, quantity } = useMessages();
  const { config } = column;
  const [fee, setFee] = useState<FeeKey>('community_EURPerKWh');
  const [range, setRange] = useState(() => firstRange('community_EURPerKWh'));
  const [from, to] = range;
  const { unit, factor } = feeUnit(fee);
  const now = feeNow(config, fee);
  const { sweepFee } = lab.actions;
  const canAsk = lab.community.value !== null && to > from;
  // The rules are part of what is asked: another fee of the same column gives another curve.
  useEffect(() => {
    if (canAsk) sweepFee(config.id, fee, sweepValues(from, to));
  }, [sweepFee, config, fee, from, to, canAsk]);
  return (
    <div className="market-block">
      <p>{t('market.fee.intro', { name: config.name })}</p>
      <div className="market-tools">
        <Choice
          label={t('market.fee.which')}
          value={fee}
          items={FEE_KEYS.map((id) => ({ id, label: t(`market.fee.${id}`) }))}
          onChange={(next) => {
            setFee(next);
            setRange(firstRange(next));
          }}
        />
        <QuantityField
          label={t('market.fee.from')}
          unit={unit}
          value={Number((from * factor).toFixed(3))}
          min={0}
          onChange={(value) => setRange([value / factor, to])}
        />
        <QuantityField
          label={t('market.fee.to')}
          unit={unit}
          value={Number((to * factor).toFixed(3))}
          min={0}
          onChange={(value) => setRange([from, value / factor])}
        />
        <p className="hint">{t('market.fee.now', { value: quantity(now * factor, unit) })}</p>
      </div>
      <Pending of={lab.sweep}>
        {(sweep) => (
          <div className="market-columns">
            {CURVES.map((curve) => (
              <div key={curve.id} className="market-grow">
                <Curve sweep={sweep} now={now} curve={curve} />
              </div>
            ))}
          </div>
        )}
      </Pending>
    </div>
  );
}
