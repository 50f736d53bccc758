/** File names that a window suggests, made safe for every platform. */

/** Names that Windows keeps for devices, whatever the extension. */
const DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i;
const LIMIT = 100;

/**
 * A plain file name out of a suggested one: no folders, no control characters, no characters or endings that
 * a file system refuses.
 * @param fallback used where nothing is left
 */
export function safeFileName(suggested: string, fallback: string): string {
  const plain = suggested
    .normalize('NFC')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
    .replace(/[\u0000-\u001f\u007f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const short = Array.from(plain).slice(0, LIMIT).join('');
  const name = short.replace(/^[. ]+|[. ]+$/g, '');
  if (name === '') return fallback;
  return DEVICES.test(name) ? `_${name}` : name;
}

/** The first of `name`, `name 2`, `name 3`, ... that is free. */
export function freeName(name: string, isTaken: (candidate: string) => boolean): string {
  let candidate = name;
  for (let count = 2; isTaken(candidate); count++) candidate = `${name} ${count}`;
  return candidate;
}
