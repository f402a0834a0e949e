// The cashier passwords of card terminals, sealed: who has one, and stands in the shop's network, can give money back at the terminal.
import { TillError } from '../../shared/errors.ts';
import type { Log } from '../log.ts';
import type { Secrets } from '../secrets/secrets.ts';

export interface TerminalPasswords {
  /** Null where none was set: what terminals leave the factory with. */
  of(deviceId: string): string | null;
  /** Six digits. SECRETS_CLOSED. */
  set(deviceId: string, password: string): void;
}

export function createTerminalPasswords(secrets: Pick<Secrets, 'read' | 'put'>, log: Log): TerminalPasswords {
  return {
    of(deviceId) {
      try {
        return secrets.read(`terminal.${deviceId}`)?.toString('utf8') ?? null;
      } catch (cause) {
        if (!(cause instanceof TillError)) throw cause;
        // The terminal is opened all the same, and refuses what it will not do without its password.
        log.warn('terminal_password.closed', { code: cause.code });
        return null;
      }
    },
    set: (deviceId, password) => secrets.put(`terminal.${deviceId}`, Buffer.from(password, 'utf8')),
  };
}
