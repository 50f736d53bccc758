/** One call that crossed a process border: checked, then handed to the host. */
import type { HostFailure } from '../host-api/hostApi.ts';
import type { HostMethod, RemoteHost } from '../host-api/hostMethods.ts';
import { HOST_REQUESTS } from '../host-api/hostSchemas.ts';

export interface HostCall {
  readonly method: HostMethod;
  /** Arguments as they came; anything at all. */
  readonly values: unknown;
}

/** What the method answers, or `request.invalid` with the place of the first fault; never throws. */
export async function answerCall(host: RemoteHost, { method, values }: HostCall): Promise<unknown> {
  const checked = HOST_REQUESTS[method].safeParse(values);
  if (!checked.success) {
    const [issue] = checked.error.issues;
    const message = `Bad request to ${method}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim();
    const failure: HostFailure = { code: 'request.invalid', message };
    return { ok: false, failure };
  }
  const run = host[method] as (...checkedValues: readonly unknown[]) => Promise<unknown>;
  return run(...checked.data);
}
