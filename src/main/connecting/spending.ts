// What pays out: one macaroon a manager, baked by the node for that person, sealed under the shop's key and, inside of that,
// under their PIN. A disk without the shop's key opens neither layer; with it only the PIN is left to guess, which is short: its owner
// revokes by the root key's id.
import { TillError } from '../../shared/errors.ts';
import { NodeError, type Spending, type SpendingNode } from '../lightning/lightning-node.ts';
import { askWho, bakeSpending, revoke } from '../lightning/lnd/credentials.ts';
import type { NodeAccess } from '../lightning/lnd/dial.ts';
import { asCallError } from '../lightning/node-errors.ts';
import type { Log } from '../log.ts';
import { SealBroken } from '../secrets/sealing.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { sealWithWords, unsealWithWords } from '../secrets/stretching.ts';
import type { Journal } from '../store/journal.ts';
import type { Connection } from './connection.ts';
import { readOwnerMacaroon } from './owner-macaroon.ts';
import { type Credential, credentialName, putCredential, readCredential } from './spending-credentials.ts';

export interface NodeSpendingParts {
  connection: Connection;
  secrets: Secrets;
  journal: Journal;
  checkPin: (staffId: string, pin: string) => Promise<void>;
  openSpendingNode: (access: NodeAccess) => SpendingNode;
  randomBytes: (size: number) => Uint8Array;
  log: Log;
}

export interface NodeSpending extends Spending {
  /** Bakes this person's macaroon with the owner's, which is forgotten. PIN_WRONG, PIN_LOCKED, OWNER_MACAROON_NEEDED, or the node's refusal. */
  setUp(staffId: string, pin: string, ownerMacaroon: string): Promise<void>;
}

export function createNodeSpending(parts: NodeSpendingParts): NodeSpending {
  const { connection, secrets, journal, checkPin, openSpendingNode, randomBytes, log } = parts;
  const { nodeId } = connection;

  const credentialOf = (staffId: string): Credential | null => {
    const credential = readCredential(secrets, staffId);
    return credential?.nodeId === nodeId ? credential : null;
  };
  const unsealed = async (staffId: string, pin: string): Promise<string> => {
    const credential = credentialOf(staffId);
    if (!credential?.sealed) throw new TillError('SPENDING_MISSING');
    await checkPin(staffId, pin);
    try {
      return (await unsealWithWords(pin, credentialName(staffId), Buffer.from(credential.sealed, 'base64'))).toString('hex');
    } catch (cause) {
      // The PIN is right, and was another one when this was sealed.
      throw cause instanceof SealBroken ? new TillError('SPENDING_MISSING', undefined, { cause }) : cause;
    }
  };

  return {
    ready: (staffId) => typeof credentialOf(staffId)?.sealed === 'string',
    async open(staffId, pin) {
      const macaroonHex = await unsealed(staffId, pin);
      journal.transact((append) => append('spending_opened', { nodeId }, staffId));
      return openSpendingNode({ ...connection, macaroonHex });
    },
    async setUp(staffId, pin, ownerMacaroon) {
      const owner: NodeAccess = { ...connection, macaroonHex: readOwnerMacaroon(ownerMacaroon) };
      await checkPin(staffId, pin);
      const before = credentialOf(staffId);
      try {
        if ((await askWho(owner)).nodeId !== nodeId) throw new TillError('OWNER_MACAROON_NEEDED');
        const { macaroonHex, rootKeyId } = await bakeSpending(owner, randomBytes);
        const sealed = await sealWithWords(pin, credentialName(staffId), Buffer.from(macaroonHex, 'hex'), randomBytes);
        journal.transact((append) => {
          append('spending_set', { nodeId, rootKeyId }, staffId);
          putCredential(secrets, staffId, { nodeId, rootKeyId, sealed: sealed.toString('base64') });
        });
      } catch (cause) {
        throw asCallError(cause);
      }
      if (!before) return;
      try {
        await revoke(owner, before.rootKeyId);
      } catch (cause) {
        if (!(cause instanceof NodeError)) throw cause;
        log.warn('spending.not_revoked', { rootKeyId: before.rootKeyId, reason: cause.message });
      }
    },
  };
}
