/** All ways of trading with all price rules, coloured by one measure; a cell becomes a market to compare. */
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { DESIGNS, type Design, PRICE_RULES, type PriceRule, SHARINGS, type Sharing } from '#models/market/marketConfig.ts';
import { clearingForPriceRule, withFittingRules } from '#models/market/validCombinations.ts';
import { Choice } from '../../app/controls/Choice.tsx';
import { useMessages } from '../../app/useMessages.ts';
import type { MarketMatrix, MatrixCell } from '../../workers/marketApi.ts';
import { Pending } from './MarketSheet.tsx';
import type { MarketColumn, MarketLab } from './marketLab.ts';
import { HEAT_STEPS, heatStep } from './matrixScale.ts';

const MEASURES = ['gain', 'losers', 'loss', 'equality'] as const;
type Measure = (typeof MEASURES)[number];

const VALUE_OF: Readonly<Record<Measure, (cell: MatrixCell) => number>> = {
  gain: ({ gain_EUR }) => gain_EUR,
  losers: ({ losers }) => losers,
  loss: ({ largestLoss_EUR }) => largestLoss_EUR,
  equality: ({ equality }) => equality,
};
const UNIT_OF: Readonly<Record<Measure, string>> = { gain: 'EUR/a', losers: '', loss: 'EUR/a', equality: '' };

function Scale({ low, high, unit }: { readonly low: number; readonly high: number; readonly unit: string }) {
  const { t, quantity } = useMessages();
  return (
    <p className="market-scale">
      <span>
        {t('market.matrix.low')} {quantity(low, unit)}
      </span>
      <span className="market-scale-steps" aria-hidden="true">
        {Array.from({ length: HEAT_STEPS }, (_, step) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is the step
          <span key={step} className={`heat-${step}`} />
        ))}
      </span>
      <span>
        {t('market.matrix.high')} {quantity(high, unit)}
      </span>
    </p>
  );
}

interface GridProps {
  readonly cells: readonly MatrixCell[];
  readonly measure: Measure;
  readonly onPick: (cell: MatrixCell) => void;
}

function Grid({ cells, measure, onPick }: GridProps) {
  const { t, label, quantity } = useMessages();
  const designs = DESIGNS.filter((design) => cells.some((cell) => cell.design === design));
  const rules = PRICE_RULES.filter((rule) => cells.some((cell) => cell.priceRule === rule));
  const values = cells.map(VALUE_OF[measure]).filter(Number.isFinite);
  const low = Math.min(...values);
  const high = Math.max(...values);
  const unit = UNIT_OF[measure];
  const find = (design: Design, rule: PriceRule): MatrixCell | undefined =>
    cells.find((cell) => cell.design === design && cell.priceRule === rule);
  const title = t('market.matrix.table', { measure: t(`market.matrix.measure.${measure}`) });
  return (
    <>
      {values.length > 0 && <Scale low={low} high={high} unit={unit} />}
      {/* biome-ignore lint/a11y/useSemanticElements: a region that scrolls needs a name and the focus */}
      <div className="market-scroll" role="region" aria-label={title} tabIndex={0}>
        <table className="market-matrix">
          <thead>
            <tr>
              <th scope="col">{t('market.priceRule')}</th>
              {designs.map((design) => (
                <th key={design} scope="col">
                  {label(`market.design.${design}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rules.map((rule) => (
              <tr key={rule}>
                <th scope="row">{label(`market.priceRule.${rule}`)}</th>
                {designs.map((design) => {
                  const cell = find(design, rule);
                  if (!cell) {
                    return (
                      <td key={design} className="market-cell-none">
                        {t('market.matrix.none')}
                      </td>
                    );
                  }
                  const value = VALUE_OF[measure](cell);
                  const step = heatStep(value, low, high);
                  const text = quantity(value, unit);
                  const words = { design: label(`market.design.${design}`), price: label(`market.priceRule.${rule}`), value: text };
                  return (
                    <td key={design}>
                      <Button
                        className={`market-cell ${step === null ? '' : `heat-${step}`}`}
                        aria-label={t('market.matrix.cell', words)}
                        onPress={() => onPick(cell)}
                      >
                        {text}
                      </Button>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Matrix({ matrix, lab, column }: { readonly matrix: MarketMatrix; readonly lab: MarketLab; readonly column: MarketColumn }) {
  const { t, label, number } = useMessages();
  const [measure, setMeasure] = useState<Measure>('gain');
  const sharings = SHARINGS.filter((sharing) => matrix.cells.some((cell) => cell.sharing === sharing));
  const [picked, setPicked] = useState<Sharing>('none');
  const sharing = sharings.includes(picked) ? picked : (sharings[0] ?? 'none');
  function add({ design, priceRule, sharing: shared }: MatrixCell): void {
    const clearing = clearingForPriceRule(design, priceRule) ?? column.config.clearing;
    const name = t('market.matrix.name', { design: label(`market.design.${design}`), price: label(`market.priceRule.${priceRule}`) });
    lab.actions.addColumn(
      withFittingRules({ ...column.config, id: lab.actions.newId(), name, preset: null, design, clearing, priceRule, sharing: shared }),
    );
  }
  return (
    <>
      <div className="market-tools">
        <Choice
          label={t('market.matrix.measure')}
          value={measure}
          items={MEASURES.map((id) => ({ id, label: t(`market.matrix.measure.${id}`) }))}
          onChange={setMeasure}
        />
        <Choice
          label={t('market.matrix.sharing')}
          value={sharing}
          items={sharings.map((id) => ({ id, label: label(`market.sharing.${id}`) }))}
          onChange={setPicked}
        />
      </div>
      <Grid cells={matrix.cells.filter((cell) => cell.sharing === sharing)} measure={measure} onPick={add} />
      <p className="hint">{t('market.matrix.done', { cells: matrix.cells.length, milliseconds: number(matrix.duration_ms) })}</p>
    </>
  );
}

export function MatrixView({ lab, column }: { readonly lab: MarketLab; readonly column: MarketColumn }) {
  const { t } = useMessages();
  const { matrix } = lab;
  return (
    <div className="market-block">
      <div className="market-intro">
        <p>{t('market.matrix.intro', { name: column.config.name })}</p>
        <Button
          className={matrix.value ? 'button' : 'button button-primary'}
          onPress={() => (matrix.loading ? lab.actions.cancel() : lab.actions.computeMatrix(column.config.id))}
        >
          {t(matrix.loading ? 'market.run.cancel' : matrix.value ? 'market.matrix.again' : 'market.matrix.compute')}
        </Button>
      </div>
      <Pending of={matrix}>{(value) => <Matrix matrix={value} lab={lab} column={column} />}</Pending>
    </div>
  );
}
