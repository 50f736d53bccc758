import { useState } from 'react';
import { Button, Heading, Input, Label, Radio, RadioGroup, Text, TextField } from 'react-aria-components';
import { useMessages } from '../../app/useMessages.ts';
import type { AppState } from '../../state/appState.ts';
import { useActions } from '../../state/useApp.ts';

type Question = NonNullable<AppState['pendingReference']>;

/** Asks for the coordinate system of a file that names none. */
export function ReferenceQuestion({ question }: { readonly question: Question }) {
  const { t, number } = useMessages();
  const actions = useActions();
  const [picked, setPicked] = useState<string | null>(null);
  const [typed, setTyped] = useState('');
  const digits = typed.replace(/\D/g, '');
  const code = digits === '' ? picked : `EPSG:${digits}`;
  const degrees = (value: number): string => `${number(value, { decimals: 3 })}°`;
  return (
    <>
      <Heading slot="title" className="dialog-title">
        {t('dialog.reference')}
      </Heading>
      <p>{t('dialog.reference.text', { file: question.fileName })}</p>
      {question.candidates.length === 0 && <p className="hint">{t('dialog.reference.none')}</p>}
      {question.candidates.length > 0 && (
        <RadioGroup className="reference-list" value={picked} onChange={setPicked} isDisabled={digits !== ''}>
          <Label className="field-label">{t('dialog.reference.candidates')}</Label>
          {question.candidates.map((candidate) => (
            <Radio key={candidate.code} value={candidate.code} className="reference-item">
              <span>
                <span className="project-item-name">{candidate.name}</span>
                <span className="project-item-place">
                  {candidate.code} · {t('dialog.reference.place', { lat: degrees(candidate.lat_deg), lon: degrees(candidate.lon_deg) })}
                </span>
              </span>
            </Radio>
          ))}
        </RadioGroup>
      )}
      <TextField className="field" value={typed} onChange={setTyped} inputMode="numeric">
        <Label className="field-label">{t('dialog.reference.code')}</Label>
        <Input className="input" placeholder="28992" />
        <Text slot="description" className="hint">
          {t('dialog.reference.codeHelp')}
        </Text>
      </TextField>
      <div className="dialog-actions">
        <Button className="button" onPress={() => void actions.chooseReference(null)}>
          {t('dialog.reference.local')}
        </Button>
        <Button className="button button-primary" isDisabled={code === null} onPress={() => void actions.chooseReference(code)}>
          {t('dialog.reference.use')}
        </Button>
      </div>
    </>
  );
}
