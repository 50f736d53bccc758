import { Button, Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components';
import { useMessages } from '../useMessages.ts';
import { Icon } from './Icon.tsx';

/** Explains a term of the field in a popover beside it. */
export function Help({ term, children }: { readonly term: string; readonly children: string }) {
  const { t } = useMessages();
  return (
    <DialogTrigger>
      <Button className="icon-button help-button" aria-label={t('action.help', { term })}>
        <Icon name="help" />
      </Button>
      <Popover className="popover">
        <Dialog className="popover-body">
          <Heading slot="title" className="popover-title">
            {term}
          </Heading>
          <p className="popover-text">{children}</p>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
