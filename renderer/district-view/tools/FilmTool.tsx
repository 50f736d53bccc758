import { useState } from 'react';
import { Button, Label, ProgressBar, Switch } from 'react-aria-components';
import { QuantityField } from '../../app/controls/QuantityField.tsx';
import { useMessages } from '../../app/useMessages.ts';
import { ToolPopover } from './ToolButton.tsx';

/** A film from the hour that is shown. */
export interface FilmChoice {
  readonly hours: number;
  /** Hours per second: one picture each. */
  readonly fps: number;
  readonly legend: boolean;
}

interface FilmToolProps {
  /** Whether this browser can record: ask `canRecordFilm`. */
  readonly supported: boolean;
  /** Share that is recorded, 0..1; null while nothing is recorded. */
  readonly progress: number | null;
  readonly onRecord: (choice: FilmChoice) => void;
  readonly onCancel: () => void;
}

/** Some hours as a film. */
export function FilmTool({ supported, progress, onRecord, onCancel }: FilmToolProps) {
  const { t, number, percent } = useMessages();
  const [choice, setChoice] = useState<FilmChoice>({ hours: 24, fps: 4, legend: true });
  if (!supported) {
    return (
      <ToolPopover icon="film" label={t('viewTool.film.title')}>
        <p className="popover-text">{t('viewTool.film.unsupported')}</p>
      </ToolPopover>
    );
  }
  return (
    <ToolPopover icon="film" label={t('viewTool.film.title')} active={progress !== null}>
      {progress === null ? (
        <>
          <QuantityField
            label={t('viewTool.film.hours')}
            unit="h"
            value={choice.hours}
            min={2}
            max={744}
            step={1}
            onChange={(hours) => setChoice({ ...choice, hours: Math.round(hours) })}
          />
          <QuantityField
            label={t('viewTool.film.fps')}
            unit=""
            value={choice.fps}
            min={1}
            max={30}
            step={1}
            onChange={(fps) => setChoice({ ...choice, fps: Math.round(fps) })}
          />
          <Switch className="switch" isSelected={choice.legend} onChange={(legend) => setChoice({ ...choice, legend })}>
            <span className="switch-mark" />
            {t('viewTool.film.legend')}
          </Switch>
          <p className="popover-text">{t('viewTool.film.length', { seconds: number(choice.hours / choice.fps) })}</p>
          <Button className="button button-primary" onPress={() => onRecord(choice)}>
            {t('viewTool.film.record')}
          </Button>
        </>
      ) : (
        <>
          <ProgressBar className="film-progress" value={progress * 100}>
            <Label>{t('viewTool.film.progress')}</Label>
            <span>{percent(progress)}</span>
            <progress className="film-bar" value={progress} aria-hidden="true" />
          </ProgressBar>
          <Button className="button" onPress={onCancel}>
            {t('viewTool.film.cancel')}
          </Button>
        </>
      )}
    </ToolPopover>
  );
}
