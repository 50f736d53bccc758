import { useEffect, useRef } from 'react';
import { Button, Dialog, Heading, Popover } from 'react-aria-components';
import { useMessages } from '../../app/useMessages.ts';
import { useActions, useApp } from '../../state/useApp.ts';
import { TOUR_STEPS } from '../../state/viewActions.ts';
import './tour.css';

const STEPS = [
  { id: 'view', target: 'view', placement: 'top' },
  { id: 'scenario', target: 'panel', placement: 'right top' },
  { id: 'results', target: 'panel', placement: 'right top' },
] as const;

/** Three words at the first start: view, scenario, results. */
export function Tour({ root }: { readonly root: HTMLElement }) {
  const { t } = useMessages();
  const index = useApp((state) => state.tourStep ?? 0);
  const actions = useActions();
  const target = useRef<Element | null>(null);
  const step = STEPS[index] ?? STEPS[0];
  target.current = root.querySelector(`[data-tour="${step.target}"]`);

  useEffect(() => {
    if (step.id === 'scenario' || step.id === 'results') actions.openTask(step.id);
  }, [actions, step.id]);

  const last = index + 1 >= TOUR_STEPS;
  return (
    <Popover
      key={step.id}
      className="popover tour"
      triggerRef={target}
      isOpen
      isNonModal
      placement={step.placement}
      offset={10}
      onOpenChange={(open) => {
        if (!open) actions.tourEnd();
      }}
    >
      <Dialog className="popover-body tour-body">
        <p className="hint">{t('tour.step', { step: index + 1, count: TOUR_STEPS })}</p>
        <Heading slot="title" className="popover-title">
          {t(`tour.${step.id}.title`)}
        </Heading>
        <p className="popover-text">{t(`tour.${step.id}.text`)}</p>
        <div className="dialog-actions">
          {!last && (
            <Button className="button" onPress={actions.tourEnd}>
              {t('tour.skip')}
            </Button>
          )}
          <Button className="button button-primary" onPress={actions.tourNext} autoFocus>
            {t(last ? 'tour.done' : 'tour.next')}
          </Button>
        </div>
      </Dialog>
    </Popover>
  );
}
