import { Autocomplete, Dialog, Input, Menu, MenuItem, Modal, ModalOverlay, SearchField, Text, useFilter } from 'react-aria-components';
import { useMessages } from '../../app/useMessages.ts';
import { useActions, useApp } from '../../state/useApp.ts';
import { keysText } from './keys.ts';
import { useCommandList } from './useCommands.ts';
import './commands.css';

/** All actions by name, with their keys. */
export function CommandPalette() {
  const { t } = useMessages();
  const open = useApp((state) => state.commandPaletteOpen);
  const actions = useActions();
  const commands = useCommandList();
  const { contains } = useFilter({ sensitivity: 'base' });
  const shown = open ? commands().filter((command) => command.enabled && command.id !== 'palette') : [];
  return (
    <ModalOverlay className="backdrop backdrop-top" isOpen={open} onOpenChange={actions.openPalette} isDismissable>
      <Modal className="dialog-box palette">
        <Dialog className="palette-body" aria-label={t('command.palette')}>
          <Autocomplete filter={contains}>
            <SearchField className="palette-search" aria-label={t('command.palette.search')} autoFocus>
              <Input
                className="palette-input"
                placeholder={t('command.palette.search')}
                onKeyDownCapture={(event) => {
                  // One Escape closes; the search field alone would only clear itself.
                  if (event.key !== 'Escape') return;
                  event.stopPropagation();
                  actions.openPalette(false);
                }}
              />
            </SearchField>
            <Menu
              className="menu palette-list"
              aria-label={t('command.palette')}
              items={shown}
              onAction={(id) => {
                actions.openPalette(false);
                shown.find((command) => command.id === id)?.run();
              }}
              renderEmptyState={() => <p className="palette-none">{t('command.palette.none')}</p>}
            >
              {(command) => (
                <MenuItem id={command.id} textValue={command.label} className="menu-item">
                  <Text slot="label">{command.label}</Text>
                  {command.keys && <kbd>{keysText(command.keys)}</kbd>}
                </MenuItem>
              )}
            </Menu>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
