/** Names of elements, spaces and storeys: those of the file, or made of kind and number for a building of the district. */
import type { BuildingElement, BuildingModel, BuildingSpace } from '#models/district/buildingModel.ts';
import type { Messages } from '../app/useMessages.ts';

type Translate = Messages['t'];

export function elementName(model: BuildingModel, element: BuildingElement, t: Translate): string {
  const kind = t(`bview.kind.${element.kind}`);
  if (model.origin === 'district') return `${kind} ${element.name}`;
  return element.name.trim() === '' ? kind : element.name;
}

export function spaceName(model: BuildingModel, space: BuildingSpace, t: Translate): string {
  if (model.origin === 'district') return `${t('bview.kind.zone')} ${space.name}`;
  return space.name.trim() === '' ? t('bview.rooms') : space.name;
}

export function storeyName(model: BuildingModel, index: number, t: Translate): string {
  const storey = model.storeys[index];
  if (!storey) return t('bview.parts.noStorey');
  return model.origin === 'district' || storey.name.trim() === '' ? t('bview.storey.name', { number: index + 1 }) : storey.name;
}

/** Name of whatever has the id; empty for none. */
export function partName(model: BuildingModel, id: string, t: Translate): string {
  const element = model.elements.find((candidate) => candidate.id === id);
  if (element) return elementName(model, element, t);
  const space = model.spaces.find((candidate) => candidate.id === id);
  return space ? spaceName(model, space, t) : '';
}
