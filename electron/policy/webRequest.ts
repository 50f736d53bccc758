/** Which requests the web host answers: its own page's, nobody else's. */
export interface RequestFacts {
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly fetchSite: string | undefined;
  readonly token: string | undefined;
}

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * The names under which the server may be asked. Any other Host header is a rebound DNS name of a foreign page.
 * @param address the address it listens on
 */
export function allowedHosts(address: string, port: number): readonly string[] {
  const plain = address.includes(':') && !address.startsWith('[') ? `[${address}]` : address;
  return [...new Set([...LOOPBACK, plain])].map((name) => `${name}:${port}`);
}

export function isHostAllowed(host: string | undefined, allowed: readonly string[]): boolean {
  return host !== undefined && allowed.includes(host.toLowerCase());
}

/** Why a call is refused, or null where it may pass. */
export function refusalOf(facts: RequestFacts, allowed: readonly string[], isToken: (token: string) => boolean): string | null {
  if (!isHostAllowed(facts.host, allowed)) return 'The Host header is not an address of this server.';
  if (facts.origin !== undefined && facts.origin !== `http://${facts.host}`) return 'The call comes from another site.';
  if (facts.fetchSite !== undefined && facts.fetchSite !== 'same-origin') return 'The call comes from another site.';
  if (facts.token === undefined || !isToken(facts.token)) return 'The call lacks the token of this page; reload the page.';
  return null;
}
