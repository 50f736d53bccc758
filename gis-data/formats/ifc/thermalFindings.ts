/** U-values and windows as attributes that the engine takes, and plain notes on what was missing. */
import type { BuildingModel } from '#models/district/buildingModel.ts';
import type { AttributeValue, BuildingUse } from '#models/district/district.ts';
import type { Archetype } from '#models/energy/archetypes/archetype.ts';
import type { IssueLog } from '../issueLog.ts';
import type { IfcElement } from './elements.ts';
import type { BuildingRecord } from './readIfc.ts';
import { defaultUValue, ENVELOPE_PARTS, type EnvelopePart, meanGValue, summarise } from './thermal.ts';

const ATTRIBUTE: Readonly<Record<EnvelopePart, string>> = {
  wall: 'uValueWall_W_m2K',
  roof: 'uValueRoof_W_m2K',
  ground: 'uValueGround_W_m2K',
  window: 'uValueWindow_W_m2K',
};
/** A part's mean counts where at least this share of its area has a value in the file [-]. */
const ENOUGH = 0.5;
const SECTORS = ['N', 'NE', 'E', 'SE', 'S', 'SW', 'W', 'NW'] as const;

/** Attributes of the envelope: U-values where the file has them, and the windows. */
export function thermalAttributes(
  elements: readonly IfcElement[],
  azimuthOf: (x: number, y: number) => number,
): Readonly<Record<string, AttributeValue>> {
  const out: Record<string, AttributeValue> = {};
  const parts = summarise(elements);
  for (const part of ENVELOPE_PARTS) {
    const { area_m2, statedArea_m2, uValue_W_m2K } = parts[part];
    if (statedArea_m2 > 0 && statedArea_m2 >= ENOUGH * area_m2) out[ATTRIBUTE[part]] = Number(uValue_W_m2K.toPrecision(6));
  }
  const g = meanGValue(elements);
  if (g > 0) out.gValueWindow = Number(g.toPrecision(4));
  const windows = elements.filter(({ kind, isEnvelope, area_m2 }) => kind === 'window' && isEnvelope && area_m2 > 0);
  if (windows.length === 0) return out;
  // Doors lose heat as windows do, and let little sun in: only windows count here.
  out.windowArea_m2 = rounded(windows.reduce((sum, { area_m2 }) => sum + area_m2, 0));
  const bySector = new Map<string, number>();
  for (const { outward, area_m2 } of windows) {
    const [x, y, z] = outward;
    const sector = Math.abs(z) > 0.9 ? 'Roof' : SECTORS[Math.floor(((azimuthOf(x, y) + 22.5) % 360) / 45)]!;
    bySector.set(sector, (bySector.get(sector) ?? 0) + area_m2);
  }
  for (const [sector, area_m2] of bySector) out[`windowArea${sector}_m2`] = rounded(area_m2);
  return out;
}

const rounded = (value: number) => Number(value.toFixed(3));

/** Says which U-values were missing and which defaults stand in for them; once as a finding, once on the model. */
export function thermalNotes(
  { elements, id }: BuildingRecord,
  archetype: Archetype,
  { use, year, yearIsStated }: { readonly use: BuildingUse; readonly year: number; readonly yearIsStated: boolean },
  log: IssueLog,
): BuildingModel['notes'] {
  const parts = summarise(elements);
  const all = ENVELOPE_PARTS.reduce((sum, part) => sum + parts[part].count, 0);
  const stated = ENVELOPE_PARTS.reduce((sum, part) => sum + parts[part].stated, 0);
  if (all === 0 || stated === all) return [];
  const values = {
    what: stated === 0 ? 'all' : 'some',
    missing: all - stated,
    count: all,
    use,
    year,
    yearFrom: yearIsStated ? 'file' : 'assumed',
    wall: defaultUValue(archetype, 'wall'),
    roof: defaultUValue(archetype, 'roof'),
    ground: defaultUValue(archetype, 'ground'),
    window: defaultUValue(archetype, 'window'),
    gWindow: archetype.windowG,
  };
  log.add({
    code: 'ifc.uValuesMissing',
    severity: 'warning',
    objectId: id,
    message:
      stated === 0
        ? `The file states no U-values (heat loss per area) for the ${all} parts of the envelope.`
        : `The file states no U-value (heat loss per area) for ${all - stated} of ${all} parts of the envelope.`,
    action: `Defaults of ${use}, ${yearIsStated ? 'built' : 'assumed to be built'} in ${year}, are used: wall ${values.wall}, roof ${values.roof}, ground floor ${values.ground}, window ${values.window} W/(m2 K).`,
    values,
  });
  return [{ code: 'ifc.uValuesMissing', values }];
}
