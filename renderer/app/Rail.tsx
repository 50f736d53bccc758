import { Button } from 'react-aria-components';
import { TASKS } from '../features/commands/commands.ts';
import { useActions, useApp } from '../state/useApp.ts';
import { Icon } from './controls/Icon.tsx';
import { useMessages } from './useMessages.ts';

/** The tasks; the pressed one's panel is open beside it, pressing it again hides the panel. */
export function Rail() {
  const { t } = useMessages();
  const current = useApp((state) => state.task);
  const panelOpen = useApp((state) => state.panelOpen);
  const actions = useActions();
  return (
    <nav className="rail" aria-label={t('task.label')}>
      {TASKS.map((task) => (
        <Button
          key={task}
          className="rail-item"
          {...(task === current ? { 'aria-current': 'page' as const } : {})}
          onPress={() => (task === current && panelOpen ? actions.togglePanel(false) : actions.openTask(task))}
        >
          <Icon name={task} />
          {t(`task.${task}`)}
        </Button>
      ))}
    </nav>
  );
}
