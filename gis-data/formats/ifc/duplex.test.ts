/** The reference IFC file against its known answers. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeReaderAssets } from '../../../tests/support/nodeAssets.ts';
import { inspectFile } from '../../inspect.ts';
import { readModel } from '../readModel.ts';

const FOLDER = join(import.meta.dirname, '../../../../shared/data/gis');
const NAME = 'duplex_A_20110907.ifc';
const path = join(FOLDER, NAME);
const isThere = existsSync(path);
if (!isThere) console.log(`Skipped: ${NAME} is not beside the repository.`);

describe.skipIf(!isThere)('duplex_A_20110907.ifc', () => {
  const file = () => ({ name: NAME, bytes: new Uint8Array(readFileSync(path)) });

  it('holds what expected.json says', async () => {
    const known = JSON.parse(readFileSync(join(FOLDER, 'expected.json'), 'utf8'))[NAME];
    const report = await inspectFile(file(), { assets: nodeReaderAssets });
    if (report.kind !== 'district') throw new Error('not a district');
    const { facts } = report;
    const building = (facts.buildings as Record<string, unknown>[])[0]!;
    const spaces = building.spaceList as { name: string; area_m2: number }[];
    expect(facts).toMatchObject({
      schema: known.schema,
      lengthUnit_m: 1,
      spaces: known.IfcSpace,
      walls: { total: known.IfcWallStandardCase + known.IfcWall, external: known.wallsIsExternalTrue },
      windows: { total: known.IfcWindow, external: known.windowsIsExternalTrue },
      doors: { total: known.IfcDoor, external: known.doorsIsExternalTrue },
      slabs: { total: known.IfcSlab, external: 0, internal: 20, notStated: 1 },
      roofs: { total: known.IfcRoof, external: 0 },
      openings: known.IfcOpeningElement,
      propertyRelations: known.IfcRelDefinesByProperties,
      singleValues: known.IfcPropertySingleValue,
      spaceBoundaries: {
        total: 265,
        firstLevel: 265,
        secondLevel: 0,
        physicalExternal: 62,
        physicalInternal: 175,
        virtualExternal: 12,
        virtualInternal: 16,
      },
    });
    expect((facts.windows as { externalArea_m2: number }).externalArea_m2).toBeCloseTo(known.windowsExternal_OverallWidthxHeight_m2, 2);
    expect(building.spaceArea_m2).toBeCloseTo(known.pub_GSA_BIM_Area_sum_m2, 2);
    expect(Math.abs((building.roomArea_m2 as number) - known.without_R301_m2)).toBeLessThan(0.01);
    expect(spaces.find(({ name }) => name.startsWith('A101'))?.area_m2).toBeCloseTo(known.A101_Foyer_m2, 2);
    const levels = Object.fromEntries(
      (building.storeys as { name: string; elevation_m: number }[]).map((s) => [s.name, Number(s.elevation_m.toFixed(6))]),
    );
    expect(levels).toEqual(known.IfcBuildingStorey);
    const site = facts.site as { lat_deg: number; lon_deg: number };
    expect(site.lat_deg).toBeCloseTo(known.IfcSite.lat_lon_deg[0], 6);
    expect(site.lon_deg).toBeCloseTo(known.IfcSite.lat_lon_deg[1], 6);
  });

  it('says which defaults stand in for the missing U-values, and that north was assumed', async () => {
    const { district } = await readModel(file(), { assets: nodeReaderAssets });
    const codes = district.issues.map(({ code }) => code);
    expect(codes).toEqual(
      expect.arrayContaining(['ifc.placeBySite', 'ifc.trueNorth', 'ifc.uValuesMissing', 'ifc.spacesLeftOut', 'ifc.externalConflict']),
    );
    const missing = district.issues.find(({ code }) => code === 'ifc.uValuesMissing');
    expect(missing?.values).toMatchObject({ what: 'all', use: 'single-family', year: 1970, yearFrom: 'assumed' });
    expect(missing?.action).toMatch(/wall 1\.011, roof 0\.49, ground floor 0\.876, window 2\.801/);
  });

  it('is one building with a closed shell, two storeys of rooms and its own elements', async () => {
    const { district, models } = await readModel(file(), { assets: nodeReaderAssets });
    const building = district.buildings[0]!;
    expect(district.buildings).toHaveLength(1);
    // Outer faces of the walls: 8.80 m by 17.80 m, two storeys up to the roof at 6.00 m.
    expect(building.footprintArea_m2).toBeCloseTo(8.8 * 17.8, 1);
    expect(building.volume_m3.value).toBeCloseTo(8.8 * 17.8 * 6, 0);
    expect(building.volumeIsExact).toBe(true);
    expect(building.storeys.value).toBe(2);
    // The two skylights, which the file calls internal, sit in the roof and count as windows.
    expect(building.attributes).toMatchObject({ windowArea_m2: 65.942, windowAreaRoof_m2: 1.489, netFloorArea_m2: 276.325 });
    expect(district.origin?.lat_deg).toBeCloseTo(41.8742, 3);
    const model = models?.get(building.id);
    expect(model?.spaces).toHaveLength(21);
    expect(model?.elements.filter(({ kind, isExternal }) => kind === 'wall' && isExternal.value)).toHaveLength(23);
    const windows = model?.elements.filter(
      ({ kind, isExternal }) => kind === 'window' && isExternal.provenance === 'file' && isExternal.value,
    );
    expect(windows).toHaveLength(22);
    expect(windows?.every(({ uValue_W_m2K }) => uValue_W_m2K?.provenance === 'archetype')).toBe(true);
    expect(model?.mesh.positions_m.every(Number.isFinite)).toBe(true);
  });
});
