/** Failures of the machine and of project files, named by the codes of the host contract. */
import type { HostFailure, HostFailureCode, HostResult } from '../host-api/hostApi.ts';

export class HostError extends Error {
  override readonly name = 'HostError';
  readonly code: HostFailureCode;
  constructor(code: HostFailureCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const READ_ONLY = new Set(['EACCES', 'EPERM', 'EROFS']);

/** SQLite's primary result codes that have an answer of their own (sqlite.org/rescode.html). */
const SQLITE_CODES: Readonly<Record<number, HostFailureCode>> = {
  8: 'disk.readOnly',
  11: 'project.damaged',
  13: 'disk.full',
  26: 'project.damaged',
};

function textProperty(error: object, key: string): string {
  const value: unknown = Reflect.get(error, key);
  return typeof value === 'string' ? value : '';
}

/** What happened, from an error of the file system, of SQLite or of our own. */
export function toHostError(error: unknown): HostError {
  if (error instanceof HostError) return error;
  if (!(error instanceof Error)) return new HostError('disk.failed', String(error));
  const code = textProperty(error, 'code');
  if (FULL.has(code)) return new HostError('disk.full', `The disk is full (${code}).`, error);
  if (READ_ONLY.has(code)) return new HostError('disk.readOnly', `The folder or file cannot be written (${code}).`, error);
  if (code === 'ENOENT') return new HostError('project.missing', 'The file is not there any more.', error);
  const sqlite: unknown = Reflect.get(error, 'errcode');
  const known = typeof sqlite === 'number' ? SQLITE_CODES[sqlite & 0xff] : undefined;
  return new HostError(known ?? 'disk.failed', error.message, error);
}

/** Runs a task of the machine and turns every failure into data. */
export async function hostResult<T>(task: () => T | Promise<T>): Promise<HostResult<T>> {
  try {
    return { ok: true, value: await task() };
  } catch (error) {
    const { code, message } = toHostError(error);
    const failure: HostFailure = { code, message };
    return { ok: false, failure };
  }
}
