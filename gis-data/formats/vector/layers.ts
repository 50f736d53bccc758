/** Which layer of a file holds the buildings and which the streets; the others are counted. */
import { statedProperties } from '#models/district/attributes.ts';
import type { IssueLog } from '../issueLog.ts';
import { roleOfLayer } from './classify.ts';
import type { Feature } from './feature.ts';

export interface Layer {
  readonly name: string;
  /** What its features are, as far as the file says without reading them all. */
  readonly form: 'polygon' | 'line' | 'point' | 'unknown';
  readonly count: number;
  /** What the layer says its reference system is. */
  readonly reference: string | undefined;
  /** A feature's attributes, without values; for telling buildings from other polygons. */
  readonly columns: readonly string[];
  read(): readonly Feature[];
}

export interface LayersRead {
  readonly features: readonly Feature[];
  readonly reference: string | undefined;
  /** Features of layers that are neither, by layer. */
  readonly ignored: ReadonlyMap<string, number>;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Values that make a column of that name count as stated. */
const ANY_VALUE = 3;

/** Reads the layer of buildings and those of streets; null where no layer has shapes. */
export function readLayers(layers: readonly Layer[], log: IssueLog): LayersRead | null {
  const buildings = buildingLayer(layers);
  const streets = layers.filter((layer) => layer !== buildings && layer.form === 'line' && roleOfLayer(layer.name) === 'street');
  const first = buildings ?? streets[0];
  if (!first) return null;
  const ignored = new Map<string, number>();
  const several = layers.length > 1;
  const features: Feature[] = [];
  const take = (layer: Layer, role: 'building' | 'street' | undefined) => {
    for (const feature of layer.read()) {
      features.push({ ...feature, ...(several ? { layer: layer.name } : {}), ...(role === undefined ? {} : { role }) });
    }
  };
  if (buildings) take(buildings, roleOfLayer(buildings.name) === 'building' ? 'building' : undefined);
  for (const layer of streets) {
    if (layer.reference === first.reference) take(layer, 'street');
    else {
      ignored.set(layer.name, layer.count);
      reportOtherReference(layer, log);
    }
  }
  for (const layer of layers) if (layer !== buildings && !streets.includes(layer)) ignored.set(layer.name, layer.count);
  if (several && buildings) reportLayers(buildings, layers, log);
  const readAs = (layer: Layer) => (layer === buildings ? 'buildings' : streets.includes(layer) ? 'streets' : 'not read');
  const facts = {
    layers: Object.fromEntries(
      layers.map((layer) => [
        layer.name,
        { features: layer.count, form: layer.form, reference: layer.reference ?? null, readAs: readAs(layer) },
      ]),
    ),
  };
  return { features, reference: first.reference, ignored, facts };
}

/** By name, else by columns that only buildings have, else the one with most polygons. */
function buildingLayer(layers: readonly Layer[]): Layer | undefined {
  const polygons = layers.filter((layer) => (layer.form === 'polygon' || layer.form === 'unknown') && layer.count > 0);
  const named = polygons.filter((layer) => roleOfLayer(layer.name) === 'building');
  const candidates = named.length > 0 ? named : polygons;
  const telling = candidates.filter(hasBuildingColumns);
  const among = telling.length > 0 ? telling : candidates;
  return among.reduce<Layer | undefined>((most, layer) => (most && most.count >= layer.count ? most : layer), undefined);
}

function hasBuildingColumns(layer: Layer): boolean {
  const stated = statedProperties(Object.fromEntries(layer.columns.map((name) => [name, ANY_VALUE])));
  return stated.height_m !== undefined || stated.storeys !== undefined || layer.columns.some((name) => /^building$/i.test(name));
}

function reportLayers(taken: Layer, layers: readonly Layer[], log: IssueLog): void {
  const list = layers
    .filter((layer) => layer !== taken)
    .map((layer) => `${layer.name} (${layer.count})`)
    .join(', ');
  log.add({
    code: 'vector.layers',
    severity: 'info',
    objectId: null,
    message: `The file holds ${layers.length} layers; buildings were taken from '${taken.name}'.`,
    action: `Not read as buildings: ${list}.`,
    values: { taken: taken.name, list },
  });
}

function reportOtherReference(layer: Layer, log: IssueLog): void {
  log.add({
    code: 'vector.crsDiffers',
    severity: 'warning',
    objectId: null,
    message: `The layer '${layer.name}' is in another reference system than the buildings.`,
    action: 'Left out.',
    values: { layer: layer.name },
  });
}

/** Says that a definition without a code was recognised. */
export function reportDefinition(name: string, reference: string, log: IssueLog): void {
  log.add({
    code: 'vector.projection',
    severity: 'info',
    objectId: null,
    message: `The reference system '${name}' is described without a code.`,
    action: `Read as ${reference}, which has the same definition.`,
    values: { named: name, reference },
  });
}
