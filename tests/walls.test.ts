/** The import walls hold: each planted fault makes the check that guards it fail. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Output of a tool of node_modules, and whether it found no fault. */
function run(tool: string, parameters: readonly string[]): { readonly passed: boolean; readonly output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'node_modules', tool), ...parameters], {
    cwd: root,
    encoding: 'utf8',
  });
  return { passed: status === 0, output: stdout + stderr };
}

/** Plants one file in a new folder of a room, runs a check on it and takes it away again. */
function withPlanted<T>(room: string, source: string, check: (file: string) => T): T {
  const folder = mkdtempSync(join(root, room, 'planted-'));
  try {
    const file = join(folder, 'planted.ts');
    writeFileSync(file, source);
    return check(relative(root, file));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const lint = (file: string) => run('@biomejs/biome/bin/biome', ['lint', file]);

describe('a planted import', () => {
  it.each([
    ['models', "import { readFileSync } from 'node:fs';\n\nexport const planted = readFileSync;\n", 'models imports nothing above it'],
    ['models', "import { x } from '#gis-data/x.ts';\n\nexport const planted = x;\n", 'models imports nothing above it'],
    ['models', "import { useState } from 'react';\n\nexport const planted = useState;\n", 'models imports nothing above it'],
    ['gis-data', "import { x } from '#renderer/x.ts';\n\nexport const planted = x;\n", 'models only'],
    ['renderer', "import { createNodeHost } from '#electron/services/host.ts';\n\nexport const planted = createNodeHost;\n", 'host-api'],
    ['renderer', "import { readFileSync } from 'node:fs';\n\nexport const planted = readFileSync;\n", 'host-api'],
    ['electron/services', "import { app } from 'electron';\n\nexport const planted = app;\n", 'without Electron'],
  ])('in %s fails the lint: %j', (room, source, message) => {
    const { passed, output } = withPlanted(room, source, lint);
    expect(passed).toBe(false);
    expect(output).toContain(message);
  });

  it('of what is allowed passes', () => {
    const source = "import type { HostApi } from '#electron/host-api/hostApi.ts';\n\nexport type Planted = HostApi;\n";
    expect(withPlanted('renderer', source, lint)).toMatchObject({ passed: true });
  });
});

describe('a runtime that a layer does not have', () => {
  it.each([
    ['models', 'export const planted = document.title;\n', "Cannot find name 'document'"],
    ['models', 'export const planted = process.argv;\n', "Cannot find name 'process'"],
    ['electron', 'export const planted = document.title;\n', "Cannot find name 'document'"],
  ])('%s: %j fails the type check', (layer, source, message) => {
    const folder = mkdtempSync(join(root, layer, 'planted-'));
    try {
      writeFileSync(join(folder, 'planted.ts'), source);
      const config = join(folder, 'tsconfig.json');
      writeFileSync(config, JSON.stringify({ extends: '../tsconfig.json', include: ['planted.ts'] }));
      const { passed, output } = run('typescript/bin/tsc', ['-p', config]);
      expect(passed).toBe(false);
      expect(output).toContain(message);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
