import { useMemo } from 'react';
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import type { Issue } from '#models/core/issue.ts';
import type { Building } from '#models/district/district.ts';
import { findingText } from '../../app/messages/problemTexts.ts';
import { useMessages } from '../../app/useMessages.ts';
import { rowOfBuilding } from '../../state/buildingRows.ts';
import { useActions } from '../../state/useApp.ts';
import { groupIssues, type IssueGroup } from './issueGroups.ts';

/** Ids listed one by one; the button shows all. */
const LISTED = 12;

function rowsOf(ids: readonly string[], buildings: readonly Building[]): number[] {
  return [...new Set(ids.flatMap((id) => rowOfBuilding(buildings, id) ?? []))];
}

/** What an object of unknown type is, for the person to say and to take back. */
function TypeQuestion({ issue }: { readonly issue: Issue }) {
  const { t } = useMessages();
  const actions = useActions();
  const type = issue.values?.type;
  if (typeof type !== 'string' || type === '') return null;
  if (issue.code === 'cityjson.treatedAs') {
    return (
      <Button className="button button-small" onPress={() => void actions.treatAs(type, null)}>
        {t('district.issues.treatAs.undo')}
      </Button>
    );
  }
  if (issue.code !== 'cityjson.type') return null;
  return (
    <>
      <Button className="button button-small" onPress={() => void actions.treatAs(type, 'Building')}>
        {t('district.issues.treatAs')}
      </Button>
      <p className="hint">{t('district.issues.treatAs.help', { type })}</p>
    </>
  );
}

function Group({ group, buildings }: { readonly group: IssueGroup; readonly buildings: readonly Building[] }) {
  const { t, language } = useMessages();
  const actions = useActions();
  const { message, action } = findingText(language, group.first);
  const rows = useMemo(() => rowsOf(group.objectIds, buildings), [group, buildings]);

  function show(shown: readonly number[]): void {
    actions.select(shown);
    actions.flyTo(shown);
  }
  return (
    <Disclosure className="issue">
      <Heading level={4} className="issue-heading">
        <Button slot="trigger" className="disclosure-button">
          <span className={`badge issue-${group.severity}`}>{t(`district.issues.${group.severity}`)}</span>
          <span className="issue-code">{group.code}</span>
          <span className="disclosure-count">{group.count}</span>
        </Button>
      </Heading>
      <p className="issue-message">{message}</p>
      <DisclosurePanel className="issue-panel">
        <p className="hint">{action}</p>
        <TypeQuestion issue={group.first} />
        <ul className="issue-objects">
          {group.objectIds.slice(0, LISTED).map((id) => {
            const row = rowOfBuilding(buildings, id);
            return (
              <li key={id}>
                {row === undefined ? (
                  id
                ) : (
                  <Button className="link-button" onPress={() => show([row])}>
                    {id}
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
        {group.objectIds.length > LISTED && <p className="hint">{t('district.issues.more', { count: group.objectIds.length - LISTED })}</p>}
        {rows.length > 0 && (
          <Button className="button button-small" onPress={() => show(rows)}>
            {t('district.issues.show')}
          </Button>
        )}
      </DisclosurePanel>
    </Disclosure>
  );
}

interface IssueListProps {
  readonly issues: readonly Issue[];
  readonly buildings: readonly Building[];
  /** Without a heading of its own, inside another section. */
  readonly look?: 'section' | 'bare';
}

/** Every finding about the loaded file, gathered by kind; each leads to its objects. */
export function IssueList({ issues, buildings, look = 'section' }: IssueListProps) {
  const { t } = useMessages();
  const groups = useMemo(() => groupIssues(issues), [issues]);
  const total = groups.reduce((sum, group) => sum + group.count, 0);
  return (
    <section className="section" aria-label={t('district.issues')}>
      {look === 'section' && (
        <div className="section-head">
          <h3>{t('district.issues')}</h3>
          {total > 0 && <span className="hint">{t('district.issues.count', { count: total })}</span>}
        </div>
      )}
      {total === 0 && <p className="hint">{t('district.issues.none')}</p>}
      {groups.map((group) => (
        <Group key={group.key} group={group} buildings={buildings} />
      ))}
    </section>
  );
}
