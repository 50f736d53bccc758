/**
 * What the app may ask of the machine it runs on. One contract, served by Electron's preload and by the
 * Node web host; tests/hostApiContract runs the same cases against both.
 */

export interface HostInfo {
  readonly kind: 'electron' | 'web';
  readonly version: string;
  readonly platform: string;
  /** Logical processors the solver may use. */
  readonly processors: number;
  /** Project that the system asked to open (double click, command line): open it first. */
  readonly startProject?: ProjectRef;
}

/** A project as it crosses the border. Blobs are in the form of models/core/binary.ts. */
export interface ProjectContent {
  readonly name: string;
  readonly district: Uint8Array;
  readonly weather: Uint8Array;
  /** Scenario[], settings and view as JSON text. */
  readonly scenarios: string;
  readonly settings: string;
  /** Result cache: content hash of the inputs -> bytes. Entries may be dropped at any time. */
  readonly results: Readonly<Record<string, Uint8Array>>;
}

/** A handle the host gave out. The app never makes paths up. */
export interface ProjectRef {
  readonly id: string;
  /** File name to show in the title. */
  readonly name: string;
  /** Folder or place, for the recent list. */
  readonly place: string;
  readonly modified: string;
}

export type HostFailureCode =
  | 'cancelled'
  | 'project.damaged'
  | 'project.newer'
  | 'project.foreign'
  | 'project.missing'
  | 'disk.full'
  | 'disk.readOnly'
  | 'disk.failed'
  | 'request.invalid'
  | 'host.unreachable';

export interface HostFailure {
  readonly code: HostFailureCode;
  /** English; the app shows its catalogue's text for the code and this as detail. */
  readonly message: string;
}
export type HostResult<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: HostFailure };

export interface PickedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface HostApi {
  info(): Promise<HostInfo>;

  /** Small settings of the person (language, theme, panel sizes, tour seen). */
  readSettings(): Promise<HostResult<Readonly<Record<string, unknown>>>>;
  writeSettings(settings: Readonly<Record<string, unknown>>): Promise<HostResult<null>>;

  /** Projects opened or saved lately, newest first, missing ones left out. */
  recentProjects(): Promise<HostResult<readonly ProjectRef[]>>;
  /** Asks for a project file (native dialog; in the web host `choose` picks from the list of projects). */
  openProject(ref?: ProjectRef): Promise<HostResult<{ readonly ref: ProjectRef; readonly content: ProjectContent }>>;
  /** Writes atomically: on any failure the file on disk stays what it was. */
  saveProject(ref: ProjectRef, content: ProjectContent): Promise<HostResult<ProjectRef>>;
  saveProjectAs(suggestedName: string, content: ProjectContent): Promise<HostResult<ProjectRef>>;

  /** Crash recovery: the last autosave that was not followed by a save or a clean close. */
  autosave(ref: ProjectRef | null, content: ProjectContent): Promise<HostResult<null>>;
  recoverable(): Promise<HostResult<{ readonly ref: ProjectRef | null; readonly savedAt: string } | null>>;
  recover(): Promise<HostResult<{ readonly ref: ProjectRef | null; readonly content: ProjectContent }>>;
  discardRecovery(): Promise<HostResult<null>>;

  /** A file to read (native dialog in Electron; the web host's client uses the browser's own picker). */
  pickFile(kinds: readonly string[]): Promise<HostResult<PickedFile>>;
  /** Hands a file to the person: save dialog, or download in a browser. */
  exportFile(suggestedName: string, mediaType: string, bytes: Uint8Array): Promise<HostResult<null>>;

  /** Tells the host whether closing now would lose work. */
  setUnsaved(unsaved: boolean): Promise<void>;
}
