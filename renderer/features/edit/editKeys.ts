/** Keys of the drawing tools, as commands of the window while the person draws. */
import type { Messages } from '../../app/useMessages.ts';
import type { Actions } from '../../state/actions.ts';
import { EDIT_TOOLS, type EditTool } from '../../state/editActions.ts';
import type { ShellState } from '../../state/store.ts';
import type { Command } from '../commands/commands.ts';

export const EDIT_KEYS: Readonly<Record<EditTool, string>> = {
  outline: 'O',
  rectangle: 'R',
  move: 'M',
  raise: 'U',
  split: 'S',
  remove: 'X',
  pv: 'V',
  battery: 'Y',
  charging: 'C',
  tree: 'E',
  line: 'L',
  point: 'G',
};

export function editCommands(state: ShellState, actions: Actions, { t }: Messages): readonly Command[] {
  const { district, task, selection, edit } = state;
  if (task !== 'edit' || !district) return [];
  const ids = selection.flatMap((row) => (district.buildings[row]?.removed ? [] : (district.buildings[row]?.id ?? [])));
  return [
    ...EDIT_TOOLS.map((tool) => ({
      id: `draw.${tool}`,
      label: t('draw.command', { tool: t(`draw.tool.${tool}`) }),
      keys: EDIT_KEYS[tool],
      enabled: true,
      run: () => actions.setEditTool(edit.tool === tool ? null : tool),
    })),
    { id: 'draw.leave', label: t('draw.command.leave'), keys: 'Escape', enabled: edit.tool !== null, run: () => actions.setEditTool(null) },
    {
      id: 'draw.removeSelected',
      label: t('draw.command.removeSelected'),
      keys: 'Delete',
      enabled: ids.length > 0,
      run: () => actions.editDistrict([{ kind: 'remove-buildings', ids }], edit.where),
    },
  ];
}
