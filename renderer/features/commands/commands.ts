/** Every action of the window with its name and keys: the palette, the menus and the keyboard share this list. */
import type { Messages } from '../../app/useMessages.ts';
import type { Actions } from '../../state/actions.ts';
import { type Task, VIEWS } from '../../state/appState.ts';
import type { AppStore, ShellState } from '../../state/store.ts';
import { editCommands } from '../edit/editKeys.ts';
import { editText } from './editText.ts';

export interface Command {
  readonly id: string;
  readonly label: string;
  /** `Mod` is Ctrl, or Cmd on a Mac. */
  readonly keys?: string;
  /** Works while the person types in a field. */
  readonly inFields?: boolean;
  readonly enabled: boolean;
  readonly run: () => void;
}

/** In the order of the menu. */
export const EXPORTS = ['csv', 'geojson', 'gpkg', 'parquet', 'cityjson', 'glb', 'ifc', 'idf', 'urbanopt'] as const;

export const TASKS: readonly Task[] = ['district', 'edit', 'scenario', 'results', 'compare', 'market'];

function historyLabel(messages: Messages, kind: 'undo' | 'redo', state: ShellState): string {
  const entry = (kind === 'undo' ? state.undoable : state.redoable).at(-1);
  if (!entry) return messages.t(`command.${kind}`);
  return messages.t(`command.${kind}.what`, { what: editText(messages, entry.label) });
}

export function buildCommands(store: AppStore, actions: Actions, messages: Messages): readonly Command[] {
  const state = store.getState();
  const { t } = messages;
  const hasDistrict = state.district !== null;
  const hasOutcome = state.scenarios.some((entry) => entry.outcome !== null);
  const always = { enabled: true };
  return [
    { id: 'palette', label: t('command.palette.open'), keys: 'Mod+K', inFields: true, ...always, run: () => actions.openPalette(true) },
    { id: 'undo', label: historyLabel(messages, 'undo', state), keys: 'Mod+Z', enabled: state.undoable.length > 0, run: actions.undo },
    {
      id: 'redo',
      label: historyLabel(messages, 'redo', state),
      keys: 'Mod+Shift+Z',
      enabled: state.redoable.length > 0,
      run: actions.redo,
    },
    { id: 'save', label: t('command.save'), keys: 'Mod+S', inFields: true, enabled: hasDistrict, run: () => void actions.save() },
    {
      id: 'saveAs',
      label: t('command.saveAs'),
      keys: 'Mod+Shift+S',
      inFields: true,
      enabled: hasDistrict,
      run: () => actions.openDialog({ kind: 'save-as' }),
    },
    { id: 'open', label: t('command.open'), keys: 'Mod+O', inFields: true, ...always, run: () => actions.openProject() },
    { id: 'openFile', label: t('command.openFile'), keys: 'Mod+I', ...always, run: () => void actions.pickFile() },
    { id: 'new', label: t('command.new'), ...always, run: actions.newProject },
    ...TASKS.map((task, index) => ({
      id: `task.${task}`,
      label: t('command.goTo', { task: t(`task.${task}`) }),
      keys: String(index + 1),
      ...always,
      run: () => actions.openTask(task),
    })),
    ...VIEWS.map((view, index) => ({
      id: `view.${view}`,
      label: t('command.showView', { view: t(`view.${view}`) }),
      keys: `Alt+${index + 1}`,
      enabled: hasDistrict,
      run: () => actions.showView(view),
    })),
    { id: 'home', label: t('command.flyHome'), keys: 'H', enabled: hasDistrict, run: actions.flyHome },
    {
      id: 'flyToSelection',
      label: t('command.flyToSelection'),
      keys: 'F',
      enabled: state.selection.length > 0,
      run: () => actions.flyTo(store.getState().selection),
    },
    {
      id: 'boxSelect',
      label: t('command.boxSelect'),
      keys: 'B',
      enabled: hasDistrict,
      run: () => actions.setPointerTool(store.getState().pointerTool === 'box-select' ? 'navigate' : 'box-select'),
    },
    ...editCommands(state, actions, messages),
    {
      id: 'clearSelection',
      label: t('command.clearSelection'),
      keys: 'Escape',
      enabled: state.selection.length > 0 || state.pointerTool !== 'navigate',
      run: () => {
        actions.select([]);
        actions.setPointerTool('navigate');
      },
    },
    {
      id: 'play',
      label: t(state.playing ? 'command.pause' : 'command.play'),
      keys: 'Space',
      enabled: state.weather !== null,
      run: actions.togglePlay,
    },
    ...EXPORTS.map((format) => ({
      id: format,
      label: t(`command.export.${format}`),
      // An EnergyPlus file is of one building; results go into the IFC file that was read.
      enabled:
        hasOutcome && (format !== 'idf' || state.selection.length > 0) && (format !== 'ifc' || state.district?.source.format === 'ifc'),
      run: () => void actions.exportModel(format),
    })),
    { id: 'png', label: t('command.exportPng'), enabled: hasDistrict, run: () => void actions.exportPicture() },
    { id: 'togglePanel', label: t('command.togglePanel'), keys: 'P', ...always, run: () => actions.togglePanel() },
    {
      id: 'buildingTable',
      label: t(state.tableOpen ? 'command.hideTable' : 'command.showTable'),
      keys: 'T',
      enabled: hasDistrict,
      run: () => actions.toggleTable(),
    },
    { id: 'toggleInspector', label: t('command.toggleInspector'), keys: 'I', ...always, run: () => actions.toggleInspector() },
    ...(['system', 'light', 'dark'] as const).map((theme) => ({
      id: `theme.${theme}`,
      label: `${t('command.theme')}: ${t(`command.theme.${theme}`)}`,
      enabled: state.settings.theme !== theme,
      run: () => actions.setSettings({ theme }),
    })),
    ...(['en', 'de'] as const).map((language) => ({
      id: `language.${language}`,
      label: `${t('command.language')}: ${t(`command.language.${language}`)}`,
      enabled: state.settings.language !== language,
      run: () => actions.setSettings({ language }),
    })),
    { id: 'tour', label: t('command.tour'), enabled: hasDistrict, run: () => store.setState({ tourStep: 0 }) },
    { id: 'shortcuts', label: t('command.shortcuts'), keys: '?', ...always, run: () => actions.openDialog({ kind: 'shortcuts' }) },
  ];
}
