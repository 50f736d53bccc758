/** Where the window has room for the market lab: its panel stands where every task's panel stands, its sheet in the lower part of the view. */
import { createContext, useContext, useState } from 'react';

type Slot = HTMLElement | null;

/** Takes the elements in which the window has room for the lab. */
export interface MarketSlots {
  readonly panel: Slot;
  readonly sheet: Slot;
  readonly takePanel: (slot: Slot) => void;
  readonly takeSheet: (slot: Slot) => void;
}

export const MarketSlotContext = createContext<MarketSlots | null>(null);

export function useMarketSlots(): MarketSlots {
  const [panel, takePanel] = useState<Slot>(null);
  const [sheet, takeSheet] = useState<Slot>(null);
  return { panel, sheet, takePanel, takeSheet };
}

export function MarketPanelSlot() {
  return <div ref={useContext(MarketSlotContext)?.takePanel} />;
}

export function MarketSheetSlot() {
  return <div className="market-sheet-slot" ref={useContext(MarketSlotContext)?.takeSheet} />;
}
