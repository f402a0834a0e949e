// Connecting the shop's own node, forgetting it, unlocking its wallet. What was looked at waits in memory for a manager's
// yes; then the till has a macaroon of its own, a test invoice is made and cancelled, and the shop opens again with the node.
import type { ConnectEvent, NodeAccessGiven } from '../../shared/connecting.ts';
import { TillError } from '../../shared/errors.ts';
import { type LightningNode, NodeError } from '../lightning/lightning-node.ts';
import type { NodeIdentity } from '../lightning/lnd/client.ts';
import { bakeReceiving, revoke, unlockWallet, walletStatus } from '../lightning/lnd/credentials.ts';
import type { NodeAccess, NodeAddress } from '../lightning/lnd/dial.ts';
import { asCallError } from '../lightning/node-errors.ts';
import type { Log } from '../log.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { Journal } from '../store/journal.ts';
import type { NodeStore } from '../store/node-store.ts';
import { CONNECTION, type Connection, putConnection, readConnection } from './connection.ts';
import { addressOf, type Look, lookAtNode, type Report, StepFailed, takeStep } from './looking.ts';
import { readOwnerMacaroon } from './owner-macaroon.ts';
import { readAccess } from './read-access.ts';
import { spendingRootKeys } from './spending-credentials.ts';

/** What was looked at may hold the owner's macaroon: it is not kept for longer than a person needs to compare two numbers. */
const ATTEMPT_MS = 10 * 60_000;
/** Nobody is shown it; if it cannot be cancelled it is over by itself. */
const TEST_INVOICE = { amountSat: 1, memo: 'Flash Till: test', expirySeconds: 60 };

export interface ConnectingParts {
  journal: Journal;
  books: NodeStore;
  secrets: Secrets;
  openNode: (access: NodeAccess, expected: NodeIdentity) => LightningNode;
  /** Closes the shop and opens it again. `write` runs after `prepare`, when nothing stands in the way. SALE_HAS_PAYMENT. */
  reopen: (write: () => void, prepare?: () => Promise<void>) => Promise<void>;
  randomBytes: (size: number) => Uint8Array;
  newId: () => string;
  nowMs: () => number;
  log: Log;
}

export interface Connecting {
  /** Tells the steps; at the end of a good look, what was found. */
  look(given: NodeAccessGiven, tell: (event: ConnectEvent) => void): Promise<void>;
  /** NOT_FOUND when the look is not the last one, or too old. */
  connect(attemptId: string, staffId: string, tell: (event: ConnectEvent) => void): Promise<void>;
  /** With the owner's macaroon the node is told to honour the till's no more. NODE_MISSING, OWNER_MACAROON_NEEDED, or the node's refusal. */
  forget(ownerMacaroon: string | null, staffId: string): Promise<void>;
  /** Of the node given, or of the connected one. The password is passed on, and kept nowhere. PASSWORD_WRONG, ALREADY_DONE. */
  unlock(password: string, given: NodeAccessGiven | null, staffId: string): Promise<void>;
  close(): void;
}

