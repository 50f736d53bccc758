import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useMessages } from '../../app/useMessages.ts';
import { useActions, useApp } from '../../state/useApp.ts';
import { ConditionForm, type ConditionKind } from './ConditionForm.tsx';

const KINDS = [
  { kind: 'use', key: 'select.byUse' },
  { kind: 'age', key: 'select.byAge' },
  { kind: 'query', key: 'select.byAttribute' },
] as const satisfies readonly { readonly kind: ConditionKind; readonly key: string }[];

/** Ways to select buildings without pointing at them. */
export function SelectionTools() {
  const { t } = useMessages();
  const count = useApp((state) => state.selection.length);
  const actions = useActions();
  const [asking, setAsking] = useState<ConditionKind | null>(null);
  return (
    <section className="selection-tools" aria-label={t('select.title')}>
      {count === 0 && <p className="hint">{t('select.hint')}</p>}
      {count > 0 && <h3>{t('select.title')}</h3>}
      <div className="selection-buttons">
        {KINDS.map(({ kind, key }) => (
          <Button
            key={kind}
            className="button button-small"
            aria-expanded={asking === kind}
            onPress={() => setAsking(asking === kind ? null : kind)}
          >
            {t(key)}
          </Button>
        ))}
        <Button className="button button-small" onPress={() => actions.selectBy({})}>
          {t('select.all')}
        </Button>
        <Button className="button button-small" onPress={() => actions.toggleTable(true)}>
          {t('table.open')}
        </Button>
      </div>
      {asking && (
        <ConditionForm
          key={asking}
          kind={asking}
          applyLabel={t('query.select')}
          onCancel={() => setAsking(null)}
          onApply={(selector) => {
            setAsking(null);
            actions.selectBy(selector);
          }}
        />
      )}
    </section>
  );
}
