import { useMessages } from '../../app/useMessages.ts';
import { useNarrow } from '../../app/useTheme.ts';
import { useApp } from '../../state/useApp.ts';
import { ChangeList } from './ChangeList.tsx';
import { HintLine } from './HintLine.tsx';
import { NumbersForm } from './NumbersForm.tsx';
import { PvForm } from './PvForm.tsx';
import { SelectionForm } from './SelectionForm.tsx';
import { ToolOptions } from './ToolOptions.tsx';
import { ToolPalette } from './ToolPalette.tsx';
import { WhereChoice } from './WhereChoice.tsx';
import './edit.css';

/** Changes of the district: tools that draw, what is selected, and what was changed so far. */
export function EditPanel() {
  const { t } = useMessages();
  const narrow = useNarrow();
  const hasDistrict = useApp((state) => state.district !== null);
  const tool = useApp((state) => state.edit.tool);
  if (!hasDistrict) return <p className="empty-state">{t('district.empty')}</p>;
  return (
    <div className="stack">
      {narrow ? <p className="hint">{t('draw.narrow')}</p> : <ToolPalette />}
      {!narrow && <HintLine />}
      {!narrow && tool === 'pv' && <PvForm />}
      {!narrow && tool && <ToolOptions tool={tool} />}
      {!narrow && tool && <NumbersForm key={tool} tool={tool} />}
      {(narrow || tool === null || tool === 'move' || tool === 'raise') && <SelectionForm />}
      <WhereChoice />
      <ChangeList />
    </div>
  );
}
