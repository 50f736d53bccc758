/** City models against the known answers that lie beside them (`expected.json`). */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type DistrictReport, inspectFile } from '#gis-data/inspect.ts';
import { type ValidationRow, valueRow } from '#models/energy/cases/validationRow.ts';

const DISTRICT = 'delfshaven_lod2.city.json';
const AREA_TOLERANCE_pct = 0.1;

/** The part of expected.json that the rows compare with. */
const expectedSchema = z.object({
  [DISTRICT]: z.object({
    cityObjects: z.object({ Building: z.number() }),
    facesTotal: z.number(),
    zeroAreaFaces: z.number(),
    groundArea_m2: z.number(),
    roofArea_m2: z.number(),
    roofFlatUnder3deg_m2: z.number(),
    wallArea_m2: z.number(),
    roofProjected_m2: z.number(),
    volume_m3: z.number(),
    areaWeightedTilt10to80_deg: z.number(),
  }),
});

function row(quantity: string, unit: string, ours: number, reference: number, tolerance_pct: number): ValidationRow {
  return valueRow(DISTRICT, quantity, unit, ours, reference, tolerance_pct);
}

function rowsOf(report: DistrictReport, expected: z.infer<typeof expectedSchema>[typeof DISTRICT]): readonly ValidationRow[] {
  const { area_m2, faces, roof, volume } = report;
  return [
    row('buildings', '-', report.buildings, expected.cityObjects.Building, 0),
    row('faces', '-', faces.total, expected.facesTotal, 0),
    row('faces of zero area', '-', faces.zeroArea, expected.zeroAreaFaces, 0),
    row('ground area', 'm2', area_m2.ground, expected.groundArea_m2, AREA_TOLERANCE_pct),
    row('wall area', 'm2', area_m2.wall, expected.wallArea_m2, AREA_TOLERANCE_pct),
    row('roof area', 'm2', area_m2.roof, expected.roofArea_m2, AREA_TOLERANCE_pct),
    row('roof area, tilt under 3 deg', 'm2', roof.flatUnder3deg_m2, expected.roofFlatUnder3deg_m2, AREA_TOLERANCE_pct),
    row('roof area, projected', 'm2', roof.projected_m2, expected.roofProjected_m2, AREA_TOLERANCE_pct),
    // 0.1 deg of 41.9 deg.
    row('mean roof tilt, 10 to 80 deg', 'deg', roof.areaWeightedTilt10to80_deg, expected.areaWeightedTilt10to80_deg, 0.24),
    row('volume (fans of open shells)', 'm3', volume.fans_m3, expected.volume_m3, AREA_TOLERANCE_pct),
  ];
}

/** @param folder with the city models; empty where they are not there */
export async function fileRows(folder: string): Promise<readonly ValidationRow[]> {
  const path = join(folder, DISTRICT);
  const answers = join(folder, 'expected.json');
  if (!existsSync(path) || !existsSync(answers)) return [];
  const expected = expectedSchema.parse(JSON.parse(await readFile(answers, 'utf8')));
  const report = inspectFile({ name: DISTRICT, bytes: await readFile(path) });
  return report.kind === 'district' ? rowsOf(report, expected[DISTRICT]) : [];
}
