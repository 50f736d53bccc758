import { Label, Radio, RadioGroup } from 'react-aria-components';
import { useMessages } from '../../app/useMessages.ts';
import { useActions, useApp } from '../../state/useApp.ts';

/** Whether changes belong to the scenario or correct the district. */
export function WhereChoice() {
  const { t } = useMessages();
  const where = useApp((state) => state.edit.where);
  const actions = useActions();
  return (
    <section className="section">
      <RadioGroup className="edit-where" value={where} onChange={(next) => actions.setEditWhere(next === 'base' ? 'base' : 'scenario')}>
        <Label className="edit-heading">{t('draw.where')}</Label>
        <div className="edit-segments">
          {(['scenario', 'base'] as const).map((own) => (
            <Radio key={own} value={own} className="edit-segment">
              {t(`draw.where.${own}`)}
            </Radio>
          ))}
        </div>
      </RadioGroup>
      <p className="hint">
        {t(`draw.where.${where}.help`)}
        {where === 'base' && ` ${t('draw.where.measures')}`}
      </p>
    </section>
  );
}
