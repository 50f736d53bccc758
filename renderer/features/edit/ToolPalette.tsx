import { ToggleButton, Toolbar } from 'react-aria-components';
import { useMessages } from '../../app/useMessages.ts';
import type { EditTool } from '../../state/editActions.ts';
import { useActions, useApp } from '../../state/useApp.ts';
import { EditIcon } from './EditIcon.tsx';
import { EDIT_KEYS } from './editKeys.ts';

const GROUPS: readonly { readonly id: 'buildings' | 'energy' | 'site'; readonly tools: readonly EditTool[] }[] = [
  { id: 'buildings', tools: ['rectangle', 'outline', 'move', 'raise', 'split', 'remove'] },
  { id: 'energy', tools: ['pv', 'battery', 'charging'] },
  { id: 'site', tools: ['tree', 'line', 'point'] },
];

/** All tools with their names and keys. */
export function ToolPalette() {
  const { t } = useMessages();
  const tool = useApp((state) => state.edit.tool);
  const actions = useActions();
  return (
    <Toolbar className="edit-palette" aria-label={t('draw.tools')}>
      {GROUPS.map(({ id, tools }) => (
        <fieldset key={id} className="edit-group">
          <legend className="field-label">{t(`draw.group.${id}`)}</legend>
          {tools.map((own) => (
            <ToggleButton
              key={own}
              className="edit-tool"
              aria-keyshortcuts={EDIT_KEYS[own]}
              isSelected={tool === own}
              onChange={(on) => actions.setEditTool(on ? own : null)}
            >
              <EditIcon name={own} />
              <span className="edit-tool-name">{t(`draw.tool.${own}`)}</span>
              <span className="key" aria-hidden="true">
                {EDIT_KEYS[own]}
              </span>
            </ToggleButton>
          ))}
        </fieldset>
      ))}
    </Toolbar>
  );
}
