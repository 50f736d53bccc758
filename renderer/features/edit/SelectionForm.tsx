import { useState } from 'react';
import { Button } from 'react-aria-components';
import { BUILDING_USES, type Building, type BuildingUse, HEAT_SOURCES, type HeatSource } from '#models/district/district.ts';
import type { BuildingProperties, DrawnShape } from '#models/district/edits.ts';
import { drawnBuilding, shapeFault } from '#models/district/geometry/roofs.ts';
import { Choice } from '../../app/controls/Choice.tsx';
import { QuantityField } from '../../app/controls/QuantityField.tsx';
import { useMessages } from '../../app/useMessages.ts';
import { useActions, useApp, useAppStore } from '../../state/useApp.ts';
import type { LoadedDistrict } from '../../workers/engineApi.ts';
import { RoofFields, type RoofValues } from './RoofFields.tsx';
import { type PresentShape, presentShape } from './sketch/presentShape.ts';
import { standingIn } from './sketch/standing.ts';
import { shownEdits } from './useEditTool.ts';

/** What is selected, with what can be changed of it. */
export function SelectionForm() {
  const { t } = useMessages();
  const district = useApp((state) => state.district);
  const selection = useApp((state) => state.selection);
  if (!district) return null;
  const rows = selection.filter((row) => district.buildings[row] && !district.buildings[row].removed);
  const [first] = rows;
  if (first === undefined) return null;
  const buildings = rows.map((row) => district.buildings[row]!);
  const one = rows.length === 1 ? buildings[0] : undefined;
  return (
    <section className="section" aria-label={t('draw.selected')}>
      <div className="section-head">
        <h3>
          {t('draw.selected')}: {one ? (one.name ?? one.id) : t('draw.selected.count', { count: rows.length })}
        </h3>
      </div>
      {one && <ShapeForm key={`${district.key}:${one.id}`} district={district} building={one} row={first} />}
      <PropertiesForm key={buildings.map(({ id }) => id).join('\n')} buildings={buildings} />
    </section>
  );
}

interface ShapeFormProps {
  readonly district: LoadedDistrict;
  readonly building: Building;
  readonly row: number;
}

function ShapeForm({ district, building, row }: ShapeFormProps) {
  const { t } = useMessages();
  const store = useAppStore();
  const [present] = useState(() => presentShape(standingIn(district), district.surfaces, building, row, shownEdits(store)));
  if (!present) return <p className="hint">{t('draw.form.several')}</p>;
  return <ShapeFields present={present} id={building.id} />;
}

function ShapeFields({ present, id }: { readonly present: PresentShape; readonly id: string }) {
  const { t } = useMessages();
  const actions = useActions();
  const where = useApp((state) => state.edit.where);
  const start: RoofValues = { ...present, ridge_deg: present.ridge_deg ?? null };
  const [values, setValues] = useState(start);
  const { roof } = values;
  const { ridge_deg: _, ...rest } = present;
  const shape: DrawnShape | null =
    roof === null
      ? null
      : {
          ...rest,
          eaves_m: values.eaves_m,
          roof,
          pitch_deg: values.pitch_deg,
          ...(values.ridge_deg === null ? {} : { ridge_deg: values.ridge_deg }),
        };
  const fault = shape && shapeFault(shape);
  const taken = shape && !fault ? drawnBuilding(shape).roof : roof;
  const isSame = (['eaves_m', 'roof', 'pitch_deg', 'ridge_deg'] as const).every((key) => values[key] === start[key]);
  const raised = roof === null && values.eaves_m !== present.eaves_m;
  function apply(): void {
    if (shape) actions.editDistrict([{ kind: 'reshape', id, shape }], where);
    else if (raised) actions.editDistrict([{ kind: 'raise', ids: [id], by_m: values.eaves_m - present.eaves_m }], where);
  }
  return (
    <>
      <RoofFields values={values} fromFile={present.roof === null} onChange={(part) => setValues({ ...values, ...part })} />
      {present.roof === null && <p className="hint">{t('draw.form.asFile')}</p>}
      {fault && <p className="edit-fault">{t(`draw.fault.${fault}`)}</p>}
      {roof !== null && taken !== null && taken !== roof && (
        <p className="edit-fault">{t('draw.form.fallback', { asked: t(`draw.roof.${roof}`), taken: t(`draw.roof.${taken}`) })}</p>
      )}
      <Button className="button" isDisabled={isSame || Boolean(fault)} onPress={apply}>
        {t('draw.form.apply')}
      </Button>
    </>
  );
}

/** The value all have; null where they differ. */
function common<T>(values: readonly T[]): T | null {
  const [first] = values;
  return first !== undefined && values.every((value) => value === first) ? first : null;
}

function PropertiesForm({ buildings }: { readonly buildings: readonly Building[] }) {
  const { t } = useMessages();
  const actions = useActions();
  const where = useApp((state) => state.edit.where);
  const [set, setSet] = useState<BuildingProperties>({});
  const use = set.use ?? common(buildings.map((building) => building.use.value));
  const heatSource = set.heatSource ?? common(buildings.map((building) => building.heatSource.value));
  const storeys = set.storeys ?? common(buildings.map((building) => building.storeys.value));
  const year = set.constructionYear ?? common(buildings.map((building) => building.constructionYear.value));
  const mixed = { id: 'mixed' as const, label: t('draw.mixed') };
  function apply(): void {
    actions.editDistrict([{ kind: 'properties', ids: buildings.map(({ id }) => id), set }], where);
    setSet({});
  }
  return (
    <>
      <Choice<BuildingUse | 'mixed'>
        label={t('draw.use')}
        value={use ?? 'mixed'}
        items={[...(use ? [] : [mixed]), ...BUILDING_USES.map((id) => ({ id, label: t(`use.${id}`) }))]}
        onChange={(next) => {
          if (next !== 'mixed') setSet({ ...set, use: next });
        }}
      />
      <QuantityField
        label={t('draw.storeysCount')}
        unit=""
        value={storeys ?? Number.NaN}
        min={1}
        max={200}
        step={1}
        onChange={(next) => setSet({ ...set, storeys: next })}
      />
      <QuantityField
        label={t('draw.year')}
        unit=""
        value={year ?? Number.NaN}
        min={1000}
        max={2200}
        step={1}
        ungrouped
        onChange={(next) => setSet({ ...set, constructionYear: next })}
      />
      <Choice<HeatSource | 'mixed'>
        label={t('draw.heat')}
        value={heatSource ?? 'mixed'}
        items={[...(heatSource ? [] : [mixed]), ...HEAT_SOURCES.map((id) => ({ id, label: t(`heatSource.${id}`) }))]}
        onChange={(next) => {
          if (next !== 'mixed') setSet({ ...set, heatSource: next });
        }}
      />
      <Button className="button" isDisabled={Object.keys(set).length === 0} onPress={apply}>
        {t('draw.properties.apply', { count: buildings.length })}
      </Button>
    </>
  );
}
