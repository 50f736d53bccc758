import { useMemo } from 'react';
import type { Insets } from '../district-view/cameraRig.ts';
import { secondMap } from '../state/comparison.ts';
import type { ShellState } from '../state/store.ts';
import { useApp } from '../state/useApp.ts';
import { usePanelWidth } from './usePanelWidth.ts';
import { useNarrow } from './useTheme.ts';

/** Figures above, legend and tools below [px]. */
const STRIP_px = 84;
const BAR_px = 56;
const GAP_px = 12;
/** Share of the view that the panel of a narrow window covers from below, as in layout.css; less where two maps need the room. */
const LOW_PANEL_SHARE = 0.52;
const LOW_PANEL_SHARE_SPLIT = 0.4;
/** Title, timeline and tasks of a narrow window [px]. */
const NARROW_BARS_px = 168;

/** Part of the window's height that the table of all buildings takes, as in table.css. */
const SHEET_SHARE = 0.44;

/** Title and timeline [px]. */
const WIDE_BARS_px = 128;
/** Part of the stage that the market's sheet takes, in a low window more, as in sheet.css. */
const MARKET_SHARE = 0.58;
const LOW_MARKET_SHARE = 0.66;
const LOW_WINDOW_px = 860;

function marketSheet_px(): number {
  const share = window.innerHeight <= LOW_WINDOW_px ? LOW_MARKET_SHARE : MARKET_SHARE;
  return Math.round(share * (window.innerHeight - WIDE_BARS_px - 2 * GAP_px)) + GAP_px;
}

/** Whether the panel of what is selected is there: not while the person draws. */
function isInspected({ inspectorOpen, selection, task, edit }: ShellState): boolean {
  return inspectorOpen && selection.length > 0 && (task !== 'edit' || edit.tool === null);
}

/** What the panels cover of the view [px]. */
export function useCovered(): Insets {
  const narrow = useNarrow();
  const width = usePanelWidth();
  const panelOpen = useApp((state) => state.panelOpen);
  const inspector = useApp((state) => (isInspected(state) ? state.settings.inspectorWidth_px : 0));
  const tableOpen = useApp((state) => state.tableOpen);
  const marketOpen = useApp((state) => state.task === 'market' && state.market.view !== null);
  const strip = useApp((state) => !state.tableOpen && (state.task === 'district' || state.task === 'edit' || state.task === 'scenario'));
  const split = useApp((state) => secondMap(state) !== null);
  return useMemo(() => {
    const top = strip ? STRIP_px : GAP_px;
    if (narrow) {
      const share = split ? LOW_PANEL_SHARE_SPLIT : LOW_PANEL_SHARE;
      const panel = share * (window.innerHeight - NARROW_BARS_px) + GAP_px;
      return { left: 0, right: 0, top, bottom: panelOpen ? Math.round(panel) : BAR_px };
    }
    const table = tableOpen ? Math.round(SHEET_SHARE * window.innerHeight) : 0;
    const sheet = marketOpen ? marketSheet_px() : table;
    const side = (panel: number): number => (panel > 0 ? panel + 2 * GAP_px : 0);
    return { left: side(panelOpen ? width : 0), right: side(marketOpen ? 0 : inspector), top, bottom: BAR_px + sheet };
  }, [narrow, width, panelOpen, inspector, strip, tableOpen, marketOpen, split]);
}
