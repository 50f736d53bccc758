import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { AssumptionGroup, PropertySources } from '#models/district/assumptions.ts';
import type { Building } from '#models/district/district.ts';
import { QuantityField } from '../../app/controls/QuantityField.tsx';
import { useMessages } from '../../app/useMessages.ts';
import { useActions, useApp } from '../../state/useApp.ts';
import { Step } from './Step.tsx';

/** A usual storey, to begin with [m]. */
const FIRST_HEIGHT_m = 6;

/** Lets the person say the height of buildings of which nothing says it. */
function HeightByHand({ rows, buildings }: { readonly rows: Uint32Array; readonly buildings: readonly Building[] }) {
  const { t } = useMessages();
  const actions = useActions();
  const [height_m, setHeight] = useState(FIRST_HEIGHT_m);
  const ids = [...rows].flatMap((row) => buildings[row]?.id ?? []);
  const set = (): void =>
    actions.editDistrict([{ kind: 'repair', repair: 'fill-height', ids, height_m }], 'base', {
      key: 'edit.assistant.height',
      values: { count: ids.length },
    });
  return (
    <div className="assistant-height">
      <QuantityField label={t('assistant.height')} unit="m" value={height_m} min={2} max={500} step={0.1} onChange={setHeight} />
      <Button className="button button-small" onPress={set}>
        {t('assistant.height.set', { count: ids.length })}
      </Button>
    </div>
  );
}

interface MissingStepProps {
  readonly sources: readonly PropertySources[];
  readonly buildings: readonly Building[];
}

/** Per property, where the values come from; each group can be selected, each property colours the map. */
export function MissingStep({ sources, buildings }: MissingStepProps) {
  const { t, label, number, percent } = useMessages();
  const actions = useActions();
  const colourBy = useApp((state) => state.colourBy);

  function ruleText({ rule, provenance, note, value }: AssumptionGroup): string {
    if (rule === 'stated') {
      const source = label(`assumption.stated.${provenance}`);
      return provenance === 'user' || note === '' ? source : `${source} ${t('assumption.attribute', { note })}`;
    }
    if (rule === 'other') return note === '' ? t('assumption.other') : note;
    const shown = typeof value === 'string' ? label(`heatSource.${value}`, value) : String(value ?? '');
    return t(`assumption.${rule}`, { value: shown });
  }

  const all = sources.flatMap(({ groups }) => groups);
  const total = all.reduce((sum, { rows }) => sum + rows.length, 0);
  const stated = all.filter(({ rule }) => rule === 'stated' || rule === 'shape').reduce((sum, { rows }) => sum + rows.length, 0);
  return (
    <Step
      title={t('assistant.missing')}
      digest={total > 0 ? t('assistant.missing.digest', { share: percent(stated / total, { significant: 2 }) }) : ''}
    >
      <p className="hint">{t('assistant.missing.help')}</p>
      {sources.map(({ property, groups }) => {
        const coloured = colourBy.kind === 'property' && colourBy.property === `sourceOf.${property}`;
        return (
          <div key={property} className="assistant-property">
            <div className="section-head">
              <h5>{t(`property.${property}`)}</h5>
              <Button
                className="button button-small"
                aria-label={t('assistant.missing.colour', { property: t(`property.${property}`) })}
                aria-pressed={coloured}
                onPress={() => actions.colourBy({ kind: 'property', property: `sourceOf.${property}` })}
              >
                {t('assistant.missing.colourShort')}
              </Button>
            </div>
            <ul className="assistant-list">
              {groups.map((group) => {
                const rule = ruleText(group);
                const count = group.rows.length;
                return (
                  <li key={`${group.provenance} ${group.rule} ${group.note}`}>
                    <Button
                      className="link-button"
                      aria-label={t('assistant.missing.select', { count, rule })}
                      onPress={() => actions.select([...group.rows])}
                    >
                      {number(count, { significant: 9 })}
                    </Button>
                    <span>{rule}</span>
                    {group.rule === 'oneStorey' && <HeightByHand rows={group.rows} buildings={buildings} />}
                  </li>
                );
              })}
            </ul>
          </div>
        );
      })}
    </Step>
  );
}
