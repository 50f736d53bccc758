/** The market lab in the window: its panel stands where every task's panel stands, its sheet in the lower part of the view; both are one lab. */
import { createContext, useContext, useState } from 'react';
import { createPortal } from 'react-dom';
import { MarketPanel } from './MarketPanel.tsx';
import { MarketSheet } from './MarketSheet.tsx';
import { useMarketLab, useMarketSync } from './useMarketLab.ts';

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

/** Stays while panel and view come and go. */
export function MarketLayer({ panel, sheet }: Pick<MarketSlots, 'panel' | 'sheet'>) {
  useMarketSync();
  const lab = useMarketLab();
  return (
    <>
      {panel && createPortal(<MarketPanel lab={lab} />, panel)}
      {sheet && createPortal(<MarketSheet lab={lab} />, sheet)}
    </>
  );
}
