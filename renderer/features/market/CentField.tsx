import { QuantityField } from '../../app/controls/QuantityField.tsx';

interface CentFieldProps {
  readonly label: string;
  /** [EUR/kWh]; shown in cents, which is how bills state it. */
  readonly value: number;
  readonly min?: number;
  readonly onChange: (value_EURPerKWh: number) => void;
}

/** Thousandths of a cent: finer than any tariff, coarse enough to hide what the change of unit leaves behind. */
const PLACES = 1e3;

function rounded(value: number): number {
  return Math.round(value * PLACES) / PLACES;
}

/** A price per kilowatt-hour. */
export function CentField({ label, value, min, onChange }: CentFieldProps) {
  return (
    <QuantityField
      label={label}
      unit="ct/kWh"
      value={rounded(value * 100)}
      {...(min === undefined ? {} : { min })}
      onChange={(cents) => onChange(Number((cents / 100).toFixed(8)))}
    />
  );
}
