import { lazy, Suspense, useMemo } from 'react';
import { HOURS_PER_YEAR } from '#models/core/units.ts';
import { daySun, hourAngle_deg, sunVector } from '#models/energy/solar/sunPosition.ts';
import type { EnvelopeMeasure } from '#models/scenario/scenario.ts';
import type { ElementValues, EnvelopeChange, SunPlace } from '../building-view/viewTypes.ts';
import { activeScenario } from '../state/store.ts';
import { useAnswer } from '../state/useAnswer.ts';
import { useActions, useApp, useAppStore } from '../state/useApp.ts';
import { sequentialDomain } from '../state/valueDomain.ts';
import type { BuildingInside } from '../workers/engineApi.ts';
import { errorText } from './messages/problemTexts.ts';
import { useMessages } from './useMessages.ts';
import { useTheme } from './useTheme.ts';

const BuildingStage = lazy(async () => ({ default: (await import('../building-view/BuildingStage.tsx')).BuildingStage }));

/** Irradiance colours mean the same at every hour [W/m2]. */
const FULL_SUN = { low: 0, high: 1000, clippedLow: false, clippedHigh: false } as const;
const DEGREES = 180 / Math.PI;

/** Where the sun stands at an hour at a place; null where the place is not known. */
function useSun(): SunPlace | null {
  const hour = useApp((state) => state.hour);
  const origin = useApp((state) => state.district?.origin ?? null);
  const timeZone_h = useApp((state) => state.weather?.timeZone_h ?? 0);
  return useMemo(() => {
    if (!origin) return null;
    const { declination_rad, equationOfTime_min } = daySun(Math.floor(hour / 24) + 1);
    const [east, north, up] = sunVector(
      origin.lat_deg,
      declination_rad,
      hourAngle_deg((hour % 24) + 0.5, origin.lon_deg, timeZone_h, equationOfTime_min),
    );
    return { azimuth_deg: (Math.atan2(east, north) * DEGREES + 360) % 360, altitude_deg: Math.asin(up) * DEGREES };
  }, [hour, origin, timeZone_h]);
}

type Values = Readonly<Partial<Record<'heatLoss' | 'irradiance' | 'temperature', ElementValues>>>;

function valuesOf(inside: BuildingInside, hour: number): Values {
  const { model, firstSurface, irradiance_W_m2, indoor_C } = inside;
  const none = (): Float32Array => new Float32Array(model.elements.length).fill(Number.NaN);
  const irradiance = Float32Array.from(model.elements, ({ surface }) =>
    surface < 0 ? Number.NaN : irradiance_W_m2[(surface - firstSurface) * HOURS_PER_YEAR + hour]!,
  );
  const domain = sequentialDomain(indoor_C);
  return {
    heatLoss: { elements: inside.heatLoss_kWh_m2, unit: 'kWh/(m2 a)' },
    irradiance: { elements: irradiance, unit: 'W/m2', domain: FULL_SUN },
    temperature: {
      elements: none(),
      spaces: new Float32Array(model.spaces.length).fill(indoor_C[hour]!),
      unit: 'degC',
      ...(domain ? { domain } : {}),
    },
  };
}

/** Whether a measure is about the same part and faces, and is to be changed instead of a second one. */
function isSamePlace(measure: EnvelopeMeasure, buildingId: string, { part, faces }: EnvelopeChange): boolean {
  return measure.buildingId === buildingId && measure.part === part && String(measure.faces ?? '') === String(faces ?? '');
}

/** The building view as an adapter of the store: the building selected last, in the shown scenario, at the shown hour. */
export function BuildingHost() {
  const { t, language } = useMessages();
  const store = useAppStore();
  const actions = useActions();
  const theme = useTheme();
  const sun = useSun();
  const row = useApp((state) => state.selection.at(-1) ?? -1);
  const district = useApp((state) => state.district);
  const outcome = useApp((state) => activeScenario(state).outcome);
  const stale = useApp((state) => activeScenario(state).stale);
  const hour = useApp((state) => state.hour);
  const look = useApp((state) => state.buildingLook);
  const element = useApp((state) => state.element);
  const building = district?.buildings[row];
  // biome-ignore lint/correctness/useExhaustiveDependencies: another result is another question
  const question = useMemo(() => {
    if (!building || building.removed || stale) return null;
    return () => actions.buildingInside(activeScenario(store.getState()).scenario, row);
  }, [actions, store, building, row, outcome, stale]);
  const { value: inside, error, reload } = useAnswer(building?.id ?? '', question);
  const values = useMemo(() => (inside ? valuesOf(inside, hour) : {}), [inside, hour]);

  function setEnvelope(change: EnvelopeChange): void {
    if (!inside) return;
    const { scenario } = activeScenario(store.getState());
    const same = scenario.measures.find(
      (measure): measure is EnvelopeMeasure => measure.kind === 'envelope' && isSamePlace(measure, inside.buildingId, change),
    );
    if (same) actions.changeMeasure({ ...same, ...change });
    else actions.addMeasures([{ kind: 'envelope', id: actions.newId('measure'), enabled: true, buildingId: inside.buildingId, ...change }]);
  }

  if (error && !inside) {
    return (
      <div className="stage-message" role="alert">
        <p>{errorText(language, error).what}</p>
        <button type="button" className="button" onClick={reload}>
          {t('view.retry')}
        </button>
      </div>
    );
  }
  return (
    <Suspense fallback={<p className="stage-message">{t('view.loading')}</p>}>
      <BuildingStage
        model={inside?.model ?? null}
        loading={building !== undefined && !building.removed && !inside}
        look={look}
        onLook={actions.setBuildingLook}
        values={values}
        selected={element}
        onSelect={actions.selectElement}
        firstSurface={inside?.firstSurface ?? 0}
        onEnvelope={inside ? setEnvelope : null}
        thermalPaths={inside?.paths ?? null}
        sun={sun}
        theme={theme}
        onBack={() => actions.showView('district')}
      />
    </Suspense>
  );
}
