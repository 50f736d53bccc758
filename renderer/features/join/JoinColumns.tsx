import { Button, Checkbox } from 'react-aria-components';
import type { ProposedColumn } from '#gis-data/join/proposeJoin.ts';
import type { AttributeValue } from '#models/district/district.ts';
import { useMessages } from '../../app/useMessages.ts';

/** Rows whose values are shown beside a column's name. */
const EXAMPLES = 3;

interface JoinColumnsProps {
  readonly columns: readonly ProposedColumn[];
  /** Columns that are not offered because there are too many. */
  readonly hidden: number;
  /** First rows of the table, a value per column name. */
  readonly firstRows: readonly Readonly<Record<string, AttributeValue>>[];
  /** Columns of the key: not taken. */
  readonly keys: readonly string[];
  readonly taken: ReadonlySet<string>;
  readonly onChange: (taken: ReadonlySet<string>) => void;
}

/** The table on its side: a line per column with its first values, what it means, and whether it is taken. */
export function JoinColumns({ columns, hidden, firstRows, keys, taken, onChange }: JoinColumnsProps) {
  const { t, number } = useMessages();
  const free = columns.filter(({ name }) => !keys.includes(name));
  const set = (chosen: readonly ProposedColumn[]) => onChange(new Set(chosen.map(({ name }) => name)));
  function toggle(name: string, on: boolean): void {
    const next = new Set(taken);
    if (on) next.add(name);
    else next.delete(name);
    onChange(next);
  }
  const valuesOf = (name: string) =>
    firstRows
      .slice(0, EXAMPLES)
      .map((row) => (row[name] === null || row[name] === undefined ? '–' : String(row[name])))
      .join(' · ');
  return (
    <div className="join-columns">
      <div className="join-columns-head">
        <h3 className="join-heading">{t('join.columns')}</h3>
        <Button className="button button-small" onPress={() => set(free)}>
          {t('join.columns.all')}
        </Button>
        <Button className="button button-small" onPress={() => set(free.filter(({ meaning }) => meaning !== null))}>
          {t('join.columns.known')}
        </Button>
        <Button className="button button-small" onPress={() => set([])}>
          {t('join.columns.none')}
        </Button>
      </div>
      <div className="join-scroll join-column-list">
        <table className="join-table">
          <thead>
            <tr>
              <th scope="col">{t('join.columns.name')}</th>
              <th scope="col">{t('join.columns.meaning')}</th>
              <th scope="col">{t('join.columns.first')}</th>
              <th scope="col" className="join-number">
                {t('join.columns.missing')}
              </th>
            </tr>
          </thead>
          <tbody>
            {columns.map(({ name, meaning, missing }) => {
              const isKey = keys.includes(name);
              return (
                <tr key={name}>
                  <th scope="row">
                    <Checkbox
                      className="check join-check"
                      isSelected={!isKey && taken.has(name)}
                      isDisabled={isKey}
                      onChange={(on) => toggle(name, on)}
                    >
                      <span className="check-mark" />
                      <span className="join-name">{name}</span>
                    </Checkbox>
                  </th>
                  <td>
                    {isKey ? (
                      <span className="hint">{t('join.columns.key')}</span>
                    ) : meaning ? (
                      <span className="badge join-meaning">{t(`join.meaning.${meaning}`)}</span>
                    ) : (
                      <span className="hint">{t('join.columns.kept')}</span>
                    )}
                  </td>
                  <td className="join-values">{valuesOf(name)}</td>
                  <td className="join-number">{missing === 0 ? '–' : number(missing)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {hidden > 0 && <p className="hint">{t('join.columns.more', { count: hidden })}</p>}
    </div>
  );
}
