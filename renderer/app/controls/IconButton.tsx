import { Button, type ButtonProps, ToggleButton, Tooltip, TooltipTrigger } from 'react-aria-components';
import { Icon, type IconName } from './Icon.tsx';

interface IconButtonProps extends Omit<ButtonProps, 'children' | 'className' | 'aria-label'> {
  readonly icon: IconName;
  /** Imperative; read aloud and shown as tooltip. */
  readonly label: string;
  readonly keys?: string | undefined;
  readonly small?: boolean;
}

/** A button that is only an icon: its label is always in the tooltip. */
export function IconButton({ icon, label, keys, small, ...rest }: IconButtonProps) {
  return (
    <TooltipTrigger delay={500}>
      <Button {...rest} aria-label={label} className={small ? 'icon-button icon-button-small' : 'icon-button'}>
        <Icon name={icon} />
      </Button>
      <Tooltip className="tooltip" offset={6}>
        {label}
        {keys ? ` (${keys})` : ''}
      </Tooltip>
    </TooltipTrigger>
  );
}

interface IconToggleProps {
  readonly icon: IconName;
  readonly label: string;
  readonly keys?: string | undefined;
  readonly selected: boolean;
  readonly onChange: (selected: boolean) => void;
}

export function IconToggle({ icon, label, keys, selected, onChange }: IconToggleProps) {
  return (
    <TooltipTrigger delay={500}>
      <ToggleButton aria-label={label} className="icon-button" isSelected={selected} onChange={onChange}>
        <Icon name={icon} />
      </ToggleButton>
      <Tooltip className="tooltip" offset={6}>
        {label}
        {keys ? ` (${keys})` : ''}
      </Tooltip>
    </TooltipTrigger>
  );
}
