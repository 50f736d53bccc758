/** The system's own dialogs. */
import type { BrowserWindow, Dialog, FileFilter } from 'electron';
import type { FileDialogs } from '../services/host.ts';

const PROJECTS: FileFilter[] = [{ name: 'Commonwatt', extensions: ['commonwatt'] }];

/** File endings without dot, as dialogs want them. */
function filterOf(kinds: readonly string[]): FileFilter[] {
  const extensions = kinds.map((kind) => kind.replace(/^\./, '')).filter((kind) => /^[a-z0-9.]+$/i.test(kind));
  return extensions.length === 0 ? [] : [{ name: extensions.join(', '), extensions }];
}

export function createFileDialogs(dialog: Dialog, window: () => BrowserWindow | null): FileDialogs {
  async function open(filters: FileFilter[]): Promise<string | null> {
    const parent = window();
    const options = { properties: ['openFile' as const], filters };
    const answer = await (parent ? dialog.showOpenDialog(parent, options) : dialog.showOpenDialog(options));
    return answer.canceled ? null : (answer.filePaths[0] ?? null);
  }
  async function save(defaultPath: string, filters: FileFilter[]): Promise<string | null> {
    const parent = window();
    const options = { defaultPath, filters };
    const answer = await (parent ? dialog.showSaveDialog(parent, options) : dialog.showSaveDialog(options));
    return answer.canceled || answer.filePath === '' ? null : answer.filePath;
  }
  return {
    askProjectToOpen: () => open(PROJECTS),
    askProjectToSave: (suggestedName) => save(suggestedName, PROJECTS),
    askFileToRead: (kinds) => open(filterOf(kinds)),
    askFileToWrite: (suggestedName) => save(suggestedName, []),
  };
}
