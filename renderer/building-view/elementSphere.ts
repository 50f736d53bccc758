/** The room an element or space takes, to zoom to it. */
import type { BuildingModel } from '#models/district/buildingModel.ts';
import type { Sphere } from './CameraRig.tsx';
import { type DrawnModel, trianglePositions } from './drawnModel.ts';

/** @returns null where the model has no such element, or it is not drawn */
export function sphereOf(model: BuildingModel, drawn: DrawnModel, id: string, lift_m: number): Sphere | null {
  const element = model.elements.find((candidate) => candidate.id === id);
  const found = element ?? model.spaces.find((candidate) => candidate.id === id);
  if (!found || found.triangleCount === 0) return null;
  const positions = trianglePositions(model, found);
  const low = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const high = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < positions.length; i++) {
    low[i % 3] = Math.min(low[i % 3]!, positions[i]!);
    high[i % 3] = Math.max(high[i % 3]!, positions[i]!);
  }
  const isRoof = element?.kind === 'roof';
  const group = drawn.groups.find((candidate) => candidate.storey === found.storey && candidate.isRoof === isRoof);
  const lifted = (group?.lift ?? Math.max(0, found.storey)) * lift_m;
  return {
    middle: [(low[0]! + high[0]!) / 2, (low[1]! + high[1]!) / 2, (low[2]! + high[2]!) / 2 + lifted],
    // Some of what is around it stays in sight.
    radius_m: Math.max(1.2, 0.75 * Math.hypot(high[0]! - low[0]!, high[1]! - low[1]!, high[2]! - low[2]!)),
  };
}
