/** The wide part of the market lab: one view at a time beside the panel, over the lower part of the view or all of it. */
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button, Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { Choice } from '../../app/controls/Choice.tsx';
import { IconButton } from '../../app/controls/IconButton.tsx';
import { useMessages } from '../../app/useMessages.ts';
import { ExplainView } from './ExplainView.tsx';
import { FeeView } from './FeeView.tsx';
import { HourView } from './HourView.tsx';
import { MarketTable } from './MarketTable.tsx';
import { MatrixView } from './MatrixView.tsx';
import { MemberView } from './MemberView.tsx';
import './market.css';
import './sheet.css';
import './sheetViews.css';
import './explain.css';
import './sheetSmall.css';
import { Failure } from './MarketPanel.tsx';
import { activeColumn, type Loaded, MARKET_VIEWS, type MarketColumn, type MarketLab, type MarketViewName } from './marketLab.ts';
import { PresetGallery } from './PresetGallery.tsx';
import { StorageView } from './StorageView.tsx';
import { WinnersView } from './WinnersView.tsx';

/** Views of one market, which therefore name it and let the person choose another. */
const OF_ONE: readonly MarketViewName[] = ['winners', 'matrix', 'member', 'hour', 'fee', 'storage'];
/** Views of a year that was run. */
const NEEDS_RUN: readonly MarketViewName[] = ['winners', 'member', 'hour'];

/** What stands in place of a value that is not there yet, and what is said of one that is old or was refused. */
export function Pending<T>({ of, children }: { readonly of: Loaded<T>; readonly children: (value: T) => ReactNode }) {
  const { t, label, percent } = useMessages();
  return (
    <>
      {of.error && <Failure error={of.error} keepsLast={of.value !== null} />}
      {of.loading && (
        <p className="stale-note" role="status">
          {of.progress
            ? `${label(of.progress.stage, t('market.loading'))}: ${percent(of.progress.done, { decimals: 0 })}`
            : t('market.loading')}
        </p>
      )}
      {of.value !== null && of.stale && !of.loading && (
        <p className="stale-note" role="status">
          {t('market.stale')}
        </p>
      )}
      {of.value !== null && <div className={of.stale ? 'market-block market-stale' : 'market-block'}>{children(of.value)}</div>}
    </>
  );
}

/** Chooses the market that a view is about. */
export function ColumnChoice({ lab }: { readonly lab: MarketLab }) {
  const { t } = useMessages();
  const column = activeColumn(lab);
  if (!column) return null;
  return (
    <Choice
      label={t('market.column.choose')}
      value={column.config.id}
      items={lab.columns.map(({ config }) => ({ id: config.id, label: config.name }))}
      onChange={lab.actions.showColumn}
    />
  );
}

function OneColumn({ view, column, lab }: { readonly view: MarketViewName; readonly column: MarketColumn; readonly lab: MarketLab }) {
  const { t } = useMessages();
  if (NEEDS_RUN.includes(view) && column.error) return <Failure error={column.error} />;
  if (NEEDS_RUN.includes(view) && !column.outcome && lab.running) {
    return (
      <p className="empty-state" role="status">
        {t('market.empty.running', { name: column.config.name })}
      </p>
    );
  }
  if (NEEDS_RUN.includes(view) && !column.outcome) {
    return (
      <div className="empty-state">
        <p className="market-none">{t('market.empty.column', { name: column.config.name })}</p>
        <Button className="button" onPress={lab.actions.runAll}>
          {t('market.run')}
        </Button>
      </div>
    );
  }
  if (view === 'winners') return <WinnersView lab={lab} column={column} />;
  if (view === 'matrix') return <MatrixView lab={lab} column={column} />;
  if (view === 'member') return <MemberView lab={lab} column={column} />;
  if (view === 'hour') return <HourView lab={lab} column={column} />;
  if (view === 'fee') return <FeeView lab={lab} column={column} />;
  return <StorageView lab={lab} column={column} />;
}

function Content({ view, lab }: { readonly view: MarketViewName; readonly lab: MarketLab }) {
  const { t } = useMessages();
  const column = activeColumn(lab);
  if (view === 'examples') return <PresetGallery lab={lab} />;
  if (view === 'explain') return <ExplainView config={column?.config ?? null} />;
  if (!column) return <p className="empty-state">{t('market.columns.empty')}</p>;
  if (view === 'compare') return <MarketTable lab={lab} />;
  return (
    <>
      {OF_ONE.includes(view) && (
        <div className="market-shown market-screen-only">
          <ColumnChoice lab={lab} />
        </div>
      )}
      <OneColumn key={column.config.id} view={view} column={column} lab={lab} />
    </>
  );
}

/** Takes the focus back to where it was before the sheet opened. */
function useFocusReturn(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    },
    [before],
  );
}

function Sheet({ view, lab }: { readonly view: MarketViewName; readonly lab: MarketLab }) {
  const { t } = useMessages();
  useFocusReturn();
  const tabs = useRef<HTMLDivElement>(null);
  // On a narrow screen the chosen tab may stand outside of the row.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever another view is chosen
  useEffect(() => {
    tabs.current?.querySelector('[data-selected]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [view]);
  return (
    <section className={lab.isLarge ? 'market-sheet is-large' : 'market-sheet'} aria-label={t(`market.view.${view}`)}>
      <h2 className="visually-hidden">{t(`market.view.${view}`)}</h2>
      <Tabs
        className="market-tabs"
        selectedKey={view}
        onSelectionChange={(key) => lab.actions.openView(MARKET_VIEWS.find((name) => name === key) ?? null)}
      >
        <header className="market-sheet-head">
          <TabList ref={tabs} className="tab-list market-tab-list" aria-label={t('market.views')}>
            {MARKET_VIEWS.map((name) => (
              <Tab key={name} id={name} className="tab">
                {t(`market.view.${name}`)}
              </Tab>
            ))}
          </TabList>
          <span className="market-enlarge">
            <IconButton
              icon={lab.isLarge ? 'down' : 'up'}
              label={t(lab.isLarge ? 'market.sheet.shrink' : 'market.sheet.enlarge')}
              onPress={() => lab.actions.setLarge(!lab.isLarge)}
            />
          </span>
          <IconButton icon="close" label={t('market.sheet.close')} onPress={() => lab.actions.openView(null)} />
        </header>
        <TabPanel key={view} id={view} className="market-sheet-body">
          <Content view={view} lab={lab} />
        </TabPanel>
      </Tabs>
    </section>
  );
}

export function MarketSheet({ lab }: { readonly lab: MarketLab }) {
  return lab.view === null ? null : <Sheet view={lab.view} lab={lab} />;
}
