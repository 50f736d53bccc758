import { useState } from 'react';
import { Button, Input, Label, TextField } from 'react-aria-components';
import { IconButton } from '../../app/controls/IconButton.tsx';
import { useMessages } from '../../app/useMessages.ts';
import { ToolPopover } from './ToolButton.tsx';

export interface SavedView {
  readonly id: string;
  readonly name: string;
}

interface SavedViewsProps {
  readonly views: readonly SavedView[];
  readonly onSave: (name: string) => void;
  readonly onGo: (id: string) => void;
  readonly onRemove: (id: string) => void;
}

/** Views to come back to. */
export function SavedViews({ views, onSave, onGo, onRemove }: SavedViewsProps) {
  const { t } = useMessages();
  const [name, setName] = useState('');
  const save = (): void => {
    if (name.trim() === '') return;
    onSave(name.trim());
    setName('');
  };
  return (
    <ToolPopover icon="views" label={t('viewTool.views')}>
      {views.length === 0 && <p className="popover-text">{t('viewTool.views.empty')}</p>}
      <ul className="saved-views">
        {views.map((view) => (
          <li key={view.id}>
            <Button className="link-button" aria-label={t('viewTool.views.go', { name: view.name })} onPress={() => onGo(view.id)}>
              {view.name}
            </Button>
            <IconButton icon="remove" small label={t('viewTool.views.remove', { name: view.name })} onPress={() => onRemove(view.id)} />
          </li>
        ))}
      </ul>
      <form
        className="saved-view-form"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <TextField className="field" value={name} onChange={setName} maxLength={60}>
          <Label className="field-label">{t('viewTool.views.name')}</Label>
          <Input className="input" />
        </TextField>
        <Button type="submit" className="button button-small" isDisabled={name.trim() === ''}>
          {t('viewTool.views.save')}
        </Button>
      </form>
    </ToolPopover>
  );
}
