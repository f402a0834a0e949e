// Which node a shop takes Lightning money with: the practice shop has its own with it, a shop of one's own the one that was connected
// or made here, or none yet.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { OwnNodeState } from '../shared/own-node.ts';
import type { Closing } from './closing.ts';
import { type OwnNode, openOwnNode } from './connecting/own-node.ts';
import type { LightningNode, Spending } from './lightning/lightning-node.ts';
import { openLnd } from './lightning/lnd/lnd.ts';
import { openLndSpending } from './lightning/lnd/spending.ts';
import { openPracticeNode, type PracticeNode } from './lightning/practice.ts';
import { createPracticeSpending } from './lightning/practice-spending.ts';
import type { Log } from './log.ts';
import type { Keeper } from './own-node/keeper.ts';
import { type NodeMaking, openNodeMaking } from './own-node/making.ts';
import type { Secrets } from './secrets/secrets.ts';
import type { Books } from './shop-books.ts';
import type { Pins } from './staff/pins.ts';

export interface ShopNodeParts {
  practice: boolean;
  /** The shop's own folder. */
  dir: string;
  books: Books;
  secrets: Secrets;
  pins: Pins;
  keeper: Keeper;
  /** Closes this shop and opens it again; `write` is its last word. */
  reopen: (write: () => void, prepare?: () => Promise<void>) => Promise<void>;
  publish: (state: OwnNodeState) => void;
  closing: Closing;
  newId: () => string;
  nowMs: () => number;
  log: Log;
}

export interface ShopNode {
  /** Null where none is connected. */
  node: LightningNode | null;
  spending: Spending | null;
  practiceNode: PracticeNode | null;
  /** Connecting and what came of it; null in the practice shop. */
  own: OwnNode | null;
  /** Running one here; null in the practice shop. */
  making: NodeMaking | null;
}

export function openShopNode(parts: ShopNodeParts): ShopNode {
  const { practice, dir, books, secrets, pins, keeper, reopen, publish, closing, newId, nowMs, log } = parts;
  /** For what is opened with it apart from signing in. */
  const checkPin = (staffId: string, pin: string) => pins.check(staffId, pin, 'spending');
  if (practice) {
    publish({ programFound: '', status: 'none', trouble: null, network: null });
    const practiceNode = closing.part(openPracticeNode({ storePath: join(dir, 'node.sqlite'), nowMs, randomBytes, log }));
    const spending = createPracticeSpending(practiceNode.spending, checkPin);
    return { node: practiceNode, spending, practiceNode, own: null, making: null };
  }
  const own = closing.part(
    openOwnNode({
      journal: books.journal,
      books: books.nodes,
      secrets,
      checkPin,
      openNode: (access, expected) => openLnd({ access, expected, nowMs, log }),
      openSpendingNode: (access, expected) => openLndSpending({ access, expected, nowMs, log }),
      reopen,
      randomBytes,
      newId,
      nowMs,
      log,
    }),
  );
  const making = closing.part(
    openNodeMaking({
      keeper,
      secrets,
      connecting: own.connecting,
      books: books.nodes,
      searchPath: process.env.PATH ?? '',
      randomBytes,
      newId,
      publish,
      log,
    }),
  );
  return { node: own.node, spending: own.spending, practiceNode: null, own, making };
}
