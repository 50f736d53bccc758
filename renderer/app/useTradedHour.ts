/** Trades of the shown hour under the shown market, while the market is what the person looks at. */
import { useMemo } from 'react';
import type { DrawnFlows } from '../data-view/dataContract.ts';
import { tradeFlows } from '../data-view/tradeFlows.ts';
import { communityKey, isMarketReady, outcomeKey } from '../state/marketActions.ts';
import { shownColumn, shownStep } from '../state/marketState.ts';
import { useAnswer } from '../state/useAnswer.ts';
import { useActions, useApp } from '../state/useApp.ts';
import type { DataFrame } from '../workers/engineApi.ts';

export interface TradedHour {
  /** Null while another task is open, the community is not this district's, or nothing is traded. */
  readonly traded: DrawnFlows | null;
  readonly loadingTrades: boolean;
}

export function useTradedHour(frame: DataFrame | null, hour: number, maximumArcs: number): TradedHour {
  const actions = useActions();
  const key = useApp(communityKey);
  const community = useApp((state) => state.market.community);
  const column = useApp((state) => {
    if (state.task !== 'market' || state.marketPlan.choice.kind !== 'district' || !isMarketReady(state)) return null;
    const shown = shownColumn(state.marketPlan, state.market);
    if (!shown || shown.design === 'supplier') return null;
    return state.market.outcomes[shown.id]?.key === outcomeKey(state, shown) ? shown : null;
  });
  const perHour = 60 / (column?.step_min ?? 60);
  const at = useApp((state) => shownStep(hour, state.market, column?.step_min ?? 60));
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew when the community changes
  const question = useMemo(() => (column ? () => actions.marketStep(column, at) : null), [actions, column, at, key]);
  const { value: step, loading } = useAnswer(`${key} ${column?.id ?? ''}`, question);
  const traded = useMemo(() => {
    if (!frame || !column || !step || community?.key !== key) return null;
    const buildings = community.value.participants.map(({ building }) => building);
    const flows = tradeFlows(step, buildings, 1 / perHour, maximumArcs);
    return { ...frame.flows, flows, market: { name: column.name, arePaired: step.arePaired } };
  }, [frame, column, step, community, key, perHour, maximumArcs]);
  return { traded, loadingTrades: loading };
}
