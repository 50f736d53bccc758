import { useMemo } from 'react';
import { Switch } from 'react-aria-components';
import { DEFAULT_TARIFF, defaultEmissions } from '#models/scenario/priceDefaults.ts';
import {
  type EmissionFactors,
  type EmissionMeasure,
  type Measure,
  RETROFIT_STANDARDS,
  type SetpointMeasure,
  type Tariff,
  type TariffMeasure,
  WINDOW_STANDARDS,
} from '#models/scenario/scenario.ts';
import { Choice } from '../../app/controls/Choice.tsx';
import { Help } from '../../app/controls/Help.tsx';
import { QuantityField } from '../../app/controls/QuantityField.tsx';
import { RangeSlider } from '../../app/controls/RangeSlider.tsx';
import { useMessages } from '../../app/useMessages.ts';
import { useActions, useApp } from '../../state/useApp.ts';
import { PlaceMeasureFields } from './PlaceMeasureFields.tsx';

type Change<M extends Measure> = (measure: M, coalesce?: string) => void;

interface NumberRowProps {
  readonly label: string;
  readonly unit: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly percent?: boolean;
  readonly onChange: (value: number) => void;
}

function NumberRow({ percent, ...props }: NumberRowProps) {
  const actions = useActions();
  return <RangeSlider {...props} {...(percent ? { format: { style: 'percent' as const } } : {})} onEnd={actions.endDrag} />;
}

/** Values that were never set show where today's setpoints lie. */
const SETPOINT_DEFAULTS = { heating_C: 20, setback_K: 2, cooling_C: 26 } as const;

function Setpoints({ measure, change }: { readonly measure: SetpointMeasure; readonly change: Change<SetpointMeasure> }) {
  const { t } = useMessages();
  return (
    <>
      <NumberRow
        label={t('measure.heating')}
        unit="degC"
        value={measure.heating_C ?? SETPOINT_DEFAULTS.heating_C}
        min={16}
        max={24}
        step={0.5}
        onChange={(heating_C) => change({ ...measure, heating_C }, `heating:${measure.id}`)}
      />
      <NumberRow
        label={t('measure.setback')}
        unit="K"
        value={measure.setback_K ?? SETPOINT_DEFAULTS.setback_K}
        min={0}
        max={8}
        step={0.5}
        onChange={(setback_K) => change({ ...measure, setback_K }, `setback:${measure.id}`)}
      />
      <Switch
        className="switch"
        isSelected={measure.cooled ?? false}
        onChange={(cooled) => change({ ...measure, cooled, cooling_C: measure.cooling_C ?? SETPOINT_DEFAULTS.cooling_C })}
      >
        <span className="switch-mark" />
        {t('measure.cooled')}
      </Switch>
      {measure.cooled && (
        <NumberRow
          label={t('measure.cooling')}
          unit="degC"
          value={measure.cooling_C ?? SETPOINT_DEFAULTS.cooling_C}
          min={20}
          max={30}
          step={0.5}
          onChange={(cooling_C) => change({ ...measure, cooling_C }, `cooling:${measure.id}`)}
        />
      )}
    </>
  );
}

const TARIFF_FIELDS = Object.keys(DEFAULT_TARIFF) as readonly (keyof Tariff)[];

function TariffFields({ measure, change }: { readonly measure: TariffMeasure; readonly change: Change<TariffMeasure> }) {
  const { t } = useMessages();
  return TARIFF_FIELDS.map((field) => {
    const isHour = field === 'peakFrom_h' || field === 'peakTo_h';
    return (
      <QuantityField
        key={field}
        label={t(`tariff.${field}`)}
        unit={isHour ? 'h' : 'ct/kWh'}
        value={measure.tariff[field] ?? DEFAULT_TARIFF[field]}
        min={0}
        max={isHour ? 24 : 500}
        step={isHour ? 1 : 0.1}
        onChange={(value) => change({ ...measure, tariff: { ...measure.tariff, [field]: value } })}
      />
    );
  });
}

