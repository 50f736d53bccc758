/** Tables of docs/benchmarks.md. */
import type { BenchRow } from '#solver/bench/benchKernels.ts';
import { markdownTable, threeFigures } from '../report/markdown.ts';
import type { DistrictRunFigures } from './districtRun.ts';

export interface DistrictFigures extends DistrictRunFigures {
  readonly name: string;
}

export function districtTable(rows: readonly DistrictFigures[]): string {
  return markdownTable(
    [
      'District',
      'Buildings',
      'Surfaces',
      'Load [ms]',
      'Prepare, shading [ms]',
      'First year [ms]',
      'Changed retrofit share to key figures, median [ms]',
      'slowest [ms]',
      'Added building to key figures [ms]',
      'A week of all buildings [ms]',
      'Sun on all surfaces at an hour [ms]',
      'Peak memory [MB]',
    ],
    rows.map((row) => [
      row.name,
      String(row.buildings),
      String(row.surfaces),
      threeFigures(row.load_ms),
      threeFigures(row.prepare_ms),
      threeFigures(row.first_ms),
      threeFigures(row.change_ms),
      threeFigures(row.slowestChange_ms),
      threeFigures(row.edit_ms),
      threeFigures(row.hours_ms),
      threeFigures(row.irradianceHour_ms),
      threeFigures(row.peakMemory_bytes / 1e6),
    ]),
  );
}

export function benchTable(rows: readonly BenchRow[]): string {
  return markdownTable(
    ['Kernel', 'On', 'Value', 'Unit', 'Times the TypeScript reference'],
    rows.map((row) => [
      row.name,
      row.size,
      threeFigures(row.value),
      row.unit,
      row.ratioAgainstTypeScript === null ? '' : threeFigures(row.ratioAgainstTypeScript),
    ]),
  );
}
