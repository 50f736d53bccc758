/** One driver, two launchers: what a walk may use of the app, however it was started. */
import type { Page } from 'playwright-core';
import type { FileSystem } from '#electron/services/fileSystem.ts';

export interface LaunchedApp {
  readonly page: Page;
  /** `browser` or `electron`. */
  readonly kind: 'browser' | 'electron';
  /** Where the app keeps projects and settings during this run. */
  readonly dataDir: string;
  /** Requests that left the app's own origin, in order. */
  readonly externalRequests: readonly string[];
  /** Messages of the console that are errors, and uncaught exceptions. */
  readonly pageErrors: readonly string[];
  close(): Promise<void>;
}

export interface LaunchOptions {
  readonly width?: number;
  readonly height?: number;
  readonly theme?: 'light' | 'dark';
  readonly touch?: boolean;
  /** Data directory of an earlier run, to start again where it ended. */
  readonly dataDir?: string;
  /** Disk of the host, for a full or a read-only one; only the browser's host takes it. */
  readonly fileSystem?: FileSystem;
}
