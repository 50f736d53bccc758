/** What widths and colours of the data mean. */
import type { JSX } from 'react';
import { useMessages } from '../app/useMessages.ts';
import type { DataMode, DataTheme, DrawnFlows, DrawnLines } from './dataContract.ts';
import { flowWidth, WIDEST_px, widestFlow } from './dataLayers.ts';
import type { Hexagons } from './hexBins.ts';
import { powerWords } from './hourSummary.ts';
import { areaColours, cssColour, lineColour, MAP_COLOURS, OVERLOAD } from './mapColours.ts';
import { roundBelow } from './roundBelow.ts';

interface ModeLegendProps {
  readonly mode: DataMode;
  readonly theme: DataTheme;
  readonly flows: DrawnFlows | null;
  readonly lines: DrawnLines | null;
  readonly quantity: { readonly label: string; readonly unit: string } | null;
  readonly hexagons: Hexagons | null;
}

function Swatch({ colour, children }: { readonly colour: string; readonly children: string }): JSX.Element {
  return (
    <li>
      <span className="legend-swatch" style={{ background: colour }} />
      {children}
    </li>
  );
}

function Flows({ drawn, theme }: { readonly drawn: DrawnFlows; readonly theme: DataTheme }): JSX.Element {
  const messages = useMessages();
  const { t } = messages;
  const { gives, takes, grid } = MAP_COLOURS[theme];
  const widest_W = widestFlow(drawn);
  const large_W = roundBelow(widest_W);
  return (
    <>
      <p className="data-legend-title">{t('dataView.legend.flows')}</p>
      <ul className="data-legend-widths">
        {[large_W, large_W / 4].map((power_W) => (
          <li key={power_W}>
            <span
              className="data-width"
              style={{
                height: Math.min(WIDEST_px, flowWidth(power_W, widest_W)),
                background: `linear-gradient(to right, ${cssColour(gives)}, ${cssColour(takes)})`,
              }}
            />
            {powerWords(messages, power_W)}
          </li>
        ))}
      </ul>
      <ul className="data-legend-kinds">
        <Swatch colour={cssColour(gives)}>{t('dataView.legend.gives')}</Swatch>
        <Swatch colour={cssColour(takes)}>{t('dataView.legend.takes')}</Swatch>
        <Swatch colour={cssColour(grid)}>{t('dataView.legend.grid')}</Swatch>
      </ul>
    </>
  );
}

function Ramp({ colours, marks }: { readonly colours: readonly string[]; readonly marks: readonly string[] }): JSX.Element {
  return (
    <div>
      <div className="legend-bar" style={{ background: `linear-gradient(to right, ${colours.join(', ')})` }} />
      <ol className="data-ramp-marks">
        {marks.map((mark) => (
          <li key={mark}>{mark}</li>
        ))}
      </ol>
    </div>
  );
}

function Lines({ drawn, theme }: { readonly drawn: DrawnLines; readonly theme: DataTheme }): JSX.Element {
  const messages = useMessages();
  const { t, percent } = messages;
  const { loading, network } = drawn;
  const isRated = network.order.some((node) => !Number.isNaN(loading.loading[node]!));
  const colours = Array.from({ length: 9 }, (_, i) => cssColour(lineColour(i / 8, theme, false)));
  const peak_W = drawn.peak_W ?? loading.peak_W;
  return (
    <>
      <p className="data-legend-title">{t(isRated ? 'dataView.legend.loading' : 'dataView.legend.power')}</p>
      <Ramp
        colours={colours}
        marks={isRated ? [percent(0), percent(0.5), percent(1)] : [0, peak_W / 2, peak_W].map((power_W) => powerWords(messages, power_W))}
      />
      {isRated && (
        <ul className="data-legend-kinds">
          <Swatch colour={cssColour(OVERLOAD[theme])}>{t('dataView.legend.over')}</Swatch>
        </ul>
      )}
    </>
  );
}

export function ModeLegend({ mode, theme, flows, lines, quantity, hexagons }: ModeLegendProps): JSX.Element | null {
  const { t, quantity: write } = useMessages();
  if (mode === 'flows') return flows && flows.flows.arcs.length > 0 ? <Flows drawn={flows} theme={theme} /> : null;
  if (mode === 'loading') return lines && lines.loading.peak_W > 0 ? <Lines drawn={lines} theme={theme} /> : null;
  const colours = areaColours().map(cssColour);
  const unit = quantity?.unit ?? '';
  const marks = hexagons
    ? [
        `${hexagons.domain.clippedLow ? '≤ ' : ''}${write(hexagons.domain.low, unit)}`,
        `${hexagons.domain.clippedHigh ? '≥ ' : ''}${write(hexagons.domain.high, unit)}`,
      ]
    : [t('dataView.legend.less'), t('dataView.legend.more')];
  return (
    <>
      <p className="data-legend-title">{quantity?.label}</p>
      <Ramp colours={colours} marks={marks} />
    </>
  );
}
