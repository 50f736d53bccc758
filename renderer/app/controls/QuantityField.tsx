import { Input, Label, NumberField } from 'react-aria-components';
import { formatUnit } from '../formatNumber.ts';

interface QuantityFieldProps {
  readonly label: string;
  readonly unit: string;
  readonly value: number;
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
  /** No groups of digits, for years. */
  readonly ungrouped?: boolean;
  readonly onChange: (value: number) => void;
}

const GROUPED = { maximumFractionDigits: 3 };
const PLAIN = { maximumFractionDigits: 0, useGrouping: false };

/** A number with its unit; an empty field keeps the last value. */
export function QuantityField({ label, unit, value, min, max, step, ungrouped, onChange }: QuantityFieldProps) {
  return (
    <NumberField
      className="number-field"
      value={value}
      {...(min === undefined ? {} : { minValue: min })}
      {...(max === undefined ? {} : { maxValue: max })}
      {...(step === undefined ? {} : { step })}
      formatOptions={ungrouped ? PLAIN : GROUPED}
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
