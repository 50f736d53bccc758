/** All markets side by side: one column each, one row per figure, and below what proves them. */
import { Fragment, useContext } from 'react';
import { Button } from 'react-aria-components';
import { findingText } from '../../app/messages/problemTexts.ts';
import { type Messages, useMessages } from '../../app/useMessages.ts';
import { tableCsv } from '../../charts/chartSpec.ts';
import { ExportContext } from '../../charts/exportContext.ts';
import { FigureCell } from './FigureCell.tsx';
import { bestColumns, FIGURE_GROUPS, FIGURES, type Figure } from './figures.ts';
import { MemberNames } from './MemberNames.tsx';
import { MoneyChart } from './MoneyChart.tsx';
import { activeColumn, type MarketColumn, type MarketLab } from './marketLab.ts';
import { OutsideReport } from './OutsideReport.tsx';
import { PresetStory } from './PresetStory.tsx';
import { winnersAndLosers } from './winners.ts';

function Row({ figure, lab }: { readonly figure: Figure; readonly lab: MarketLab }) {
  const { t } = useMessages();
  const best = bestColumns(figure, lab.columns);
  const active = activeColumn(lab)?.config.id;
  const sizes = lab.columns.map(({ outcome }) => (outcome ? Math.abs(figure.figureOf(outcome)) : 0));
  const beside = sizes.filter(Number.isFinite).reduce((most, size) => Math.max(most, size), 0);
  return (
    <tr>
      <th scope="row">{t(`market.figure.${figure.id}`)}</th>
      {lab.columns.map((column, place) => (
        <td key={column.config.id} className={column.config.id === active ? 'is-active' : undefined}>
          <FigureCell figure={figure} column={column} best={best.includes(place)} beside={beside} />
          {figure.id === 'losers' && column.outcome && (
            <MemberNames lab={lab} column={column} changes={winnersAndLosers(column.outcome).losers} kind="losers" />
          )}
          {figure.id === 'winners' && column.outcome && (
            <MemberNames lab={lab} column={column} changes={winnersAndLosers(column.outcome).winners} kind="winners" />
          )}
        </td>
      ))}
    </tr>
  );
}

/** Shares of a thousandth and less need decimals to be told apart. */
function gapSentence(column: MarketColumn, { t, percent, quantity }: Messages): string {
  const gap = column.outcome?.gap;
  if (!gap) return t('market.table.gap.none');
  return t(gap.isCertified ? 'market.table.gap.yes' : 'market.table.gap.no', {
    share: percent(gap.relative, { significant: 2 }),
    amount: quantity(gap.upper_EUR - gap.lower_EUR, 'EUR/a', { significant: 2 }),
    benefit: percent(gap.ofBenefit, { significant: 2 }),
  });
}

function coalitionSentence(column: MarketColumn, lab: MarketLab, { t, quantity }: Messages): string {
  const coalition = column.outcome?.coalition;
  if (coalition === undefined) return t('market.table.coalition.unknown');
  if (coalition === null) return t('market.table.coalition.none');
  const names = coalition.members.map((member) => lab.community.value?.participants[member]?.name ?? String(member + 1));
  return t('market.table.coalition', { amount: quantity(coalition.deficit_EUR, 'EUR/a'), names: names.join(', ') });
}

function Proof({ column, lab }: { readonly column: MarketColumn; readonly lab: MarketLab }) {
  const messages = useMessages();
  const { t, number, language } = messages;
  const { outcome, config } = column;
  if (!outcome) return null;
  return (
    <li className="market-proof">
      <h4>{config.name}</h4>
      {outcome.story && <PresetStory story={outcome.story} />}
      {outcome.flexibility && <OutsideReport outside={outcome.flexibility} />}
      <p>{gapSentence(column, messages)}</p>
      <p>{coalitionSentence(column, lab, messages)}</p>
      <p>
        {t('market.table.balance', {
          money: messages.quantity(outcome.balance.money_microEUR / 1e6, 'EUR', { decimals: 6 }),
          energy: messages.quantity(outcome.balance.energy_mWh / 1e6, 'kWh', { decimals: 6 }),
          slots: outcome.balance.slots,
        })}
      </p>
      <p className="hint">{t('market.table.duration', { milliseconds: number(outcome.duration_ms) })}</p>
      {outcome.findings.length > 0 && (
        <details className="market-findings">
          <summary>{t('market.table.findings', { count: outcome.findings.length })}</summary>
          <ul>
            {outcome.findings.map((issue) => {
              const { message, action } = findingText(language, issue);
              return (
                <li key={`${issue.code} ${issue.objectId ?? ''} ${message}`}>
                  {message} {action}
                </li>
              );
            })}
          </ul>
        </details>
      )}
    </li>
  );
}

function useSave(lab: MarketLab): (() => void) | null {
  const { t } = useMessages();
  const exportFile = useContext(ExportContext);
  if (!exportFile) return null;
  return () => {
    const columns = [t('market.table.figure'), ...lab.columns.map(({ config }) => config.name)];
    const rows = FIGURES.map((figure) => [
      figure.unit ? `${t(`market.figure.${figure.id}`)} [${figure.unit}]` : t(`market.figure.${figure.id}`),
      ...lab.columns.map(({ outcome }) => (outcome ? figure.figureOf(outcome) : '')),
    ]);
    exportFile('markets.csv', 'text/csv', new TextEncoder().encode(tableCsv({ columns, rows })));
  };
}

export function MarketTable({ lab }: { readonly lab: MarketLab }) {
  const { t } = useMessages();
  const save = useSave(lab);
  const active = activeColumn(lab)?.config.id;
  if (lab.columns.every(({ outcome }) => !outcome)) {
    return (
      <div className="empty-state">
        <p className="market-none">{t('market.empty')}</p>
        <Button className="button" onPress={lab.actions.runAll}>
          {t('market.run')}
        </Button>
      </div>
    );
  }
  return (
    <div className="market-compare">
      {/* biome-ignore lint/a11y/useSemanticElements: a region that scrolls needs a name and the focus */}
      <div className="market-scroll" role="region" aria-label={t('market.table')} tabIndex={0}>
        <table className="market-table">
          <thead>
            <tr>
              <th scope="col">{t('market.table.figure')}</th>
              {lab.columns.map(({ config, stale, outcome }) => (
                <th key={config.id} scope="col" className={config.id === active ? 'is-active' : undefined}>
                  <Button className="link-button" aria-pressed={config.id === active} onPress={() => lab.actions.showColumn(config.id)}>
                    {config.name}
                  </Button>
                  {outcome && stale && <span className="market-under">{t('market.column.stale')}</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {FIGURE_GROUPS.map((group) => (
              <Fragment key={group}>
                <tr>
                  <th scope="rowgroup" colSpan={lab.columns.length + 1} className="market-table-group">
                    {t(`market.table.${group}`)}
                  </th>
                </tr>
                {FIGURES.filter((figure) => figure.group === group).map((figure) => (
                  <Row key={figure.id} figure={figure} lab={lab} />
                ))}
              </Fragment>
            ))}
          </tbody>
        </table>
      </div>
      <div className="market-beside">
        <MoneyChart columns={lab.columns} />
        <section className="section" aria-label={t('market.table.proof')}>
          <h3>{t('market.table.proof')}</h3>
          <ul className="market-proofs">
            {lab.columns.map((column) => (
              <Proof key={column.config.id} column={column} lab={lab} />
            ))}
          </ul>
        </section>
        {save && (
          <Button className="button button-small" onPress={save}>
            {t('market.table.save')}
          </Button>
        )}
      </div>
    </div>
  );
}
