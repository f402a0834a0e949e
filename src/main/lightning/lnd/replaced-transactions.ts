// Which unconfirmed transactions can never confirm, because a block has one that spends the same coins otherwise. lnd's wallet
// keeps such a payment as unconfirmed for ever when what replaced it pays somebody else: only the blocks tell.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
// Loaded when a payment is on its way for the first time; Node keeps what it has loaded.
const bitcoin = () => require('bitcoinjs-lib') as typeof import('bitcoinjs-lib');

/** Two weeks of blocks: what none of them took is forgotten by every mempool. */
const FORGOTTEN_AFTER_BLOCKS = 2016;

export interface UnconfirmedTransaction {
  txid: string;
  /** The coins that it spends, `txid:vout`. */
  spends: string[];
  /** The scripts of its outputs that are the wallet's, hex. */
  ownScripts: string[];
}

export interface Blocks {
  /** The id of the block that is at this height now. */
  idAt(height: number): Promise<string>;
  /** The whole block, hex. */
  block(id: string): Promise<string>;
}

/** The ids of those that were replaced, as far as the blocks above `afterHeight` and earlier calls tell. */
export type FindReplaced = (unconfirmed: readonly UnconfirmedTransaction[], afterHeight: number, tipHeight: number) => Promise<ReadonlySet<string>>;

interface Tracked {
  /** It came after this block: none up to there can exclude it. */
  afterHeight: number;
  /** Ids of the blocks that were looked into for it. */
  lookedInto: Set<string>;
  replaced: boolean;
}

export function createFindReplaced({ idAt, block }: Blocks): FindReplaced {
  let tracked = new Map<string, Tracked>();
  let lastTip: number | null = null;

  return async (unconfirmed, afterHeight, tipHeight) => {
    tracked = new Map(
      unconfirmed.map(({ txid }) => [txid, tracked.get(txid) ?? { afterHeight: lastTip ?? afterHeight, lookedInto: new Set(), replaced: false }]),
    );
    const open = unconfirmed.flatMap((transaction) => {
      const state = tracked.get(transaction.txid);
      return state && !state.replaced ? [{ transaction, state }] : [];
    });
    for (let height = Math.max(afterHeight, tipHeight - FORGOTTEN_AFTER_BLOCKS) + 1; open.length > 0 && height <= tipHeight; height += 1) {
      const concerned = open.filter(({ state }) => height > state.afterHeight);
      if (concerned.length === 0) continue;
      const id = await idAt(height);
      const fresh = concerned.filter(({ state }) => !state.lookedInto.has(id));
      if (fresh.length === 0) continue;
      const spenders = spendersIn(await block(id));
      for (const { transaction, state } of fresh) {
        state.lookedInto.add(id);
        if (transaction.spends.some((coin) => excludes(spenders.get(coin), transaction))) state.replaced = true;
      }
    }
    lastTip = tipHeight;
    return new Set([...tracked].filter(([, { replaced }]) => replaced).map(([txid]) => txid));
  };
}

interface Spender {
  txid: string;
  scripts: string[];
}

/** One that pays the wallet too is the wallet's to know: it drops by itself what that one replaced. */
function excludes(spender: Spender | undefined, { txid, ownScripts }: UnconfirmedTransaction): boolean {
  return spender !== undefined && spender.txid !== txid && !spender.scripts.some((script) => ownScripts.includes(script));
}

function spendersIn(blockHex: string): Map<string, Spender> {
  const spenders = new Map<string, Spender>();
  for (const transaction of bitcoin().Block.fromHex(blockHex).transactions ?? []) {
    const spender: Spender = { txid: transaction.getId(), scripts: transaction.outs.map(({ script }) => script.toString('hex')) };
    for (const { hash, index } of transaction.ins) spenders.set(`${Buffer.from(hash).reverse().toString('hex')}:${index}`, spender);
  }
  return spenders;
}
