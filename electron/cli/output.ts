/** JSON as the command line prints and writes it. */

/** Typed arrays as plain ones, and null where there is no number. */
function plain(_key: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) return null;
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return Array.from(value as Uint8Array);
  return value;
}

export function toJson(value: unknown): string {
  return `${JSON.stringify(value, plain, 2)}\n`;
}
