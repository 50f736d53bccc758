/** The desktop program: wiring only. Electron comes as an argument, so that the wiring is tested without it. */
import { resolve } from 'node:path';
import type Electron from 'electron';
import { z } from 'zod';
import { projectInArguments } from '../policy/commandLine.ts';
import { APP_ORIGIN } from '../policy/origin.ts';
import { SMALLEST, startBounds } from '../policy/windowState.ts';
import { nodeFileSystem } from '../services/fileSystem.ts';
import { createNodeHost } from '../services/host.ts';
import { readJson, writeJson } from '../services/jsonFile.ts';
import { registerAppScheme, serveAppProtocol } from './appProtocol.ts';
import { askToDiscard, guardClosing } from './closing.ts';
import { createFileDialogs } from './fileDialogs.ts';
import { lockAllContents, lockSession } from './lockDown.ts';
import { serveHost } from './serveHost.ts';

export type ElectronModule = Pick<
  typeof Electron,
  'app' | 'BrowserWindow' | 'dialog' | 'ipcMain' | 'Menu' | 'protocol' | 'screen' | 'session' | 'shell'
>;

export interface AppOptions {
  readonly dataFolder: string;
  readonly rendererDir: string;
  readonly preload: string;
  readonly argv: readonly string[];
}

const rectangle = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });

/** Resolves when the window stands; null where another instance of the program already runs and got the file instead. */
export async function startApp(electron: ElectronModule, options: AppOptions): Promise<Electron.BrowserWindow | null> {
  const { app, dialog } = electron;
  app.setPath('userData', options.dataFolder);
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return null;
  }
  app.enableSandbox();
  registerAppScheme(electron.protocol);
  lockAllContents(app, electron.shell);

  let window: Electron.BrowserWindow | null = null;
  let isUnsaved = false;
  let isQuitting = false;
  const host = createNodeHost({
    kind: 'electron',
    version: app.getVersion(),
    dataFolder: options.dataFolder,
    dialogs: createFileDialogs(dialog, () => window),
    onUnsaved: (unsaved) => {
      isUnsaved = unsaved;
    },
  });
  let requested = projectInArguments(options.argv, app.isPackaged);

  /** A project from outside replaces the open one only where nothing is lost. */
  async function open(path: string): Promise<void> {
    requested = path;
    if (window === null) return;
    if (window.isMinimized()) window.restore();
    window.focus();
    if (isUnsaved && !(await askToDiscard(dialog, window))) return;
    isUnsaved = false;
    await host.startWith(path).catch(() => undefined);
    await window.loadURL(`${APP_ORIGIN}/`);
  }

  // macOS hands files over with an event, before or after the start.
  app.on('open-file', (event, path) => {
    event.preventDefault();
    void open(path);
  });
  app.on('second-instance', (_event, argv, workingDirectory) => {
    const path = projectInArguments(argv, app.isPackaged);
    if (path !== null) void open(resolve(workingDirectory, path));
    else window?.focus();
  });
  app.on('before-quit', () => {
    isQuitting = true;
  });
  app.on('window-all-closed', () => app.quit());

  await app.whenReady();
  serveAppProtocol(electron.protocol, options.rendererDir);
  lockSession(electron.session.defaultSession);
  serveHost(electron.ipcMain, host.api);
  setMenu(electron);
  if (requested !== null) await host.startWith(requested).catch(() => undefined);

  const statePath = resolve(options.dataFolder, 'window.json');
  const created = await createWindow(electron, options.preload, statePath);
  window = created;
  rememberBounds(created, statePath);
  guardClosing({
    window: created,
    isUnsaved: () => isUnsaved,
    idle: () => host.idle(),
    askToDiscard: () => askToDiscard(dialog, created),
    discardRecovery: () => host.api.discardRecovery(),
    onClosed: () => {
      window = null;
      if (isQuitting) app.quit();
    },
    onKept: () => {
      isQuitting = false;
    },
  });
  await created.loadURL(`${APP_ORIGIN}/`);
  return created;
}

async function createWindow(electron: ElectronModule, preload: string, statePath: string): Promise<Electron.BrowserWindow> {
  const displays = electron.screen.getAllDisplays().map((display) => display.workArea);
  const window = new electron.BrowserWindow({
    ...startBounds(await readJson(statePath, rectangle), displays),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    autoHideMenuBar: true,
    title: 'Commonwatt',
    webPreferences: { preload, sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true, spellcheck: false },
  });
  window.once('ready-to-show', () => window.show());
  return window;
}

function rememberBounds(window: Electron.BrowserWindow, statePath: string): void {
  window.on('close', () => {
    void writeJson(statePath, window.getNormalBounds(), nodeFileSystem).catch(() => undefined);
  });
}

/** Roles only: they carry the system's shortcuts for copying, zooming and quitting. */
function setMenu({ Menu, app }: ElectronModule): void {
  const isMac = process.platform === 'darwin';
  const roles = [...(isMac ? (['appMenu'] as const) : []), 'fileMenu', 'editMenu', 'viewMenu', 'windowMenu'] as const;
  app.setName('Commonwatt');
  Menu.setApplicationMenu(Menu.buildFromTemplate(roles.map((role) => ({ role }))));
}
