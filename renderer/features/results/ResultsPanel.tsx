/** The year of the active scenario: all key figures, then the charts. */
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { KPI_IDS } from '#models/scenario/kpis.ts';
import { useMessages } from '../../app/useMessages.ts';
import { useScenarioName } from '../scenario/useScenarioName.ts';
import { CarpetChart } from './CarpetChart.tsx';
import { DayChart } from './DayChart.tsx';
import { DurationChart } from './DurationChart.tsx';
import { FlowsChart } from './FlowsChart.tsx';
import { KpiCard } from './KpiCard.tsx';
import { LargeDistrict } from './LargeDistrict.tsx';
import { MonthCharts } from './MonthCharts.tsx';
import './results.css';
import { useComparison } from './useComparison.ts';

export function ResultsPanel() {
  const { t, number } = useMessages();
  const nameOf = useScenarioName();
  const { active, reference } = useComparison();
  const { outcome } = active;
  if (!outcome) {
    return (
      <div className="stack">
        <p className="empty-state">{t('results.empty')}</p>
        <LargeDistrict />
      </div>
    );
  }
  return (
    <div className="results">
      {active.stale && (
        <p className="stale-note" role="status">
          {t('results.stale')}
        </p>
      )}
      <section aria-label={t('results.figures')} className="kpi-grid">
        {KPI_IDS.map((id) => (
          <KpiCard
            key={id}
            kpi={outcome.kpis.kpis[id]}
            reference={reference?.outcome?.kpis.kpis[id] ?? null}
            referenceName={reference ? nameOf(reference.scenario) : ''}
            stale={active.stale}
          />
        ))}
      </section>
      <Tabs className="tabs" aria-label={t('results.charts')}>
        <TabList className="tab-list" aria-label={t('results.charts')}>
          {(['months', 'carpet', 'duration', 'day', 'flows'] as const).map((tab) => (
            <Tab key={tab} id={tab} className="tab">
              {t(`results.tab.${tab}`)}
            </Tab>
          ))}
        </TabList>
        <TabPanel id="months" className="tab-panel">
          <MonthCharts outcome={outcome} />
        </TabPanel>
        <TabPanel id="carpet" className="tab-panel">
          <CarpetChart outcome={outcome} />
        </TabPanel>
        <TabPanel id="duration" className="tab-panel">
          <DurationChart outcome={outcome} />
        </TabPanel>
        <TabPanel id="day" className="tab-panel">
          <DayChart outcome={outcome} />
        </TabPanel>
        <TabPanel id="flows" className="tab-panel">
          <FlowsChart outcome={outcome} />
        </TabPanel>
      </Tabs>
      <footer className="result-proof">
        <p title={t('results.closureHelp')}>
          {t('results.closure', { residual: outcome.residual === 0 ? '0' : outcome.residual.toExponential(1) })}
        </p>
        <p title={t('results.hashHelp')}>{t('results.hash', { hash: outcome.hash.slice(0, 16) })}</p>
        <p>{outcome.cached ? t('results.cached') : t('results.duration', { milliseconds: number(outcome.duration_ms) })}</p>
      </footer>
    </div>
  );
}
