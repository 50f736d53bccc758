/** What every walk asserts of a page: it stayed offline, kept its policy, is accessible, and drew something. */
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import { expect } from 'vitest';
import type { LaunchedApp } from './launcher.ts';

const SHOTS = process.env.COMMONWATT_SHOTS ?? join(import.meta.dirname, '../../../artifacts/screenshots');
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A picture for people to look at; CI keeps the folder. */
export async function shoot(app: LaunchedApp, name: string): Promise<void> {
  mkdirSync(SHOTS, { recursive: true });
  await app.page.screenshot({ path: join(SHOTS, `${name}.png`) });
}

export async function expectAccessible(app: LaunchedApp, where: string): Promise<void> {
  await app.page.evaluate(axeSource);
  const found = await app.page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(options: object): Promise<AxeResults> } };
    const results = await axe.run({ resultTypes: ['violations'] });
    return results.violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ target }) => target.join(' ')).join('; ')})`);
  });
  expect(found, `accessibility of ${where}`).toEqual([]);
}

export async function expectOffline(app: LaunchedApp): Promise<void> {
  expect(app.externalRequests, 'requests that left the machine').toEqual([]);
  expect(await app.page.evaluate(() => window.policyViolations), 'violations of the content policy').toEqual([]);
}

/** The district view has a WebGL 2 context and its picture is not one flat colour. */
export async function expectDrawnView(app: LaunchedApp): Promise<void> {
  const renderer = await app.page.evaluate(() => {
    const probe = document.createElement('canvas').getContext('webgl2');
    return probe ? String(probe.getParameter(probe.RENDERER)) : null;
  });
  expect(renderer, 'WebGL 2 renderer').not.toBeNull();
  const picture = await app.page.locator('canvas').first().screenshot();
  expect(new Set(picture).size, 'different bytes in the picture of the view').toBeGreaterThan(200);
  expect(picture.byteLength, 'bytes of the picture of the view').toBeGreaterThan(15_000);
}
