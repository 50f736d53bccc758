import { useMemo } from 'react';
import type { Building, BuildingUse } from '#models/district/district.ts';
import { useMessages } from '../../app/useMessages.ts';
import { activeScenario } from '../../state/store.ts';
import { useActions, useApp } from '../../state/useApp.ts';
import type { ScenarioOutcome } from '../../workers/engineApi.ts';
import { AddMeasure } from '../scenario/ScenarioPanel.tsx';
import { SelectionTools } from '../selection/SelectionTools.tsx';

interface Sums {
  readonly floorArea_m2: number;
  readonly uses: readonly (readonly [BuildingUse, number])[];
}

function sumsOf(buildings: readonly Building[], rows: readonly number[]): Sums {
  let floorArea_m2 = 0;
  const uses = new Map<BuildingUse, number>();
  for (const row of rows) {
    const building = buildings[row];
    if (!building) continue;
    floorArea_m2 += building.floorArea_m2.value;
    uses.set(building.use.value, (uses.get(building.use.value) ?? 0) + 1);
  }
  return { floorArea_m2, uses: [...uses].sort((a, b) => b[1] - a[1]) };
}

/** Yearly totals of the rows; columns per floor area are multiplied back. */
function totalsOf(buildings: readonly Building[], outcome: ScenarioOutcome, rows: readonly number[]) {
  const { heatDemand_kWh_m2, electricity_kWh_m2, pvYield_kWh, co2_kg_m2, cost_EUR } = outcome.buildings;
  const totals = { heat_MWh: 0, electricity_MWh: 0, pv_MWh: 0, co2_t: 0, cost_EUR: 0 };
  for (const row of rows) {
    const area = buildings[row]?.floorArea_m2.value ?? 0;
    const of = (column: Float32Array): number => {
      const value = column[row] ?? 0;
      return Number.isFinite(value) ? value : 0;
    };
    totals.heat_MWh += (of(heatDemand_kWh_m2) * area) / 1000;
    totals.electricity_MWh += (of(electricity_kWh_m2) * area) / 1000;
    totals.pv_MWh += of(pvYield_kWh) / 1000;
    totals.co2_t += (of(co2_kg_m2) * area) / 1000;
    totals.cost_EUR += of(cost_EUR);
  }
  return totals;
}

/** Several buildings together. */
export function SelectionSummary({ rows }: { readonly rows: readonly number[] }) {
  const { t, quantity, number } = useMessages();
  const buildings = useApp((state) => state.district?.buildings);
  const outcome = useApp((state) => activeScenario(state).outcome);
  const actions = useActions();
  const sums = useMemo(() => (buildings ? sumsOf(buildings, rows) : null), [buildings, rows]);
  const totals = useMemo(() => (buildings && outcome ? totalsOf(buildings, outcome, rows) : null), [buildings, outcome, rows]);
  if (!buildings || !sums) return null;
  return (
    <div className="stack">
      <section className="section" aria-label={t('building.sum')}>
        <h3>{t('building.sum')}</h3>
        <dl className="facts">
          <dt>{t('building.sum.floorArea')}</dt>
          <dd>{quantity(sums.floorArea_m2, 'm2')}</dd>
          {totals && (
            <>
              <dt>{t('building.sum.heat')}</dt>
              <dd>{quantity(totals.heat_MWh, 'MWh/a')}</dd>
              <dt>{t('building.sum.electricity')}</dt>
              <dd>{quantity(totals.electricity_MWh, 'MWh/a')}</dd>
              <dt>{t('building.sum.pv')}</dt>
              <dd>{quantity(totals.pv_MWh, 'MWh/a')}</dd>
              <dt>{t('building.sum.co2')}</dt>
              <dd>{quantity(totals.co2_t, 't CO2e/a')}</dd>
              <dt>{t('building.sum.cost')}</dt>
              <dd>{quantity(totals.cost_EUR, 'EUR/a')}</dd>
            </>
          )}
        </dl>
      </section>
      <section className="section" aria-label={t('building.mix')}>
        <h3>{t('building.mix')}</h3>
        <dl className="facts">
          {sums.uses.map(([use, count]) => (
            <div key={use} className="fact-row">
              <dt>{t(`use.${use}`)}</dt>
              <dd>{number(count, { significant: 9 })}</dd>
            </div>
          ))}
        </dl>
      </section>
      <AddMeasure
        label={t('building.applyMeasure')}
        onAdd={(kind) => {
          const ids = rows.flatMap((row) => buildings[row]?.id ?? []);
          actions.addMeasure(kind, { selector: { ids }, share: 1 });
          actions.openTask('scenario');
        }}
      />
      <SelectionTools />
    </div>
  );
}
