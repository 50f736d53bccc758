/** The few figures that stay in sight while a slider moves. */
import type { KpiId } from '#models/scenario/kpis.ts';
import { useMessages } from '../../app/useMessages.ts';
import { useScenarioName } from '../scenario/useScenarioName.ts';
import { KpiCard } from './KpiCard.tsx';
import { LargeDistrict } from './LargeDistrict.tsx';
import './results.css';
import { useComparison } from './useComparison.ts';

const STRIP: readonly KpiId[] = ['heating', 'electricity', 'pv', 'selfSufficiency', 'peakImport', 'co2', 'cost'];

export function KpiStrip() {
  const { t } = useMessages();
  const nameOf = useScenarioName();
  const { active, reference } = useComparison();
  const { outcome } = active;
  if (!outcome) return <LargeDistrict />;
  return (
    <>
      <LargeDistrict />
      <section className="kpi-strip" aria-label={t('results.figures')}>
        {STRIP.map((id) => (
          <KpiCard
            key={id}
            kpi={outcome.kpis.kpis[id]}
            reference={reference?.outcome?.kpis.kpis[id] ?? null}
            referenceName={reference ? nameOf(reference.scenario) : ''}
            stale={active.stale}
            compact
          />
        ))}
      </section>
    </>
  );
}
