import { useMemo } from 'react';
import { Button, Checkbox } from 'react-aria-components';
import type { Building } from '#models/district/district.ts';
import { SURFACE_KINDS } from '#models/district/district.ts';
import { type Messages, useMessages } from '../../app/useMessages.ts';
import { activeScenario } from '../../state/store.ts';
import { useAnswer } from '../../state/useAnswer.ts';
import { useActions, useApp, useAppStore } from '../../state/useApp.ts';
import type { LoadedDistrict } from '../../workers/engineApi.ts';
import { placedPv, placePvDraft, pvField } from './pvDraft.ts';

const WALL = SURFACE_KINDS.indexOf('wall');
const ROOF = SURFACE_KINDS.indexOf('roof');
const COMPASS = ['N', 'NE', 'E', 'SE', 'S', 'SW', 'W', 'NW'] as const;
/** Smaller faces carry no module [m2]. */
const LEAST_FACE_m2 = 1;

interface Face {
  readonly face: number;
  readonly name: string;
}

function facesOf({ surfaces }: LoadedDistrict, { firstSurface, surfaceCount }: Building, { t, quantity }: Messages): Face[] {
  const faces: Face[] = [];
  for (let face = 0; face < surfaceCount; face++) {
    const row = firstSurface + face;
    const free = surfaces.area_m2[row]! - surfaces.sharedArea_m2[row]!;
    if ((surfaces.kind[row] !== WALL && surfaces.kind[row] !== ROOF) || free < LEAST_FACE_m2) continue;
    const kind = t(surfaces.kind[row] === ROOF ? 'draw.pv.roof' : 'draw.pv.wall');
    const azimuth = surfaces.azimuth_deg[row]!;
    const area = quantity(free, 'm2');
    const compass = t(`draw.compass.${COMPASS[Math.round(azimuth / 45) % 8] ?? 'N'}`);
    const tilt = `${Math.round(surfaces.tilt_deg[row]!)}°`;
    faces.push({
      face,
      name: Number.isNaN(azimuth) ? t('draw.pv.flat', { kind, area }) : t('draw.pv.face', { kind, compass, area, tilt }),
    });
  }
  return faces;
}

/** Faces of the selected building to choose from, and what modules on them would yield. */
export function PvForm() {
  const messages = useMessages();
  const { t, quantity } = messages;
  const store = useAppStore();
  const actions = useActions();
  const district = useApp((state) => state.district);
  const selection = useApp((state) => state.selection);
  const draft = useApp((state) => state.edit.pv);
  const options = useApp((state) => state.edit.options);
  const scenario = useApp((state) => activeScenario(state).scenario);
  const row = draft ? (district?.buildings.findIndex(({ id }) => id === draft.buildingId) ?? -1) : (selection[0] ?? -1);
  const building = district?.buildings[row];
  const faces = useMemo(() => (district && building ? facesOf(district, building, messages) : []), [district, building, messages]);
  const hasFaces = draft !== null && draft.faces.length > 0;
  const question = useMemo(
    () => (draft && draft.faces.length > 0 ? () => actions.pvPreview(scenario, pvField(draft, options)) : null),
    [actions, scenario, draft, options],
  );
  const { value, error } = useAnswer(draft?.buildingId ?? '', question);
  if (!building) return <p className="hint">{t('draw.needsSelection')}</p>;
  const placed = placedPv(store.getState(), building.id);
  const chosen = draft?.faces ?? placed;
  const area = value?.faces.reduce((sum, face) => sum + face.area_m2, 0) ?? 0;
  return (
    <section className="section" aria-label={t('draw.pv.faces', { name: building.name ?? building.id })}>
      <p className="field-label">{t('draw.pv.faces', { name: building.name ?? building.id })}</p>
      {faces.length === 0 && <p className="hint">{t('draw.pv.none')}</p>}
      <div className="edit-faces">
        {faces.map(({ face, name }) => (
          <Checkbox
            key={face}
            className="check"
            isSelected={chosen.includes(face)}
            onChange={(on) =>
              actions.setPvDraft({ buildingId: building.id, faces: on ? [...chosen, face] : chosen.filter((own) => own !== face) })
            }
          >
            <span className="check-mark" />
            {name}
          </Checkbox>
        ))}
      </div>
      {hasFaces && value && (
        <dl className="facts" aria-live="polite">
          <dt>{t('draw.pv.area')}</dt>
          <dd>{quantity(area, 'm2')}</dd>
          <dt>{t('draw.pv.power')}</dt>
          <dd>{quantity(value.rated_kW, 'kWp')}</dd>
          <dt>{t('draw.pv.yield')}</dt>
          <dd>{quantity(value.yield_kWh, 'kWh/a')}</dd>
          <dt>{t('draw.pv.specific')}</dt>
          <dd>{quantity(value.specificYield_kWh_kW, 'kWh/kWp')}</dd>
        </dl>
      )}
      {hasFaces && error && <p className="edit-fault">{t('draw.pv.failed')}</p>}
      {draft && (
        <div className="field-row">
          <Button className="button button-primary" onPress={() => placePvDraft(store, actions)}>
            {t(draft.faces.length === 0 ? 'draw.pv.takeAway' : placed.length > 0 ? 'draw.pv.change' : 'draw.pv.place')}
          </Button>
          <Button className="button" onPress={() => actions.setPvDraft(null)}>
            {t('draw.pv.clear')}
          </Button>
        </div>
      )}
    </section>
  );
}
