import { useState } from 'react';
import { Button, Radio, RadioGroup, Switch } from 'react-aria-components';
import { useMessages } from '../../app/useMessages.ts';
import { ToolPopover } from './ToolButton.tsx';

export interface PictureChoice {
  readonly scale: 1 | 2;
  readonly legend: boolean;
  readonly ink: boolean;
}

interface PictureToolProps {
  /** A picture is being made. */
  readonly busy: boolean;
  readonly onPicture: (choice: PictureChoice) => void;
}

/** The view as a picture. */
export function PictureTool({ busy, onPicture }: PictureToolProps) {
  const { t } = useMessages();
  const [choice, setChoice] = useState<PictureChoice>({ scale: 2, legend: true, ink: true });
  return (
    <ToolPopover icon="picture" label={t('viewTool.picture.title')}>
      <RadioGroup
        className="tool-radios"
        aria-label={t('viewTool.picture.size')}
        value={String(choice.scale)}
        onChange={(next) => setChoice({ ...choice, scale: next === '2' ? 2 : 1 })}
      >
        {(['1', '2'] as const).map((scale) => (
          <Radio key={scale} value={scale} className="tool-radio">
            <span className="tool-radio-mark" />
            {t(`viewTool.picture.size.${scale}`)}
          </Radio>
        ))}
      </RadioGroup>
      {(['legend', 'ink'] as const).map((part) => (
        <Switch key={part} className="switch" isSelected={choice[part]} onChange={(on) => setChoice({ ...choice, [part]: on })}>
          <span className="switch-mark" />
          {t(`viewTool.picture.${part}`)}
        </Switch>
      ))}
      <Button className="button button-primary" isDisabled={busy} onPress={() => onPicture(choice)}>
        {t('viewTool.picture.save')}
      </Button>
    </ToolPopover>
  );
}
