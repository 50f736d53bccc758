import { Button, Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components';
import { useMessages } from '../../app/useMessages.ts';
import { yearMoney } from './marketFormat.ts';
import type { MarketColumn, MarketLab } from './marketLab.ts';
import type { MemberChange } from './winners.ts';

/** Beyond this a list in a small window is no help; all are in the view of winners and losers. */
const LISTED = 40;

interface MemberListProps {
  readonly lab: MarketLab;
  readonly changes: readonly MemberChange[];
  /** Before the member is shown: for a list that belongs to another column than the one shown. */
  readonly columnId: string;
}

/** Members by name with the change of their bill; a name opens the member. */
export function MemberList({ lab, changes, columnId }: MemberListProps) {
  const messages = useMessages();
  const { t } = messages;
  const participants = lab.community.value?.participants;
  if (changes.length === 0) return <p className="hint">{t('market.winners.none')}</p>;
  return (
    <>
      <ol className="market-members">
        {changes.slice(0, LISTED).map(({ member, change_EUR }) => {
          const name = participants?.[member]?.name ?? String(member + 1);
          return (
            <li key={member}>
              <Button
                className="link-button"
                aria-label={t('market.winners.show', { name })}
                onPress={() => {
                  lab.actions.showColumn(columnId);
                  lab.actions.selectMember(member);
                  lab.actions.openView('member');
                }}
              >
                {name}
              </Button>
              <span className="market-number">
                {t(change_EUR < 0 ? 'market.winners.save' : 'market.winners.lose')} {yearMoney(Math.abs(change_EUR), messages)}
              </span>
            </li>
          );
        })}
      </ol>
      {changes.length > LISTED && <p className="hint">{t('market.winners.more', { count: changes.length - LISTED })}</p>}
    </>
  );
}

interface MemberNamesProps {
  readonly lab: MarketLab;
  readonly column: MarketColumn;
  readonly changes: readonly MemberChange[];
  readonly kind: 'winners' | 'losers';
}

/** Opens the list of names behind a count. */
export function MemberNames({ lab, column, changes, kind }: MemberNamesProps) {
  const { t } = useMessages();
  if (changes.length === 0) return null;
  return (
    <DialogTrigger>
      <Button
        className="link-button market-names"
        aria-label={`${t('market.table.members')}: ${t(`market.winners.${kind}`)}, ${column.config.name}`}
      >
        {t('market.table.members')}
      </Button>
      <Popover className="popover market-popover" placement="bottom end">
        <Dialog className="popover-body">
          <Heading slot="title" className="popover-title">
            {t(`market.winners.${kind}`)}
          </Heading>
          <MemberList lab={lab} changes={changes} columnId={column.config.id} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
