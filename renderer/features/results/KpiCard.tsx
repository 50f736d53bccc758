/** One key figure with its difference; opens into formula, inputs and definition. */
import { Button, Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components';
import { changeTone, isUnchanged } from '#models/scenario/change.ts';
import type { Kpi } from '#models/scenario/kpis.ts';
import { type Difference, formatUnit, inFittingUnit } from '../../app/formatNumber.ts';
import { type Messages, useMessages } from '../../app/useMessages.ts';

export interface KpiCardProps {
  readonly kpi: Kpi;
  /** Same figure of the scenario compared with; null where it is that scenario itself. */
  readonly reference: Kpi | null;
  readonly referenceName: string;
  readonly stale: boolean;
  readonly compact?: boolean;
}

/** The difference in the unit that suits both values. */
export function changeOf(kpi: Kpi, reference: Kpi, difference: Messages['difference']): Difference {
  const own = inFittingUnit(kpi.value, kpi.unit, reference.value);
  const other = inFittingUnit(reference.value, kpi.unit, kpi.value);
  return difference(own.value, other.value, own.unit);
}

export function KpiCard({ kpi, reference, referenceName, stale, compact = false }: KpiCardProps) {
  const { t, label, number, difference } = useMessages();
  const name = t(`kpi.name.${kpi.id}`);
  const shown = inFittingUnit(kpi.value, kpi.unit);
  const change = reference && !isUnchanged(kpi.value, reference.value) ? changeOf(kpi, reference, difference) : null;
  const tone = reference ? changeTone(kpi.value, reference.value, kpi.better) : 'neutral';
  return (
    <DialogTrigger>
      <Button className={`kpi-card${compact ? ' kpi-card-compact' : ''}${stale ? ' is-stale' : ''}`}>
        <span className="kpi-name">{name}</span>
        <span className="kpi-value">
          {number(shown.value)} <span className="kpi-unit">{formatUnit(shown.unit)}</span>
        </span>
        {reference && (
          <span className={`kpi-change kpi-change-${tone}`}>
            {change
              ? compact
                ? (change.percent ?? change.absolute)
                : `${change.absolute}${change.percent ? ` (${change.percent})` : ''}`
              : t('kpi.same', { name: referenceName })}
          </span>
        )}
      </Button>
      <Popover className="popover kpi-popover" placement="bottom start">
        <Dialog className="kpi-dialog">
          <Heading slot="title" className="popover-title">
            {name}
          </Heading>
          <p className="kpi-help">{t(`kpi.help.${kpi.id}`)}</p>
          {change && reference && (
            <p className="kpi-help">
              {t('kpi.versus', { difference: `${change.absolute}${change.percent ? ` (${change.percent})` : ''}`, name: referenceName })}
            </p>
          )}
          <dl className="kpi-detail">
            <dt>{t('kpi.formula')}</dt>
            <dd className="kpi-formula">{kpi.formula}</dd>
            <dt>{t('kpi.inputs')}</dt>
            <dd>
              <table className="kpi-inputs">
                <tbody>
                  {kpi.inputs.map((input) => (
                    <tr key={input.label}>
                      <th scope="row">{label(input.label)}</th>
                      <td>
                        {number(input.value, { significant: 5 })} {formatUnit(input.unit)}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </dd>
            <dt>{t('kpi.source')}</dt>
            <dd>{kpi.source}</dd>
          </dl>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
