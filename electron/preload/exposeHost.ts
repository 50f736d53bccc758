/** Gives the page the host contract and nothing else: plain functions, each bound to one channel. */
import type { ContextBridge, IpcRenderer } from 'electron';
import { channelOf, HOST_METHODS, trimArguments } from '../host-api/hostMethods.ts';

/** Name of the contract in the page: `window.commonwatt`. */
const EXPOSED_NAME = 'commonwatt';

export function exposeHost(contextBridge: Pick<ContextBridge, 'exposeInMainWorld'>, ipcRenderer: Pick<IpcRenderer, 'invoke'>): void {
  const methods = HOST_METHODS.map((method) => {
    const call = (...values: readonly unknown[]): Promise<unknown> => ipcRenderer.invoke(channelOf(method), ...trimArguments(values));
    return [method, call] as const;
  });
  contextBridge.exposeInMainWorld(EXPOSED_NAME, Object.fromEntries(methods));
}