export function createConnecting({ journal, books, secrets, openNode, reopen, randomBytes, newId, nowMs, log }: ConnectingParts): Connecting {
  let attempt: { id: string; look: Look; timer: NodeJS.Timeout } | null = null;

  const giveUpAttempt = () => {
    clearTimeout(attempt?.timer);
    attempt = null;
  };
  const connectionNow = (): Connection | null => {
    const known = readConnection(secrets, books);
    return known.state === 'open' ? known.connection : null;
  };
  /** The node is asked to forget a key that nobody uses any more; it is no harm where it does not. */
  const tidyAway = async (owner: NodeAccess, rootKeyId: string) => {
    try {
      await revoke(owner, rootKeyId);
    } catch (cause) {
      log.warn('connecting.not_revoked', { rootKeyId, reason: cause instanceof Error ? cause.message : String(cause) });
    }
  };

  const bakeOwn = (owner: NodeAccess, report: Report) =>
    takeStep('own_macaroon', report, log, async () => {
      try {
        return { status: 'well', word: 'baked', value: await bakeReceiving(owner, randomBytes) };
      } catch (cause) {
        if (!(cause instanceof NodeError)) throw cause;
        return { status: 'failed', word: 'not_baked', detail: { reason: cause.message } };
      }
    });

  const tryInvoice = (connection: Connection, report: Report) =>
    takeStep('invoice', report, log, async () => {
      const node = openNode(connection, connection);
      try {
        const { paymentHash, createdAtMs } = await node.createInvoice(TEST_INVOICE);
        await node.cancelInvoice(paymentHash);
        return { status: 'well', word: 'invoice_made', value: createdAtMs };
      } catch (cause) {
        if (!(cause instanceof NodeError)) throw cause;
        return { status: 'failed', word: 'invoice_refused', detail: { reason: cause.message } };
      } finally {
        await node.close();
      }
    });

  const keep = (connection: Connection, { found }: Look, sinceMs: number, staffId: string, report: Report, onWritten: () => void) =>
    takeStep('keep', report, log, async () => {
      try {
        const write = () => {
          journal.transact((append) => {
            const { nodeId, alias, prefix, address, certificateSha256 } = found;
            append('node_connected', { nodeId, alias, prefix, address, certificateSha256, rootKeyId: connection.rootKeyId, sinceMs }, staffId);
            if (found.instead) for (const name of secrets.names('spending')) secrets.remove(name);
            putConnection(secrets, connection);
          });
          onWritten();
        };
        // What cannot be opened any more is of the connection that this one takes the place of.
        await reopen(write, () => (secrets.trouble === null ? Promise.resolve() : secrets.startOver()));
        return { status: 'well', word: 'kept', value: null };
      } catch (cause) {
        if (!(cause instanceof TillError)) throw cause;
        log.warn('connecting.not_kept', { code: cause.code });
        if (cause.code === 'SALE_HAS_PAYMENT') return { status: 'failed', word: 'sale_open' };
        return cause.code === 'SECRETS_CLOSED' ? { status: 'failed', word: 'secrets_closed' } : { status: 'failed', word: 'not_kept' };
      }
    });

  const connect = async (look: Look, staffId: string, report: Report) => {
    const { access, info, macaroon, found } = look;
    const before = connectionNow();
    const baked = found.bakes ? await bakeOwn(access, report) : null;
    const connection: Connection = {
      ...access,
      nodeId: info.nodeId,
      prefix: info.prefix,
      macaroonHex: baked?.macaroonHex ?? access.macaroonHex,
      rootKeyId: baked?.rootKeyId ?? macaroon.rootKeyId,
      baked: baked !== null,
    };
    let written = false;
    try {
      const sinceMs = await tryInvoice(connection, report);
      await keep(connection, look, sinceMs, staffId, report, () => {
        written = true;
      });
    } catch (cause) {
      // Once it is written the till runs on it, also when the shop did not open again at once.
      if (baked && !written) await tidyAway(access, baked.rootKeyId);
      throw cause;
    }
    if (baked && before?.baked && before.nodeId === connection.nodeId) await tidyAway(access, before.rootKeyId);
  };

  /** Has the node forget the keys of the till and of whoever pays out. Refuses at once what cannot do it. */
  const revocation = (ownerMacaroon: string): (() => Promise<void>) => {
    const connection = connectionNow();
    if (!connection) throw new TillError('SECRETS_CLOSED', { reason: secrets.trouble ?? 'tampered' });
    const owner = { ...connection, macaroonHex: readOwnerMacaroon(ownerMacaroon) };
    return async () => {
      for (const rootKeyId of [...spendingRootKeys(secrets), connection.rootKeyId]) await asked(() => revoke(owner, rootKeyId));
    };
  };

  return {
    async look(given, tell) {
      giveUpAttempt();
      const look = await untilFailed(() => lookAtNode(given, { books, openNode, nowMs, log }, tell));
      if (!look) return;
      const id = newId();
      giveUpAttempt();
      attempt = { id, look, timer: setTimeout(giveUpAttempt, ATTEMPT_MS).unref() };
      tell({ found: { ...look.found, attemptId: id } });
    },
    async connect(attemptId, staffId, tell) {
      if (attempt?.id !== attemptId) throw new TillError('NOT_FOUND');
      const { look } = attempt;
      giveUpAttempt();
      await untilFailed(async () => {
        await connect(look, staffId, tell);
        tell({ connected: true });
      });
    },
    async forget(ownerMacaroon, staffId) {
      const node = books.connected();
      if (!node) throw new TillError('NODE_MISSING');
      const revokeAll = ownerMacaroon === null ? () => Promise.resolve() : revocation(ownerMacaroon);
      const write = () =>
        journal.transact((append) => {
          append('node_forgotten', { nodeId: node.nodeId, revoked: ownerMacaroon !== null }, staffId);
          for (const name of [CONNECTION, ...secrets.names('spending')]) secrets.remove(name);
        });
      // Not before it is sure that no money is asked for: without its macaroon the till would not see it come.
      await reopen(write, revokeAll);
    },
    async unlock(password, given, staffId) {
      const address = given ? addressGiven(given) : connectionNow();
      if (!address) throw new TillError('NODE_MISSING');
      try {
        await unlockWallet(address, password);
      } catch (cause) {
        throw await notUnlocked(cause, address);
      }
      journal.transact((append) => append('wallet_unlocked', { address: addressOf(address) }, staffId));
    },
    close: giveUpAttempt,
  };
}

/** Null when a step failed: it has been told of. */
async function untilFailed<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof StepFailed) return null;
    throw cause;
  }
}

/** It says no to the password, or because there is nothing to unlock. */
async function notUnlocked(cause: unknown, address: NodeAddress): Promise<unknown> {
  if (!(cause instanceof NodeError && cause.kind === 'refused')) return asCallError(cause);
  return new TillError((await asked(() => walletStatus(address))) === 'locked' ? 'PASSWORD_WRONG' : 'ALREADY_DONE', undefined, { cause });
}

async function asked<T>(question: () => Promise<T>): Promise<T> {
  try {
    return await question();
  } catch (cause) {
    throw asCallError(cause);
  }
}

/** Only where the node's certificate was given: a password is not told to whoever shows one. */
function addressGiven(given: NodeAccessGiven): NodeAddress | null {
  const reading = readAccess(given);
  if (!reading.ok || !reading.access.certificate) return null;
  return { ...reading.access.server, certPem: reading.access.certificate.certPem };
}
