// The own shop's node: opened with what is sealed for it, or connected by a manager; and what pays out from it.
import type { Connection } from '../../shared/connecting.ts';
import { TillError } from '../../shared/errors.ts';
import type { LightningNode, SpendingNode } from '../lightning/lightning-node.ts';
import type { NodeIdentity } from '../lightning/lnd/client.ts';
import type { NodeAccess, SocksProxy } from '../lightning/lnd/dial.ts';
import type { Log } from '../log.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { Journal } from '../store/journal.ts';
import type { NodeStore } from '../store/node-store.ts';
import { type Connecting, createConnecting } from './connecting.ts';
import { readConnection } from './connection.ts';
import { createNodeSpending, type NodeSpending } from './spending.ts';

export interface OwnNodeParts {
  journal: Journal;
  books: NodeStore;
  secrets: Secrets;
  checkPin: (staffId: string, pin: string) => Promise<void>;
  openNode: (access: NodeAccess, expected: NodeIdentity) => LightningNode;
  openSpendingNode: (access: NodeAccess, expected: NodeIdentity) => SpendingNode;
  reopen: (write: () => void, prepare?: () => Promise<void>) => Promise<void>;
  randomBytes: (size: number) => Uint8Array;
  newId: () => string;
  nowMs: () => number;
  log: Log;
}

export interface OwnNode {
  /** Null where none is connected, or where it has to be connected again. */
  node: LightningNode | null;
  /** Why there is none. */
  without: 'missing' | 'sealed';
  spending: NodeSpending | null;
  /** The proxy through which the node is reached, and with it whatever else is behind Tor. */
  torProxy: SocksProxy | null;
  /** Of the network it is on, as the books have it. */
  prefix: string | null;
  /** Since when, by its own clock, the node takes money for this shop. */
  sinceMs: number;
  connecting: Connecting;
  shown(staffId: string): Connection;
  /** NODE_MISSING, and what NodeSpending says. */
  setUpSpending(staffId: string, pin: string, ownerMacaroon: string): Promise<void>;
  close(): Promise<void>;
}

export function openOwnNode({ openSpendingNode, checkPin, ...parts }: OwnNodeParts): OwnNode {
  const { books, secrets, openNode } = parts;
  const known = readConnection(secrets, books);
  const connection = known.state === 'open' ? known.connection : null;
  const node = connection && openNode(connection, connection);
  const spending =
    connection && createNodeSpending({ ...parts, connection, checkPin, openSpendingNode: (access) => openSpendingNode(access, connection) });
  const connecting = createConnecting(parts);
  return {
    node,
    without: known.state === 'sealed' ? 'sealed' : 'missing',
    spending,
    torProxy: connection?.socksProxy ?? null,
    prefix: books.connected()?.prefix ?? null,
    sinceMs: books.connected()?.sinceMs ?? 0,
    connecting,
    shown: (staffId) => ({
      node: books.connected(),
      trouble: known.state === 'sealed' ? known.trouble : null,
      canSpend: spending?.ready(staffId) ?? false,
    }),
    async setUpSpending(staffId, pin, ownerMacaroon) {
      if (!spending) throw new TillError('NODE_MISSING');
      await spending.setUp(staffId, pin, ownerMacaroon);
    },
    async close() {
      connecting.close();
      await node?.close();
    },
  };
}
