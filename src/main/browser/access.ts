// Who may open which screen: a one-time token in a start URL is exchanged for a cookie's value, which opens the socket of
// its screens and of no other. Only hashes are kept, so that a copy of the process's memory map or log opens nothing.
import { createHash, timingSafeEqual } from 'node:crypto';
import { SCREENS, type Screen } from '../../shared/state.ts';

/**
 * What a start URL's cookie opens. The cashier's page links to the manager's, where a manager's PIN is asked for anyway;
 * the customer's opens nothing else.
 */
const OPENS: Record<Screen, readonly Screen[]> = {
  cashier: ['cashier', 'manager'],
  customer: ['customer'],
  manager: ['manager'],
};

const SECRET_BYTES = 32;

export interface Grant {
  /** The cookie's value. */
  secret: string;
  screens: readonly Screen[];
}

export interface Access {
  /** A token for one start URL of `screen`. */
  issue(screen: Screen): string;
  /** The grant for an unused token; undefined for any other. */
  redeem(screen: Screen, token: string): Grant | undefined;
  /** The session that a cookie's value belongs to, if it opens `screen`; a key that tells nothing about the value. */
  sessionKey(screen: Screen, secret: string): string | undefined;
}

const hashOf = (secret: string) => createHash('sha256').update(secret).digest();

export function createAccess(randomBytes: (size: number) => Buffer): Access {
  const tokens: { screen: Screen; hash: Buffer }[] = [];
  const sessions = new Map<string, readonly Screen[]>();
  const newSecret = () => randomBytes(SECRET_BYTES).toString('base64url');

  return {
    issue(screen) {
      const token = newSecret();
      tokens.push({ screen, hash: hashOf(token) });
      return token;
    },
    redeem(screen, token) {
      const hash = hashOf(token);
      const found = tokens.findIndex((issued) => issued.screen === screen && timingSafeEqual(issued.hash, hash));
      if (found === -1) return undefined;
      tokens.splice(found, 1);
      const secret = newSecret();
      const screens = OPENS[screen];
      sessions.set(hashOf(secret).toString('hex'), screens);
      return { secret, screens };
    },
    sessionKey(screen, secret) {
      // Looked up by its hash: nobody can choose a hash, so how long the look-up takes tells nothing about another's.
      const key = hashOf(secret).toString('hex');
      return sessions.get(key)?.includes(screen) ? key : undefined;
    },
  };
}

export type StartUrls = Record<Screen, string>;

/** One start URL for each screen. */
export function startUrls(access: Access, origin: string): StartUrls {
  const url = (screen: Screen) => `${origin}/${screen}/?token=${access.issue(screen)}`;
  return Object.fromEntries(SCREENS.map((screen) => [screen, url(screen)])) as StartUrls;
}
