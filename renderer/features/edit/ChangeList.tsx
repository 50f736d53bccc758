import { useMemo } from 'react';
import { Switch } from 'react-aria-components';
import type { DistrictEdit } from '#models/district/edits.ts';
import type { Measure, PlaceMeasure } from '#models/scenario/scenario.ts';
import { IconButton } from '../../app/controls/IconButton.tsx';
import { type Messages, useMessages } from '../../app/useMessages.ts';
import { activeScenario } from '../../state/store.ts';
import { useActions, useApp } from '../../state/useApp.ts';

/** Long lists belong into the scenario's own list. */
const MOST_SHOWN = 60;

function isPlace(measure: Measure): measure is PlaceMeasure {
  return ['edit', 'pv-field', 'envelope', 'site-battery', 'charging'].includes(measure.kind);
}

/** What an edit is about, in few words. */
function subject(edit: DistrictEdit, { t }: Messages, nameOf: (id: string) => string): string {
  if ('ids' in edit) return edit.ids.length === 1 ? nameOf(edit.ids[0] ?? '') : t('draw.change.several', { count: edit.ids.length });
  if (edit.kind === 'add-line') return t(`draw.line.${drawnLine(edit.line.kind)}`);
  if (edit.kind === 'add-point') return edit.point.name ?? '';
  if (edit.kind === 'add-building') return edit.properties.name ?? '';
  return 'id' in edit ? nameOf(edit.id) : '';
}

function drawnLine(kind: string): 'power-line' | 'power-cable' | 'heat-pipe' | 'gas-pipe' {
  return kind === 'power-line' || kind === 'heat-pipe' || kind === 'gas-pipe' ? kind : 'power-cable';
}

function editName(edit: DistrictEdit, messages: Messages, nameOf: (id: string) => string): string {
  const about = subject(edit, messages, nameOf);
  return `${messages.t(`editKind.${edit.kind}`)}${about === '' ? '' : `: ${about}`}`;
}

/** What was changed, to be left out or taken back one by one. */
export function ChangeList() {
  const messages = useMessages();
  const { t } = messages;
  const actions = useActions();
  const base = useApp((state) => state.baseEdits);
  const scenario = useApp((state) => activeScenario(state).scenario);
  const names = useApp((state) => state.district?.buildings);
  const nameOf = useMemo(() => {
    const known = new Map(names?.map(({ id, name }) => [id, name]));
    return (id: string): string => known.get(id) ?? id;
  }, [names]);
  const measures = scenario.measures.filter(isPlace);
  return (
    <section className="section" aria-label={t('draw.changes')}>
      <div className="section-head">
        <h3>{t('draw.changes')}</h3>
      </div>
      {measures.length + base.length === 0 && <p className="hint">{t('draw.changes.none')}</p>}
      {measures.length > 0 && (
        <>
          <p className="field-label">{t('draw.changes.scenario')}</p>
          <ul className="edit-changes">
            {measures.slice(-MOST_SHOWN).map((measure) => {
              const name =
                measure.kind === 'edit'
                  ? editName(measure.edit, messages, nameOf)
                  : `${t(`measure.${measure.kind}`)}: ${nameOf(measure.buildingId)}`;
              return (
                <li key={measure.id} className={measure.enabled ? '' : 'is-off'}>
                  <Switch
                    className="switch"
                    aria-label={t('draw.changes.show', { what: name })}
                    isSelected={measure.enabled}
                    onChange={(enabled) => actions.changeMeasure({ ...measure, enabled })}
                  >
                    <span className="switch-mark" />
                  </Switch>
                  <span className="edit-change-name">{name}</span>
                  <IconButton
                    icon="remove"
                    small
                    label={t('draw.changes.remove', { what: name })}
                    onPress={() => actions.removeMeasure(measure.id)}
                  />
                </li>
              );
            })}
          </ul>
        </>
      )}
      {base.length > 0 && (
        <>
          <p className="field-label">{t('draw.changes.base')}</p>
          <ul className="edit-changes">
            {base.map((edit, index) => {
              const name = editName(edit, messages, nameOf);
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: edits of the base have no id; their place is what they are
                <li key={`${index}:${edit.kind}`}>
                  <span className="edit-change-name">{name}</span>
                  <IconButton
                    icon="remove"
                    small
                    label={t('draw.changes.remove', { what: name })}
                    onPress={() => actions.removeBaseEdit(index)}
                  />
                </li>
              );
            })}
          </ul>
        </>
      )}
    </section>
  );
}
