import { expect, it } from 'vitest';
import type { Issue } from '#models/core/issue.ts';
import { groupIssues } from './issueGroups.ts';

const issue = (code: string, severity: Issue['severity'], objectId: string | null, count?: number): Issue => ({
  code,
  severity,
  sourceId: 'file',
  objectId,
  message: `${code} at ${objectId}`,
  action: 'left out',
  ...(count === undefined ? {} : { count }),
});

it('gathers findings by kind, errors first, and counts what each record stands for', () => {
  const groups = groupIssues([
    issue('203', 'warning', 'a', 4),
    issue('104', 'error', 'b'),
    issue('203', 'warning', 'a'),
    issue('203', 'warning', 'c'),
  ]);
  expect(groups.map(({ code, count, objectIds }) => ({ code, count, objectIds }))).toEqual([
    { code: '104', count: 1, objectIds: ['b'] },
    { code: '203', count: 6, objectIds: ['a', 'c'] },
  ]);
});
