/** The market lab in the window: panel and sheet are one lab, which stays while panel and view come and go. */
import { createPortal } from 'react-dom';
import { MarketPanel } from './MarketPanel.tsx';
import { MarketSheet } from './MarketSheet.tsx';
import type { MarketSlots } from './marketSlots.tsx';
import { useMarketLab, useMarketSync } from './useMarketLab.ts';

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
