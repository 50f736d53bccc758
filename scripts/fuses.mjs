// Sets Electron's fuses in the packaged program (called by electron-builder after packing).
import { join } from 'node:path';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { FUSES } from '../electron/policy/fuses.ts';

const EXECUTABLES = {
  darwin: (name) => `${name}.app`,
  mas: (name) => `${name}.app`,
  win32: (name) => `${name}.exe`,
  linux: (_name, executable) => executable,
};

/** @param {import('electron-builder').AfterPackContext} context */
export default async function setFuses({ appOutDir, packager, electronPlatformName }) {
  const nameOf = EXECUTABLES[electronPlatformName];
  if (!nameOf) throw new Error(`No executable name known for ${electronPlatformName}.`);
  const path = join(appOutDir, nameOf(packager.appInfo.productFilename, packager.executableName));
  const fuses = Object.fromEntries(Object.entries(FUSES).map(([name, isOn]) => [FuseV1Options[name], isOn]));
  await flipFuses(path, { version: FuseVersion.V1, resetAdHocDarwinSignature: electronPlatformName === 'darwin', ...fuses });
}
