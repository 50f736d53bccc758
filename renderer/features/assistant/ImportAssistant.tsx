import { useEffect } from 'react';
import { Button } from 'react-aria-components';
import { editsKey } from '#models/scenario/scenarioEdits.ts';
import { IconButton } from '../../app/controls/IconButton.tsx';
import { useMessages } from '../../app/useMessages.ts';
import { useActions, useApp } from '../../state/useApp.ts';
import type { ImportReport } from '../../workers/engine/importReport.ts';
import type { LoadedDistrict } from '../../workers/engineApi.ts';
import { SIMULATED_UNASKED } from '../../workers/largeDistrict.ts';
import { FaultsStep } from './FaultsStep.tsx';
import { FoundStep } from './FoundStep.tsx';
import { MissingStep } from './MissingStep.tsx';
import { QualityStep } from './QualityStep.tsx';
import { RepairsStep } from './RepairsStep.tsx';
import { TypologyStep } from './TypologyStep.tsx';
import './assistant.css';

/** All in a few words. */
function Summary({ report }: { readonly report: ImportReport }) {
  const { t } = useMessages();
  const { found, sources, repairs, typology } = report;
  const heights =
    sources.find(({ property }) => property === 'height_m')?.groups.filter(({ provenance }) => provenance === 'default') ?? [];
  const count = (items: readonly { readonly rows: Uint32Array }[]): number => items.reduce((sum, { rows }) => sum + rows.length, 0);
  const parts = [
    t('assistant.summary.buildings', { count: found.buildings }),
    t('assistant.summary.unknown', { count: found.unknownType }),
    t('assistant.summary.heights', { count: count(heights) }),
    t('assistant.summary.repairs', { count: repairs.reduce((sum, offer) => sum + offer.count, 0) }),
    t('assistant.summary.typology', { count: count(typology) }),
  ];
  return <p className="assistant-summary">{parts.filter((part) => part !== '').join(' ')}</p>;
}

/** What was read from a file: found, missing, faulty, mended, likely, and how well it is known. */
export function ImportAssistant({ district }: { readonly district: LoadedDistrict }) {
  const { t } = useMessages();
  const actions = useActions();
  const assistant = useApp((state) => state.assistant);
  const model = useApp((state) => state.model);
  const baseEdits = useApp((state) => state.baseEdits);
  const { stopped } = assistant;
  const report = assistant.model === model ? assistant.report : null;
  const current = report?.baseKey === editsKey(baseEdits);
  // Of a city that takes minutes, nothing is looked for before the person says so.
  const onDemand = !report && district.buildings.length > SIMULATED_UNASKED;
  const waits = stopped || (onDemand && !assistant.loading);

  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for each state of the base; a stopped search waits for the person
  useEffect(() => {
    if (!current && !onDemand) void actions.readImportReport();
  }, [model, baseEdits, current]);

  return (
    <section className="section assistant" aria-label={t('assistant.title')}>
      <div className="section-head">
        <h3>{t('assistant.title')}</h3>
        <IconButton icon="close" label={t('assistant.close')} onPress={() => actions.openAssistant(false)} />
      </div>
      <div aria-live="polite">
        {report && <Summary report={report} />}
        {!current && !waits && <p className="hint">{t('assistant.working')}</p>}
      </div>
      {waits && (
        <div className="assistant-actions">
          <p className="hint">{t(stopped ? 'assistant.stopped' : 'assistant.large')}</p>
          <Button className="button button-small" onPress={() => void actions.readImportReport()}>
            {t(stopped ? 'assistant.again' : 'assistant.look')}
          </Button>
        </div>
      )}
      {report && <FoundStep found={report.found} district={district} />}
      {report && <MissingStep sources={report.sources} buildings={district.buildings} />}
      <FaultsStep key={`faults ${model}`} district={district} />
      {report && (
        <RepairsStep
          key={`repairs ${model}`}
          repairs={report.repairs}
          done={report.done}
          buildings={district.buildings}
          waiting={!current}
        />
      )}
      {report && <TypologyStep key={`typology ${model}`} typology={report.typology} waiting={!current} />}
      {report && <QualityStep quality={report.quality} />}
    </section>
  );
}
