import { Button } from 'react-aria-components';
import { Help } from '../../app/controls/Help.tsx';
import { useMessages } from '../../app/useMessages.ts';
import { useActions, useApp } from '../../state/useApp.ts';

/** What to do now, what was typed, and what is wrong; read aloud when it changes. */
export function HintLine() {
  const { t, label } = useMessages();
  const tool = useApp((state) => state.edit.tool);
  const step = useApp((state) => state.edit.step);
  const actions = useActions();
  return (
    <section className={step?.fault ? 'edit-hint is-fault' : 'edit-hint'} aria-label={t('draw.tools')}>
      <p aria-live="polite">
        {step && tool ? label(step.hint, step.hint, step.values) : t('draw.start')}
        {step?.fault && tool && <strong className="edit-fault"> {label(step.fault)}</strong>}
        {step?.note && tool && <span className="edit-note"> {label(step.note)}</span>}
      </p>
      {step?.sizes && tool && <output className="edit-typed">{step.sizes}</output>}
      {tool && (
        <div className="edit-hint-row">
          <Button className="button button-small" onPress={() => actions.setEditTool(null)}>
            {t('draw.done')}
          </Button>
          <Help term={t('draw.keys.title')}>{t('draw.keys')}</Help>
        </div>
      )}
    </section>
  );
}
