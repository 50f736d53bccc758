import { Checkbox } from 'react-aria-components';
import { BUILDING_USES, HEAT_SOURCES } from '#models/district/district.ts';
import { Choice } from '../../app/controls/Choice.tsx';
import { QuantityField } from '../../app/controls/QuantityField.tsx';
import { useMessages } from '../../app/useMessages.ts';
import { DRAWN_LINES, DRAWN_POINTS, type EditOptions, type EditTool } from '../../state/editActions.ts';
import { useActions, useApp } from '../../state/useApp.ts';
import { RoofFields } from './RoofFields.tsx';

const SNAPS: readonly EditTool[] = ['outline', 'rectangle', 'move', 'split', 'tree', 'line', 'point'];

function Check({ label, on, onChange }: { readonly label: string; readonly on: boolean; readonly onChange: (on: boolean) => void }) {
  return (
    <Checkbox className="check" isSelected={on} onChange={onChange}>
      <span className="check-mark" />
      {label}
    </Checkbox>
  );
}

interface FieldsProps {
  readonly options: EditOptions;
  readonly set: (options: Partial<EditOptions>) => void;
}

function NewBuildingFields({ options, set }: FieldsProps) {
  const { t } = useMessages();
  return (
    <>
      <RoofFields values={options} onChange={(part) => set(part.roof === null ? {} : part)} />
      <Choice
        label={t('draw.use')}
        value={options.use}
        items={(['neighbours', ...BUILDING_USES] as const).map((id) => ({
          id,
          label: id === 'neighbours' ? t('draw.use.neighbours') : t(`use.${id}`),
        }))}
        onChange={(use) => set({ use })}
      />
      <Choice
        label={t('draw.storeys')}
        value={options.storeys === null ? 'auto' : 'set'}
        items={(['auto', 'set'] as const).map((id) => ({ id, label: t(`draw.storeys.${id}`) }))}
        onChange={(next) => set({ storeys: next === 'auto' ? null : 3 })}
      />
      {options.storeys !== null && (
        <QuantityField
          label={t('draw.storeysCount')}
          unit=""
          value={options.storeys}
          min={1}
          max={200}
          step={1}
          onChange={(storeys) => set({ storeys })}
        />
      )}
      <QuantityField
        label={t('draw.year')}
        unit=""
        value={options.constructionYear}
        min={1000}
        max={2200}
        step={1}
        ungrouped
        onChange={(constructionYear) => set({ constructionYear })}
      />
      <Choice
        label={t('draw.heat')}
        value={options.heatSource}
        items={HEAT_SOURCES.map((id) => ({ id, label: t(`heatSource.${id}`) }))}
        onChange={(heatSource) => set({ heatSource })}
      />
    </>
  );
}

function RatedField({ options, set }: FieldsProps) {
  const { t } = useMessages();
  return (
    <>
      <Check label={t('draw.rated.known')} on={options.rated_kW !== null} onChange={(on) => set({ rated_kW: on ? 400 : null })} />
      {options.rated_kW !== null && (
        <QuantityField
          label={t('draw.rated')}
          unit="kW"
          value={options.rated_kW}
          min={1}
          max={1e6}
          onChange={(rated_kW) => set({ rated_kW })}
        />
      )}
    </>
  );
}

function TreeFields({ options, set }: FieldsProps) {
  const { t } = useMessages();
  return (
    <>
      <QuantityField
        label={t('draw.treeHeight')}
        unit="m"
        value={options.treeHeight_m}
        min={1}
        max={60}
        onChange={(treeHeight_m) => set({ treeHeight_m })}
      />
      <QuantityField label={t('draw.crown')} unit="m" value={options.crown_m} min={0.5} max={40} onChange={(crown_m) => set({ crown_m })} />
      <Check label={t('draw.treeRow')} on={options.treeSpacing_m !== null} onChange={(on) => set({ treeSpacing_m: on ? 8 : null })} />
      {options.treeSpacing_m !== null && (
        <QuantityField
          label={t('draw.treeSpacing')}
          unit="m"
          value={options.treeSpacing_m}
          min={1}
          max={100}
          onChange={(treeSpacing_m) => set({ treeSpacing_m })}
        />
      )}
    </>
  );
}

function Fields({ tool, options, set }: FieldsProps & { readonly tool: EditTool }) {
  const { t } = useMessages();
  switch (tool) {
    case 'outline':
    case 'rectangle':
      return <NewBuildingFields options={options} set={set} />;
    case 'pv':
      return (
        <>
          <QuantityField
            label={t('measure.coverage')}
            unit="%"
            value={Math.round(options.coverage * 100)}
            min={1}
            max={100}
            step={1}
            onChange={(percent) => set({ coverage: percent / 100 })}
          />
          <QuantityField
            label={t('measure.power')}
            unit="kWp/m2"
            value={options.power_kW_m2}
            min={0.05}
            max={0.3}
            step={0.005}
            onChange={(power_kW_m2) => set({ power_kW_m2 })}
          />
        </>
      );
    case 'battery':
      return (
        <>
          <QuantityField
            label={t('measure.siteCapacity')}
            unit="kWh"
            value={options.battery_kWh}
            min={1}
            max={10000}
            onChange={(battery_kWh) => set({ battery_kWh })}
          />
          <QuantityField
            label={t('measure.sitePower')}
            unit="kW"
            value={options.battery_kW}
            min={0.5}
            max={5000}
            onChange={(battery_kW) => set({ battery_kW })}
          />
        </>
      );
    case 'charging':
      return (
        <>
          <QuantityField
            label={t('measure.points')}
            unit=""
            value={options.chargingPoints}
            min={1}
            max={500}
            step={1}
            onChange={(chargingPoints) => set({ chargingPoints })}
          />
          <QuantityField
            label={t('measure.pointPower')}
            unit="kW"
            value={options.charging_kW}
            min={1.4}
            max={350}
            onChange={(charging_kW) => set({ charging_kW })}
          />
          <QuantityField
            label={t('measure.distance')}
            unit="km"
            value={options.distance_km}
            min={0}
            max={200000}
            onChange={(distance_km) => set({ distance_km })}
          />
        </>
      );
    case 'tree':
      return <TreeFields options={options} set={set} />;
    case 'line':
      return (
        <>
          <Choice
            label={t('draw.lineKind')}
            value={options.line}
            items={DRAWN_LINES.map((id) => ({ id, label: t(`draw.line.${id}`) }))}
            onChange={(line) => set({ line })}
          />
          <RatedField options={options} set={set} />
        </>
      );
    case 'point':
      return (
        <>
          <Choice
            label={t('draw.pointKind')}
            value={options.point}
            items={DRAWN_POINTS.map((id) => ({ id, label: t(`draw.point.${id}`) }))}
            onChange={(point) => set({ point })}
          />
          <RatedField options={options} set={set} />
        </>
      );
    default:
      return null;
  }
}

/** What the tool draws next is made of. */
export function ToolOptions({ tool }: { readonly tool: EditTool }) {
  const { t } = useMessages();
  const options = useApp((state) => state.edit.options);
  const actions = useActions();
  return (
    <section className="section" aria-label={t('draw.options')}>
      <Fields tool={tool} options={options} set={actions.setEditOptions} />
      {SNAPS.includes(tool) && <Check label={t('draw.snap')} on={options.snap} onChange={(snap) => actions.setEditOptions({ snap })} />}
    </section>
  );
}
