/** The one origin of the desktop program, and what may happen to and from it. */
export const APP_SCHEME = 'app';
export const APP_HOST = 'commonwatt';
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;

function parse(url: string): URL | null {
  return URL.canParse(url) ? new URL(url) : null;
}

/** By protocol and host, as `URL.origin` is `null` text for schemes that Node does not know. */
export function isOwnUrl(url: string): boolean {
  const parsed = parse(url);
  return (
    parsed !== null && parsed.protocol === `${APP_SCHEME}:` && parsed.host === APP_HOST && parsed.username === '' && parsed.port === ''
  );
}

/** A page stays what it is: reloading is allowed, leaving is not. */
export function mayNavigate(url: string): boolean {
  return isOwnUrl(url);
}

/** Nothing is asked of the network: a page reaches its own files and what it made itself. */
export function mayRequest(url: string): boolean {
  return isOwnUrl(url) || /^(blob:app:\/\/commonwatt\/|data:|devtools:)/.test(url);
}

/**
 * No page opens a window. A link to a source or an attribution goes to the person's own browser,
 * because the person clicked it; anything but https does nothing.
 */
export function linkForBrowser(url: string): string | null {
  const parsed = parse(url);
  if (parsed === null || parsed.protocol !== 'https:' || parsed.username !== '' || parsed.password !== '') return null;
  return parsed.href;
}

export interface Sender {
  readonly url: string;
  /** False for frames inside a page. */
  readonly isMainFrame: boolean;
}

/** Whether a message came from our page itself. A frame that is gone has no sender. */
export function isTrustedSender(sender: Sender | null): boolean {
  return sender?.isMainFrame === true && isOwnUrl(sender.url);
}
