/** The building view as a whole pane: picture, tools, legend, panel. Everything comes and goes by props. */
import { useCallback, useMemo, useState } from 'react';
import { Button } from 'react-aria-components';
import type { BuildingModel, ThermalPath } from '#models/district/buildingModel.ts';
import { Icon } from '../app/controls/Icon.tsx';
import { IconButton } from '../app/controls/IconButton.tsx';
import { useMessages } from '../app/useMessages.ts';
import { useNarrow } from '../app/useTheme.ts';
import { BuildingLegend } from './BuildingLegend.tsx';
import { BuildingToolbar } from './BuildingToolbar.tsx';
import { BuildingView, type BuildingViewLabels } from './BuildingView.tsx';
import { BuildingViewPanel } from './BuildingViewPanel.tsx';
import { elementColours, type Theme, uValues } from './elementColours.ts';
import { partName } from './partNames.ts';
import type { BuildingColourBy, BuildingLook, ElementValues, EnvelopeChange, SunPlace, ZoomRequest } from './viewTypes.ts';
import './buildingView.css';

export interface BuildingStageProps {
  /** Null while it is read, or where no building is open. */
  readonly model: BuildingModel | null;
  readonly loading: boolean;
  readonly look: BuildingLook;
  readonly onLook: (look: BuildingLook) => void;
  /** Values by quantity; absent while unknown. U-values come from the model. */
  readonly values: Readonly<Partial<Record<'heatLoss' | 'irradiance' | 'temperature', ElementValues>>>;
  /** Id of an element or space. */
  readonly selected: string | null;
  readonly onSelect: (id: string | null) => void;
  /** Row of `District.surfaces` of the building's first face; 0 for a model without district. */
  readonly firstSurface: number;
  readonly onEnvelope: ((change: EnvelopeChange) => void) | null;
  readonly thermalPaths: readonly ThermalPath[] | null;
  readonly sun: SunPlace | null;
  readonly theme: Theme;
  readonly onBack: () => void;
}

function useLabels(model: BuildingModel | null, look: BuildingLook, values: ElementValues | null): BuildingViewLabels {
  const { t, number, quantity } = useMessages();
  return useMemo(
    () => ({
      view: t('bview.view', { name: model?.name ?? '' }),
      keys: t('bview.keys'),
      north: t('bview.north'),
      empty: t('bview.empty'),
      loading: t('bview.loading'),
      noGraphics: t('bview.noGraphics'),
      lost: t('bview.lost'),
      retry: t('bview.retry'),
      describe: (id) => {
        if (!model) return '';
        const name = partName(model, id, t);
        if (look.colourBy === 'kind' || !values) return name;
        const element = model.elements.findIndex((candidate) => candidate.id === id);
        const value = element >= 0 ? values.elements[element] : values.spaces?.[model.spaces.findIndex((space) => space.id === id)];
        return value === undefined || Number.isNaN(value)
          ? `${name} · ${t('bview.legend.noData')}`
          : `${name} · ${quantity(value, values.unit)}`;
      },
      metres: (length) => t('bview.metres', { length: number(length) }),
    }),
    [model, look.colourBy, values, t, number, quantity],
  );
}

export function BuildingStage(props: BuildingStageProps) {
  const { model, loading, look, onLook, selected, onSelect, theme, onBack } = props;
  const { t } = useMessages();
  const [zoom, setZoom] = useState<ZoomRequest | null>(null);
  const zoomTo = useCallback((id: string | null) => setZoom((last) => ({ id, request: (last?.request ?? 0) + 1 })), []);
  const values = useMemo(() => {
    if (!model || look.colourBy === 'kind') return null;
    return look.colourBy === 'uValue' ? uValues(model) : (props.values[look.colourBy] ?? null);
  }, [model, look.colourBy, props.values]);
  const labels = useLabels(model, look, values);
  const legend = useMemo(
    () => (model ? elementColours(model, look.colourBy, values, theme).legend : null),
    [model, look.colourBy, values, theme],
  );
  const available = useMemo(() => {
    const known = new Set<BuildingColourBy>(['kind', 'uValue']);
    for (const quantity of ['heatLoss', 'irradiance', 'temperature'] as const) if (props.values[quantity]) known.add(quantity);
    return known;
  }, [props.values]);
  // On a phone it would hide the building.
  const narrow = useNarrow();
  const shownLegend = legend && <BuildingLegend legend={legend} title={t(`bview.colour.${look.colourBy}`)} showSpaces={look.showSpaces} />;
  return (
    <div className="bview-stage">
      <section className="bview-main" aria-label={t('bview.title')}>
        <BuildingView
          model={model}
          loading={loading}
          look={look}
          values={values}
          selected={selected}
          onSelect={onSelect}
          zoom={zoom}
          sun={props.sun}
          theme={theme}
          labels={labels}
        />
        <div className="bview-over">
          <div className="bview-head">
            <Button className="button bview-back" onPress={onBack}>
              <Icon name="collapseLeft" />
              {t('bview.back')}
            </Button>
            <h2 className="bview-title floating">{model?.name ?? t('bview.title')}</h2>
            <div className="tool-bar">
              <IconButton icon="home" label={t('bview.reset')} onPress={() => zoomTo(null)} isDisabled={!model} />
            </div>
          </div>
          {!narrow && shownLegend}
        </div>
      </section>
      {model && (
        <aside className="bview-side" aria-label={t('bview.about')}>
          {narrow && shownLegend}
          <BuildingToolbar model={model} look={look} onLook={onLook} available={available} />
          <div className="bview-panel">
            <BuildingViewPanel
              model={model}
              selected={selected}
              onSelect={onSelect}
              onZoom={zoomTo}
              firstSurface={props.firstSurface}
              onEnvelope={props.onEnvelope}
              thermalPaths={props.thermalPaths}
            />
          </div>
        </aside>
      )}
    </div>
  );
}
