/** Every member's change of the yearly bill under one market, sorted; and who pays more, by name. */
import { useCallback, useMemo } from 'react';
import { useMessages } from '../../app/useMessages.ts';
import { Chart } from '../../charts/Chart.tsx';
import type { ChartTheme } from '../../charts/chartTheme.ts';
import { memberChangesSpec } from '../../charts/specs/memberChanges.ts';
import { MemberList } from './MemberNames.tsx';
import { yearMoney } from './marketFormat.ts';
import type { MarketColumn, MarketLab } from './marketLab.ts';
import { memberChanges, winnersAndLosers } from './winners.ts';

export function WinnersView({ lab, column }: { readonly lab: MarketLab; readonly column: MarketColumn }) {
  const messages = useMessages();
  const { t, number } = messages;
  const { outcome, config, stale } = column;
  const participants = lab.community.value?.participants;
  const changes = useMemo(() => (outcome ? memberChanges(outcome) : []), [outcome]);
  const sides = useMemo(() => (outcome ? winnersAndLosers(outcome) : { winners: [], losers: [], unchanged: 0 }), [outcome]);
  const selected = lab.member;
  const build = useCallback(
    (theme: ChartTheme) =>
      memberChangesSpec(
        changes.map(({ member, change_EUR }) => ({
          name: participants?.[member]?.name ?? String(member + 1),
          change: change_EUR,
          selected: member === selected,
        })),
        {
          axis: t('market.winners.axis'),
          member: t('market.winners.member'),
          change: t('market.winners.change'),
          unit: '\u20ac/a',
          summary: t('market.winners.summary', {
            winners: sides.winners.length,
            members: changes.length,
            losers: sides.losers.length,
            saving: number(-(sides.winners[0]?.change_EUR ?? 0)),
            loss: number(sides.losers[0]?.change_EUR ?? 0),
          }),
        },
        theme,
        (value) => yearMoney(value, messages, true),
        number,
      ),
    [changes, sides, participants, selected, t, number, messages],
  );
  if (config.design === 'supplier') return <p className="empty-state">{t('market.winners.reference')}</p>;
  return (
    <div className="market-winners">
      <div className="market-grow">
        {stale && (
          <p className="stale-note" role="status">
            {t('market.stale')}
          </p>
        )}
        <p className="market-sentence">
          {t('market.winners.sentence', {
            winners: sides.winners.length,
            losers: sides.losers.length,
            unchanged: sides.unchanged,
          })}
        </p>
        <Chart
          title={t('market.winners.title', { name: config.name })}
          fileName="winners-and-losers"
          size="tall"
          build={build}
          onPoint={(index) => {
            lab.actions.selectMember(changes[index]?.member ?? null);
          }}
        />
        <p className="hint">{t('market.winners.help')}</p>
      </div>
      <div className="market-lists">
        <section className="section" aria-label={t('market.winners.losers')}>
          <h3>{t('market.winners.losers')}</h3>
          <MemberList lab={lab} changes={sides.losers} columnId={config.id} />
        </section>
        <section className="section" aria-label={t('market.winners.winners')}>
          <h3>{t('market.winners.winners')}</h3>
          <MemberList lab={lab} changes={sides.winners} columnId={config.id} />
        </section>
      </div>
    </div>
  );
}
