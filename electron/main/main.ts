import { homedir } from 'node:os';
import { join } from 'node:path';
import * as electron from 'electron';
import { dataFolder } from '../services/dataFolder.ts';
import { startApp } from './startApp.ts';

const root = electron.app.getAppPath();

startApp(electron, {
  dataFolder: dataFolder({ platform: process.platform, home: homedir(), environment: process.env }),
  rendererDir: join(root, 'dist', 'renderer'),
  preload: join(root, 'dist', 'electron', 'preload.cjs'),
  argv: process.argv,
}).catch((error: unknown) => {
  electron.dialog.showErrorBox('Commonwatt could not start', error instanceof Error ? error.message : String(error));
  electron.app.exit(1);
});
