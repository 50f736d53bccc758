/** Findings of one file; identical findings of one object become one record with a count. */
import type { Issue, IssueSeverity } from '#models/core/issue.ts';

export interface Finding {
  readonly code: string;
  readonly severity: IssueSeverity;
  readonly objectId: string | null;
  readonly message: string;
  readonly action: string;
  readonly values?: Readonly<Record<string, string | number>>;
  readonly lod?: string;
  readonly faceIndex?: number;
}

export class IssueLog {
  readonly #sourceId: string;
  readonly #issues = new Map<string, { issue: Issue; count: number }>();

  constructor(sourceId: string) {
    this.#sourceId = sourceId;
  }

  add(finding: Finding): void {
    const key = `${finding.code}|${finding.objectId ?? ''}|${finding.message}`;
    const known = this.#issues.get(key);
    if (known) known.count++;
    else this.#issues.set(key, { issue: { ...finding, sourceId: this.#sourceId }, count: 1 });
  }

  list(): readonly Issue[] {
    return [...this.#issues.values()].map(({ issue, count }) => (count > 1 ? { ...issue, count } : issue));
  }
}
