/** Permissions a page may have. Everything is denied; each allowed line says why. */
const ALLOWED: ReadonlyMap<string, string> = new Map([
  ['clipboard-sanitized-write', 'copying a table or a key figure'],
  ['fullscreen', 'showing the district on a projector'],
]);

export function isPermissionAllowed(permission: string, isOwnPage: boolean): boolean {
  return isOwnPage && ALLOWED.has(permission);
}
