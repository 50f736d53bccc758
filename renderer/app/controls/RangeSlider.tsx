import { Label, Slider, SliderFill, SliderOutput, SliderThumb, SliderTrack } from 'react-aria-components';
import { useMessages } from '../useMessages.ts';

interface RangeSliderProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** The value as it is shown and read aloud. */
  readonly format?: Intl.NumberFormatOptions;
  readonly unit?: string;
  readonly onChange: (value: number) => void;
  readonly onEnd?: () => void;
}

/** A slider with its label and its value; changes while it is dragged. */
export function RangeSlider({ label, value, min, max, step, format, unit, onChange, onEnd }: RangeSliderProps) {
  const { quantity, percent } = useMessages();
  const isPercent = format?.style === 'percent';
  return (
    <Slider
      className="slider"
      value={value}
      minValue={min}
      maxValue={max}
      step={step}
      {...(format ? { formatOptions: format } : {})}
      onChange={(next) => onChange(Array.isArray(next) ? (next[0] ?? value) : next)}
      onChangeEnd={() => onEnd?.()}
    >
      <Label>{label}</Label>
      <SliderOutput className="slider-value">{isPercent ? percent(value) : quantity(value, unit ?? '')}</SliderOutput>
      <SliderTrack className="slider-track">
        <div className="slider-line">
          <SliderFill className="slider-fill" />
        </div>
        <SliderThumb className="slider-thumb" />
      </SliderTrack>
    </Slider>
  );
}
