/** Layers of a construction: its U-value, and the small steps by which a person changes it. */
import type { ElementKind, MaterialLayer } from '../buildingModel.ts';
import { materialLayer } from './materials.ts';

export interface SurfaceResistances {
  readonly inner_m2K_W: number;
  readonly outer_m2K_W: number;
}

/**
 * Surface resistances of ISO 6946:2017, table 7: heat flows level through walls, up through roofs, down through floors.
 * A floor on the ground has no outer one, as the ground is calculated by ISO 13370.
 */
export function surfaceResistances(kind: ElementKind): SurfaceResistances {
  switch (kind) {
    case 'roof':
      return { inner_m2K_W: 0.1, outer_m2K_W: 0.04 };
    case 'ground':
      return { inner_m2K_W: 0.17, outer_m2K_W: 0 };
    case 'slab':
      return { inner_m2K_W: 0.17, outer_m2K_W: 0.04 };
    default:
      return { inner_m2K_W: 0.13, outer_m2K_W: 0.04 };
  }
}

/**
 * Thermal transmittance of homogeneous layers, ISO 6946:2017, 6.7.1: U = 1 / (Rsi + sum d/lambda + Rse) [W/(m2 K)].
 * @returns NaN where a thickness is negative or a conductivity is not positive
 */
export function uValueOfLayers(layers: readonly MaterialLayer[], kind: ElementKind): number {
  const { inner_m2K_W, outer_m2K_W } = surfaceResistances(kind);
  let resistance = inner_m2K_W + outer_m2K_W;
  for (const { thickness_m, conductivity_W_mK } of layers) {
    if (!(thickness_m >= 0) || !(conductivity_W_mK > 0)) return Number.NaN;
    resistance += thickness_m / conductivity_W_mK;
  }
  return 1 / resistance;
}

/** All of the layers together [m]. */
export function totalThickness_m(layers: readonly MaterialLayer[]): number {
  return layers.reduce((sum, layer) => sum + layer.thickness_m, 0);
}

export function withoutLayer(layers: readonly MaterialLayer[], index: number): readonly MaterialLayer[] {
  return layers.filter((_, i) => i !== index);
}

export function withLayer(layers: readonly MaterialLayer[], index: number, change: Partial<MaterialLayer>): readonly MaterialLayer[] {
  return layers.map((layer, i) => (i === index ? { ...layer, ...change } : layer));
}

/** Moves a layer towards the inside (1) or the outside (-1); the same layers where it is at the end. */
export function withMovedLayer(layers: readonly MaterialLayer[], index: number, by: 1 | -1): readonly MaterialLayer[] {
  const [here, there] = [layers[index], layers[index + by]];
  if (!here || !there) return layers;
  return layers.map((layer, i) => (i === index ? there : i === index + by ? here : layer));
}

/** Thinnest and thickest a layer may become when it is fitted to a U-value [m]. */
const FITTED_m = { least: 0.005, most: 0.6 } as const;

/** The same layers with one as thick as gives the U-value; null where no thickness from 5 to 600 mm does. */
export function fittedTo(
  layers: readonly MaterialLayer[],
  index: number,
  uValue_W_m2K: number,
  kind: ElementKind,
): readonly MaterialLayer[] | null {
  const layer = layers[index];
  if (!layer || !(uValue_W_m2K > 0)) return null;
  const others = 1 / uValueOfLayers(withoutLayer(layers, index), kind);
  const thickness_m = (1 / uValue_W_m2K - others) * layer.conductivity_W_mK;
  return thickness_m >= FITTED_m.least && thickness_m <= FITTED_m.most ? withLayer(layers, index, { thickness_m }) : null;
}

/** Insulated, and solid for U-values that need no insulation; the layer with `fit` takes up the difference. */
const STARTING_POINTS: Readonly<
  Record<'wall' | 'roof' | 'floor', readonly { readonly fit: number; readonly layers: readonly (readonly [id: string, mm: number])[] }[]>
> = {
  wall: [
    {
      fit: 1,
      layers: [
        ['lime-plaster', 15],
        ['eps', 100],
        ['brick-1400', 240],
        ['gypsum-plaster', 15],
      ],
    },
    {
      fit: 1,
      layers: [
        ['lime-plaster', 20],
        ['brick-1400', 240],
        ['gypsum-plaster', 15],
      ],
    },
    { fit: 0, layers: [['limestone', 300]] },
  ],
  roof: [
    {
      fit: 1,
      layers: [
        ['bitumen', 10],
        ['mineral-wool', 100],
        ['timber', 24],
        ['plasterboard', 12.5],
      ],
    },
    {
      fit: 1,
      layers: [
        ['bitumen', 10],
        ['timber', 24],
        ['plasterboard', 12.5],
      ],
    },
    { fit: 0, layers: [['timber', 24]] },
  ],
  floor: [
    {
      fit: 1,
      layers: [
        ['reinforced-concrete', 150],
        ['eps', 60],
        ['screed', 50],
      ],
    },
    {
      fit: 0,
      layers: [
        ['reinforced-concrete', 150],
        ['timber', 20],
      ],
    },
    { fit: 0, layers: [['reinforced-concrete', 150]] },
  ],
};

/**
 * Layers a person can start from where only a U-value is known: a plain construction with one layer as thick as gives
 * exactly that value. It is a proposal, not what is known of the building.
 * @returns empty where no plain construction has the value
 */
export function startingLayers(kind: ElementKind, uValue_W_m2K: number): readonly MaterialLayer[] {
  const form = kind === 'roof' ? 'roof' : kind === 'ground' || kind === 'slab' ? 'floor' : 'wall';
  for (const { fit, layers } of STARTING_POINTS[form]) {
    const fitted = fittedTo(
      layers.map(([id, mm]) => materialLayer(id, mm / 1000)),
      fit,
      uValue_W_m2K,
      kind,
    );
    if (fitted) return fitted;
  }
  return [];
}
