/** The market lab as an adapter of the store and the engine. */
import { useCallback, useEffect, useMemo } from 'react';
import { COMMUNITY_SPECS } from '#gis-data/samples/communities/index.ts';
import { PRESETS, presetById } from '#models/market/presets/index.ts';
import { useMessages } from '../../app/useMessages.ts';
import { communityKey, isMarketReady, outcomeKey } from '../../state/marketActions.ts';
import { type Known, shownColumn, shownStep } from '../../state/marketState.ts';
import { type Asked, useAnswer } from '../../state/useAnswer.ts';
import { useActions, useApp, useAppStore } from '../../state/useApp.ts';
import { defaultColumns } from './defaultColumns.ts';
import { type Loaded, type MarketLab, type MarketLabActions, NOT_LOADED } from './marketLab.ts';
import { presetCard } from './presetCard.ts';

function fromKnown<T>(known: Known<T> | null, isCurrent: (known: Known<T>) => boolean, loading: boolean): Loaded<T> {
  return { ...NOT_LOADED, value: known?.value ?? null, stale: known !== null && !isCurrent(known), loading };
}

function fromAsked<T>(asked: Asked<T>): Loaded<T> {
  return { ...NOT_LOADED, value: asked.value, loading: asked.loading, error: asked.error };
}

