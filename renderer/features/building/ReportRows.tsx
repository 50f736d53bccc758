import { Button, Dialog, DialogTrigger, Heading, Popover, Tooltip, TooltipTrigger } from 'react-aria-components';
import type { Derivation, ReportRow } from '#models/scenario/kpis.ts';
import { inFittingUnit } from '../../app/formatNumber.ts';
import { useMessages } from '../../app/useMessages.ts';
import type { YearChange } from './yearChanges.ts';

function Value({ row }: { readonly row: ReportRow }) {
  const { label, quantity, number } = useMessages();
  if (typeof row.value === 'string') return label(row.value);
  const isYear = row.label.toLowerCase().includes('year');
  return isYear ? number(row.value, { ungrouped: true, significant: 4 }) : quantity(row.value, row.unit);
}

function Provenance({ row }: { readonly row: ReportRow }) {
  const { label } = useMessages();
  return (
    <TooltipTrigger delay={200}>
      <Button className="badge">{label(`provenance.${row.provenance}`, row.provenance)}</Button>
      <Tooltip className="tooltip">
        {label(`provenance.${row.provenance}.help`, row.provenance)}
        {row.note ? ` ${row.note}` : ''}
      </Tooltip>
    </TooltipTrigger>
  );
}

/** The row's name as a button that opens into formula, inputs and source. */
function OpenedName({ row, derivation }: { readonly row: ReportRow; readonly derivation: Derivation }) {
  const { t, label, quantity } = useMessages();
  const name = label(row.label);
  return (
    <DialogTrigger>
      <Button className="report-open" aria-label={t('kpi.open', { name })}>
        {name}
      </Button>
      <Popover className="popover report-popover" placement="bottom end">
        <Dialog className="popover-body">
          <Heading slot="title" className="popover-title">
            {name}
          </Heading>
          <dl className="derivation">
            <dt>{t('kpi.formula')}</dt>
            <dd className="derivation-formula">{derivation.formula}</dd>
            <dt>{t('kpi.inputs')}</dt>
            <dd>
              <table className="report">
                <tbody>
                  {derivation.inputs.map((input) => (
                    <tr key={input.label}>
                      <th scope="row">{label(input.label)}</th>
                      <td className="report-value">{quantity(input.value, input.unit)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </dd>
            <dt>{t('kpi.source')}</dt>
            <dd>{derivation.source}</dd>
          </dl>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function Change({ change, unit }: { readonly change: YearChange; readonly unit: string }) {
  const { difference } = useMessages();
  const own = inFittingUnit(change.value, unit, change.reference);
  const other = inFittingUnit(change.reference, unit, change.value);
  const { absolute, percent } = difference(own.value, other.value, own.unit);
  return <span className={`report-change report-change-${change.tone}`}>{percent ? `${absolute} (${percent})` : absolute}</span>;
}

interface RowsProps {
  readonly rows: readonly ReportRow[];
  readonly badges: boolean;
  /** By label; only where the scenario is held against another one. */
  readonly changes?: ReadonlyMap<string, YearChange> | undefined;
}

/** Values of one building with where each came from, or what it follows from. */
export function ReportRows({ rows, badges, changes }: RowsProps) {
  const { label } = useMessages();
  return (
    <table className="report">
      <tbody>
        {rows.map((row) => {
          const change = changes?.get(row.label);
          return (
            <tr key={row.label}>
              <th scope="row">{row.derivation ? <OpenedName row={row} derivation={row.derivation} /> : label(row.label)}</th>
              <td className="report-value">
                <Value row={row} />
                {change && <Change change={change} unit={row.unit} />}
              </td>
              {badges && (
                <td className="report-badge">
                  <Provenance row={row} />
                </td>
              )}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
