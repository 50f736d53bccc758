import type { PlaceMeasure } from '#models/scenario/scenario.ts';
import { QuantityField } from '../../app/controls/QuantityField.tsx';
import { useMessages } from '../../app/useMessages.ts';
import { useActions, useApp } from '../../state/useApp.ts';

interface PlaceMeasureFieldsProps {
  readonly measure: PlaceMeasure;
  readonly change: (measure: PlaceMeasure) => void;
}

/** Numbers of a measure at one place, and where it is. */
export function PlaceMeasureFields({ measure, change }: PlaceMeasureFieldsProps) {
  return (
    <>
      {'buildingId' in measure && <BuildingLink id={measure.buildingId} />}
      <Numbers measure={measure} change={change} />
    </>
  );
}

/** Takes the person to the building that the measure is about. */
function BuildingLink({ id }: { readonly id: string }) {
  const { t } = useMessages();
  const actions = useActions();
  const row = useApp((state) => state.district?.buildings.findIndex((building) => building.id === id) ?? -1);
  if (row < 0) return <p className="field-note">{t('measure.place.missing', { id })}</p>;
  return (
    <button
      type="button"
      className="link-button"
      onClick={() => {
        actions.select([row]);
        actions.flyTo([row]);
      }}
    >
      {t('measure.place.show', { id })}
    </button>
  );
}

function Numbers({ measure, change }: PlaceMeasureFieldsProps) {
  const { t } = useMessages();
  switch (measure.kind) {
    case 'pv-field':
      return (
        <>
          <QuantityField
            label={t('measure.coverage')}
            unit="%"
            value={Math.round(measure.coverage * 100)}
            min={1}
            max={100}
            step={1}
            onChange={(percent) => change({ ...measure, coverage: percent / 100 })}
          />
          <QuantityField
            label={t('measure.power')}
            unit="kWp/m2"
            value={measure.power_kW_m2}
            min={0.05}
            max={0.3}
            step={0.005}
            onChange={(power_kW_m2) => change({ ...measure, power_kW_m2 })}
          />
        </>
      );
    case 'envelope':
      return (
        <QuantityField
          label={t(`measure.envelope.${measure.part}`)}
          unit="W/(m2 K)"
          value={measure.uValue_W_m2K}
          min={0.05}
          max={6}
          step={0.01}
          // Layers that gave another value would contradict it.
          onChange={(uValue_W_m2K) => change({ ...measure, uValue_W_m2K, layers: [] })}
        />
      );
    case 'site-battery':
      return (
        <>
          <QuantityField
            label={t('measure.siteCapacity')}
            unit="kWh"
            value={measure.capacity_kWh}
            min={1}
            max={10000}
            step={1}
            onChange={(capacity_kWh) => change({ ...measure, capacity_kWh })}
          />
          <QuantityField
            label={t('measure.sitePower')}
            unit="kW"
            value={measure.power_kW}
            min={0.5}
            max={5000}
            step={0.5}
            onChange={(power_kW) => change({ ...measure, power_kW })}
          />
        </>
      );
    case 'charging':
      return (
        <>
          <QuantityField
            label={t('measure.points')}
            unit=""
            value={measure.points}
            min={1}
            max={500}
            step={1}
            onChange={(points) => change({ ...measure, points })}
          />
          <QuantityField
            label={t('measure.pointPower')}
            unit="kW"
            value={measure.power_kW}
            min={1.4}
            max={350}
            step={0.1}
            onChange={(power_kW) => change({ ...measure, power_kW })}
          />
          <QuantityField
            label={t('measure.distance')}
            unit="km"
            value={measure.distance_km}
            min={0}
            max={200000}
            step={500}
            onChange={(distance_km) => change({ ...measure, distance_km })}
          />
        </>
      );
    case 'edit':
      return <p className="field-note">{t('measure.edit.help')}</p>;
  }
}
