import { homedir } from 'node:os';
import { join } from 'node:path';
import * as electron from 'electron';
import { dataFolderInArguments } from '../policy/commandLine.ts';
import { dataFolder } from '../services/dataFolder.ts';
import { startApp } from './startApp.ts';

// Main and preload lie in dist/electron, the window's files beside it.
const here = import.meta.dirname;

startApp(electron, {
  dataFolder: dataFolder({
    platform: process.platform,
    home: homedir(),
    environment: process.env,
    override: dataFolderInArguments(process.argv),
  }),
  rendererDir: join(here, '..', 'renderer'),
  preload: join(here, 'preload.cjs'),
  argv: process.argv,
}).catch((error: unknown) => {
  electron.dialog.showErrorBox('Commonwatt could not start', error instanceof Error ? error.message : String(error));
  electron.app.exit(1);
});
