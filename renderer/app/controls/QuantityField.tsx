import { Input, Label, NumberField } from 'react-aria-components';
import { formatUnit } from '../formatNumber.ts';

interface QuantityFieldProps {
  readonly label: string;
  readonly unit: string;
  readonly value: number;
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
  readonly onChange: (value: number) => void;
}

/** A number with its unit; an empty field keeps the last value. */
export function QuantityField({ label, unit, value, min, max, step, onChange }: QuantityFieldProps) {
  return (
    <NumberField
      className="number-field"
      value={value}
      {...(min === undefined ? {} : { minValue: min })}
      {...(max === undefined ? {} : { maxValue: max })}
      {...(step === undefined ? {} : { step })}
      formatOptions={{ maximumFractionDigits: 2 }}
      onChange={(next) => {
        if (Number.isFinite(next) && next !== value) onChange(next);
      }}
    >
      <Label className="field-label">{label}</Label>
      <Input className="input" />
      <span className="number-unit">{formatUnit(unit)}</span>
    </NumberField>
  );
}
