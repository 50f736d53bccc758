import { lazy, Suspense, useMemo } from 'react';
import { SURFACE_KINDS } from '#models/district/district.ts';
import type { StageMap, StageQuantity } from '../data-view/DataStage.tsx';
import type { MapStreet } from '../data-view/dataContract.ts';
import { QUANTITY_UNITS, type SurfaceColours } from '../state/colourScales.ts';
import { activeScenario } from '../state/store.ts';
import { useAnswer } from '../state/useAnswer.ts';
import { useActions, useApp, useAppStore } from '../state/useApp.ts';
import { BUILDING_COLUMNS, type DataFrame, type LoadedDistrict, type ScenarioOutcome } from '../workers/engineApi.ts';
import { formatUnit } from './formatNumber.ts';
import { useMessages } from './useMessages.ts';
import { useNarrow, useReducedMotion, useTheme } from './useTheme.ts';
import { useTradedHour } from './useTradedHour.ts';

const DataStage = lazy(async () => ({ default: (await import('../data-view/DataStage.tsx')).DataStage }));

const ROOF = SURFACE_KINDS.indexOf('roof');
/** Quantities of the shown hour, from the net power at each building's meter. */
const HOUR_QUANTITIES = ['hourImport', 'hourExport'] as const;

/** One colour per building: that of its largest roof, or of its first face. */
function buildingColours({ buildings, surfaces }: LoadedDistrict, rgba: Uint8Array): Uint8Array {
  const colours = new Uint8Array(buildings.length * 4);
  for (const [index, { firstSurface, surfaceCount }] of buildings.entries()) {
    if (surfaceCount === 0) continue;
    let chosen = firstSurface;
    let largest = 0;
    for (let row = firstSurface; row < firstSurface + surfaceCount; row++) {
      if (surfaces.kind[row] !== ROOF || surfaces.area_m2[row]! <= largest) continue;
      largest = surfaces.area_m2[row]!;
      chosen = row;
    }
    colours.set(rgba.subarray(chosen * 4, chosen * 4 + 4), index * 4);
  }
  return colours;
}

function valuesOf(quantity: string, count: number, outcome: ScenarioOutcome | null, frame: DataFrame | null): Float32Array {
  if (quantity === 'hourImport') return Float32Array.from(frame?.net_W ?? [], (net_W) => Math.max(0, net_W) / 1000);
  if (quantity === 'hourExport') return Float32Array.from(frame?.net_W ?? [], (net_W) => Math.max(0, -net_W) / 1000);
  const column = BUILDING_COLUMNS.find((name) => name === quantity);
  return (column && outcome?.buildings[column]) ?? new Float32Array(count);
}

/** The data view as an adapter of the store. */
export function DataHost({ shown }: { readonly shown: SurfaceColours | null }) {
  const { t } = useMessages();
  const store = useAppStore();
  const actions = useActions();
  const theme = useTheme();
  const narrow = useNarrow();
  const reducedMotion = useReducedMotion();
  const district = useApp((state) => state.district);
  const outcome = useApp((state) => activeScenario(state).outcome);
  const stale = useApp((state) => activeScenario(state).stale);
  const hour = useApp((state) => state.hour);
  const playing = useApp((state) => state.playing);
  const selection = useApp((state) => state.selection);
  const hovered = useApp((state) => state.hovered);
  const camera = useApp((state) => state.camera);
  const data = useApp((state) => state.dataView);
  const key = district?.key ?? '';

  // biome-ignore lint/correctness/useExhaustiveDependencies: the outlines are those of the shown variant
  const outlines = useMemo(
    () => (district?.origin ? () => actions.footprints(activeScenario(store.getState()).scenario) : null),
    [actions, store, district?.origin, key],
  );
  const { value: places } = useAnswer(key, outlines);
  const question = useMemo(() => {
    if (!district || !outcome || stale) return null;
    return () => actions.dataFrame(activeScenario(store.getState()).scenario, hour, data.maximumArcs);
  }, [actions, store, district, outcome, stale, hour, data.maximumArcs]);
  const { value: frame, loading } = useAnswer(key, question);
  const { traded, loadingTrades } = useTradedHour(frame, hour, data.maximumArcs);

  const rgba = useMemo(() => (district && shown ? buildingColours(district, shown.rgba) : null), [district, shown]);
  const values = useMemo(
    () => valuesOf(data.quantity, district?.buildings.length ?? 0, outcome, frame),
    [data.quantity, district, outcome, frame],
  );
  const streets = useMemo<readonly MapStreet[]>(
    () => (district?.elements.lines ?? []).filter(({ kind }) => kind === 'street').map(({ path_m }) => ({ path_m })),
    [district],
  );
  const quantities: readonly StageQuantity[] = [
    ...HOUR_QUANTITIES.map((id) => ({ id, label: t(`dataQuantity.${id}`), unit: 'kW', isYearly: false })),
    ...BUILDING_COLUMNS.map((id) => ({ id, label: t(`colour.${id}`), unit: formatUnit(QUANTITY_UNITS[id]), isYearly: true })),
  ];
  const footprints = places?.districtKey === key ? places.footprints : null;
  // Kept as long as nothing it shows changes: it drives the hexagons.
  const map = useMemo<StageMap | 'no-district' | 'no-place'>(() => {
    if (!district) return 'no-district';
    if (!district.origin || !footprints || !rgba) return 'no-place';
    return {
      origin: district.origin,
      footprints,
      context: district.context,
      streets,
      values,
      rgba,
      selection,
      hovered,
      camera,
      reducedMotion,
      onCamera: actions.setCamera,
      onPick(building, additive) {
        if (building === null) actions.select([]);
        else actions.select([building], additive ? 'toggle' : 'replace');
        if (building !== null && !narrow) actions.toggleInspector(true);
      },
      onHover: actions.hover,
    };
  }, [district, footprints, streets, values, rgba, selection, hovered, camera, reducedMotion, narrow, actions]);
  const waiting = district?.origin && (!footprints || !rgba);
  if (waiting) return <p className="stage-message">{t('view.loading')}</p>;
  return (
    <Suspense fallback={<p className="stage-message">{t('view.loading')}</p>}>
      <DataStage
        map={map}
        theme={theme}
        mode={data.mode}
        flows={traded ?? frame?.flows ?? null}
        lines={frame?.lines ?? null}
        isComputing={loading || loadingTrades || stale}
        hour={hour}
        playing={playing}
        quantities={quantities}
        quantity={data.quantity}
        maximumArcs={data.maximumArcs}
        assumedRating_kW={data.assumedRating_kW}
        columns={data.columns}
        source={(district?.source.attribution ?? '').replace(/\.$/, '')}
        buildingName={(row) => district?.buildings[row]?.name ?? district?.buildings[row]?.id ?? ''}
        buildingPower_W={(row) => frame?.net_W[row] ?? null}
        onMode={(mode) => actions.setDataView({ mode })}
        onQuantity={(quantity) => actions.setDataView({ quantity })}
        onMaximumArcs={(maximumArcs) => actions.setDataView({ maximumArcs })}
        onAssumedRating={(assumedRating_kW) => actions.setDataView({ assumedRating_kW })}
        onColumns={(columns) => actions.setDataView({ columns })}
        onPlay={actions.togglePlay}
        onHome={() => actions.setCamera(null)}
      />
    </Suspense>
  );
}
