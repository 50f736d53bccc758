import type { ReactNode } from 'react';
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import type { Listed } from '#gis-data/join/joinEdit.ts';
import type { AttributeValue } from '#models/district/district.ts';
import { type Messages, useMessages } from '../../app/useMessages.ts';

/** A long list behind its count; nothing where it is empty. */
export function ReportList<T>(props: {
  readonly title: string;
  readonly list: Listed<T>;
  readonly help?: string;
  readonly item: (value: T) => string;
}) {
  const { t, number } = useMessages();
  const { title, list, help, item } = props;
  if (list.count === 0) return null;
  return (
    <Section title={title} count={number(list.count)}>
      {help && <p className="hint">{help}</p>}
      <section className="join-items-scroll" aria-label={title} tabIndex={0}>
        <ul className="join-items">
          {list.first.map(item).map((text, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: texts can be equal, and the list never changes its order
            <li key={i}>{text}</li>
          ))}
        </ul>
      </section>
      {list.count > list.first.length && <p className="hint">{t('join.list.more', { count: list.count - list.first.length })}</p>}
    </Section>
  );
}

export interface ConflictRow {
  readonly id: string;
  readonly attribute: string;
  readonly one: AttributeValue;
  readonly other: AttributeValue;
  readonly kept: string;
}

/** Values that two sources give differently. */
export function ConflictList(props: {
  readonly title: string;
  readonly one: string;
  readonly other: string;
  readonly list: Listed<ConflictRow>;
  readonly help?: string;
}) {
  const messages = useMessages();
  const { t, number } = messages;
  const { title, one, other, list, help } = props;
  if (list.count === 0) return null;
  return (
    <Section title={title} count={number(list.count)}>
      {help && <p className="hint">{help}</p>}
      <section className="join-scroll" aria-label={title} tabIndex={0}>
        <table className="join-table">
          <thead>
            <tr>
              <th scope="col">{t('join.table.building')}</th>
              <th scope="col">{t('join.table.what')}</th>
              <th scope="col">{one}</th>
              <th scope="col">{other}</th>
              <th scope="col">{t('join.table.kept')}</th>
            </tr>
          </thead>
          <tbody>
            {list.first.map((row) => (
              <tr key={`${row.id} ${row.attribute}`}>
                <td>{row.id}</td>
                <td>{messages.label(`join.meaning.${row.attribute}`, row.attribute)}</td>
                <td>{valueText(row.attribute, row.one, messages)}</td>
                <td>{valueText(row.attribute, row.other, messages)}</td>
                <td>{row.kept}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {list.count > list.first.length && <p className="hint">{t('join.list.more', { count: list.count - list.first.length })}</p>}
    </Section>
  );
}

function Section({ title, count, children }: { readonly title: string; readonly count: string; readonly children: ReactNode }) {
  return (
    <Disclosure className="join-section">
      <Heading level={3} className="join-section-title">
        <Button slot="trigger" className="disclosure-button">
          {title} <span className="disclosure-count">{count}</span>
        </Button>
      </Heading>
      <DisclosurePanel className="join-panel">{children}</DisclosurePanel>
    </Disclosure>
  );
}

const UNITS: Readonly<Record<string, string>> = { height_m: 'm', floorArea_m2: 'm²' };

/** Years and storeys are names of themselves: no groups of thousands. */
export function valueText(attribute: string, value: AttributeValue, { label, quantity }: Pick<Messages, 'label' | 'quantity'>): string {
  if (value === null) return '';
  const unit = UNITS[attribute];
  if (typeof value === 'number' && unit) return quantity(value, unit);
  if (attribute === 'use') return label(`use.${value}`, String(value));
  if (attribute === 'heatSource') return label(`heatSource.${value}`, String(value));
  return String(value);
}
