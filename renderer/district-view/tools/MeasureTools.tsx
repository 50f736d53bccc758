import { Button } from 'react-aria-components';
import { useMessages } from '../../app/useMessages.ts';
import { distance_m, type Measured, type MeasureKind } from '../measure.ts';
import { ToolToggle } from './ToolButton.tsx';

const KINDS: readonly MeasureKind[] = ['distance', 'area', 'height'];

interface MeasureToolsProps {
  readonly kind: MeasureKind | null;
  /** Null ends measuring. */
  readonly onKind: (kind: MeasureKind | null) => void;
}

/** The three ways to measure, for a toolbar. */
export function MeasureTools({ kind, onKind }: MeasureToolsProps) {
  const { t } = useMessages();
  return KINDS.map((own) => (
    <ToolToggle
      key={own}
      icon={own}
      label={t(`viewTool.measure.${own}`)}
      selected={kind === own}
      onChange={(on) => onKind(on ? own : null)}
    />
  ));
}

interface MeasureReadoutProps {
  readonly kind: MeasureKind;
  readonly measured: Measured | null;
  readonly onEnd: () => void;
}

/** What was measured, and how to go on; floats over the view. */
export function MeasureReadout({ kind, measured, onEnd }: MeasureReadoutProps) {
  const { t, quantity } = useMessages();
  const rows: (readonly [string, string])[] = [];
  const [first, last] = [measured?.points_m[0], measured?.points_m.at(-1)];
  if (measured && first && last && measured.points_m.length > 1) {
    if (kind === 'height') {
      rows.push([t('viewTool.measure.rise'), quantity(measured.rise_m, 'm')]);
      rows.push([t('viewTool.measure.span'), quantity(distance_m(first, last), 'm')]);
    } else if (kind === 'area') {
      rows.push([t('viewTool.measure.areaValue'), quantity(measured.area_m2, 'm2')]);
      rows.push([t('viewTool.measure.around'), quantity(measured.length_m, 'm')]);
    } else rows.push([t('viewTool.measure.length'), quantity(measured.length_m, 'm')]);
  }
  return (
    <section className="floating measure-readout" aria-label={t(`viewTool.measure.${kind}`)}>
      <dl className="measure-values" aria-live="polite">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="measure-hint">{t('viewTool.measure.hint')}</p>
      <Button className="button button-small" onPress={onEnd}>
        {t('viewTool.measure.end')}
      </Button>
    </section>
  );
}
