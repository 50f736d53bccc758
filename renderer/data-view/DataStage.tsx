/** The data view with its tools: what to show, the hour, the legend, and the same in words. */
import { type JSX, useMemo } from 'react';
import { Switch } from 'react-aria-components';
import { Choice } from '../app/controls/Choice.tsx';
import { Help } from '../app/controls/Help.tsx';
import { IconButton } from '../app/controls/IconButton.tsx';
import { QuantityField } from '../app/controls/QuantityField.tsx';
import { RangeSlider } from '../app/controls/RangeSlider.tsx';
import { useMessages } from '../app/useMessages.ts';
import { DataMap } from './DataMap.tsx';
import { type CoveredSpace, DATA_MODES, type DataMapProps, type DataMode, type MapHint } from './dataContract.ts';
import './dataStage.css';
import { PUBLIC_GRID } from '#models/grid/flows.ts';
import type { ValueDomain } from '../state/valueDomain.ts';
import { hexagonsOf } from './hexBins.ts';
import { flowSummary, type HourSummary, hourWords, lineSummary, powerWords } from './hourSummary.ts';
import { localPlaces } from './localPlaces.ts';
import { ModeLegend } from './ModeLegend.tsx';

/** A quantity heat and hexagons can show; `label` and `unit` are printed. */
export interface StageQuantity {
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  /** Values are those of the whole year and do not follow the hour. */
  readonly isYearly: boolean;
}

/** Why there is no map. */
export type NoMap = 'no-district' | 'no-place';

export type StageMap = Omit<DataMapProps, 'mode' | 'flows' | 'lines' | 'hexagons' | 'hour' | 'columns' | 'labels' | 'theme'> & {
  /** Keeps the scale of hexagons the same over hours. */
  readonly hexDomain?: ValueDomain;
};

export interface DataStageProps {
  /** What the map needs; a reason where it cannot be shown. */
  readonly map: StageMap | NoMap;
  readonly theme: DataMapProps['theme'];
  readonly mode: DataMode;
  /** Null while the hours of the shown day are not there; see `isComputing`. */
  readonly flows: DataMapProps['flows'];
  readonly lines: DataMapProps['lines'];
  /** The hours of the day are being calculated. */
  readonly isComputing: boolean;
  readonly hour: number;
  readonly playing: boolean;
  readonly quantities: readonly StageQuantity[];
  readonly quantity: string;
  /** Most flows that are drawn per kind. */
  readonly maximumArcs: number;
  /** Rating assumed for lines without one [kW]; null to show their power. */
  readonly assumedRating_kW: number | null;
  readonly columns: boolean;
  /** Who made the district's data. */
  readonly source: string;
  readonly buildingName: (building: number) => string;
  /** Net power of a building in this hour [W]; null where it is not known. */
  readonly buildingPower_W: (building: number) => number | null;
  readonly onMode: (mode: DataMode) => void;
  readonly onQuantity: (quantity: string) => void;
  readonly onMaximumArcs: (count: number) => void;
  readonly onAssumedRating: (rating_kW: number | null) => void;
  readonly onColumns: (columns: boolean) => void;
  readonly onPlay: () => void;
  /** The whole district again. */
  readonly onHome: () => void;
}

/** Bounds of the slider of flows. */
const ARCS = { min: 10, max: 500, step: 10 } as const;
/** Proposed where a person asks for a rating: 4 x 150 mm2 aluminium in the ground, 270 A at 400 V (DIN VDE 0276-603) [kW]. */
const USUAL_RATING_kW = 187;

/** What the tools and words cover of the map [px]; below each other on a phone. */
function coveredByTools(): CoveredSpace {
  return window.matchMedia('(max-width: 699px)').matches
    ? { top: 130, right: 0, bottom: Math.round(window.innerHeight * 0.4), left: 0 }
    : { top: 84, right: 0, bottom: 0, left: 340 };
}

