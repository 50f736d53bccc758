/** Solar modules on chosen faces: from what is chosen in the view or the panel to a measure. */
import type { Actions } from '../../state/actions.ts';
import type { EditOptions, PvDraft } from '../../state/editActions.ts';
import { type AppStore, activeScenario, type ShellState } from '../../state/store.ts';
import type { PvPreviewField } from '../../workers/engineApi.ts';

export function pvField({ buildingId, faces }: PvDraft, { coverage, power_kW_m2 }: EditOptions): PvPreviewField {
  return { buildingId, faces, coverage, power_kW_m2 };
}

function placedMeasure(state: ShellState, buildingId: string) {
  const { measures } = activeScenario(state).scenario;
  return measures.findLast((measure) => measure.kind === 'pv-field' && measure.buildingId === buildingId);
}

/** Faces of a building that carry PV in the shown scenario already. */
export function placedPv(state: ShellState, buildingId: string): readonly number[] {
  const measure = placedMeasure(state, buildingId);
  return measure?.kind === 'pv-field' ? measure.faces : [];
}

/** Makes the chosen faces a measure of the shown scenario, or changes the one that is there. */
export function placePvDraft(store: AppStore, actions: Actions): void {
  const state = store.getState();
  const { pv: draft, options } = state.edit;
  if (!draft) return;
  const placed = placedMeasure(state, draft.buildingId);
  const faces = [...draft.faces].sort((a, b) => a - b);
  actions.setPvDraft(null);
  if (faces.length === 0) {
    if (placed) actions.removeMeasure(placed.id);
    return;
  }
  const field = pvField({ ...draft, faces }, options);
  if (placed?.kind === 'pv-field') actions.changeMeasure({ ...placed, ...field });
  else actions.addMeasures([{ kind: 'pv-field', id: actions.newId('measure'), enabled: true, ...field }]);
}
