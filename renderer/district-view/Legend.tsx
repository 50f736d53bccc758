/** Explains the colours of the view: title, unit, ramp or categories, and what has no data. */
import type { JSX, ReactNode } from 'react';
import type { CategoryLegend, LegendSpec, RampLegend } from '../state/colourScales.ts';
import './legend.css';

export interface LegendLabels {
  /** What the colours show, e.g. "Heat demand". */
  readonly title: string;
  /** What else is to be known of the values, e.g. "change to Baseline"; empty for none. */
  readonly note: string;
  /** Shown instead of a scale where a difference is zero everywhere. */
  readonly same: string;
  /** Printed unit; empty where there is none. */
  readonly unit: string;
  /** e.g. "No data". */
  readonly noData: string;
  /** Shown instead of a scale while there is nothing to show. */
  readonly empty: string;
  /** Name of a category. */
  readonly category: (key: string) => string;
  readonly number: (value: number, signed: boolean) => string;
  /** e.g. "12 buildings". */
  readonly count: (count: number) => string;
}

export interface LegendProps {
  readonly legend: LegendSpec;
  readonly labels: LegendLabels;
  /** Stands in place of the title and changes it. */
  readonly chooser?: ReactNode;
  /** What can be done where a difference is zero everywhere. */
  readonly offer?: ReactNode;
}

function Ramp({ legend, labels }: { readonly legend: RampLegend; readonly labels: LegendLabels }): JSX.Element {
  const { low, high, clippedLow, clippedHigh } = legend.domain;
  const place = (value: number): string => `${((value - low) / (high - low)) * 100}%`;
  return (
    <div className="legend-ramp">
      <div className="legend-bar" style={{ background: `linear-gradient(to right, ${legend.stops.join(', ')})` }} />
      <ol className="legend-ticks">
        {legend.ticks.map((tick) => {
          const before = tick === low && clippedLow ? '≤ ' : '';
          const beyond = tick === high && clippedHigh ? '≥ ' : '';
          return (
            <li key={tick} style={{ left: place(tick) }}>
              {before}
              {beyond}
              {labels.number(tick, legend.difference)}
            </li>
          );
        })}
      </ol>
    </div>
  );
}

function Categories({ legend, labels }: { readonly legend: CategoryLegend; readonly labels: LegendLabels }): JSX.Element {
  return (
    <ul className="legend-categories">
      {legend.categories.map(({ key, colour, count }) => (
        <li key={key}>
          <span className="legend-swatch" style={{ background: colour }} />
          <span className="legend-name">{labels.category(key)}</span>
          <span className="legend-count">{labels.count(count)}</span>
        </li>
      ))}
    </ul>
  );
}

export function Legend({ legend, labels, chooser, offer }: LegendProps): JSX.Element {
  const same = legend.kind === 'ramp' && legend.same;
  return (
    <section className="legend" aria-label={labels.title}>
      <div className="legend-title">
        {chooser ?? labels.title}
        {labels.unit !== '' && <span className="legend-unit">{labels.unit}</span>}
      </div>
      {labels.note !== '' && <p className="legend-note">{labels.note}</p>}
      {same && (
        <div className="legend-same">
          <p className="legend-empty">{labels.same}</p>
          {offer}
        </div>
      )}
      {legend.kind === 'ramp' && !same && <Ramp legend={legend} labels={labels} />}
      {legend.kind === 'categories' && <Categories legend={legend} labels={labels} />}
      {legend.kind === 'empty' && <p className="legend-empty">{labels.empty}</p>}
      {legend.kind !== 'empty' && legend.noData && (
        <p className="legend-no-data">
          <span className="legend-swatch is-hatched" style={{ backgroundColor: legend.noData.colour }} />
          <span className="legend-name">{labels.noData}</span>
          <span className="legend-count">{labels.count(legend.noData.count)}</span>
        </p>
      )}
    </section>
  );
}
