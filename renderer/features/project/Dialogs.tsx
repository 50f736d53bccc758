import { useState } from 'react';
import { Button, Dialog, Heading, Input, Label, ListBox, ListBoxItem, Modal, ModalOverlay, TextField } from 'react-aria-components';
import type { ProjectRef } from '#electron/host-api/hostApi.ts';
import { useMessages } from '../../app/useMessages.ts';
import type { Dialog as DialogState } from '../../state/store.ts';
import { useActions, useApp } from '../../state/useApp.ts';
import { keysText } from '../commands/keys.ts';
import { useCommandList } from '../commands/useCommands.ts';
import { ReferenceQuestion } from './ReferenceQuestion.tsx';
import './project.css';

function dateText(language: string, iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(date);
}

function OpenProject({ projects }: { readonly projects: readonly ProjectRef[] }) {
  const { t, language } = useMessages();
  const actions = useActions();
  return (
    <>
      <Heading slot="title" className="dialog-title">
        {t('dialog.openProject')}
      </Heading>
      {projects.length === 0 && <p>{t('dialog.openProject.none')}</p>}
      {projects.length > 0 && (
        <ListBox
          className="project-list"
          aria-label={t('dialog.openProject')}
          items={projects}
          onAction={(id) => {
            actions.openDialog(null);
            const project = projects.find((item) => item.id === id);
            if (project) void actions.openListed(project);
          }}
        >
          {(project) => {
            const detail = `${project.place} · ${t('dialog.openProject.modified', { date: dateText(language, project.modified) })}`;
            return (
              <ListBoxItem id={project.id} textValue={`${project.name} ${detail}`} className="project-item">
                <span className="project-item-name">{project.name}</span> <span className="project-item-place">{detail}</span>
              </ListBoxItem>
            );
          }}
        </ListBox>
      )}
      <div className="dialog-actions">
        <Button className="button" slot="close">
          {t('action.cancel')}
        </Button>
        <Button
          className="button"
          onPress={() => {
            actions.openDialog(null);
            void actions.importPicked();
          }}
        >
          {t('dialog.openProject.file')}
        </Button>
      </div>
    </>
  );
}

function SaveAs() {
  const { t } = useMessages();
  const actions = useActions();
  const known = useApp((state) => state.project.name || state.district?.name || '');
  const [name, setName] = useState(known);
  const trimmed = name.trim();
  return (
    <form
      className="dialog-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (trimmed === '') return;
        actions.openDialog(null);
        void actions.saveAs(trimmed);
      }}
    >
      <Heading slot="title" className="dialog-title">
        {t('dialog.saveAs')}
      </Heading>
      <TextField className="field" value={name} onChange={setName} autoFocus>
        <Label className="field-label">{t('dialog.saveAs.name')}</Label>
        <Input className="input" />
      </TextField>
      <div className="dialog-actions">
        <Button className="button" slot="close">
          {t('action.cancel')}
        </Button>
        <Button className="button button-primary" type="submit" isDisabled={trimmed === ''}>
          {t('dialog.saveAs.save')}
        </Button>
      </div>
    </form>
  );
}

function Discard({ then }: { readonly then: () => void }) {
  const { t } = useMessages();
  const actions = useActions();
  return (
    <>
      <Heading slot="title" className="dialog-title">
        {t('dialog.discard')}
      </Heading>
      <p>{t('dialog.discard.text')}</p>
      <div className="dialog-actions">
        <Button className="button" slot="close">
          {t('action.cancel')}
        </Button>
        <Button
          className="button"
          onPress={() => {
            actions.openDialog(null);
            then();
          }}
        >
          {t('dialog.discard.go')}
        </Button>
        <Button
          className="button button-primary"
          onPress={async () => {
            actions.openDialog(null);
            if (await actions.save()) then();
          }}
        >
          {t('dialog.discard.save')}
        </Button>
      </div>
    </>
  );
}

function Recovery({ name, savedAt }: { readonly name: string | null; readonly savedAt: string }) {
  const { t, language } = useMessages();
  const actions = useActions();
  return (
    <>
      <Heading slot="title" className="dialog-title">
        {t('dialog.recovery')}
      </Heading>
      <p>{t('dialog.recovery.text', { name: name ?? t('title.unnamed'), date: dateText(language, savedAt) })}</p>
      <div className="dialog-actions">
        <Button className="button" onPress={() => void actions.discardRecovery()}>
          {t('dialog.recovery.discard')}
        </Button>
        <Button className="button button-primary" onPress={() => void actions.recover()}>
          {t('dialog.recovery.recover')}
        </Button>
      </div>
    </>
  );
}

function Shortcuts() {
  const { t } = useMessages();
  const commands = useCommandList();
  return (
    <>
      <Heading slot="title" className="dialog-title">
        {t('shortcuts.title')}
      </Heading>
      <dl className="shortcut-list">
        {commands()
          .filter((command) => command.keys)
          .map((command) => (
            <div className="shortcut-row" key={command.id}>
              <dt>{command.label}</dt>
              <dd>
                <kbd>{keysText(command.keys ?? '')}</kbd>
              </dd>
            </div>
          ))}
      </dl>
      <div className="dialog-actions">
        <Button className="button" slot="close">
          {t('action.close')}
        </Button>
      </div>
    </>
  );
}

function Content({ dialog }: { readonly dialog: DialogState }) {
  switch (dialog.kind) {
    case 'open-project':
      return <OpenProject projects={dialog.projects} />;
    case 'save-as':
      return <SaveAs />;
    case 'discard':
      return <Discard then={dialog.then} />;
    case 'recovery':
      return <Recovery name={dialog.ref?.name ?? null} savedAt={dialog.savedAt} />;
    case 'shortcuts':
      return <Shortcuts />;
  }
}

/** The one modal: dialogs of the project, or the question where a file belongs. */
export function Dialogs() {
  const dialog = useApp((state) => state.dialog);
  const reference = useApp((state) => state.pendingReference);
  const actions = useActions();
  const open = dialog !== null || reference !== null;

  function change(next: boolean): void {
    if (next) return;
    if (dialog) actions.openDialog(null);
    else void actions.chooseReference(null);
  }
  return (
    <ModalOverlay className="backdrop" isOpen={open} onOpenChange={change} isDismissable={dialog?.kind !== 'recovery'}>
      <Modal className="dialog-box">
        <Dialog className="dialog-body">
          {dialog ? <Content dialog={dialog} /> : reference ? <ReferenceQuestion question={reference} /> : null}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
