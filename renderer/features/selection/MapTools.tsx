import { useState } from 'react';
import { Toolbar } from 'react-aria-components';
import { useMessages } from '../../app/useMessages.ts';
import type { ViewColours } from '../../app/useViewColours.ts';
import { useLegendLabels } from '../../app/ViewLegend.tsx';
import { canRecordFilm } from '../../district-view/film.ts';
import { CutTool } from '../../district-view/tools/CutTool.tsx';
import { FilmTool } from '../../district-view/tools/FilmTool.tsx';
import { LabelTool, TerrainTool } from '../../district-view/tools/LabelTool.tsx';
import { MeasureTools } from '../../district-view/tools/MeasureTools.tsx';
import { PictureTool } from '../../district-view/tools/PictureTool.tsx';
import { SavedViews } from '../../district-view/tools/SavedViews.tsx';
import { useActions, useApp } from '../../state/useApp.ts';

/** Measuring, cutting, labels, views to come back to, pictures and films of the district view. */
export function MapTools(colours: ViewColours) {
  const { t } = useMessages();
  const actions = useActions();
  const district = useApp((state) => state.district);
  const measuring = useApp((state) => state.measuring);
  const cut = useApp((state) => state.cut);
  const labels = useApp((state) => state.labels);
  const terrain = useApp((state) => state.layers.terrain);
  const views = useApp((state) => state.savedViews);
  const filmProgress = useApp((state) => state.filmProgress);
  const legendLabels = useLegendLabels(colours);
  const [busy, setBusy] = useState(false);
  if (!district) return null;
  const legend = colours.legend && legendLabels ? { legend: colours.legend, labels: legendLabels } : null;

  async function takePicture(scale: 1 | 2, withLegend: boolean, ink: boolean): Promise<void> {
    setBusy(true);
    await actions.exportPicture({ scale, ink, legend: withLegend ? legend : null });
    setBusy(false);
  }
  return (
    <Toolbar className="tool-bar" aria-label={t('view.mapTools')}>
      <MeasureTools kind={measuring} onKind={actions.setMeasuring} />
      <CutTool cut={cut} bounds_m={district.bounds_m} onCut={actions.setCut} />
      <LabelTool kind={labels} onKind={actions.setLabels} />
      {district.terrain && <TerrainTool shown={terrain} onShown={(shown) => actions.setLayer('terrain', shown)} />}
      <SavedViews views={views} onSave={actions.saveCurrentView} onGo={actions.goToView} onRemove={actions.removeView} />
      <PictureTool busy={busy} onPicture={({ scale, legend: withLegend, ink }) => void takePicture(scale, withLegend, ink)} />
      <FilmTool
        supported={canRecordFilm()}
        progress={filmProgress}
        onRecord={({ hours, fps, legend: withLegend }) => void actions.exportFilm({ hours, fps, legend: withLegend ? legend : null })}
        onCancel={actions.cancelFilm}
      />
    </Toolbar>
  );
}
