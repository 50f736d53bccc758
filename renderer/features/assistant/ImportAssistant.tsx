import { useEffect, useMemo } from 'react';
import { Button } from 'react-aria-components';
import { editsKey } from '#models/scenario/scenarioEdits.ts';
import { IconButton } from '../../app/controls/IconButton.tsx';
import { useMessages } from '../../app/useMessages.ts';
import { useActions, useApp } from '../../state/useApp.ts';
import type { ImportReport } from '../../workers/engine/importReport.ts';
import type { LoadedDistrict } from '../../workers/engineApi.ts';
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
  const rowOf = useMemo(() => new Map(district.buildings.map(({ id }, row) => [id, row])), [district.buildings]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for each state of the base; a stopped search waits for the person
  useEffect(() => {
    if (!current) void actions.readImportReport();
  }, [model, baseEdits, current]);

  return (
    <section className="section assistant" aria-label={t('assistant.title')}>
      <div className="section-head">
        <h3>{t('assistant.title')}</h3>
        <IconButton icon="close" label={t('assistant.close')} onPress={() => actions.openAssistant(false)} />
      </div>
      <div aria-live="polite">
        {report && <Summary report={report} />}
        {!current && !stopped && <p className="hint">{t('assistant.working')}</p>}
      </div>
      {stopped && (
        <div className="assistant-actions">
          <p className="hint">{t('assistant.stopped')}</p>
          <Button className="button button-small" onPress={() => void actions.readImportReport()}>
            {t('assistant.again')}
          </Button>
        </div>
      )}
      {report && <FoundStep found={report.found} district={district} />}
      {report && <MissingStep sources={report.sources} buildings={district.buildings} />}
      <FaultsStep key={`faults ${model}`} district={district} />
      {report && <RepairsStep key={`repairs ${model}`} repairs={report.repairs} done={report.done} rowOf={rowOf} waiting={!current} />}
      {report && <TypologyStep key={`typology ${model}`} typology={report.typology} waiting={!current} />}
      {report && <QualityStep quality={report.quality} />}
    </section>
  );
}
