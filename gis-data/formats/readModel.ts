/** Any city or building model to a District: the way in for hosts and workers. */
import { throwIfAborted } from '#models/core/errors.ts';
import { detectFormat } from './detectFormat.ts';
import { IssueLog } from './issueLog.ts';
import {
  assembleContent,
  type InputFile,
  type ReadOptions,
  type ReadResult,
  readDistrictInFull,
  unsupportedFormat,
} from './readDistrict.ts';
import { MODEL_READERS } from './readers.ts';

/**
 * Reads a model of any supported format.
 * @returns the district with an issue for every fault that was met; what is valid is loaded
 * @throws InputError `format.unsupported`, or what the reader of the format says where nothing can be used
 * @throws CancelledError when the signal is aborted
 */
export async function readModel(file: InputFile, options: ReadOptions = {}): Promise<ReadResult> {
  const format = detectFormat(file.name, file.bytes);
  if (format === 'cityjson' || format === 'cityjson-seq') return readDistrictInFull(file, options);
  const load = MODEL_READERS[format];
  if (!load) throw unsupportedFormat(format, file);
  const log = new IssueLog(file.name);
  options.onProgress?.({ done: 0, stage: 'progress.reading' });
  const read = await load();
  const content = await read(file.name, file.bytes, options, log);
  throwIfAborted(options.signal);
  return assembleContent(format, file, content, options, log);
}