/** Keeps the lab's years up to date for as long as it is open. */
export function useMarketSync(): void {
  const actions = useActions();
  const { t } = useMessages();
  const store = useAppStore();
  const plan = useApp((state) => state.marketPlan);
  const ready = useApp(isMarketReady);
  const key = useApp(communityKey);
  useEffect(() => {
    if (store.getState().marketPlan.columns.length > 0) return;
    actions.beginWith(defaultColumns((start) => t(`market.start.${start}`)));
  }, [actions, store, t]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew when the community changes
  useEffect(() => {
    if (ready) void actions.runMarkets();
  }, [actions, ready, plan, key]);
  // A building that is chosen in the view is the member that is looked at.
  const chosen = useApp((state) => (state.selection.length === 1 ? state.selection[0] : undefined));
  useEffect(() => {
    const { market, marketPlan } = store.getState();
    if (chosen === undefined || marketPlan.choice.kind !== 'district') return;
    const row = market.community?.value.participants.findIndex(({ building }) => building === chosen) ?? -1;
    if (row >= 0 && row !== market.member) actions.showMember(row);
  }, [actions, store, chosen]);
}

export function useMarketLab(): MarketLab {
  const { language } = useMessages();
  const actions = useActions();
  const store = useAppStore();
  const plan = useApp((state) => state.marketPlan);
  const market = useApp((state) => state.market);
  const district = useApp((state) => state.district);
  const selection = useApp((state) => state.selection);
  const hour = useApp((state) => state.hour);
  const view = useApp((state) => state.view);
  const playing = useApp((state) => state.playing);
  const jobs = useApp((state) => state.jobs);
  const key = useApp(communityKey);
  const ready = useApp(isMarketReady);
  const state = store.getState();
  const column = shownColumn(plan, market);
  const isCurrent = market.community?.key === key;
  const { member } = market;

  const job = jobs.find(({ stage }) => stage === 'progress.market');
  const running = market.running === 'outcomes' || market.running === 'matrix' || market.running === 'sizing';
  const progress = job ? { done: job.done, stage: job.stage } : { done: 0, stage: 'progress.market' };
  const step_min = column?.step_min ?? 60;
  const at = shownStep(hour, market, step_min);

  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew when the community changes
  const memberQuestion = useMemo(
    () =>
      column && member !== null && ready && isCurrent && market.view === 'member' ? () => actions.participantYear(column, member) : null,
    [actions, column, member, ready, isCurrent, market.view, key],
  );
  const memberYear = useAnswer(`${key} ${member} ${column?.id ?? ''}`, memberQuestion);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew when the community changes
  const stepQuestion = useMemo(
    () => (column && ready && market.view === 'hour' ? () => actions.marketStep(column, at) : null),
    [actions, column, ready, market.view, at, key],
  );
  const step = useAnswer(`${key} ${column?.id ?? ''}`, stepQuestion);

  const find = useCallback((id: string) => store.getState().marketPlan.columns.find((one) => one.id === id), [store]);
  const labActions = useMemo<MarketLabActions>(
    () => ({
      chooseCommunity: actions.chooseCommunity,
      newId: () => actions.newId('market'),
      addColumn: actions.addColumn,
      changeColumn: (config) => actions.changeColumn(config, `market ${config.id}`),
      removeColumn: actions.removeColumn,
      moveColumn: actions.moveColumn,
      showColumn: actions.showColumn,
      runAll: () => void actions.runMarkets(true),
      cancel: actions.cancelMarket,
      openView: actions.openMarketView,
      setLarge: actions.enlargeMarket,
      setTime(hour, minute) {
        actions.setHour(hour);
        actions.showMinute(hour, minute);
      },
      showOnMap: () => actions.showView('data'),
      togglePlay: actions.togglePlay,
      selectMember: actions.showMember,
      changeMember: actions.changeParticipant,
      computeMatrix(columnId) {
        const config = find(columnId);
        if (config) void actions.runMatrix(config);
      },
      sweepFee(columnId, fee, values) {
        const config = find(columnId);
        if (config) void actions.runFee(config, fee, values);
      },
      sizeStorage(columnId, cost) {
        const config = find(columnId);
        if (config) void actions.sizeStorage(config, cost);
      },
      readPriceFile: actions.readPriceFile,
      takePreset(id, where) {
        const preset = presetById(id);
        if (!preset) return;
        actions.takePreset(
          { ...preset.config, id: actions.newId('market'), name: preset.name, preset: id },
          where === 'own' ? preset.community : null,
        );
      },
      print: () => window.print(),
    }),
    [actions, find],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew when the community changes
  const columns = useMemo(() => {
    const now = store.getState();
    return plan.columns.map((config) => {
      const known = market.outcomes[config.id];
      const failure = market.failures[config.id];
      const current = outcomeKey(now, config);
      return {
        config,
        outcome: known?.value ?? null,
        stale: known !== undefined && known.key !== current,
        error: failure?.key === current ? failure.value : null,
      };
    });
  }, [store, plan, market.outcomes, market.failures, key]);
  const samples = useMemo(
    () =>
      COMMUNITY_SPECS.map(({ id, name, members }) => ({
        id,
        name,
        place: PRESETS.find(({ community }) => community === id)?.place[language] ?? '',
        members: members.reduce((sum, { count = 1 }) => sum + count, 0),
      })),
    [language],
  );
  const presets = useMemo(() => PRESETS.map((preset) => presetCard(preset, language)), [language]);
  const isOfColumn = (known: Known<unknown>): boolean => column !== null && known.key.startsWith(outcomeKey(state, column));

  return {
    choice: plan.choice,
    hasDistrict: district !== null,
    selectedBuildingIds: useMemo(() => selection.flatMap((row) => district?.buildings[row]?.id ?? []), [selection, district]),
    samples,
    presets,
    community: {
      ...fromKnown(market.community, (known) => known.key === key, running && !isCurrent),
      error: market.community ? null : market.error,
    },
    columns,
    activeColumnId: column?.id ?? '',
    running: running ? { progress, remaining_s: remaining(job) } : null,
    runError: market.error,
    view: market.view,
    isLarge: market.isLarge,
    hour,
    shownStep: at,
    isOnMap: view === 'data',
    isPlaying: playing,
    member,
    memberYear: fromAsked(memberYear),
    step: fromAsked(step),
    matrix: fromKnown(market.matrix, isOfColumn, market.running === 'matrix'),
    sweep: fromKnown(market.fee, isOfColumn, market.running === 'fee'),
    sizing: fromKnown(market.sizing, isOfColumn, market.running === 'sizing'),
    actions: labActions,
  };
}

/** What is left of a job by how long its part took so far [s]. */
function remaining(job: { readonly done: number; readonly startedAt: number } | undefined): number | null {
  if (!job || job.done < 0.05) return null;
  const passed_s = (performance.now() - job.startedAt) / 1000;
  return (passed_s / job.done) * (1 - job.done);
}
