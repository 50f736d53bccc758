/**
 * Projects and disks that fail: damaged, cut, newer and foreign files, a read-only folder, a full disk, and a
 * window that is closed while it saves. The file on the disk is always the old state or the new one, whole.
 */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readProjectFile } from '#electron/services/projectFile.ts';
import { type UnreliableDisk, unreliableDisk } from '../support/unreliableDisk.ts';
import { expectOffline, shoot } from './driver/checks.ts';
import { dropBytes } from './driver/dropFile.ts';
import type { LaunchedApp } from './driver/launcher.ts';
import { dismissNotices, expectRefused, failureTold, shown } from './driver/shown.ts';
import { figure, launch, openTask, yearShown } from './driver/start.ts';

// Electron's host takes no other disk; its services are the same and are tested there without a window.
const isBrowser = process.env.COMMONWATT_E2E !== 'electron';

async function saveAs({ page }: LaunchedApp, name: string): Promise<void> {
  await page.keyboard.press('Control+Shift+s');
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
}

async function told({ page }: LaunchedApp, text: RegExp): Promise<void> {
  await page.locator('.notice').getByText(text).first().waitFor();
}

/** Moves the first slider of the shown scenario, so that there is something to save. */
async function change(app: LaunchedApp): Promise<void> {
  const slider = app.page.getByRole('slider', { name: /Share of roofs with PV/ });
  if ((await slider.count()) === 0) await openTask(app, 'Scenario');
  await slider.focus();
  const share = Number(await slider.inputValue());
  await app.page.keyboard.press(share > 0.5 * Number(await slider.getAttribute('max')) ? 'Home' : 'PageUp');
  await app.page.getByText('not saved').waitFor();
  await yearShown(app);
}

