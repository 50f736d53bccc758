/** `market verify`: whether a journal of payments is whole, and where its first fault is. */
import { InputError } from '#models/core/errors.ts';
import { type JournalFault, type KeptHead, readJournal } from '#models/market/journal/journal.ts';
import type { Output } from '../command.ts';
import { readBytes } from '../files.ts';

const WHAT: Readonly<Record<JournalFault['what'], string>> = {
  line: 'a payment was changed',
  record: 'the record was changed',
  hash: 'the hash kept with the record was changed',
  order: 'records were moved, put in or taken out',
  truncated: 'the journal ends too early',
  head: 'the journal was rewritten: it ends in another head than the one that was kept',
  form: 'these are no bytes of a journal',
};

/** @throws InputError `journal.fault` where it is not whole; the fault goes to standard output */
export async function verifyJournal(path: string, kept: KeptHead | undefined, output: Output): Promise<void> {
  const read = readJournal(await readBytes(path), kept);
  if ('journal' in read) {
    output.json({ isWhole: true, ...read.journal.head(), comparedWithKeptHead: kept !== undefined });
    return;
  }
  const { fault } = read;
  output.json({ isWhole: false, fault });
  const line = fault.line === null ? '' : `, line ${fault.line}`;
  const slot = fault.slot === null ? '' : ` (slot ${fault.slot})`;
  throw new InputError({
    code: 'journal.fault',
    message: `The journal is not whole: ${WHAT[fault.what]}.`,
    where: `${path}, record ${fault.record}${slot}${line}, counted from 0`,
    mend: 'Take a copy whose head is the one that was kept, and find out who changed this one.',
  });
}
