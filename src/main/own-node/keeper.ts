// Keeps the till's own lnd running for as long as the till runs, whichever shop is open: started, its wallet unlocked, started
// again when it ends, and ended with the till.
import { setTimeout } from 'node:timers/promises';
import type { OwnNodeState, OwnNodeTrouble } from '../../shared/own-node.ts';
import { NodeError } from '../lightning/lightning-node.ts';
import { unlockWallet, type WalletStatus, walletStatus } from '../lightning/lnd/credentials.ts';
import type { NodeAddress } from '../lightning/lnd/dial.ts';
import type { Log } from '../log.ts';
import { addressOf, type LndProcess, type LndSettings, ownerMacaroonOf, startLnd } from './lnd-process.ts';
import { OwnNodeFailure } from './own-node-failure.ts';

const LOOK_EVERY_MS = 250;
/** Starting on a slow disk takes lnd a minute; neutrino's first headers are not waited for. */
const ANSWER_MS = 120_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

export interface KeptNode extends LndSettings {
  /** The wallet's. */
  password: string;
}

export type Standing = Pick<OwnNodeState, 'status' | 'trouble' | 'network'>;

export interface Keeper {
  /** Runs this node from now on. The same again changes nothing. */
  keep(node: KeptNode): void;
  standing(): Standing;
  /** Where it answers. OwnNodeFailure when it ends, or does not answer, before it has come to `status`, or at `signal`. */
  reached(status: 'making' | 'running', signal?: AbortSignal): Promise<NodeAddress>;
  /** The owner's macaroon (hex) of the wallet; null before there is one. */
  ownerMacaroon(): string | null;
  /** Ends it. It is kept no more until it is asked for again. */
  stop(): Promise<void>;
  /** Told when its standing is another. Returns the disposer. */
  onChange(listener: () => void): () => void;
}

export interface KeeperParts {
  /** lnd's own folder. */
  dir: string;
  log: Log;
}

export function createKeeper({ dir, log }: KeeperParts): Keeper {
  const listeners = new Set<() => void>();
  let kept: { node: KeptNode; end: AbortController; done: Promise<void> } | null = null;
  let standing: Standing = { status: 'none', trouble: null, network: null };

  const become = (status: Standing['status'], trouble: OwnNodeTrouble | null = null) => {
    if (standing.status === status && standing.trouble === trouble) return;
    standing = { status, trouble, network: kept?.node.network ?? null };
    for (const listener of [...listeners]) listener();
  };

  /** Follows one process from its start to an open wallet. */
  const follow = async (node: KeptNode, process: LndProcess, signal: AbortSignal) => {
    let over = false;
    void process.ended.then(() => {
      over = true;
    });
    let refused = false;
    const sinceMs = performance.now();
    while (!over && !signal.aborted) {
      const status = await askStatus(node);
      if (over || signal.aborted) return;
      if (status === 'absent') become('making');
      else if (status === 'locked' && !refused) refused = await unlock(node);
      else if (status === 'starting') become('catching_up');
      else if (status === 'ready') return become('running');
      else if (status === null && performance.now() - sinceMs > ANSWER_MS) become('starting', 'silent');
      await pause(LOOK_EVERY_MS, signal);
    }
  };
  const askStatus = async (node: KeptNode): Promise<WalletStatus | null> => {
    const address = addressOf(node, dir);
    if (!address) return null;
    try {
      return await walletStatus(address);
    } catch (cause) {
      // It is not there yet; what it died of, if it did, its end says.
      if (cause instanceof NodeError) return null;
      throw cause;
    }
  };
  /** Whether it said no to the password. */
  const unlock = async (node: KeptNode): Promise<boolean> => {
    const address = addressOf(node, dir);
    if (!address) return false;
    try {
      await unlockWallet(address, node.password);
    } catch (cause) {
      if (!(cause instanceof NodeError)) throw cause;
      if (cause.kind === 'unreachable') return false;
      log.error('own_node.locked', cause);
      become('starting', 'password');
      return true;
    }
    log.info('own_node.unlocked');
    return false;
  };

  const runOnce = async (node: KeptNode, signal: AbortSignal): Promise<OwnNodeTrouble | null> => {
    become('starting');
    const process = await startLnd(node, dir);
    log.info('own_node.started', { network: node.network });
    const end = () => void process.end();
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
    const following = follow(node, process, signal).catch((cause: unknown) => log.error('own_node.not_followed', cause));
    const trouble = await process.ended;
    signal.removeEventListener('abort', end);
    await following;
    return trouble;
  };

  const run = async (node: KeptNode, signal: AbortSignal) => {
    let pauseMs = FIRST_PAUSE_MS;
    while (!signal.aborted) {
      const startedMs = performance.now();
      const trouble = await runOnce(node, signal).catch((cause: unknown): OwnNodeTrouble => {
        log.error('own_node.failed', cause);
        return cause instanceof OwnNodeFailure ? cause.trouble : 'ended';
      });
      if (signal.aborted) break;
      log.warn('own_node.ended', { trouble });
      become('stopped', trouble ?? 'ended');
      if (performance.now() - startedMs > LONGEST_PAUSE_MS) pauseMs = FIRST_PAUSE_MS;
      await pause(pauseMs, signal);
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    }
  };

  return {
    standing: () => standing,
    ownerMacaroon: () => kept && ownerMacaroonOf(kept.node, dir),
    keep(node) {
      if (kept) return;
      const end = new AbortController();
      kept = { node, end, done: Promise.resolve() };
      kept.done = run(node, end.signal);
    },
    reached: (status, signal) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const address = kept && addressOf(kept.node, dir);
          if (standing.status === status && address) resolve(address);
          else if (standing.trouble !== null || standing.status === 'none' || signal?.aborted)
            reject(new OwnNodeFailure(standing.trouble ?? 'ended', `it did not come to ${status}`));
          else return;
          listeners.delete(look);
        };
        listeners.add(look);
        signal?.addEventListener('abort', look, { once: true });
        look();
      }),
    async stop() {
      const stopped = kept;
      if (!stopped) return;
      stopped.end.abort();
      await stopped.done;
      if (kept === stopped) kept = null;
      become('none');
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Resolves after `ms`, or at once when it is over: whoever waits looks at the signal. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return setTimeout(ms, undefined, { signal }).catch(() => undefined);
}
