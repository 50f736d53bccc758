import { formatUnit } from '../app/formatNumber.ts';
import { useMessages } from '../app/useMessages.ts';
import { type BuildingLegendSpec, SPACE_COLOUR } from './elementColours.ts';
import '../district-view/legend.css';

interface LegendProps {
  readonly legend: BuildingLegendSpec;
  readonly title: string;
  readonly showSpaces: boolean;
}

/** Explains the colours of the building. */
export function BuildingLegend({ legend, title, showSpaces }: LegendProps) {
  const { t, number } = useMessages();
  return (
    <section className="legend bview-legend" aria-label={title}>
      <div className="legend-title">
        {title}
        {legend.kind === 'ramp' && <span className="legend-unit">{formatUnit(legend.unit)}</span>}
      </div>
      {legend.kind === 'empty' && <p className="legend-empty">{t('bview.legend.empty')}</p>}
      {legend.kind === 'kinds' && (
        <ul className="legend-categories">
          {showSpaces && (
            <li>
              <span className="legend-swatch" style={{ background: SPACE_COLOUR }} />
              <span className="legend-name">{t('bview.legend.zone')}</span>
              <span className="legend-count">{legend.spaces}</span>
            </li>
          )}
          {legend.entries.map(({ kind, colour, count }) => (
            <li key={kind}>
              <span className="legend-swatch" style={{ background: colour }} />
              <span className="legend-name">{t(`bview.kind.${kind}`)}</span>
              <span className="legend-count">{count}</span>
            </li>
          ))}
        </ul>
      )}
      {legend.kind === 'ramp' && (
        <>
          <div className="legend-ramp">
            <div className="legend-bar" style={{ background: `linear-gradient(to right, ${legend.stops.join(', ')})` }} />
            <ol className="legend-ticks">
              {legend.ticks.map((tick) => (
                <li key={tick} style={{ left: `${(100 * (tick - legend.domain.low)) / (legend.domain.high - legend.domain.low)}%` }}>
                  {tick === legend.domain.low && legend.domain.clippedLow ? '≤ ' : ''}
                  {tick === legend.domain.high && legend.domain.clippedHigh ? '≥ ' : ''}
                  {number(tick)}
                </li>
              ))}
            </ol>
          </div>
          {legend.noData > 0 && (
            <p className="legend-no-data">
              <span className="legend-swatch is-hatched bview-no-data" />
              <span className="legend-name">{t('bview.legend.noData')}</span>
              <span className="legend-count">{t('bview.legend.count', { count: legend.noData })}</span>
            </p>
          )}
        </>
      )}
    </section>
  );
}
