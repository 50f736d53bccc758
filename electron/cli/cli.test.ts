import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSolver } from '../../solver-as/build.mjs';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const root = join(dirname(main), '..', '..');
let folder: string;
beforeAll(async () => {
  await buildSolver();
  folder = mkdtempSync(join(tmpdir(), 'commonwatt cli-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function commonwatt(words: readonly string[], input = ''): Finished {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...words], { cwd: folder, encoding: 'utf8', input });
  return { code: status, stdout, stderr };
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

describe('commonwatt', () => {
  it('lists its commands, and each explains itself', () => {
    const { code, stdout } = commonwatt(['--help']);
    expect(code).toBe(0);
    for (const name of ['inspect', 'simulate', 'solar', 'pv', 'thermal', 'market', 'bench', 'serve'])
      expect(stdout).toContain(`\n  ${name} `);
    expect(commonwatt(['simulate', '--help']).stdout).toContain('--weather <value>');
  });

  it('prints JSON Schemas', () => {
    const pv = JSON.parse(commonwatt(['pv', '--schema']).stdout);
    expect(pv.required).toEqual(expect.arrayContaining(['power_kW', 'tilt_deg', 'azimuth_deg']));
    expect(JSON.parse(commonwatt(['simulate', '--schema']).stdout).properties.measures.type).toBe('array');
  });

  it.each<[string, string[], RegExp]>([
    ['an unknown command', ['fly'], /no command "fly"[\s\S]*Mend: Use one of inspect/],
    ['an unknown option', ['simulate', '--speed'], /--speed/],
    ['a missing argument', ['pv'], /<case\.json> is missing/],
    ['a missing option', ['simulate', 'sample', '--out', 'x'], /--weather is missing/],
    ['a number that is none', ['simulate', 'sample', '--weather', 'sample', '--out', 'x', '--workers', 'two'], /whole number/],
    ['a missing project', ['serve', 'nowhere.commonwatt'], /not there[\s\S]*nowhere\.commonwatt/],
    ['a missing file', ['simulate', 'nowhere.json', '--weather', 'sample', '--out', 'x'], /not there[\s\S]*nowhere\.json/],
  ])('answers %s with exit code 2 and how to mend it', (_name, words, message) => {
    const { code, stdout, stderr } = commonwatt(words);
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain('    at ');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  it.each<[string, string, string]>([
    ['truncated JSON', 'cut.city.json', '{"type":"CityJSON","version":"2.0","CityObjects":{'],
    ['another kind of file', 'picture.png', '\u0089PNG\r\n\u001a\n'],
  ])('answers %s as a district with exit code 2', (_name, name, text) => {
    const { code, stderr } = commonwatt(['simulate', file(name, text), '--weather', 'sample', '--out', 'x']);
    expect(stderr).toContain(name);
    expect(code).toBe(2);
  });

  it('answers a broken weather file and a broken scenario with exit code 2', () => {
    const weather = file('short.epw', 'LOCATION,Somewhere,-,-,x,1,50,10,1,100\n');
    expect(commonwatt(['simulate', 'sample', '--weather', weather, '--out', 'x']).code).toBe(2);
    const scenario = file('scenario.json', '{"id":"a","name":"A","measures":[{"kind":"magic"}]}');
    const answer = commonwatt(['simulate', 'sample', '--weather', 'sample', '--scenario', scenario, '--out', 'x']);
    expect(answer.code).toBe(2);
    expect(answer.stderr).toContain('measures[0]');
  });

  it('prints errors and warnings of a file, counts mere notes, and reads an unknown type as told', () => {
    const box = {
      type: 'CityJSON',
      version: '2.0',
      metadata: { referenceSystem: 'https://www.opengis.net/def/crs/EPSG/0/28992' },
      CityObjects: {
        shed: {
          type: 'Bulding',
          geometry: [{ type: 'MultiSurface', lod: '2', boundaries: [[[3, 2, 1, 0]], [[0, 1, 5, 4]], [[1, 2, 6, 5]], [[4, 5, 6, 7]]] }],
        },
      },
      // Two of them are used by nothing.
      vertices: [0, 5].flatMap((z) =>
        [
          [0, 0],
          [9, 0],
          [9, 9],
          [0, 9],
          ...(z
            ? [
                [1, 1],
                [2, 2],
              ]
            : []),
        ].map(([x, y]) => [84000 + x!, 446000 + y!, z]),
      ),
    };
    const path = file('bulding.city.json', JSON.stringify(box));
    const { code, stdout, stderr } = commonwatt(['inspect', path]);
    expect(code).toBe(0);
    expect(stderr).toContain("warning cityjson.type shed: The object type 'Bulding' is not known.");
    expect(stderr).toMatch(/^info .*vertices\.unused \(1\).*--verbose/m);
    expect(stderr).not.toContain('2 of 10 vertices');
    expect(JSON.parse(stdout).issues.map((issue: { code: string }) => issue.code)).toContain('vertices.unused');
    const told = commonwatt(['inspect', path, '--building', 'Bulding', '--verbose']).stderr;
    expect(told).toContain('info cityjson.treatedAs shed');
    expect(told).toContain('2 of 10 vertices');
    expect(told).not.toContain('cityjson.type');
    const words = ['simulate', path, '--weather', 'sample', '--workers', '1', '--out', join(folder, 'shed')];
    const generic = commonwatt(words);
    expect(generic.stderr).toContain('warning cityjson.type shed');
    expect(JSON.parse(generic.stdout).kpis.heating.value).toBe(0);
    expect(JSON.parse(commonwatt([...words, '--building', 'Bulding']).stdout).kpis.heating.value).toBeGreaterThan(1);
  });

  it('lists what can be mended, mends it, and writes what can be read again', () => {
    const corner = (i: number): number[] => [84000 + (i % 4 === 1 || i % 4 === 2 ? 8 : 0), 446000 + (i % 4 > 1 ? 8 : 0), i < 4 ? 0 : 6];
    const open = {
      type: 'CityJSON',
      version: '2.0',
      transform: { scale: [1, 1, 1], translate: [0, 0, 0] },
      metadata: { referenceSystem: 'https://www.opengis.net/def/crs/EPSG/0/28992' },
      CityObjects: {
        house: {
          type: 'Building',
          geometry: [
            {
              type: 'MultiSurface',
              lod: '2',
              boundaries: [[[0, 3, 2, 1]], [[4, 5, 6, 7]], [[0, 1, 5, 4]], [[1, 2, 6, 5]], [[2, 3, 7, 6]]],
            },
          ],
        },
      },
      vertices: Array.from({ length: 8 }, (_, i) => corner(i)),
    };
    const path = file('open.city.json', JSON.stringify(open));
    const offered = JSON.parse(commonwatt(['inspect', path, '--repairs']).stdout);
    expect(offered.repairs).toMatchObject([{ repair: 'close-volume', ids: ['house'], count: 1, values: { complete: 1 } }]);
    const out = join(folder, 'mended.city.json');
    const { code, stdout, stderr } = commonwatt(['repair', path, '--all', '--out', out, '--verbose']);
    expect(code).toBe(0);
    expect(stderr).toContain('house: Volume');
    expect(JSON.parse(stdout)).toMatchObject({
      done: [{ repair: 'close-volume', buildings: 1 }],
      notDone: 0,
      left: [],
      before: { faces: 5, closedShells: 0 },
      after: { faces: 6, closedShells: 1, volume_m3: expect.closeTo(384, 0) },
    });
    const again = JSON.parse(commonwatt(['inspect', out, '--repairs']).stdout);
    expect(again).toMatchObject({
      reference: { code: 'EPSG:28992' },
      volume: { total_m3: expect.closeTo(384, 0), closedShells: 1 },
      repairs: [],
    });
    expect(commonwatt(['repair', path, '--kind', 'paint', '--out', out]).stderr).toContain('There is no repair "paint"');
  });

  it('runs one engine alone, from a file or standard input', () => {
    const { code, stdout } = commonwatt(['pv', '-', '--weather', 'sample'], '{"power_kW":4,"tilt_deg":20,"azimuth_deg":180}');
    expect(code).toBe(0);
    const result = JSON.parse(stdout);
    expect(result.yield_kWh_kW).toBeGreaterThan(700);
    expect(result.yield_kWh_kW).toBeLessThan(1100);
    expect(result.monthlyAc_kWh).toHaveLength(12);
    const bad = commonwatt(['pv', '-', '--weather', 'sample'], '{"power_kW":-4,"tilt_deg":20,"azimuth_deg":180}');
    expect(bad.code).toBe(2);
    expect(bad.stderr).toContain('power_kW');
  });

  it('simulates a generated district to the same bytes for 1, 2 and 3 workers', () => {
    const district = join(folder, 'd.city.json');
    expect(commonwatt(['synth', '--buildings', '90', '--seed', '3', '--out', district]).code).toBe(0);
    const outputs = [1, 2, 3].map((workers) => {
      const out = join(folder, `out${workers}`);
      const { code, stdout, stderr } = commonwatt([
        'simulate',
        district,
        '--weather',
        'sample',
        '--workers',
        String(workers),
        '--out',
        out,
      ]);
      expect({ code, stderr }).toMatchObject({ code: 0 });
      const summary = JSON.parse(stdout);
      expect(summary.residual).toBeLessThanOrEqual(1e-6);
      expect(summary.district.buildings).toBe(90);
      expect(readFileSync(join(out, 'summary.json'), 'utf8')).toBe(stdout);
      return readdirSync(out).map((name) => [name, readFileSync(join(out, name)).toString('base64')]);
    });
    expect(outputs[0]?.map(([name]) => name)).toEqual(['buildings.csv', 'hourly.csv', 'result.bin', 'summary.json']);
    expect(outputs[1]).toEqual(outputs[0]);
    expect(outputs[2]).toEqual(outputs[0]);
    expect(
      readFileSync(join(folder, 'out1', 'hourly.csv'), 'utf8')
        .trimEnd()
        .split('\r\n'),
    ).toHaveLength(8761);
    expect(
      readFileSync(join(folder, 'out1', 'buildings.csv'), 'utf8')
        .trimEnd()
        .split('\r\n'),
    ).toHaveLength(91);
  });

  it('says that it cannot write where it cannot', () => {
    const blocked = file('blocked', 'a file, not a folder');
    const { code, stderr } = commonwatt(['synth', '--buildings', '5', '--out', join(blocked, 'd.city.json')]);
    expect(code).toBe(2);
    expect(stderr).toContain('cannot be written');
  });

  it.skipIf(process.platform === 'win32')('runs every example of docs/cli.md', () => {
    const document = readFileSync(join(root, 'docs', 'cli.md'), 'utf8');
    const examples = Array.from(document.matchAll(/```sh\n([^`]*)```/g), ([, text]) => text ?? '');
    // Those that measure, need files from elsewhere or never end are run by other tests or by people.
    const runnable = examples.filter((text) => !/-- (bench|validate|serve)/.test(text));
    expect(runnable.length).toBeGreaterThanOrEqual(7);
    const script = runnable.join('').replaceAll('npm run -s commonwatt --', '"$NODE" "$MAIN"');
    const { status, stderr } = spawnSync('sh', ['-e', '-c', script], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, NODE: process.execPath, MAIN: main },
    });
    expect({ status, stderr }).toMatchObject({ status: 0 });
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(['district.city.json', 'results', 'results-warm', 'invented.city.jsonl']));
  });

  it.skipIf(process.platform === 'win32')('serves until it is told to stop', async () => {
    const child = spawn(process.execPath, [main, 'serve', '--port', '0', '--data', folder], { stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    const listening = new Promise<void>((resolve) =>
      child.stdout.on('data', (chunk: Buffer) => {
        stdout += chunk.toString();
        if (stdout.includes('}')) resolve();
      }),
    );
    await Promise.race([listening, ended]);
    if (!existsSync(join(root, 'dist', 'renderer', 'index.html'))) {
      // Without a built window the command says how to build one.
      expect(stderr).toContain('npm run build');
      expect(await ended).toBe(2);
      return;
    }
    const { url } = JSON.parse(stdout);
    expect((await fetch(url)).status).toBe(200);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });
});
