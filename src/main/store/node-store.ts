// Which node is connected, as the books have it; and whether they hold money of another network. The writer is for the projection.
import type { Database } from 'better-sqlite3';
import type { ConnectedNode } from '../../shared/connecting.ts';
import type { JournalEntry } from './facts.ts';

export interface NodeStore {
  connected(): ConnectedNode | null;
  /** The last one there was, connected or forgotten. */
  last(): ConnectedNode | null;
  /** Money was received by a node of another network than this one: play money and real money never share their books. */
  hasMoneyOfOtherNetwork(prefix: string): boolean;
}

const COLUMNS = `node_id AS nodeId, alias, prefix, address, certificate_sha256 AS certificateSha256, root_key_id AS rootKeyId,
  connected_at_ms AS connectedAtMs, since_ms AS sinceMs`;

export function createNodeStore(db: Database): NodeStore {
  const connected = db.prepare<[], ConnectedNode>(`SELECT ${COLUMNS} FROM node WHERE forgotten_at_ms IS NULL`);
  const last = db.prepare<[], ConnectedNode>(`SELECT ${COLUMNS} FROM node ORDER BY connected_at_ms DESC LIMIT 1`);
  const otherNetwork = db
    .prepare<[string], 0 | 1>(
      `SELECT EXISTS (SELECT 1 FROM node WHERE prefix <> ? AND EXISTS (SELECT 1 FROM settlement WHERE settlement.node_id = node.node_id))`,
    )
    .pluck();
  return {
    connected: () => connected.get() ?? null,
    last: () => last.get() ?? null,
    hasMoneyOfOtherNetwork: (prefix) => otherNetwork.get(prefix) === 1,
  };
}

interface NodeWriter {
  connect(entry: JournalEntry<'node_connected'>): void;
  forget(atMs: number): void;
}

export function createNodeWriter(db: Database): NodeWriter {
  const putNode = db.prepare(
    `INSERT INTO node (node_id, alias, prefix, address, certificate_sha256, root_key_id, connected_at_ms, since_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (node_id) DO UPDATE SET alias = excluded.alias, prefix = excluded.prefix, address = excluded.address,
       certificate_sha256 = excluded.certificate_sha256, root_key_id = excluded.root_key_id, connected_at_ms = excluded.connected_at_ms,
       forgotten_at_ms = NULL`,
  );
  const forgetNode = db.prepare('UPDATE node SET forgotten_at_ms = ? WHERE forgotten_at_ms IS NULL');
  const forget = (atMs: number) => void forgetNode.run(atMs);
  return {
    connect({ body, atMs }) {
      forget(atMs);
      putNode.run(body.nodeId, body.alias, body.prefix, body.address, body.certificateSha256, body.rootKeyId, atMs, body.sinceMs);
    },
    forget,
  };
}
