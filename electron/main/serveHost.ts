/** The one place that listens to the page: every channel checks who speaks and what is said. */
import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import type { HostFailure } from '../host-api/hostApi.ts';
import { channelOf, HOST_METHODS, type RemoteHost } from '../host-api/hostMethods.ts';
import { isTrustedSender, type Sender } from '../policy/origin.ts';
import { answerCall } from '../services/answerCall.ts';

function senderOf(event: IpcMainInvokeEvent): Sender | null {
  const frame = event.senderFrame;
  return frame === null ? null : { url: frame.url, isMainFrame: frame.parent === null };
}

export function serveHost(ipcMain: Pick<IpcMain, 'handle'>, host: RemoteHost): void {
  for (const method of HOST_METHODS) {
    ipcMain.handle(channelOf(method), (event, ...values: readonly unknown[]) => {
      if (isTrustedSender(senderOf(event))) return answerCall(host, { method, values });
      const failure: HostFailure = { code: 'request.invalid', message: 'The call does not come from the page of this program.' };
      return { ok: false, failure };
    });
  }
}
