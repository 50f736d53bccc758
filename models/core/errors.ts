/** What a user needs to mend bad input. Values are for the message catalogue and for tests. */
export interface ErrorDetail {
  /** Stable, dotted, for the message catalogue: `epw.rows`, `cityjson.truncated`. */
  readonly code: string;
  /** What is wrong, in plain English. */
  readonly message: string;
  /** Where: file, object id, row and column, path in the document. */
  readonly where?: string;
  /** How to mend it. */
  readonly mend?: string;
  readonly values?: Readonly<Record<string, string | number>>;
}

/** The input is at fault; nothing loaded before is affected. The command line exits with 2. */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly detail: ErrorDetail;
  constructor(detail: ErrorDetail) {
    super([detail.message, detail.where && `Where: ${detail.where}.`, detail.mend && `Mend: ${detail.mend}`].filter(Boolean).join(' '));
    this.detail = detail;
  }
}

/** The user or a newer job stopped the work. */
export class CancelledError extends Error {
  override readonly name = 'CancelledError';
  constructor() {
    super('The work was cancelled.');
  }
}

/** The part of AbortSignal that pure code needs. */
export interface CancelSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options?: { readonly once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

export function throwIfAborted(signal: CancelSignal | undefined): void {
  if (signal?.aborted) throw new CancelledError();
}
