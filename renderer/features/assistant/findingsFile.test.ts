import { expect, it } from 'vitest';
import type { Issue } from '#models/core/issue.ts';
import { messagesFor } from '../../app/useMessages.ts';
import { findingsCsv } from './findingsFile.ts';

const ISSUE: Issue = {
  code: 'x.unknown',
  severity: 'warning',
  sourceId: 'file',
  objectId: '=HYPERLINK("http://a.b")',
  message: 'Said, "so"',
  action: 'Left out.',
  count: 3,
};

it('writes findings in the language of the person, and never a formula', () => {
  expect(findingsCsv([ISSUE], messagesFor('de'))).toBe(
    'Schwere,Code,Objekt,Anzahl,Befund,Was getan wurde oder zu tun ist\r\n' +
      'Warnung,x.unknown,"\'=HYPERLINK(""http://a.b"")",3,"Said, ""so""",Left out.\r\n',
  );
});
