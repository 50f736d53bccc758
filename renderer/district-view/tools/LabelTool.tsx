import { Radio, RadioGroup } from 'react-aria-components';
import { useMessages } from '../../app/useMessages.ts';
import { LABEL_KINDS, type LabelKind } from './labelKinds.ts';
import { ToolPopover, ToolToggle } from './ToolButton.tsx';

interface LabelToolProps {
  readonly kind: LabelKind;
  readonly onKind: (kind: LabelKind) => void;
}

/** What stands on buildings. */
export function LabelTool({ kind, onKind }: LabelToolProps) {
  const { t } = useMessages();
  return (
    <ToolPopover icon="label" label={t('viewTool.labels')} active={kind !== 'off'}>
      <RadioGroup
        className="tool-radios"
        aria-label={t('viewTool.labels')}
        value={kind}
        onChange={(next) => onKind(LABEL_KINDS.find((own) => own === next) ?? 'off')}
      >
        {LABEL_KINDS.map((own) => (
          <Radio key={own} value={own} className="tool-radio">
            <span className="tool-radio-mark" />
            {t(`viewTool.labels.${own}`)}
          </Radio>
        ))}
      </RadioGroup>
    </ToolPopover>
  );
}

interface TerrainToolProps {
  readonly shown: boolean;
  readonly onShown: (shown: boolean) => void;
}

/** For districts that have a terrain. */
export function TerrainTool({ shown, onShown }: TerrainToolProps) {
  const { t } = useMessages();
  return <ToolToggle icon="terrain" label={t('viewTool.terrain')} selected={shown} onChange={onShown} />;
}
