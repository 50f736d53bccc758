import { Toolbar } from 'react-aria-components';
import { IconButton, IconToggle } from '../../app/controls/IconButton.tsx';
import { useMessages } from '../../app/useMessages.ts';
import { useActions, useApp } from '../../state/useApp.ts';

/** What a drag in the view does, and the way home. */
export function ViewTools() {
  const { t } = useMessages();
  const tool = useApp((state) => state.pointerTool);
  const hasSelection = useApp((state) => state.selection.length > 0);
  const selection = useApp((state) => state.selection);
  const actions = useActions();
  return (
    <Toolbar className="tool-bar" aria-label={t('view.tools')}>
      <IconToggle
        icon="hand"
        label={t('view.navigate')}
        selected={tool === 'navigate'}
        onChange={() => actions.setPointerTool('navigate')}
      />
      <IconToggle
        icon="box"
        label={t('view.boxSelect')}
        keys="B"
        selected={tool === 'box-select'}
        onChange={(on) => actions.setPointerTool(on ? 'box-select' : 'navigate')}
      />
      <IconButton
        icon="target"
        label={t('command.flyToSelection')}
        keys="F"
        isDisabled={!hasSelection}
        onPress={() => actions.flyTo(selection)}
      />
      <IconButton icon="home" label={t('view.home')} keys="H" onPress={actions.flyHome} />
    </Toolbar>
  );
}
