import { useMemo } from 'react';
import { Slider, SliderThumb, SliderTrack } from 'react-aria-components';
import { Help } from '../../app/controls/Help.tsx';
import { IconButton } from '../../app/controls/IconButton.tsx';
import { useMessages } from '../../app/useMessages.ts';
import { useActions, useApp } from '../../state/useApp.ts';
import type { LoadedWeather } from '../../workers/engineApi.ts';
import { areaPath, extremes, linePath, meansOf } from './weatherPaths.ts';
import './timeline.css';

const DAYS = 365;
const MS_PER_DAY = 86_400_000;
/** Any year without a leap day: only day and month are shown. */
const SHOWN_YEAR = 2023;

function dateOf(day: number): Date {
  return new Date(Date.UTC(SHOWN_YEAR, 0, 1) + day * MS_PER_DAY);
}

interface Shapes {
  readonly sun: string;
  readonly temperature: string;
}

function shapes(temperature: Float32Array, sun: Float32Array, range: { readonly low: number; readonly high: number }, top: number): Shapes {
  return { sun: areaPath(sun, top), temperature: linePath(temperature, range.low, range.high) };
}

function Sparkline({ shape, count, label }: { readonly shape: Shapes; readonly count: number; readonly label: string }) {
  return (
    <svg className="sparkline" viewBox={`0 0 ${count} 100`} preserveAspectRatio="none" role="img" aria-label={label}>
      <path className="sparkline-sun" d={shape.sun} />
      <path className="sparkline-temperature" d={shape.temperature} />
    </svg>
  );
}

interface TimeSliderProps {
  readonly label: string;
  readonly value: number;
  readonly count: number;
  readonly valueText: string;
  readonly onChange: (value: number) => void;
  readonly children: React.ReactNode;
}

/** A slider whose track is a chart and whose thumb is the cursor in it. */
function TimeSlider({ label, value, count, valueText, onChange, children }: TimeSliderProps) {
  return (
    <Slider
      className="time-slider"
      aria-label={label}
      value={value}
      minValue={0}
      maxValue={count - 1}
      step={1}
      onChange={(next) => onChange(Array.isArray(next) ? (next[0] ?? value) : next)}
    >
      <SliderTrack className="time-track">
        {children}
        <SliderThumb className="time-cursor" aria-label={`${label}: ${valueText}`} />
      </SliderTrack>
    </Slider>
  );
}

function Weather({ weather }: { readonly weather: LoadedWeather }) {
  const { t, language } = useMessages();
  const hour = useApp((state) => state.hour);
  const actions = useActions();
  const day = Math.floor(hour / 24);
  const year = useMemo(() => {
    const temperature = meansOf(weather.dryBulb_C, 24);
    const sun = meansOf(weather.ghi_W_m2, 24);
    return {
      shape: shapes(temperature, sun, extremes(temperature), extremes(sun).high),
      hot: extremes(weather.dryBulb_C),
      sun: extremes(weather.ghi_W_m2),
    };
  }, [weather]);
  const dayShape = useMemo(() => {
    const of = (values: Float32Array): Float32Array => values.subarray(day * 24, day * 24 + 24);
    return shapes(of(weather.dryBulb_C), of(weather.ghi_W_m2), year.hot, year.sun.high);
  }, [weather, day, year]);
  const months = useMemo(
    () =>
      Array.from({ length: 12 }, (_, month) =>
        new Intl.DateTimeFormat(language, { month: 'short', timeZone: 'UTC' }).format(Date.UTC(SHOWN_YEAR, month, 1)),
      ),
    [language],
  );
  const dateText = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(dateOf(day));
  return (
    <>
      <div className="time-year">
        <TimeSlider
          label={t('timeline.day')}
          value={day}
          count={DAYS}
          valueText={dateText}
          onChange={(next) => actions.setHour(next * 24 + (hour % 24))}
        >
          <Sparkline shape={year.shape} count={DAYS} label={t('timeline.chart')} />
        </TimeSlider>
        <div className="time-scale" aria-hidden="true">
          {months.map((month) => (
            <span key={month}>{month}</span>
          ))}
        </div>
      </div>
      <div className="time-day">
        <TimeSlider
          label={t('timeline.hour')}
          value={hour % 24}
          count={24}
          valueText={`${hour % 24}:00`}
          onChange={(next) => actions.setHour(day * 24 + next)}
        >
          <Sparkline shape={dayShape} count={24} label={t('timeline.dayChart')} />
        </TimeSlider>
        <div className="time-scale time-scale-day" aria-hidden="true">
          {['0', '6', '12', '18', '24'].map((mark) => (
            <span key={mark}>{mark}</span>
          ))}
        </div>
      </div>
    </>
  );
}

/** Date and hour of sun and shadow, over the year's weather. */
export function Timeline() {
  const { t, language, quantity } = useMessages();
  const weather = useApp((state) => state.weather);
  const hour = useApp((state) => state.hour);
  const playing = useApp((state) => state.playing);
  const actions = useActions();
  const date = new Intl.DateTimeFormat(language, { weekday: undefined, day: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    dateOf(Math.floor(hour / 24)),
  );
  return (
    <section className="timeline" aria-label={t('timeline.label')}>
      <IconButton
        icon={playing ? 'pause' : 'play'}
        label={t(playing ? 'command.pause' : 'command.play')}
        isDisabled={!weather}
        onPress={actions.togglePlay}
      />
      <div className="time-now">
        <p className="time-date">
          {date}, {String(hour % 24).padStart(2, '0')}:00
        </p>
        {weather && (
          <p className="time-values">
            <span className="time-temperature">{quantity(weather.dryBulb_C[hour] ?? Number.NaN, 'degC', { decimals: 1 })}</span>
            <span className="time-sun">{quantity(weather.ghi_W_m2[hour] ?? Number.NaN, 'W/m2')}</span>
            {weather.origin === 'synthetic' && <Help term={t('timeline.synthetic')}>{t('timeline.synthetic.help')}</Help>}
          </p>
        )}
      </div>
      {weather ? <Weather weather={weather} /> : <p className="hint">{t('timeline.noWeather')}</p>}
    </section>
  );
}
