import type { ReactNode } from 'react';
import { Button, Dialog, DialogTrigger, Heading, Popover, ToggleButton, Tooltip, TooltipTrigger } from 'react-aria-components';
import { ToolIcon, type ToolIconName } from './ToolIcon.tsx';
import './tools.css';

interface ToolToggleProps {
  readonly icon: ToolIconName;
  readonly label: string;
  readonly selected: boolean;
  readonly onChange: (selected: boolean) => void;
}

/** A tool that is on or off. */
export function ToolToggle({ icon, label, selected, onChange }: ToolToggleProps) {
  return (
    <TooltipTrigger delay={500}>
      <ToggleButton aria-label={label} className="icon-button" isSelected={selected} onChange={onChange}>
        <ToolIcon name={icon} />
      </ToggleButton>
      <Tooltip className="tooltip" offset={6}>
        {label}
      </Tooltip>
    </TooltipTrigger>
  );
}

interface ToolPopoverProps {
  readonly icon: ToolIconName;
  readonly label: string;
  /** Shown as on while what it sets is at work. */
  readonly active?: boolean;
  readonly children: ReactNode;
}

/** A tool with settings of its own, in a popover beside its button. */
export function ToolPopover({ icon, label, active = false, children }: ToolPopoverProps) {
  return (
    <DialogTrigger>
      <TooltipTrigger delay={500}>
        <Button aria-label={label} className="icon-button" {...(active ? { 'data-selected': true } : {})}>
          <ToolIcon name={icon} />
        </Button>
        <Tooltip className="tooltip" offset={6}>
          {label}
        </Tooltip>
      </TooltipTrigger>
      <Popover className="popover tool-popover">
        <Dialog className="popover-body tool-body">
          <Heading slot="title" className="popover-title">
            {label}
          </Heading>
          {children}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
