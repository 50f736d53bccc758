/** Closing the window: a running save ends first, and unsaved work is not lost without a question. */
import type { BrowserWindow, Dialog } from 'electron';

export interface ClosingInputs {
  readonly window: Pick<BrowserWindow, 'on' | 'destroy'>;
  readonly isUnsaved: () => boolean;
  /** Resolves when no save is running. */
  readonly idle: () => Promise<void>;
  /** True where the person gives the unsaved work up. */
  readonly askToDiscard: () => Promise<boolean>;
  /** A clean close leaves nothing to recover. */
  readonly discardRecovery: () => Promise<unknown>;
  readonly onClosed: () => void;
  readonly onKept: () => void;
}

/** The question in the system's own dialog. */
export async function askToDiscard(dialog: Dialog, window: BrowserWindow): Promise<boolean> {
  const answer = await dialog.showMessageBox(window, {
    type: 'warning',
    message: 'This project has changes that are not saved.',
    detail: 'Closing now loses them.',
    buttons: ['Keep open', 'Close without saving'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return answer.response === 1;
}

export function guardClosing(inputs: ClosingInputs): void {
  let isAsking = false;
  async function close(): Promise<void> {
    // Wait first: a save that is under way may be what makes the question needless.
    await inputs.idle();
    if (inputs.isUnsaved() && !(await inputs.askToDiscard())) return inputs.onKept();
    await inputs.idle();
    await inputs.discardRecovery();
    inputs.window.destroy();
    inputs.onClosed();
  }
  inputs.window.on('close', (event) => {
    event.preventDefault();
    if (isAsking) return;
    isAsking = true;
    void close().finally(() => {
      isAsking = false;
    });
  });
}