function EmissionFields({ measure, change }: { readonly measure: EmissionMeasure; readonly change: Change<EmissionMeasure> }) {
  const { t } = useMessages();
  const weather = useApp((state) => state.weather);
  const origin = useApp((state) => state.district?.origin);
  const defaults = useMemo(() => {
    const place = origin ?? (weather ? { lon_deg: weather.lon_deg, lat_deg: weather.lat_deg } : { lon_deg: 0, lat_deg: 0 });
    return defaultEmissions(place).factors;
  }, [origin, weather]);
  return (Object.keys(defaults) as readonly (keyof EmissionFactors)[]).map((field) => (
    <QuantityField
      key={field}
      label={t(`factors.${field}`)}
      unit="g/kWh"
      value={measure.factors[field] ?? defaults[field]}
      min={0}
      max={2000}
      step={1}
      onChange={(value) => change({ ...measure, factors: { ...measure.factors, [field]: value } })}
    />
  ));
}

function Fields({ measure, change }: { readonly measure: Measure; readonly change: Change<Measure> }) {
  const { t } = useMessages();
  switch (measure.kind) {
    case 'retrofit':
      return (
        <Choice
          label={t('measure.standard')}
          value={measure.standard}
          items={RETROFIT_STANDARDS.map((id) => ({ id, label: t(`measure.standard.${id}`) }))}
          onChange={(standard) => change({ ...measure, standard })}
        />
      );
    case 'windows':
      return (
        <Choice
          label={t('measure.standard')}
          value={measure.standard}
          items={WINDOW_STANDARDS.map((id) => ({ id, label: t(`measure.standard.${id}`) }))}
          onChange={(standard) => change({ ...measure, standard })}
        />
      );
    case 'pv':
      return (
        <>
          <NumberRow
            label={t('measure.minIrradiation')}
            unit="kWh/(m2 a)"
            value={measure.minIrradiation_kWh_m2}
            min={0}
            max={1500}
            step={10}
            onChange={(value) => change({ ...measure, minIrradiation_kWh_m2: value }, `sun:${measure.id}`)}
          />
          <NumberRow
            label={t('measure.coverage')}
            unit=""
            percent
            value={measure.coverage}
            min={0.05}
            max={1}
            step={0.05}
            onChange={(coverage) => change({ ...measure, coverage }, `coverage:${measure.id}`)}
          />
          <NumberRow
            label={t('measure.power')}
            unit="kWp/m2"
            value={measure.power_kW_m2}
            min={0.1}
            max={0.26}
            step={0.005}
            onChange={(power_kW_m2) => change({ ...measure, power_kW_m2 }, `power:${measure.id}`)}
          />
        </>
      );
    case 'battery':
      return (
        <>
          <NumberRow
            label={t('measure.capacity')}
            unit="kWh/kWp"
            value={measure.capacity_kWh_per_kWp}
            min={0.25}
            max={4}
            step={0.25}
            onChange={(value) => change({ ...measure, capacity_kWh_per_kWp: value }, `capacity:${measure.id}`)}
          />
          <NumberRow
            label={t('measure.batteryPower')}
            unit="kW/kWh"
            value={measure.power_kW_per_kWh}
            min={0.1}
            max={1}
            step={0.05}
            onChange={(value) => change({ ...measure, power_kW_per_kWh: value }, `charge:${measure.id}`)}
          />
        </>
      );
    case 'heat-pump':
      return (
        <div className="with-help">
          <NumberRow
            label={t('measure.designFlow')}
            unit="degC"
            value={measure.designFlow_C}
            min={30}
            max={65}
            step={1}
            onChange={(designFlow_C) => change({ ...measure, designFlow_C }, `flow:${measure.id}`)}
          />
          <Help term={t('measure.designFlow')}>{t('measure.designFlow.help')}</Help>
        </div>
      );
    case 'setpoints':
      return <Setpoints measure={measure} change={change} />;
    case 'tariff':
      return <TariffFields measure={measure} change={change} />;
    case 'emissions':
      return <EmissionFields measure={measure} change={change} />;
    case 'edit':
    case 'pv-field':
    case 'envelope':
    case 'site-battery':
    case 'charging':
      return <PlaceMeasureFields measure={measure} change={change} />;
  }
}

/** The settings of a measure. */
export function MeasureParameters({ measure }: { readonly measure: Measure }) {
  const actions = useActions();
  return (
    <div className="measure-parameters">
      <Fields measure={measure} change={actions.changeMeasure} />
    </div>
  );
}
