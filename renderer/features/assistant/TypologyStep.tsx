import { useState } from 'react';
import { Button } from 'react-aria-components';
import { Help } from '../../app/controls/Help.tsx';
import { useMessages } from '../../app/useMessages.ts';
import { useActions } from '../../state/useApp.ts';
import type { ProposedType, SharedReason } from '../../workers/engine/importReport.ts';
import { Step } from './Step.tsx';

/** Types listed before the person asks for more. */
const LISTED = 5;
/** The first and the last age class of the typology have an open end. */
const NO_YEAR = 9999;

function trustOf(confidence: number): 'low' | 'medium' | 'high' {
  return confidence < 0.25 ? 'low' : confidence < 0.6 ? 'medium' : 'high';
}

interface TypologyStepProps {
  readonly typology: readonly ProposedType[];
  readonly waiting: boolean;
}

/** Likely types of buildings the file says little about, with reasons; taken one by one or all. */
export function TypologyStep({ typology, waiting }: TypologyStepProps) {
  const { t, label } = useMessages();
  const actions = useActions();
  const [all, setAll] = useState(false);
  const open = typology.reduce((sum, { rows }) => sum + rows.length, 0);
  const shown = all ? typology : typology.slice(0, LISTED);

  function headOf({ use, age }: ProposedType): string {
    const name = label(`use.${use}`);
    if (age.to === NO_YEAR) return t('assistant.typology.headFrom', { use: name, from: age.from });
    if (age.from <= 0) return t('assistant.typology.headTo', { use: name, to: age.to });
    return t('assistant.typology.head', { use: name, from: age.from, to: age.to });
  }
  function reasonText({ code, values, count, same }: SharedReason, of: number): string {
    const text = label(`note.${code}`, code, values);
    if (count < of) return t('assistant.typology.of', { count, all: of, text });
    return same || of === 1 ? text : t('assistant.typology.example', { text });
  }
  function take(types: readonly ProposedType[]): void {
    const count = types.reduce((sum, { rows }) => sum + rows.length, 0);
    const edits = types.flatMap((type) => type.edits);
    actions.editDistrict(edits, 'base', { key: 'edit.assistant.typology', values: { count } });
  }
  function show(rows: Uint32Array): void {
    actions.select([...rows]);
    actions.flyTo([...rows]);
  }
  return (
    <Step title={t('assistant.typology')} digest={t('assistant.typology.count', { count: open })}>
      {typology.length === 0 ? (
        <p className="hint">{t('assistant.typology.none')}</p>
      ) : (
        <div className="assistant-actions">
          <Button className="button button-small" isDisabled={waiting} onPress={() => take(typology)}>
            {t('assistant.typology.all')}
          </Button>
          <Help term={t('assistant.typology')}>{t('assistant.typology.help')}</Help>
        </div>
      )}
      <ul className="assistant-offers">
        {shown.map((type) => {
          const head = `${headOf(type)}, ${label(`typologyForm.${type.form}`)}`;
          return (
            <li key={head} className="assistant-offer">
              <h5>{head}</h5>
              <p className="hint">
                {t('assistant.typology.count', { count: type.rows.length })},{' '}
                <span className={`assistant-trust is-${trustOf(type.confidence)}`}>
                  {t(`assistant.typology.trust.${trustOf(type.confidence)}`)}
                </span>
              </p>
              <ul className="assistant-reasons">
                {type.reasons.map((reason) => (
                  <li key={reason.code}>{reasonText(reason, type.rows.length)}</li>
                ))}
              </ul>
              <div className="assistant-actions">
                <Button className="button button-small" onPress={() => show(type.rows)}>
                  {t('assistant.typology.preview')}
                </Button>
                <Button
                  className="button button-small"
                  isDisabled={waiting}
                  aria-label={`${t('assistant.typology.one')}: ${head}`}
                  onPress={() => take([type])}
                >
                  {t('assistant.typology.one')}
                </Button>
              </div>
            </li>
          );
        })}
      </ul>
      {shown.length < typology.length && (
        <Button className="button button-small" onPress={() => setAll(true)}>
          {t('assistant.typology.more', { count: typology.length - shown.length })}
        </Button>
      )}
    </Step>
  );
}
