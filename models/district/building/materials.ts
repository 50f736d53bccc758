/**
 * Building materials a construction is put together from. Values of ISO 10456:2007, table 3 (design values) unless the
 * source says otherwise; heat capacities of insulation are those of its table 4.
 */
import type { MaterialLayer } from '../buildingModel.ts';

export interface Material {
  readonly id: string;
  readonly conductivity_W_mK: number;
  readonly density_kg_m3: number;
  readonly heatCapacity_J_kgK: number;
  /** Thickness a new layer starts with [m]. */
  readonly usual_m: number;
  readonly source: 'iso-10456' | 'din-4108-4' | 'declared';
}

const row = (
  id: string,
  conductivity_W_mK: number,
  density_kg_m3: number,
  heatCapacity_J_kgK: number,
  usual_m: number,
  source: Material['source'] = 'iso-10456',
): Material => ({ id, conductivity_W_mK, density_kg_m3, heatCapacity_J_kgK, usual_m, source });

/**
 * `declared`: a usual declared value of products (EN 13162 and following), as conductivities of insulation are the
 * maker's; `din-4108-4`: design value of masonry with normal mortar, DIN 4108-4:2020, table 1.
 */
export const MATERIALS: readonly Material[] = [
  row('lime-plaster', 0.8, 1600, 1000, 0.015),
  row('cement-plaster', 1.0, 1800, 1000, 0.02),
  row('gypsum-plaster', 0.57, 1300, 1000, 0.015),
  row('plasterboard', 0.25, 900, 1000, 0.0125),
  row('brick-1400', 0.58, 1400, 1000, 0.24, 'din-4108-4'),
  row('brick-1800', 0.81, 1800, 1000, 0.24, 'din-4108-4'),
  row('sand-lime-1800', 0.99, 1800, 1000, 0.175, 'din-4108-4'),
  row('reinforced-concrete', 2.3, 2300, 1000, 0.18),
  row('screed', 1.35, 2000, 1000, 0.05),
  row('limestone', 1.7, 2200, 1000, 0.4),
  row('timber', 0.13, 500, 1600, 0.024),
  row('osb', 0.13, 650, 1700, 0.018),
  row('mineral-wool', 0.035, 30, 1030, 0.16, 'declared'),
  row('eps', 0.035, 20, 1450, 0.12, 'declared'),
  row('wood-fibre', 0.042, 140, 2000, 0.12, 'declared'),
  row('pur', 0.025, 30, 1400, 0.1, 'declared'),
  row('roof-tiles', 1.0, 2000, 800, 0.02),
  row('bitumen', 0.23, 1100, 1000, 0.01),
];

const BY_ID = new Map(MATERIALS.map((material) => [material.id, material]));

/**
 * A layer of a material; its name is the material's id, which the catalogue has words for.
 * @throws RangeError for an unknown material
 */
export function materialLayer(id: string, thickness_m?: number): MaterialLayer {
  const material = BY_ID.get(id);
  if (!material) throw new RangeError(`No material '${id}'.`);
  const { conductivity_W_mK, density_kg_m3, heatCapacity_J_kgK } = material;
  return { name: id, thickness_m: thickness_m ?? material.usual_m, conductivity_W_mK, density_kg_m3, heatCapacity_J_kgK };
}