describe.runIf(isBrowser)('projects and disks that fail', () => {
  let app: LaunchedApp;
  let disk: UnreliableDisk;
  let dataDir: string;
  let project: string;
  let bytes: Buffer;

  async function start(): Promise<LaunchedApp> {
    const started = await launch({ dataDir, fileSystem: disk });
    started.page.setDefaultTimeout(25_000);
    await yearShown(started);
    return started;
  }

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'commonwatt-e2e-'));
    project = join(dataDir, 'projects', 'Quay.commonwatt');
    disk = unreliableDisk();
    app = await start();
    await app.page.getByRole('button', { name: 'Skip the tour' }).click();
    await saveAs(app, 'Quay');
    await told(app, /Quay.* is saved/);
    bytes = await readFile(project);
  });
  afterAll(async () => {
    await app?.close();
    if (dataDir) await rm(dataDir, { recursive: true, force: true });
  });

  describe('a file that is no project is refused, and all stays as it was', () => {
    it('cut in half', async () => {
      await expectRefused(app, 'half.commonwatt', bytes.subarray(0, bytes.length >> 1), [/damaged/, /earlier copy/], '25-half-a-project');
    });

    it('cut within its header, and scrambled in the middle', async () => {
      await expectRefused(app, 'stub.commonwatt', bytes.subarray(0, 60), [/damaged/]);
      const scrambled = Buffer.from(bytes);
      for (let at = 4096; at < scrambled.length; at += 3) scrambled[at] = (at * 31) & 0xff;
      await expectRefused(app, 'scrambled.commonwatt', scrambled, [/damaged/]);
    });

    it('written by a newer version', async () => {
      const newer = join(dataDir, 'newer.commonwatt');
      const copy = Buffer.from(bytes);
      copy.writeUInt32BE(99, 60);
      await expectRefused(app, basename(newer), copy, [/newer version/, /version 99/, /Update Commonwatt/]);
    });

    it('of another program, and no database at all', async () => {
      const path = join(dataDir, 'other.sqlite');
      const other = new DatabaseSync(path);
      other.exec('CREATE TABLE notes (text TEXT)');
      other.close();
      await expectRefused(app, 'other.commonwatt', await readFile(path), [/not a Commonwatt project/]);
      await expectRefused(app, 'letter.commonwatt', 'Dear colleague,', [/not a Commonwatt project/]);
    });

    it('and none of them was left among the projects', async () => {
      expect(await readdir(join(dataDir, 'projects'))).toEqual(['Quay.commonwatt']);
    });
  });

  describe('a disk that fails keeps the saved file and the work in the window', () => {
    it.each([
      ['full', 'ENOSPC', /no room left on the disk/, /Make room/],
      ['read-only', 'EROFS', /cannot be written to/, /another name/],
      ['closed to the person', 'EACCES', /cannot be written to/, /another name/],
    ] as const)('%s', async (name, code, what, mend) => {
      await dismissNotices(app);
      await change(app);
      const before = await shown(app);
      disk.refuse = code;
      await app.page.keyboard.press('Control+s');
      const text = await failureTold(app);
      expect(text).toMatch(what);
      expect(text).toMatch(mend);
      await shoot(app, `26-disk-${name.split(' ')[0]}`);
      disk.refuse = null;
      expect(await shown(app)).toEqual(before);
      await app.page.getByText('not saved').waitFor();
      expect(Buffer.compare(await readFile(project), bytes), 'the saved file').toBe(0);
      expect(await readdir(join(dataDir, 'projects'))).toEqual(['Quay.commonwatt']);
      await dismissNotices(app);
    });

    it('and once it works again the same key saves', async () => {
      await app.page.keyboard.press('Control+s');
      await told(app, /Quay.* is saved/);
      bytes = await readFile(project);
      await readProjectFile(project);
    });
  });

  describe('closing the window', () => {
    it('asks where work is not saved', async () => {
      await change(app);
      const asked = app.page.waitForEvent('dialog');
      await app.page.close({ runBeforeUnload: true });
      const question = await asked;
      expect(question.type()).toBe('beforeunload');
      await question.dismiss();
      expect(app.page.isClosed()).toBe(false);
    });

    it('amid a save leaves a whole project, and the next start opens it', async () => {
      await change(app);
      await openTask(app, 'Scenario');
      const sun = await figure(app, 'Solar electricity');
      const before = await readFile(project);
      const hold = disk.hold();
      await app.page.keyboard.press('Control+s');
      await hold.reached;
      // As a crash or a closed lid would: no question, no goodbye.
      await app.page.close();
      expect(Buffer.compare(await readFile(project), before), 'the saved file').toBe(0);
      hold.release();
      await app.close();
      const content = await readProjectFile(project);
      expect(content.name).toBe('Quay');

      app = await start();
      await app.page.keyboard.press('Control+o');
      await app.page.getByRole('option', { name: /Quay/ }).click();
      await openTask(app, 'Scenario');
      await expect.poll(() => app.page.title()).toContain('Quay');
      await yearShown(app);
      // The host had all of it before the window went.
      expect(await figure(app, 'Solar electricity')).toBeCloseTo(sun, 6);
      expect(await readdir(join(dataDir, 'projects'))).toEqual(['Quay.commonwatt']);
    });

    it('amid an upload leaves the old project', async () => {
      await change(app);
      bytes = await readFile(project);
      const { page } = app;
      const closed = page.waitForEvent('close');
      // The bytes never reach the host.
      await page.route('**/api/host/saveProject', async (route) => {
        await route.abort();
        await page.close();
      });
      await page.keyboard.press('Control+s');
      await closed;
      await app.close();
      expect(Buffer.compare(await readFile(project), bytes), 'the saved file').toBe(0);
      app = await start();
    });
  });

  it('stayed offline', async () => {
    await expectOffline(app);
    await dropBytes(app.page, 'Quay.commonwatt', bytes);
    await expect.poll(() => app.page.title(), { timeout: 30_000 }).toContain('Quay');
  });
});
