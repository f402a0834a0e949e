// Chain money above a threshold, moved to an address that the node has no key of: proposed to a manager, sent with their PIN.
// The intent is on disk before anything leaves, and while nobody knows what became of it, nothing else is sent.
import { TillError } from '../../shared/errors.ts';
import type { LightningSettings } from '../../shared/lightning.ts';
import type { ColdStorageState, SweepProposal } from '../../shared/lightning-care.ts';
import { NodeError, type Spending } from '../lightning/lightning-node.ts';
import type { ChainFunds, NodeCare } from '../lightning/node-care.ts';
import { asCallError } from '../lightning/node-errors.ts';
import type { Log } from '../log.ts';
import type { Journal } from '../store/journal.ts';
import type { StoredSweep, SweepStore } from '../store/sweep-store.ts';

const LOOK_EVERY_MS = 60_000;
/** Less is not worth a transaction. */
const LEAST_SAT = 10_000;
/** A node that answers, and has no such transaction after this time, never sent it. */
const NEVER_SENT_AFTER_MS = 10 * 60_000;

export interface ColdStorageParts {
  care: NodeCare;
  nodeId: string;
  spending: Spending;
  journal: Journal;
  sweeps: SweepStore;
  settings: () => LightningSettings['coldStorage'];
  newId: () => string;
  nowMs: () => number;
  publish: (state: ColdStorageState) => void;
  log: Log;
}

export interface ColdStorage {
  /**
   * Sends what was proposed, as it was seen: SWEEP_CHANGED when that is not what is proposed now. SWEEP_REFUSED: nothing left.
   * SWEEP_UNKNOWN: the till finds out.
   */
  sweep(seen: SweepProposal, staffId: string, pin: string): Promise<void>;
  /** ADDRESS_REFUSED when it is no address of the node's network, NODE_UNREACHABLE when nobody can say. */
  checkAddress(address: string): Promise<void>;
  /** Looks at once: the settings changed. */
  look(): void;
  close(): void;
}

/** What lies above the threshold, if it is worth moving. */
function surplusSat({ spendableSat }: ChainFunds, thresholdSat: number): number {
  const surplus = spendableSat - thresholdSat;
  return surplus >= LEAST_SAT ? surplus : 0;
}

/** The transaction's name at the node. */
const labelOf = (sweepId: string) => `flash-till ${sweepId}`;

export function openColdStorage({ care, nodeId, spending, journal, sweeps, settings, newId, nowMs, publish, log }: ColdStorageParts): ColdStorage {
  let funds: ChainFunds | null = null;
  let proposal: SweepProposal | null = null;
  let looking = false;
  let lookAgain = false;
  let sending = false;
  let sendings = 0;
  let closed = false;

  const tell = () => {
    if (!closed) publish({ funds, proposal, last: viewOf(sweeps.last(nodeId)) });
  };

  const end = (sweepId: string, outcome: 'sent' | 'failed', txid: string | null) =>
    journal.transact((append) => append('sweep_ended', { sweepId, outcome, txid }, null));

  /** Finds out what became of the last one; false while nobody knows. */
  const nothingIsOpen = async (): Promise<boolean> => {
    const last = sweeps.last(nodeId);
    if (last?.status !== 'started') return true;
    const sent = await care.findSent(labelOf(last.id));
    if (sent) end(last.id, 'sent', sent.txid);
    else if (nowMs() - last.startedAtMs < NEVER_SENT_AFTER_MS) return false;
    else end(last.id, 'failed', null);
    return true;
  };

  const propose = async (): Promise<SweepProposal | null> => {
    const cold = settings();
    funds = await care.chainFunds();
    const amountSat = cold ? surplusSat(funds, cold.thresholdSat) : 0;
    if (!cold || amountSat === 0) return null;
    return { address: cold.address, amountSat, ...(await care.sendingCost({ address: cold.address, amountSat })) };
  };

  const look = async () => {
    if (looking || sending) {
      lookAgain = true;
      return;
    }
    looking = true;
    const sendingsBefore = sendings;
    try {
      const found = (await nothingIsOpen()) ? await propose() : null;
      // What was seen before something was sent is not there any more.
      proposal = sendings === sendingsBefore ? found : null;
    } catch (cause) {
      proposal = null;
      log.warn('cold_storage.not_looked', { reason: String(cause) });
    } finally {
      looking = false;
    }
    tell();
    if (lookAgain && !closed) {
      lookAgain = false;
      await look();
    }
  };

  const send = async (seen: SweepProposal, staffId: string, pin: string) => {
    const node = await spending.open(staffId, pin);
    const sweepId = newId();
    try {
      const { address, amountSat, satPerVbyte } = seen;
      sendings += 1;
      proposal = null;
      journal.transact((append) => append('sweep_started', { sweepId, nodeId, address, amountSat, satPerVbyte }, staffId));
      const txid = await node.sendToAddress({ address, amountSat, satPerVbyte, label: labelOf(sweepId) });
      end(sweepId, 'sent', txid);
    } catch (cause) {
      if (cause instanceof NodeError && cause.kind === 'refused') end(sweepId, 'failed', null);
      throw asSweepError(cause);
    } finally {
      await node.close();
    }
  };

  void look();
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);

  return {
    async sweep(seen, staffId, pin) {
      if (sending) throw new TillError('ALREADY_DONE');
      const now = proposal;
      if (!now || now.address !== seen.address || now.amountSat !== seen.amountSat || now.satPerVbyte !== seen.satPerVbyte) {
        throw new TillError('SWEEP_CHANGED');
      }
      sending = true;
      try {
        await send(now, staffId, pin);
      } finally {
        sending = false;
        void look();
      }
    },
    async checkAddress(address) {
      const taken = await care.takesAddress(address).catch((cause: unknown) => {
        throw asCallError(cause);
      });
      if (!taken) throw new TillError('ADDRESS_REFUSED');
    },
    look: () => void look(),
    close() {
      closed = true;
      clearInterval(timer);
    },
  };
}

/** A node that gave no answer may have sent it; one that refused has not. */
function asSweepError(cause: unknown): unknown {
  if (!(cause instanceof NodeError)) return cause;
  return cause.kind === 'unreachable'
    ? new TillError('SWEEP_UNKNOWN', undefined, { cause })
    : new TillError('SWEEP_REFUSED', { reason: cause.message }, { cause });
}

function viewOf(sweep: StoredSweep | null): ColdStorageState['last'] {
  if (!sweep) return null;
  const { status, amountSat, txid, startedAtMs } = sweep;
  return { status, amountSat, txid, startedAtMs };
}
