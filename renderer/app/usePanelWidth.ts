import type { Task } from '../state/appState.ts';
import { useApp } from '../state/useApp.ts';

/** Charts and tables need more room than lists: these tasks get this much more than the chosen width [px]. */
export const WIDER_px: Readonly<Record<Task, number>> = { district: 0, scenario: 0, results: 112, compare: 176 };

/** Width of the panel of the current task [px]. */
export function usePanelWidth(): number {
  return useApp((state) => state.settings.panelWidth_px + WIDER_px[state.task]);
}
