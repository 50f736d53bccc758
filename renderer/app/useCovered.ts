import { useMemo } from 'react';
import type { Insets } from '../district-view/cameraRig.ts';
import { useApp } from '../state/useApp.ts';
import { usePanelWidth } from './usePanelWidth.ts';
import { useNarrow } from './useTheme.ts';

/** Figures above, legend and tools below [px]. */
const STRIP_px = 84;
const BAR_px = 56;
const GAP_px = 12;
/** Panel of a narrow window, which opens below the view [px]. */
const LOW_PANEL_px = 280;

/** Part of the window's height that the table of all buildings takes, as in table.css. */
const SHEET_SHARE = 0.44;

/** What the panels cover of the view [px]. */
export function useCovered(): Insets {
  const narrow = useNarrow();
  const width = usePanelWidth();
  const panelOpen = useApp((state) => state.panelOpen);
  const inspector = useApp((state) => (state.inspectorOpen && state.selection.length > 0 ? state.settings.inspectorWidth_px : 0));
  const tableOpen = useApp((state) => state.tableOpen);
  const strip = useApp((state) => !state.tableOpen && (state.task === 'district' || state.task === 'scenario'));
  return useMemo(() => {
    const top = strip ? STRIP_px : GAP_px;
    if (narrow) return { left: 0, right: 0, top, bottom: panelOpen ? LOW_PANEL_px : BAR_px };
    const sheet = tableOpen ? Math.round(SHEET_SHARE * window.innerHeight) : 0;
    const side = (panel: number): number => (panel > 0 ? panel + 2 * GAP_px : 0);
    return { left: side(panelOpen ? width : 0), right: side(inspector), top, bottom: BAR_px + sheet };
  }, [narrow, width, panelOpen, inspector, strip, tableOpen]);
}
