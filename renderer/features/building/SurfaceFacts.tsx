import { SURFACE_KINDS } from '#models/district/district.ts';
import { useMessages } from '../../app/useMessages.ts';
import { activeScenario } from '../../state/store.ts';
import { useApp } from '../../state/useApp.ts';

/** The surface that was clicked last on the selected building. */
export function SurfaceFacts() {
  const { t, quantity } = useMessages();
  const row = useApp((state) => state.selectedSurface);
  const surfaces = useApp((state) => state.district?.surfaces);
  const irradiation = useApp((state) => activeScenario(state).outcome?.surfaces.irradiation_kWh_m2);
  if (row === null || !surfaces) return null;
  const kind = SURFACE_KINDS[surfaces.kind[row] ?? 0] ?? 'wall';
  const azimuth = surfaces.azimuth_deg[row] ?? Number.NaN;
  const sun = irradiation?.[row] ?? Number.NaN;
  return (
    <section className="surface-facts" aria-label={t('building.surface')}>
      <h3>
        {t('building.surface')}: {t(`surface.${kind}`)}
      </h3>
      <dl className="facts">
        <dt>{t('building.surface.area')}</dt>
        <dd>{quantity(surfaces.area_m2[row] ?? Number.NaN, 'm2')}</dd>
        <dt>{t('building.surface.tilt')}</dt>
        <dd>{quantity(surfaces.tilt_deg[row] ?? Number.NaN, 'deg')}</dd>
        {Number.isFinite(azimuth) && (
          <>
            <dt>{t('building.surface.azimuth')}</dt>
            <dd>{quantity(azimuth, 'deg')}</dd>
          </>
        )}
        {Number.isFinite(sun) && (
          <>
            <dt>{t('building.surface.irradiation')}</dt>
            <dd>{quantity(sun, 'kWh/(m2 a)')}</dd>
          </>
        )}
      </dl>
      {surfaces.kindInferred[row] === 1 && <p className="hint">{t('building.surface.inferred')}</p>}
    </section>
  );
}
