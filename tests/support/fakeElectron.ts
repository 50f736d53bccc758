/** Electron as far as the program's wiring uses it, in plain Node: events, channels and dialogs that a test answers. */
import { EventEmitter } from 'node:events';
import type { ElectronModule } from '#electron/main/startApp.ts';

/** A stand-in that has only what the code under test touches. */
function standIn<T>(part: object): T {
  return part as T;
}

type Listener = (event: object, ...values: unknown[]) => unknown;

export class FakeWindow extends EventEmitter {
  readonly options: { readonly webPreferences?: Readonly<Record<string, unknown>> };
  readonly loaded: string[] = [];
  destroyed = false;
  constructor(options: { readonly webPreferences?: Readonly<Record<string, unknown>> }) {
    super();
    this.options = options;
  }
  async loadURL(url: string): Promise<void> {
    this.loaded.push(url);
  }
  show(): void {}
  focus(): void {}
  restore(): void {}
  isMinimized(): boolean {
    return false;
  }
  getNormalBounds(): object {
    return { x: 10, y: 20, width: 1200, height: 800 };
  }
  destroy(): void {
    this.destroyed = true;
    this.emit('closed');
  }
  /** What the system does when the person clicks the close button. */
  clickClose(): void {
    let prevented = false;
    this.emit('close', {
      preventDefault: () => {
        prevented = true;
      },
    });
    if (!prevented) this.destroy();
  }
}

export interface FakeElectron {
  readonly electron: ElectronModule;
  readonly app: EventEmitter;
  readonly windows: FakeWindow[];
  readonly log: string[];
  /** Answers for the dialogs, in order of use. */
  readonly answers: { open: (string | null)[]; save: (string | null)[]; message: number[] };
  readonly permissions: { request?: (contents: object, permission: string, answer: (allowed: boolean) => void) => void };
  readonly requests: { before?: (details: { url: string }, answer: (decision: { cancel: boolean }) => void) => void };
  readonly protocol: { handler?: (request: { url: string; method: string }) => Promise<Response>; schemes: object[] };
  /** A call from a page as the main process sees it. */
  invoke(channel: string, values: readonly unknown[], sender?: { url: string; parent: object | null } | null): Promise<unknown>;
}

const OWN_FRAME = { url: 'app://commonwatt/', parent: null };

export function createFakeElectron(options: { readonly isFirstInstance?: boolean } = {}): FakeElectron {
  const handlers = new Map<string, Listener>();
  const windows: FakeWindow[] = [];
  const log: string[] = [];
  const answers: FakeElectron['answers'] = { open: [], save: [], message: [] };
  const permissions: FakeElectron['permissions'] = {};
  const requests: FakeElectron['requests'] = {};
  const protocol: FakeElectron['protocol'] = { schemes: [] };
  const app = Object.assign(new EventEmitter(), {
    isPackaged: true,
    requestSingleInstanceLock: () => options.isFirstInstance ?? true,
    quit: () => log.push('quit'),
    enableSandbox: () => log.push('sandbox'),
    setPath: (name: string, path: string) => log.push(`${name}=${path}`),
    setName: () => undefined,
    getVersion: () => '0.1.0',
    whenReady: async () => undefined,
  });
  class Window extends FakeWindow {
    constructor(windowOptions: { readonly webPreferences?: Readonly<Record<string, unknown>> }) {
      super(windowOptions);
      windows.push(this);
    }
  }
  const electron = standIn<ElectronModule>({
    app,
    BrowserWindow: Window,
    Menu: { setApplicationMenu: () => undefined, buildFromTemplate: (template: object) => template },
    screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] },
    shell: { openExternal: async (url: string) => log.push(`browser ${url}`) },
    ipcMain: { handle: (channel: string, listener: Listener) => handlers.set(channel, listener) },
    dialog: {
      showOpenDialog: async () => {
        const path = answers.open.shift() ?? null;
        return { canceled: path === null, filePaths: path === null ? [] : [path] };
      },
      showSaveDialog: async () => {
        const path = answers.save.shift() ?? null;
        return { canceled: path === null, filePath: path ?? '' };
      },
      showMessageBox: async () => ({ response: answers.message.shift() ?? 0 }),
    },
    protocol: {
      registerSchemesAsPrivileged: (schemes: object[]) => protocol.schemes.push(...schemes),
      handle: (_scheme: string, handler: NonNullable<FakeElectron['protocol']['handler']>) => {
        protocol.handler = handler;
      },
    },
    session: {
      defaultSession: {
        setPermissionRequestHandler: (handler: NonNullable<FakeElectron['permissions']['request']>) => {
          permissions.request = handler;
        },
        setPermissionCheckHandler: () => undefined,
        webRequest: {
          onBeforeRequest: (handler: NonNullable<FakeElectron['requests']['before']>) => {
            requests.before = handler;
          },
        },
      },
    },
  });
  return {
    electron,
    app,
    windows,
    log,
    answers,
    permissions,
    requests,
    protocol,
    invoke: async (channel, values, sender = OWN_FRAME) => {
      const handler = handlers.get(channel);
      if (!handler) throw new Error(`No handler registered for '${channel}'`);
      // IPC copies what it carries; a test that shared objects would not notice what cannot be copied.
      return structuredClone(await handler({ senderFrame: sender }, ...structuredClone([...values])));
    },
  };
}
