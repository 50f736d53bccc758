import { useEffect, useMemo, useState } from 'react';
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import type { Building } from '#models/district/district.ts';
import type { BuildingReport, ReportRow } from '#models/scenario/kpis.ts';
import { useMessages } from '../../app/useMessages.ts';
import { activeScenario, compareScenario } from '../../state/store.ts';
import { useActions, useApp } from '../../state/useApp.ts';
import { AddMeasure } from '../scenario/ScenarioPanel.tsx';
import { useScenarioName } from '../scenario/useScenarioName.ts';
import { BuildingHours } from './BuildingHours.tsx';
import { BuildingMonths } from './BuildingMonths.tsx';
import { ReportRows } from './ReportRows.tsx';
import { SurfaceFacts } from './SurfaceFacts.tsx';
import { type YearChange, yearChanges } from './yearChanges.ts';

/** The report of a building in the shown scenario; the last one stays until its successor is there. */
function useReport(row: number): BuildingReport | null {
  const scenario = useApp((state) => activeScenario(state).scenario);
  const outcome = useApp((state) => activeScenario(state).outcome);
  const district = useApp((state) => state.district);
  const actions = useActions();
  const [report, setReport] = useState<{ readonly row: number; readonly report: BuildingReport } | null>(null);
  useEffect(() => {
    let left = false;
    if (!district || !outcome) return;
    void actions.buildingReport(scenario, row).then((answer) => {
      if (!left && answer) setReport({ row, report: answer });
    });
    return () => {
      left = true;
    };
  }, [actions, scenario, outcome, district, row]);
  return report?.row === row ? report.report : null;
}

interface PartProps {
  readonly title: string;
  readonly rows: readonly ReportRow[];
  readonly expanded?: boolean;
  readonly badges?: boolean;
  readonly changes?: ReadonlyMap<string, YearChange> | undefined;
}

function Part({ title, rows, expanded = false, badges = true, changes }: PartProps) {
  if (rows.length === 0) return null;
  return (
    <Disclosure defaultExpanded={expanded}>
      <Heading level={3}>
        <Button slot="trigger" className="disclosure-button">
          {title}
          <span className="disclosure-count">{rows.length}</span>
        </Button>
      </Heading>
      <DisclosurePanel>
        <ReportRows rows={rows} badges={badges} changes={changes} />
      </DisclosurePanel>
    </Disclosure>
  );
}

/** What the shown scenario changes against the compared one; null where it is that scenario itself. */
function useChanges(
  row: number,
  floorArea_m2: number,
): { readonly name: string; readonly changes: ReadonlyMap<string, YearChange> } | null {
  const shown = useApp(activeScenario);
  const compared = useApp(compareScenario);
  const nameOf = useScenarioName();
  return useMemo(() => {
    if (!shown.outcome || !compared.outcome || shown.scenario.id === compared.scenario.id) return null;
    const changes = yearChanges(shown.outcome.buildings, compared.outcome.buildings, row, floorArea_m2);
    return { name: nameOf(compared.scenario), changes };
  }, [shown, compared, row, floorArea_m2, nameOf]);
}

function Hours({ row }: { readonly row: number }) {
  const { t } = useMessages();
  const [open, setOpen] = useState(true);
  return (
    <Disclosure isExpanded={open} onExpandedChange={setOpen}>
      <Heading level={3}>
        <Button slot="trigger" className="disclosure-button">
          {t('hours.title')}
        </Button>
      </Heading>
      {/* Closed, nothing is asked of the engine. */}
      <DisclosurePanel>{open && <BuildingHours row={row} />}</DisclosurePanel>
    </Disclosure>
  );
}

/** One building: what it is, how it is built, what it has, and its year. */
export function BuildingDetails({ building, row }: { readonly building: Building; readonly row: number }) {
  const { t } = useMessages();
  const scenario = useApp((state) => activeScenario(state).scenario);
  const stale = useApp((state) => activeScenario(state).stale);
  const nameOf = useScenarioName();
  const actions = useActions();
  const report = useReport(row);
  const changes = useChanges(row, building.floorArea_m2.value);
  return (
    <div className="stack">
      <p className="hint">
        {t('building.inScenario', { scenario: nameOf(scenario) })}
        {stale ? ` · ${t('scenario.recalculating')}` : ''}
      </p>
      {building.unknownType && <p className="hint">{t('building.generic', { type: building.unknownType })}</p>}
      {building.treatedType && <p className="hint">{t('building.treated', { type: building.treatedType })}</p>}
      {!building.volumeIsExact && <p className="hint">{t('building.indicativeVolume')}</p>}
      <SurfaceFacts />
      {!report && <p className="hint">{t('building.loading')}</p>}
      {report && building.unknownType && <Part title={t('building.properties')} rows={report.properties} expanded />}
      {report && !building.unknownType && (
        <>
          <Part title={t('building.results')} rows={report.results} expanded badges={false} changes={changes?.changes} />
          {changes && (
            <p className="hint">{t(changes.changes.size > 0 ? 'building.changes' : 'building.unchanged', { name: changes.name })}</p>
          )}
          <Hours row={row} />
          <BuildingMonths months={report.months} />
          <Part title={t('building.properties')} rows={report.properties} expanded />
          <Part title={t('building.envelope')} rows={report.envelope} />
          <Part title={t('building.systems')} rows={report.systems} />
        </>
      )}
      {!building.unknownType && (
        <AddMeasure
          label={t('building.applyMeasure')}
          onAdd={(kind) => {
            actions.addMeasure(kind, { selector: { ids: [building.id] }, share: 1 });
            actions.openTask('scenario');
          }}
        />
      )}
    </div>
  );
}