export function DataStage(props: DataStageProps): JSX.Element {
  const messages = useMessages();
  const { t, language, quantity: write, percent } = messages;
  const { map, mode, flows, lines, hour } = props;
  const hexagons = useMemo(() => {
    if (typeof map === 'string' || mode !== 'hex') return null;
    return hexagonsOf(localPlaces(map.footprints.centres_deg, map.origin), map.values, map.hexDomain);
  }, [map, mode]);
  const shown = props.quantities.find(({ id }) => id === props.quantity) ?? null;
  const now = hourWords(hour, language);

  if (typeof map === 'string') {
    return (
      <div className="data-stage">
        <p className="data-stage-empty">{t(map === 'no-place' ? 'dataView.noPlace' : 'dataView.noDistrict')}</p>
      </div>
    );
  }
  const needsHours = mode === 'flows' ? flows === null : mode === 'loading' && lines === null;
  const hasValues = map.values.some((value) => value > 0);

  function hint(at: MapHint): string {
    const name = props.buildingName;
    switch (at.kind) {
      case 'building':
        return name(at.building);
      case 'flow': {
        const power = powerWords(messages, at.power_W);
        if (at.from === PUBLIC_GRID) return t('dataView.hint.fromGrid', { to: name(at.to), power });
        if (at.to === PUBLIC_GRID) return t('dataView.hint.toGrid', { from: name(at.from), power });
        return t('dataView.hint.shared', { from: name(at.from), to: name(at.to), power });
      }
      case 'line': {
        const known = lines?.network.lines[at.line];
        const power = powerWords(messages, at.power_W);
        const way = t(at.power_W < 0 ? 'dataView.hint.back' : 'dataView.hint.towards', { power });
        const load = Number.isNaN(at.loading) ? '' : `\n${t('dataView.hint.loading', { loading: percent(at.loading) })}`;
        return `${known?.name ?? known?.id ?? t('dataView.line')}\n${way}${load}`;
      }
      case 'hexagon':
        return t('dataView.hint.hexagon', { value: write(at.value, shown?.unit ?? ''), count: at.count });
    }
  }

  function caption(building: number): string {
    const power_W = props.buildingPower_W(building);
    const name = props.buildingName(building);
    if (power_W === null || power_W === 0) return name;
    return t(power_W < 0 ? 'dataView.caption.gives' : 'dataView.caption.takes', { name, power: powerWords(messages, power_W) });
  }

  function summary(): HourSummary {
    if (needsHours) return { main: t(props.isComputing ? 'dataView.computing' : 'dataView.noHours'), notes: [] };
    if (mode === 'flows' && flows) return flowSummary(flows, hour, messages);
    if (mode === 'loading' && lines) return lineSummary(lines, hour, messages);
    if (!hasValues) return { main: t('dataView.noValues'), notes: [] };
    return {
      main: t(mode === 'heat' ? 'dataView.summary.heat' : 'dataView.summary.hex', {
        quantity: shown?.label ?? '',
        radius: write(hexagons?.radius_m ?? 0, 'm'),
      }),
      notes: shown?.isYearly ? [t('dataView.summary.yearly')] : [],
    };
  }
  const words = summary();
  const isUnrated = lines?.network.lines.some(({ rated_kW }) => rated_kW === null) ?? false;

  return (
    <div className="data-stage">
      <DataMap
        {...map}
        covered={map.covered ?? coveredByTools()}
        theme={props.theme}
        mode={mode}
        flows={flows}
        lines={lines}
        hour={hour}
        hexagons={hexagons}
        columns={props.columns}
        labels={{
          map: t('dataView.map'),
          grid: t(flows?.gridIsAssumed ? 'dataView.grid.assumed' : 'dataView.grid'),
          building: caption,
          hint,
          attribution: props.source === '' ? '' : t('dataView.attribution', { source: props.source }),
          failed: t('dataView.failed'),
        }}
      />
      <section className="data-tools" aria-label={t('dataView.toolbar')}>
        <Choice
          label={t('dataView.mode')}
          value={mode}
          items={DATA_MODES.map((id) => ({ id, label: t(`dataView.mode.${id}`) }))}
          onChange={props.onMode}
        />
        {mode === 'flows' && <RangeSlider label={t('dataView.arcs')} value={props.maximumArcs} {...ARCS} onChange={props.onMaximumArcs} />}
        {mode === 'loading' && isUnrated && (
          <div className="data-rating">
            <Switch
              className="switch"
              isSelected={props.assumedRating_kW !== null}
              onChange={(on) => props.onAssumedRating(on ? USUAL_RATING_kW : null)}
            >
              <span className="switch-mark" />
              {t('dataView.rating')}
            </Switch>
            <Help term={t('dataView.rating')}>{t('dataView.rating.help')}</Help>
            {props.assumedRating_kW !== null && (
              <QuantityField
                label={t('dataView.rating.each')}
                unit="kW"
                min={1}
                max={100_000}
                value={props.assumedRating_kW}
                onChange={props.onAssumedRating}
              />
            )}
          </div>
        )}
        {(mode === 'heat' || mode === 'hex') && (
          <Choice
            label={t('dataView.quantity')}
            value={props.quantity}
            items={props.quantities.map(({ id, label }) => ({ id, label }))}
            onChange={props.onQuantity}
          />
        )}
        {mode === 'hex' && (
          <Switch className="switch" isSelected={props.columns} onChange={props.onColumns}>
            <span className="switch-mark" />
            {t('dataView.columns')}
          </Switch>
        )}
        <IconButton icon="home" label={t('view.home')} onPress={props.onHome} />
        <div className="data-hour">
          <IconButton
            icon={props.playing ? 'pause' : 'play'}
            label={t(props.playing ? 'command.pause' : 'command.play')}
            onPress={props.onPlay}
          />
          <p className="data-hour-words">
            {now.date}, {now.hour}
          </p>
        </div>
      </section>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls where the room is small, so the keyboard must reach it */}
      <section className="data-words" aria-label={t('dataView.details')} tabIndex={0}>
        <p className="data-main" aria-live={props.playing ? 'off' : 'polite'}>
          {words.main}
        </p>
        {words.notes.map((note) => (
          <p key={note} className="data-note">
            {note}
          </p>
        ))}
        {!needsHours && <ModeLegend mode={mode} theme={props.theme} flows={flows} lines={lines} quantity={shown} hexagons={hexagons} />}
      </section>
    </div>
  );
}
