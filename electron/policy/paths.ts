/** Path confinement: which file under a root a URL path names, if any. */

/**
 * The path below the root, with forward slashes, or null where the URL path is malformed or leads out.
 * Decoded once; what still looks encoded afterwards is part of a name.
 * @param urlPath path of the URL, starting with `/`, without query
 */
export function confinedPath(urlPath: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(urlPath);
  } catch {
    return null;
  }
  // Backslashes, drive letters, alternate streams and NUL mean other things to other systems.
  if (!decoded.startsWith('/') || /[\\:\0]/.test(decoded)) return null;
  const parts = decoded.slice(1).split('/');
  if (parts.at(-1) === '') parts[parts.length - 1] = 'index.html';
  const isPlain = parts.every((part) => part !== '' && part !== '.' && part !== '..' && !part.startsWith('.') && !/[. ]$/.test(part));
  return isPlain ? parts.join('/') : null;
}

/**
 * Whether a file is really below a root, both with links resolved.
 * @param separator of the platform
 */
export function isInside(realRoot: string, realFile: string, separator: string): boolean {
  const root = realRoot.endsWith(separator) ? realRoot : realRoot + separator;
  return realFile.startsWith(root);
}
