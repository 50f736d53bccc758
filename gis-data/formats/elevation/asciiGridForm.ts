/** Whether text begins like an Esri ASCII grid. */
export function isAsciiGrid(head: string): boolean {
  return /^\s*ncols\s+\d+\s+nrows\s+\d+\s/i.test(head.slice(0, 200));
}
