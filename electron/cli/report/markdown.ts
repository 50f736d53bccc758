/** Tables for the documents that commands write. */

/** Three significant figures, thin spaces between groups of thousands. */
export function threeFigures(value: number): string {
  if (!Number.isFinite(value)) return '-';
  if (value === 0) return '0';
  if (Math.abs(value) < 1e-3) return value.toExponential(1);
  const rounded = Number(value.toPrecision(3));
  const [whole, part] = String(rounded).split('.');
  const grouped = (whole ?? '').replace(/\B(?=(\d{3})+(?!\d))/g, '\u2009');
  return part === undefined ? grouped : `${grouped}.${part}`;
}

export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}
