import { useEffect, useState } from 'react';
import { Button, Disclosure, DisclosurePanel, Heading, Tooltip, TooltipTrigger } from 'react-aria-components';
import type { Building } from '#models/district/district.ts';
import type { BuildingReport, ReportRow } from '#models/scenario/kpis.ts';
import { useMessages } from '../../app/useMessages.ts';
import { activeScenario } from '../../state/store.ts';
import { useActions, useApp } from '../../state/useApp.ts';
import { AddMeasure } from '../scenario/ScenarioPanel.tsx';
import { useScenarioName } from '../scenario/useScenarioName.ts';
import { BuildingMonths } from './BuildingMonths.tsx';
import { SurfaceFacts } from './SurfaceFacts.tsx';

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

function Value({ row }: { readonly row: ReportRow }) {
  const { label, quantity, number } = useMessages();
  if (typeof row.value === 'string') return label(row.value);
  const isYear = row.label.toLowerCase().includes('year');
  return isYear ? number(row.value, { ungrouped: true, significant: 4 }) : quantity(row.value, row.unit);
}

function Provenance({ row }: { readonly row: ReportRow }) {
  const { label } = useMessages();
  return (
    <TooltipTrigger delay={200}>
      <Button className="badge">{label(`provenance.${row.provenance}`, row.provenance)}</Button>
      <Tooltip className="tooltip">
        {label(`provenance.${row.provenance}.help`, row.provenance)}
        {row.note ? ` ${row.note}` : ''}
      </Tooltip>
    </TooltipTrigger>
  );
}

function Rows({ rows, badges }: { readonly rows: readonly ReportRow[]; readonly badges: boolean }) {
  const { label } = useMessages();
  return (
    <table className="report">
      <tbody>
        {rows.map((row) => (
          <tr key={row.label}>
            <th scope="row">{label(row.label)}</th>
            <td className="report-value">
              <Value row={row} />
            </td>
            {badges && (
              <td className="report-badge">
                <Provenance row={row} />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface PartProps {
  readonly title: string;
  readonly rows: readonly ReportRow[];
  readonly expanded?: boolean;
  readonly badges?: boolean;
}

function Part({ title, rows, expanded = false, badges = true }: PartProps) {
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
        <Rows rows={rows} badges={badges} />
      </DisclosurePanel>
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
  return (
    <div className="stack">
      <p className="hint">
        {t('building.inScenario', { scenario: nameOf(scenario) })}
        {stale ? ` · ${t('scenario.recalculating')}` : ''}
      </p>
      {building.unknownType && <p className="hint">{t('building.generic', { type: building.unknownType })}</p>}
      {!building.volumeIsExact && <p className="hint">{t('building.indicativeVolume')}</p>}
      <SurfaceFacts />
      {!report && <p className="hint">{t('building.loading')}</p>}
      {report && (
        <>
          <Part title={t('building.results')} rows={report.results} expanded badges={false} />
          <BuildingMonths months={report.months} />
          <Part title={t('building.properties')} rows={report.properties} expanded />
          <Part title={t('building.envelope')} rows={report.envelope} />
          <Part title={t('building.systems')} rows={report.systems} />
        </>
      )}
      <AddMeasure
        label={t('building.applyMeasure')}
        onAdd={(kind) => {
          actions.addMeasure(kind, { selector: { ids: [building.id] }, share: 1 });
          actions.openTask('scenario');
        }}
      />
    </div>
  );
}
