import type { ReactNode } from 'react';
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';

interface StepProps {
  readonly title: string;
  /** What the step holds, in a word, while it is closed. */
  readonly digest: string;
  readonly expanded?: boolean;
  readonly children: ReactNode;
}

/** One part of the assistant, opened and closed on its own. */
export function Step({ title, digest, expanded = false, children }: StepProps) {
  return (
    <Disclosure className="assistant-step" defaultExpanded={expanded}>
      <Heading level={4} className="assistant-step-heading">
        <Button slot="trigger" className="disclosure-button">
          {title}
          <span className="disclosure-count">{digest}</span>
        </Button>
      </Heading>
      <DisclosurePanel>
        <div className="assistant-step-body">{children}</div>
      </DisclosurePanel>
    </Disclosure>
  );
}
