/** Findings of a file, gathered by what is wrong. */
import type { Issue, IssueSeverity } from '#models/core/issue.ts';

export interface IssueGroup {
  readonly key: string;
  readonly code: string;
  readonly severity: IssueSeverity;
  /** The first finding; the others say the same of other objects. */
  readonly first: Issue;
  readonly count: number;
  readonly objectIds: readonly string[];
}

const RANK: Readonly<Record<IssueSeverity, number>> = { error: 0, warning: 1, info: 2 };

/** Errors first, then by how often they occur. */
export function groupIssues(issues: readonly Issue[]): readonly IssueGroup[] {
  const groups = new Map<string, Issue[]>();
  for (const issue of issues) {
    // One code can have several texts; for unknown types each type is a question of its own.
    const key = [issue.severity, issue.code, issue.values?.what ?? '', issue.values?.type ?? ''].join(':');
    const group = groups.get(key);
    if (group) group.push(issue);
    else groups.set(key, [issue]);
  }
  const gathered = [...groups].flatMap(([key, group]): IssueGroup[] => {
    const first = group[0];
    if (!first) return [];
    const objectIds = [...new Set(group.flatMap((issue) => issue.objectId ?? []))];
    const count = group.reduce((sum, issue) => sum + (issue.count ?? 1), 0);
    return [{ key, code: first.code, severity: first.severity, first, count, objectIds }];
  });
  return gathered.sort((a, b) => RANK[a.severity] - RANK[b.severity] || b.count - a.count);
}
