/** Where the program keeps settings, the recent list, autosaves and the web host's projects. */
import { posix, win32 } from 'node:path';

export interface DataFolderInputs {
  readonly platform: string;
  readonly home: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** From the command line; wins over everything. */
  readonly override?: string | undefined;
}

/** The platform's application data folder, or what `--data` or `COMMONWATT_DATA` says. */
export function dataFolder({ platform, home, environment, override }: DataFolderInputs): string {
  const chosen = override || environment.COMMONWATT_DATA;
  if (chosen) return chosen;
  if (platform === 'win32') return win32.join(environment.APPDATA || win32.join(home, 'AppData', 'Roaming'), 'Commonwatt');
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'Commonwatt');
  return posix.join(environment.XDG_DATA_HOME || posix.join(home, '.local', 'share'), 'commonwatt');
}
