/** One figure of one market; opens into meaning, formula, inputs and source. */
import { Button, Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components';
import { formatUnit, inFittingUnit } from '../../app/formatNumber.ts';
import { useMessages } from '../../app/useMessages.ts';
import type { Figure } from './figures.ts';
import type { MarketColumn } from './marketLab.ts';

interface FigureCellProps {
  readonly figure: Figure;
  readonly column: MarketColumn;
  readonly best: boolean;
  /** Largest value of the row, so that a row has one unit. */
  readonly beside: number;
}

/** Long numbers of a sum in full: a person who adds up wants all digits. */
const INPUT_FIGURES = 7;

/** A smaller bound is rounding [EUR/a]. */
const LEAST_GAIN_EUR = 0.005;

export function FigureCell({ figure, column, best, beside }: FigureCellProps) {
  const { t, quantity, number } = useMessages();
  const { outcome } = column;
  if (!outcome) return <span className="market-pending">{t(column.error ? 'market.column.failed' : 'market.table.pending')}</span>;
  const value = figure.figureOf(outcome);
  const shown = inFittingUnit(value, figure.unit, beside);
  const text = quantity(shown.value, shown.unit);
  const name = t(`market.figure.${figure.id}`);
  return (
    <>
      <DialogTrigger>
        <Button className="market-value" aria-label={t('market.table.open', { name, column: column.config.name, value: text })}>
          {text}
        </Button>
        <Popover className="popover market-popover" placement="bottom end">
          <Dialog className="popover-body">
            <Heading slot="title" className="popover-title">
              {name}
            </Heading>
            <p className="popover-text">{t(`market.figure.${figure.id}.help`)}</p>
            <dl className="derivation">
              <dt>{t('market.table.formula')}</dt>
              <dd className="derivation-formula">{t(`market.figure.${figure.id}.formula`)}</dd>
              <dt>{t('market.table.inputs')}</dt>
              <dd>
                <table className="report">
                  <tbody>
                    {figure.inputsOf(outcome).map((input) => (
                      <tr key={input.id}>
                        <th scope="row">{t(`market.input.${input.id}`)}</th>
                        <td className="report-value">
                          {number(input.value, { significant: INPUT_FIGURES })} {formatUnit(input.unit)}
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </dd>
              <dt>{t('market.table.source')}</dt>
              <dd>{t(`market.source.${figure.source}`)}</dd>
            </dl>
          </Dialog>
        </Popover>
      </DialogTrigger>
      {best && <span className="market-best">{t('market.table.best')}</span>}
      {figure.id === 'gain' && outcome.largestGain_EUR > LEAST_GAIN_EUR && (
        <span className="market-under">{t('market.table.bound', { value: quantity(outcome.largestGain_EUR, 'EUR/a') })}</span>
      )}
    </>
  );
}
