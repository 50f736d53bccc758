import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useMessages } from '../../app/useMessages.ts';
import { useActions, useApp } from '../../state/useApp.ts';
import { JoinDialog } from './JoinDialog.tsx';
import { MergeDialog } from './MergeDialog.tsx';

const encoder = new TextEncoder();

/** What waits for a person's word: a table to join, a second source to merge. */
export function PendingDialogs() {
  const actions = useActions();
  const table = useApp((state) => state.pendingTable);
  const second = useApp((state) => state.pendingSecond);
  const save = (name: string, text: string): void => void actions.exportBytes(name, 'text/csv', encoder.encode(text));
  if (table) {
    return (
      <JoinDialog
        name={table.name}
        rowCount={table.rowCount}
        firstRows={table.firstRows}
        issues={table.issues}
        proposal={table.proposal}
        attributes={table.attributes}
        onCheck={async (options) => {
          const answer = await actions.checkJoin(options);
          return answer.ok ? answer.value.report : null;
        }}
        onApply={(options) => void actions.applyJoin(options)}
        onSaveReport={save}
        onClose={actions.dropTable}
      />
    );
  }
  if (!second) return null;
  if (!second.merging) return <SecondQuestion />;
  return (
    <MergeDialog
      first={second.first}
      second={second.second}
      onCheck={async (options) => {
        const answer = await actions.checkMerge(options);
        return answer.ok ? answer.value : null;
      }}
      onApply={(options) => void actions.applyMerge(options)}
      onSaveReport={save}
      onClose={actions.dropSecond}
    />
  );
}

/** Merge, replace, or leave: asked where a second file is about the same place. */
function SecondQuestion() {
  const { t } = useMessages();
  const actions = useActions();
  const second = useApp((state) => state.pendingSecond);
  if (!second) return null;
  return (
    <ModalOverlay className="backdrop" isOpen onOpenChange={(open) => !open && actions.dropSecond()}>
      <Modal className="dialog-box">
        <Dialog className="dialog-body">
          <Heading slot="title" className="dialog-title">
            {t('second.title')}
          </Heading>
          <p>{t('second.text', { first: second.first, second: second.second, count: second.buildings })}</p>
          <div className="dialog-actions">
            <Button className="button" onPress={actions.dropSecond}>
              {t('second.leave')}
            </Button>
            <Button className="button" onPress={() => void actions.replaceBySecond()}>
              {t('second.replace')}
            </Button>
            <Button className="button button-primary" autoFocus onPress={actions.startMerge}>
              {t('second.merge')}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
