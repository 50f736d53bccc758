import type { RoofForm } from '#models/district/edits.ts';
import { ROOF_FORMS } from '#models/district/edits.ts';
import { Choice } from '../../app/controls/Choice.tsx';
import { QuantityField } from '../../app/controls/QuantityField.tsx';
import { useMessages } from '../../app/useMessages.ts';

export interface RoofValues {
  readonly eaves_m: number;
  /** Null where it stays as the file has it. */
  readonly roof: RoofForm | null;
  readonly pitch_deg: number;
  readonly ridge_deg: number | null;
}

interface RoofFieldsProps<T extends RoofValues> {
  readonly values: T;
  readonly onChange: (values: Partial<Pick<T, keyof RoofValues>>) => void;
  /** Whether "as in the file" is offered. */
  readonly fromFile?: boolean;
}

/** Height and roof form. */
export function RoofFields<T extends RoofValues>({ values, onChange, fromFile = false }: RoofFieldsProps<T>) {
  const { t } = useMessages();
  const { eaves_m, roof, pitch_deg, ridge_deg } = values;
  const change = (part: Partial<RoofValues>): void => onChange(part as Partial<Pick<T, keyof RoofValues>>);
  const forms: readonly (RoofForm | 'asFile')[] = fromFile ? ['asFile', ...ROOF_FORMS] : ROOF_FORMS;
  const hasRidge = roof === 'gable' || roof === 'shed';
  return (
    <>
      <QuantityField label={t('draw.eaves')} unit="m" value={eaves_m} min={0.5} max={300} onChange={(next) => change({ eaves_m: next })} />
      <Choice
        label={t('draw.roof')}
        value={roof ?? 'asFile'}
        items={forms.map((id) => ({ id, label: t(`draw.roof.${id}`) }))}
        onChange={(next) => change({ roof: next === 'asFile' ? null : next })}
      />
      {roof !== null && roof !== 'flat' && (
        <QuantityField
          label={t('draw.pitch')}
          unit="deg"
          value={pitch_deg}
          min={1}
          max={85}
          onChange={(next) => change({ pitch_deg: next })}
        />
      )}
      {hasRidge && (
        <Choice
          label={t('draw.ridge')}
          value={ridge_deg === null ? 'long' : 'set'}
          items={(['long', 'set'] as const).map((id) => ({ id, label: t(`draw.ridge.${id}`) }))}
          onChange={(next) => change({ ridge_deg: next === 'long' ? null : 0 })}
        />
      )}
      {hasRidge && ridge_deg !== null && (
        <QuantityField
          label={t('draw.ridgeDirection')}
          unit="deg"
          value={ridge_deg}
          min={0}
          max={359}
          onChange={(next) => change({ ridge_deg: next })}
        />
      )}
    </>
  );
}
