/** How the heights of extruded outlines are known, and what the extrusion encloses: for findings and for `inspect`. */
import { statedGroundArea_m2 } from '#models/district/attributes.ts';
import type { Sourced } from '#models/district/provenance.ts';
import type { IssueLog } from '../issueLog.ts';
import type { Attributes } from './feature.ts';

export class ExtrusionSummary {
  readonly #heights: number[] = [];
  readonly #byWhat = new Map<'stated' | 'inferred' | 'default', number>();
  #volume_m3 = 0;
  #groundArea_m2 = 0;
  #groundAreas = 0;
  #groundAreaName = '';

  add(attributes: Attributes, footprint_m2: number, height: Sourced<number>): void {
    const what = height.provenance === 'file' ? 'stated' : height.provenance === 'default' ? 'default' : 'inferred';
    this.#byWhat.set(what, (this.#byWhat.get(what) ?? 0) + 1);
    this.#heights.push(height.value);
    this.#volume_m3 += footprint_m2 * height.value;
    const ground = statedGroundArea_m2(attributes);
    if (!ground) return;
    this.#groundArea_m2 += ground.value;
    this.#groundAreas++;
    this.#groundAreaName = ground.note ?? '';
  }

  report(log: IssueLog): void {
    for (const [what, count] of this.#byWhat) {
      const known = { stated: 'a height in the file', inferred: 'a number of storeys only', default: 'neither height nor storeys' }[what];
      log.add({
        code: 'outline.height',
        severity: what === 'default' ? 'warning' : 'info',
        objectId: null,
        message: `${count} outlines have ${known}.`,
        action:
          what === 'stated'
            ? 'Extruded with a flat roof: the volume is an upper bound.'
            : `Extruded by ${what === 'inferred' ? 'storeys' : 'one storey'} with a flat roof; the height is marked as ${what}.`,
        values: { what, count },
      });
    }
  }

  facts(): Readonly<Record<string, unknown>> {
    if (this.#heights.length === 0) return {};
    const sorted = this.#heights.toSorted((a, b) => a - b);
    const count = (what: 'stated' | 'inferred' | 'default') => this.#byWhat.get(what) ?? 0;
    return {
      extrusion: {
        outlines: sorted.length,
        heightStated: count('stated'),
        heightFromStoreys: count('inferred'),
        heightAssumed: count('default'),
        height_m: { min: sorted[0], median: sorted[sorted.length >> 1], max: sorted[sorted.length - 1] },
        volume_m3: this.#volume_m3,
        volumeIs: 'upper bound: flat roofs over outlines',
      },
      ...(this.#groundAreas > 0
        ? { statedGroundArea: { attribute: this.#groundAreaName, buildings: this.#groundAreas, total_m2: this.#groundArea_m2 } }
        : {}),
    };
  }
}
