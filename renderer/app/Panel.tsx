import { type CSSProperties, type ReactNode, useId } from 'react';
import { IconButton } from './controls/IconButton.tsx';
import { ResizeHandle } from './controls/ResizeHandle.tsx';
import { useMessages } from './useMessages.ts';

interface PanelProps {
  readonly title: string;
  readonly side: 'left' | 'right';
  readonly width: number;
  readonly onWidth: (width: number) => void;
  readonly onClose: () => void;
  /** As tall as its content needs, for short panels. */
  readonly fit?: boolean;
  readonly className?: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A quiet surface that floats over the view: title, content, a movable edge. */
export function Panel({ title, side, width, onWidth, onClose, fit, className, actions, children }: PanelProps) {
  const { t } = useMessages();
  const titleId = useId();
  const style: CSSProperties & Record<'--panel-width', string> = { '--panel-width': `${width}px` };
  const classes = ['panel', fit && 'panel-fit', className].filter(Boolean).join(' ');
  return (
    <section className={classes} style={style} data-tour={side === 'left' ? 'panel' : undefined} aria-labelledby={titleId}>
      <header className="panel-head">
        <h2 className="panel-title" id={titleId}>
          {title}
        </h2>
        {actions}
        <IconButton icon={side === 'left' ? 'collapseLeft' : 'collapseRight'} label={t('panel.hide')} onPress={onClose} />
      </header>
      <div className="panel-body">{children}</div>
      <ResizeHandle
        label={t(side === 'left' ? 'panel.resize' : 'inspector.resize')}
        edge={side === 'left' ? 'right' : 'left'}
        width={width}
        onChange={onWidth}
      />
    </section>
  );
}
