/** The gallery: "start from a system that exists". */
import { FLEXIBILITY_PRESETS } from './flexibilityPresets.ts';
import { FLEXUNITY_PRESETS } from './flexunity.ts';
import { PEER_TO_PEER_PRESETS } from './peerToPeerPresets.ts';
import { PLATFORM_PRESETS } from './platformPresets.ts';
import type { Preset } from './preset.ts';

export type { Preset } from './preset.ts';

export const PRESETS: readonly Preset[] = [...FLEXUNITY_PRESETS, ...PEER_TO_PEER_PRESETS, ...PLATFORM_PRESETS, ...FLEXIBILITY_PRESETS];

export function presetById(id: string): Preset | undefined {
  return PRESETS.find((preset) => preset.id === id);
}
