/** What was found in a file, for the person at the terminal. */
import type { Issue } from '#models/core/issue.ts';
import type { Output } from './command.ts';

function line({ severity, code, objectId, message, action, count }: Issue): string {
  const repeated = count !== undefined && count > 1 ? ` (${count} times)` : '';
  return `${severity} ${code} ${objectId ?? 'whole file'}: ${message}${repeated} ${action}`;
}

/** Errors and warnings one by one; of mere notes only how many there are per code, unless all are asked for. */
export function noteFindings(issues: readonly Issue[], verbose: boolean, output: Output): void {
  const counts = new Map<string, number>();
  for (const issue of issues) {
    if (verbose || issue.severity !== 'info') output.note(line(issue));
    else counts.set(issue.code, (counts.get(issue.code) ?? 0) + (issue.count ?? 1));
  }
  if (counts.size === 0) return;
  const list = [...counts].map(([code, count]) => `${code} (${count})`).join(', ');
  output.note(`info ${list}; --verbose prints each.`);
}
