/** JSON.parse with an answer to "where did it stop?". */
import { InputError } from '#models/core/errors.ts';
import type { Json } from './structure.ts';

interface Stop {
  readonly truncated: boolean;
  readonly line: number;
  readonly column: number;
  readonly reason: string;
}

/**
 * Parses a JSON text.
 * @param firstLine number of the text's first line in its file
 * @throws InputError `json.truncated` where the text ends too early, `json.syntax` elsewhere
 */
export function parseJson(text: string, fileName: string, firstLine = 1): Json {
  try {
    return JSON.parse(text);
  } catch (error) {
    const stop = whereItStopped(text, error instanceof Error ? error.message : String(error));
    const where = `${fileName}, line ${stop.line + firstLine - 1}, column ${stop.column}`;
    if (stop.truncated) {
      throw new InputError({
        code: 'json.truncated',
        message: 'The file ends in the middle: it was cut off.',
        where,
        mend: 'Copy or download the file again.',
        values: { file: fileName, line: stop.line + firstLine - 1, column: stop.column },
      });
    }
    throw new InputError({
      code: 'json.syntax',
      message: `The file is not valid JSON (${stop.reason}).`,
      where,
      mend: 'Correct the file at that place, or export it again.',
      values: { file: fileName, line: stop.line + firstLine - 1, column: stop.column },
    });
  }
}

/** From V8's message, which names a position or says that the input ended. */
function whereItStopped(text: string, message: string): Stop {
  const length = text.trimEnd().length;
  const named = /at position (\d+)/.exec(message)?.[1];
  const ended = /end of JSON input/i.test(message);
  const position = named === undefined ? length : Math.min(Number(named), text.length);
  const before = text.slice(0, position);
  const line = before.split('\n').length;
  return {
    truncated: ended || /unterminated/i.test(message) || position >= length,
    line,
    column: position - before.lastIndexOf('\n'),
    reason: message.replace(/ in JSON.*$/s, '').replace(/, .*is not valid JSON$/s, ''),
  };
}
