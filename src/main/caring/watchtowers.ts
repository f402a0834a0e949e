// Watchtowers: computers of somebody else's that punish a peer who closes a channel with an old state while the node is away.
import { TillError } from '../../shared/errors.ts';
import type { WatchtowerView } from '../../shared/lightning-care.ts';
import { NodeError, type Spending } from '../lightning/lightning-node.ts';
import type { NodeCare } from '../lightning/node-care.ts';
import { asCallError } from '../lightning/node-errors.ts';
import type { Log } from '../log.ts';
import type { Journal } from '../store/journal.ts';

const LOOK_EVERY_MS = 60_000;
const PORT = '9911';

export interface WatchtowersParts {
  care: NodeCare;
  nodeId: string;
  spending: Spending;
  journal: Journal;
  publish: (towers: WatchtowerView[] | 'off') => void;
  log: Log;
}

export interface Watchtowers {
  /** `uri`: as `lncli tower info` says it. TOWER_REFUSED, NODE_UNREACHABLE, or what opening the spending refuses with. */
  add(uri: string, staffId: string, pin: string): Promise<void>;
  close(): void;
}

export function watchOverTowers({ care, nodeId, spending, journal, publish, log }: WatchtowersParts): Watchtowers {
  let closed = false;
  const look = async () => {
    try {
      const towers = await care.watchtowers();
      if (!closed) publish(towers ?? 'off');
    } catch (cause) {
      // The node is away: its health says so.
      log.warn('watchtowers.not_seen', { reason: String(cause) });
    }
  };
  void look();
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  return {
    async add(uri, staffId, pin) {
      const tower = readTowerUri(uri);
      if (!tower) throw new TillError('TOWER_REFUSED', { reason: 'uri' });
      const node = await spending.open(staffId, pin);
      try {
        await node.addWatchtower(tower);
      } catch (cause) {
        throw asTowerError(cause);
      } finally {
        await node.close();
      }
      journal.transact((append) => append('watchtower_added', { nodeId, ...tower }, staffId));
      await look();
    },
    close() {
      closed = true;
      clearInterval(timer);
    },
  };
}

function asTowerError(cause: unknown): unknown {
  return cause instanceof NodeError && cause.kind === 'refused' ? new TillError('TOWER_REFUSED', { reason: 'node' }, { cause }) : asCallError(cause);
}

/** `pubkey@host:port`, where 9911 is the usual port; null for anything else. */
export function readTowerUri(uri: string): { towerId: string; socket: string } | null {
  const match = /^(0[23][0-9a-f]{64})@(\[[0-9a-f:]+\]|[a-z0-9.-]+)(?::(\d{1,5}))?$/i.exec(uri.trim());
  if (!match) return null;
  const [, towerId = '', host, port = PORT] = match;
  return Number(port) > 0 && Number(port) <= 65_535 ? { towerId: towerId.toLowerCase(), socket: `${host}:${port}` } : null;
}
