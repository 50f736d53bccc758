import type { HostFailure } from '#electron/host-api/hostApi.ts';
import { notifyError } from './notices.ts';
import type { Context } from './store.ts';

/** Tells the person what the machine could not do; a dialog they closed themselves is no news. */
export function notifyHostFailure(context: Context, failure: HostFailure): void {
  if (failure.code === 'cancelled') return;
  notifyError(context, { code: `host.${failure.code}`, message: failure.message });
}
