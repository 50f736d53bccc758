import type { Task } from '../state/appState.ts';
import { secondMap } from '../state/comparison.ts';
import { useApp } from '../state/useApp.ts';

/** Charts and tables need more room than lists: these tasks get this much more than the chosen width [px]. */
const WIDER_px: Readonly<Record<Task, number>> = { district: 0, edit: 0, scenario: 0, results: 112, compare: 176, market: 48 };

/** What the current task gets beyond the chosen width [px]; two maps need the room themselves. */
export function useWider(): number {
  return useApp((state) => (secondMap(state) ? 0 : WIDER_px[state.task]));
}

/** Width of the panel of the current task [px]. */
export function usePanelWidth(): number {
  const wider = useWider();
  return useApp((state) => state.settings.panelWidth_px) + wider;
}
