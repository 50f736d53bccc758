import { Label, Radio, RadioGroup } from 'react-aria-components';

export interface Option<T extends string> {
  readonly id: T;
  readonly label: string;
  readonly help?: string;
}

/** One of a few, each with a line that explains it. */
export function Options<T extends string>(props: {
  readonly label: string;
  readonly value: T;
  readonly options: readonly Option<T>[];
  readonly onChange: (value: T) => void;
}) {
  const { label, value, options, onChange } = props;
  return (
    <RadioGroup className="join-options" value={value} onChange={(id) => onChange(id as T)}>
      <Label className="field-label">{label}</Label>
      <div className="join-option-row">
        {options.map((option) => (
          <Radio key={option.id} value={option.id} className="join-option">
            <span className="join-option-mark" />
            <span>
              <span className="join-option-name">{option.label}</span>
              {option.help && <span className="hint join-option-help">{option.help}</span>}
            </span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
