import { useState } from 'react';
import {
  Autocomplete,
  Collection,
  Dialog,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
  SearchField,
  Text,
  useFilter,
} from 'react-aria-components';
import { useMessages } from '../../app/useMessages.ts';
import { useActions, useApp } from '../../state/useApp.ts';
import { bestMatches } from '../selection/buildingSearch.ts';
import { useSearchIndex } from '../selection/useSearchIndex.ts';
import { keysText } from './keys.ts';
import { useCommandList } from './useCommands.ts';
import './commands.css';

/** Buildings are looked for from so many characters on, and so many are offered. */
const SEARCH_FROM = 2;
const MATCHES = 8;
const BUILDING = 'building:';

interface Match {
  readonly id: string;
  readonly row: number;
  readonly name: string;
  readonly use: string;
}

/** The best matching buildings; none while the text is too short. */
function useMatches(text: string, open: boolean): readonly Match[] {
  const { t } = useMessages();
  const buildings = useApp((state) => state.district?.buildings);
  const searching = open && text.trim().length >= SEARCH_FROM;
  const index = useSearchIndex(searching);
  if (!searching || !index || !buildings) return [];
  return bestMatches(index, text, MATCHES).flatMap((row) => {
    const building = buildings[row];
    if (!building) return [];
    return { id: `${BUILDING}${row}`, row, name: building.name ?? building.id, use: t(`use.${building.use.value}`) };
  });
}

/** All actions by name, with their keys, and buildings by name, id or address. */
export function CommandPalette() {
  const { t } = useMessages();
  const open = useApp((state) => state.commandPaletteOpen);
  const actions = useActions();
  const commands = useCommandList();
  const { contains } = useFilter({ sensitivity: 'base' });
  const [text, setText] = useState('');
  const matches = useMatches(text, open);
  const shown = open ? commands().filter((command) => command.enabled && command.id !== 'palette') : [];

  function toggle(next: boolean): void {
    setText('');
    actions.openPalette(next);
  }
  function choose(id: React.Key): void {
    toggle(false);
    const match = matches.find((item) => item.id === id);
    if (!match) {
      shown.find((command) => command.id === id)?.run();
      return;
    }
    actions.select([match.row]);
    actions.toggleInspector(true);
    actions.flyTo([match.row]);
  }
  return (
    <ModalOverlay className="backdrop backdrop-top" isOpen={open} onOpenChange={toggle} isDismissable>
      <Modal className="dialog-box palette">
        <Dialog className="palette-body" aria-label={t('command.palette')}>
          <Autocomplete
            inputValue={text}
            onInputChange={setText}
            // Buildings were chosen by more than their name.
            filter={(name, wanted, node) => String(node.key).startsWith(BUILDING) || contains(name, wanted)}
          >
            <SearchField className="palette-search" aria-label={t('command.palette.search')} autoFocus>
              <Input
                className="palette-input"
                placeholder={t('command.palette.search')}
                onKeyDownCapture={(event) => {
                  // One Escape closes; the search field alone would only clear itself.
                  if (event.key !== 'Escape') return;
                  event.stopPropagation();
                  toggle(false);
                }}
              />
            </SearchField>
            <Menu
              className="menu palette-list"
              aria-label={t('command.palette')}
              onAction={choose}
              renderEmptyState={() => <p className="palette-none">{t('command.palette.none')}</p>}
            >
              <MenuSection id="actions">
                <Header className="menu-heading">{t('command.group.actions')}</Header>
                <Collection items={shown}>
                  {(command) => (
                    <MenuItem id={command.id} textValue={command.label} className="menu-item">
                      <Text slot="label">{command.label}</Text>
                      {command.keys && <kbd>{keysText(command.keys)}</kbd>}
                    </MenuItem>
                  )}
                </Collection>
              </MenuSection>
              <MenuSection id="buildings">
                <Header className="menu-heading">{t('command.group.buildings')}</Header>
                <Collection items={matches}>
                  {(match) => (
                    <MenuItem id={match.id} textValue={match.name} className="menu-item">
                      <Text slot="label">
                        {match.name} <span className="palette-note">{match.use}</span>
                      </Text>
                    </MenuItem>
                  )}
                </Collection>
              </MenuSection>
            </Menu>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
