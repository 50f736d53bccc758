import { useState } from 'react';
import {
  Button,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Separator,
  Text,
  TextField,
} from 'react-aria-components';
import { keysText } from '../features/commands/keys.ts';
import { useCommandList } from '../features/commands/useCommands.ts';
import { useActions, useApp } from '../state/useApp.ts';
import { Icon, type IconName } from './controls/Icon.tsx';
import { IconButton } from './controls/IconButton.tsx';
import { useMessages } from './useMessages.ts';
import { ViewSwitch } from './ViewSwitch.tsx';

/** Commands in a menu, by id; a null is a line between groups. */
function CommandMenu({ icon, label, ids }: { readonly icon: IconName; readonly label: string; readonly ids: readonly (string | null)[] }) {
  const commands = useCommandList();
  const [open, setOpen] = useState(false);
  const list = open ? commands() : [];
  return (
    <MenuTrigger isOpen={open} onOpenChange={setOpen}>
      <IconButton icon={icon} label={label} />
      <Popover className="popover menu-popover" placement="bottom end">
        <Menu className="menu" aria-label={label} onAction={(id) => list.find((command) => command.id === id)?.run()}>
          {ids.map((id, index) => {
            // biome-ignore lint/suspicious/noArrayIndexKey: separators have no other identity
            if (id === null) return <Separator key={index} className="menu-separator" />;
            const command = list.find((item) => item.id === id);
            if (!command) return null;
            return (
              <MenuItem key={id} id={id} className="menu-item" textValue={command.label} isDisabled={!command.enabled}>
                <Text slot="label">{command.label}</Text>
                {command.keys && <kbd>{keysText(command.keys)}</kbd>}
              </MenuItem>
            );
          })}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function SettingsMenu() {
  const { t } = useMessages();
  const settings = useApp((state) => state.settings);
  const actions = useActions();
  return (
    <MenuTrigger>
      <IconButton icon="settings" label={t('command.settingsMenu')} />
      <Popover className="popover menu-popover" placement="bottom end">
        <Menu className="menu" aria-label={t('command.settingsMenu')}>
          <MenuSection
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[settings.language]}
            onSelectionChange={(keys) => keys !== 'all' && actions.setSettings({ language: keys.has('de') ? 'de' : 'en' })}
          >
            <Header className="menu-heading">{t('command.language')}</Header>
            {(['en', 'de'] as const).map((language) => (
              <MenuItem key={language} id={language} className="menu-item" textValue={t(`command.language.${language}`)}>
                {t(`command.language.${language}`)}
              </MenuItem>
            ))}
          </MenuSection>
          <MenuSection
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[settings.theme]}
            onSelectionChange={(keys) => {
              const theme = (['system', 'light', 'dark'] as const).find((item) => keys !== 'all' && keys.has(item));
              if (theme) actions.setSettings({ theme });
            }}
          >
            <Header className="menu-heading">{t('command.theme')}</Header>
            {(['system', 'light', 'dark'] as const).map((theme) => (
              <MenuItem key={theme} id={theme} className="menu-item" textValue={t(`command.theme.${theme}`)}>
                {t(`command.theme.${theme}`)}
              </MenuItem>
            ))}
          </MenuSection>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function ProjectName() {
  const { t } = useMessages();
  const project = useApp((state) => state.project);
  const actions = useActions();
  const [editing, setEditing] = useState<string | null>(null);
  const mark = project.saving ? t('title.saving') : project.unsaved ? t('title.unsaved') : project.ref ? t('title.saved') : null;

  function finish(): void {
    if (editing !== null) actions.renameProject(editing);
    setEditing(null);
  }
  return (
    <div className="title-project">
      {editing === null ? (
        <Button className="title-name" onPress={() => setEditing(project.name)}>
          {project.name || t('title.unnamed')}
        </Button>
      ) : (
        <TextField className="title-name-input" aria-label={t('title.rename')} value={editing} onChange={setEditing} autoFocus>
          <Input
            className="input"
            onBlur={finish}
            onKeyDown={(event) => {
              if (event.key === 'Enter') finish();
              if (event.key === 'Escape') setEditing(null);
            }}
          />
        </TextField>
      )}
      {mark && <span className={project.unsaved ? 'title-mark title-mark-unsaved' : 'title-mark'}>{mark}</span>}
    </div>
  );
}

export function TitleBar() {
  const { t } = useMessages();
  const actions = useActions();
  const canUndo = useApp((state) => state.undoable.length > 0);
  const canRedo = useApp((state) => state.redoable.length > 0);
  const commands = useCommandList();
  // Their names carry what the last step was.
  useApp((state) => state.undoable.at(-1));
  const list = commands();
  const nameOf = (id: string, fallback: string): string => list.find((command) => command.id === id)?.label ?? fallback;
  return (
    <header className="title-bar">
      <h1 className="title-brand">{t('app.name')}</h1>
      <span className="title-divider title-wide" />
      <ProjectName />
      <span className="title-space" />
      <ViewSwitch />
      <span className="title-space" />
      <IconButton
        icon="undo"
        label={nameOf('undo', t('command.undo'))}
        keys={keysText('Mod+Z')}
        isDisabled={!canUndo}
        onPress={actions.undo}
      />
      <IconButton
        icon="redo"
        label={nameOf('redo', t('command.redo'))}
        keys={keysText('Mod+Shift+Z')}
        isDisabled={!canRedo}
        onPress={actions.redo}
      />
      <span className="title-divider title-wide" />
      <IconButton icon="save" label={t('command.save')} keys={keysText('Mod+S')} onPress={() => void actions.save()} />
      <CommandMenu icon="folder" label={t('command.projectMenu')} ids={['openFile', 'open', null, 'save', 'saveAs', null, 'new']} />
      <CommandMenu
        icon="export"
        label={t('command.export')}
        ids={['csv', 'geojson', 'gpkg', 'parquet', null, 'cityjson', 'glb', 'ifc', null, 'idf', 'urbanopt', null, 'png']}
      />
      <SettingsMenu />
      <Button className="title-search title-wide" onPress={() => actions.openPalette(true)}>
        <Icon name="search" />
        {t('command.palette')}
        <kbd>{keysText('Mod+K')}</kbd>
      </Button>
    </header>
  );
}
