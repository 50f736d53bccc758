import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { InputError } from '#models/core/errors.ts';
import { dataFolder } from '../../services/dataFolder.ts';
import { startWebHost, type WebHost } from '../../web/startWebHost.ts';
import { optionalText, wholeNumber } from '../arguments.ts';
import type { Arguments, Command, Output } from '../command.ts';

/** The port that bookmarks can rely on; another one is taken where it is in use. */
const USUAL_PORT = 8315;
const RENDERER = join(import.meta.dirname, '..', '..', '..', 'dist', 'renderer');

function isInUse(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}

async function start(given: Arguments): Promise<WebHost> {
  const [project] = given.positionals;
  const address = optionalText(given, 'address');
  if (project !== undefined && !existsSync(project)) {
    throw new InputError({ code: 'file.unreadable', message: 'The project is not there.', where: project, mend: 'Check the path.' });
  }
  const options = {
    dataDir: dataFolder({ platform: process.platform, home: homedir(), environment: process.env, override: optionalText(given, 'data') }),
    rendererDir: RENDERER,
    ...(address === undefined ? {} : { address }),
    ...(project === undefined ? {} : { project }),
  };
  const port = wholeNumber(serve, given, 'port', USUAL_PORT, 0, 65535);
  try {
    return await startWebHost({ ...options, port });
  } catch (error) {
    if (!isInUse(error) || optionalText(given, 'port') !== undefined) throw error;
    return startWebHost({ ...options, port: 0 });
  }
}

/** Hands the address to the person's browser; where that fails the printed address is enough. */
function openBrowser(url: string): void {
  const [command, parameters] =
    process.platform === 'darwin' ? ['open', [url]] : process.platform === 'win32' ? ['explorer.exe', [url]] : ['xdg-open', [url]];
  spawn(command as string, parameters as string[], { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref();
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}

async function run(given: Arguments, output: Output): Promise<void> {
  const host = await start(given);
  output.json({ url: host.url });
  output.note(`Commonwatt runs at ${host.url} - press Ctrl+C to stop.`);
  if (given.values.open === true) openBrowser(host.url);
  await untilStopped();
  output.note('Stopping ...');
  await host.close();
}

export const serve: Command = {
  name: 'serve',
  summary: 'Runs the app for a browser on this machine.',
  usage: '[project.commonwatt] [options]',
  options: {
    port: { type: 'string', help: `port to listen on (default ${USUAL_PORT}, or a free one where it is in use)` },
    address: { type: 'string', help: 'address to listen on (default 127.0.0.1: this machine only)' },
    data: { type: 'string', help: 'folder for projects and settings' },
    open: { type: 'boolean', help: 'open the browser' },
  },
  input: z.strictObject({ project: z.string().optional(), port: z.int().min(0).max(65535).optional() }).describe('Arguments of serve'),
  run,
};
