// The practice node: a Lightning node without a network, with real BOLT 11 codes for regtest, real preimages and a wallet
// that pays them well or badly. Cashiers train on it and tests run on it. A far end of its own: its file outlives the till.
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { missingCase } from '../../shared/errors.ts';
import type { Log } from '../log.ts';
import { openPracticeNodeStore, type PracticeNodeStore } from '../store/practice-node-store.ts';
import { createNodeKey, EARLIEST_CODE_SEC, type NodeKey, warmUpLater, writePaymentRequest } from './bolt11.ts';
import { createClockAlarm } from './clock-alarm.ts';
import { createInvoiceWatches } from './invoice-watches.ts';
import { type CreatedInvoice, type InvoiceState, type LightningNode, type NewInvoice, NodeError, type SpendingNode } from './lightning-node.ts';
import { openPracticeChain, type PracticeChain } from './practice-chain.ts';
import { invoiceOf, readPracticeCode, refused, refuseExpired } from './practice-codes.ts';
import { createPracticeSpendingNode, PAID } from './practice-spending.ts';
import { createPracticeWallet, type PracticeWallet } from './practice-wallet.ts';

/** What can be received or refunded at once: 1 BTC, so that the limit of a node can be met in training. */
const CAPACITY_SAT = 100_000_000;
const CODE_SECONDS = 3600;
/** BOLT 11 keeps a description in at most 1023 5-bit words. */
const MAX_MEMO_BYTES = 639;
const EXPIRY_RETRY_MS = 1000;

export interface PracticeNode extends LightningNode {
  wallet: PracticeWallet;
  spending: SpendingNode;
  chain: PracticeChain;
  /** Told when `codes` or `refundRequest` may have changed. Returns its disposer. */
  onWalletChange(listener: () => void): () => void;
}

export interface PracticeNodeParts {
  /** Its own SQLite file; its chain's is beside it. Made when they are not there. */
  storePath: string;
  nowMs: () => number;
  randomBytes: (size: number) => Uint8Array;
  log: Log;
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
/** The payment hash of a preimage; both in hex. */
const hashOf = (preimage: string) => createHash('sha256').update(Buffer.from(preimage, 'hex')).digest('hex');

export function openPracticeNode({ storePath, nowMs, randomBytes, log }: PracticeNodeParts): PracticeNode {
  const file = openPracticeNodeStore(storePath);
  const chain = openPracticeChain({ storePath: join(dirname(storePath), 'chain.sqlite'), nowMs, randomBytes });
  const nodeKey = file.key('node', () => createNodeKey(randomBytes));
  const walletKey = file.key('wallet', () => createNodeKey(randomBytes));
  let closed = false;
  /** Money on its way, msat by payment hash. */
  const underWay = new Map<string, number>();
  const settlementListeners = new Set<() => void>();
  const walletListeners = new Set<() => void>();

  /** Works on the file; a file that does not answer is a node that is not there. */
  const onFile = <T>(work: (store: PracticeNodeStore) => T): T => {
    if (closed) throw new NodeError('unreachable', 'The practice node is closed.');
    try {
      return work(file);
    } catch (cause) {
      throw cause instanceof NodeError ? cause : new NodeError('unreachable', 'The practice node cannot use its file.', { cause });
    }
  };

  const announce = (listeners: ReadonlySet<() => void>) => {
    for (const listener of listeners) {
      try {
        listener();
      } catch (cause) {
        log.error('practice.listener_failed', cause);
      }
    }
  };
  const changed = (paymentHash: string) => {
    watches.tell(paymentHash);
    announce(walletListeners);
  };

  let nextExpiryMs: number | null = null;
  const awaitExpiry = () => {
    nextExpiryMs = onFile((store) => store.nextExpiryMs());
    alarm.set(nextExpiryMs);
  };
  /** Closes what is over. Done before an invoice is spoken of or changed, so that no timer decides what is true. */
  const expireDue = () => {
    if (nextExpiryMs === null || nowMs() < nextExpiryMs) return;
    const expired = onFile((store) => store.expireDue(nowMs()));
    awaitExpiry();
    for (const paymentHash of expired) changed(paymentHash);
  };
  const alarm = createClockAlarm(nowMs, () => {
    try {
      expireDue();
    } catch (cause) {
      log.error('practice.expiry_failed', cause);
      alarm.set(nowMs() + EXPIRY_RETRY_MS);
    }
  });

  const stateOf = (paymentHash: string): InvoiceState => {
    expireDue();
    return onFile((store) => {
      const invoice = store.invoice(paymentHash);
      const status = invoice?.status;
      const arrivingMsat = underWay.get(paymentHash);
      switch (status) {
        case 'open':
          return arrivingMsat === undefined ? { status } : { status: 'arriving', heldMsat: arrivingMsat };
        case 'held':
          return { status, heldMsat: invoice?.heldMsat ?? 0, mustDecideByMs: null };
        case 'settled':
          return { status, settlements: store.settlementsOf(paymentHash) };
        case undefined:
          return { status: 'closed', outcome: 'cancelled', settlements: [] };
        case 'expired':
        case 'cancelled':
          return { status: 'closed', outcome: status, settlements: store.settlementsOf(paymentHash) };
        default:
          return missingCase(status);
      }
    });
  };
  const watches = createInvoiceWatches({ stateOf, log });

  const arrive = (paymentHash: string, msat: number) => {
    const total = (underWay.get(paymentHash) ?? 0) + msat;
    if (total === 0) underWay.delete(paymentHash);
    else underWay.set(paymentHash, total);
    changed(paymentHash);
  };
  /** Null when it was not taken, but is held. */
  const takeMsat = (paymentHash: string, msat: number): string | null =>
    onFile((store) => {
      const { preimage, status } = invoiceOf(store, paymentHash);
      if (preimage !== null) store.settle(paymentHash, msat, nowMs());
      else if (status === 'open') store.hold(paymentHash, msat);
      else throw refused(status === 'held' ? 'Money for this code is held already.' : 'Nobody can pay this code any more.');
      return preimage;
    });
  const payMsat = async (paymentHash: string, msatFor: (amountMsat: number) => number): Promise<string | null> => {
    expireDue();
    const { amountSat } = onFile((store) => invoiceOf(store, paymentHash));
    const msat = msatFor(amountSat * 1000);
    arrive(paymentHash, msat);
    let preimage: string | null;
    try {
      // A turn of the event loop, so that watchers see it arriving, as they do when parts come over a network.
      await setImmediate();
      preimage = takeMsat(paymentHash, msat);
    } finally {
      arrive(paymentHash, -msat);
    }
    if (preimage !== null) announce(settlementListeners);
    return preimage;
  };

  /** A new code of `key`, over an amount, from now on; nobody holds it yet. */
  const newCode = (key: NodeKey, amountSat: number, description: string, expirySeconds: number, holdPaymentHash?: string) => {
    if (!Number.isSafeInteger(amountSat) || amountSat < 1) throw refused('A code is over one sat at least.');
    if (amountSat > CAPACITY_SAT) throw refused(`The practice node moves ${CAPACITY_SAT} sat at most.`);
    const createdAtMs = nowMs();
    const createdAtSec = Math.floor(createdAtMs / 1000);
    if (createdAtSec < EARLIEST_CODE_SEC) throw refused('The clock of this machine is wrong.');
    const preimage = holdPaymentHash === undefined ? hex(randomBytes(32)) : null;
    const paymentHash = preimage === null ? (holdPaymentHash ?? '') : hashOf(preimage);
    const paymentRequest = writePaymentRequest(key, {
      paymentHash,
      paymentSecret: hex(randomBytes(32)),
      amountMsat: amountSat * 1000,
      description,
      createdAtSec,
      expirySeconds,
    });
    return { preimage, paymentHash, paymentRequest, createdAtMs, expiresAtMs: (createdAtSec + expirySeconds) * 1000 };
  };

  const createInvoice = async ({ amountSat, memo, expirySeconds, holdPaymentHash }: NewInvoice): Promise<CreatedInvoice> => {
    if (!Number.isSafeInteger(expirySeconds) || expirySeconds < 1) throw refused('An invoice holds for one second at least.');
    if (Buffer.byteLength(memo) > MAX_MEMO_BYTES) throw refused('The text of the invoice is too long.');
    const { preimage, ...created } = newCode(nodeKey, amountSat, memo, expirySeconds, holdPaymentHash);
    const { paymentHash, expiresAtMs } = created;
    if (onFile((store) => store.invoice(paymentHash))) throw refused('There is a code with this payment hash already.');
    onFile((store) => store.insertInvoice({ paymentHash, preimage, amountSat, expiresAtMs }));
    awaitExpiry();
    announce(walletListeners);
    return created;
  };

  chain.onReceipt(
    () => announce(walletListeners),
    () => undefined,
  );
  awaitExpiry();
  const stopWarmUp = warmUpLater(nodeKey, log);

  const wallet = createPracticeWallet({
    onFile,
    payMsat,
    createInvoiceElsewhere: async (amountSat) => (await createInvoice({ amountSat, memo: '', expirySeconds: CODE_SECONDS })).paymentHash,
    newRefundCode: (amountSat) => newCode(walletKey, amountSat, 'Refund', CODE_SECONDS),
    onClosed: changed,
    onChange: () => announce(walletListeners),
    nowMs,
  });

  return {
    nodeId: nodeKey.publicKey,
    async info() {
      return {
        nodeId: nodeKey.publicKey,
        alias: 'practice',
        prefix: 'lnbcrt',
        version: '',
        syncedToChain: true,
        blockHeight: chain.height(),
        blockAtMs: null,
        peerCount: 0,
        activeChannelCount: 0,
      };
    },
    async capacity() {
      return { largestSingleSat: CAPACITY_SAT, largestSat: CAPACITY_SAT };
    },
    createInvoice,
    watchInvoice: watches.watch,
    async invoiceState(paymentHash) {
      return stateOf(paymentHash);
    },
    async cancelInvoice(paymentHash) {
      expireDue();
      onFile((store) => {
        if (store.invoice(paymentHash)?.status === 'settled') throw refused('The invoice is paid already.');
        store.closeInvoice(paymentHash, 'cancelled');
      });
      changed(paymentHash);
    },
    async settleInvoice(preimage) {
      const paymentHash = hashOf(preimage);
      const taken = onFile((store) => {
        const { status } = invoiceOf(store, paymentHash);
        if (status === 'settled') return false;
        if (status !== 'held') throw refused('No money is held for this code.');
        store.settleHeld(paymentHash, preimage, nowMs());
        return true;
      });
      if (!taken) return;
      changed(paymentHash);
      announce(settlementListeners);
    },
    async settlementsAfter(afterIndex, limit) {
      return onFile((store) => store.settlementsAfter(afterIndex, limit));
    },
    onSettlement(listener) {
      settlementListeners.add(listener);
      return () => settlementListeners.delete(listener);
    },
    async readPaymentRequest(paymentRequest) {
      const code = readPracticeCode(paymentRequest);
      refuseExpired(code, nowMs());
      return { paymentHash: code.paymentHash, amountMsat: code.amountMsat, expiresAtMs: code.expiresAtMs, payee: code.payee };
    },
    async paymentOutcome(paymentHash) {
      return onFile((store) => store.paidMsat(paymentHash)) === undefined ? { status: 'unknown' } : PAID;
    },
    chain,
    care: null,
    spending: createPracticeSpendingNode({
      onFile,
      ownNodeId: nodeKey.publicKey,
      onPaid: wallet.onPaid,
      nowMs,
    }),
    wallet,
    onWalletChange(listener) {
      walletListeners.add(listener);
      return () => walletListeners.delete(listener);
    },
    async close() {
      if (closed) return;
      closed = true;
      alarm.set(null);
      stopWarmUp();
      watches.endAll(new NodeError('unreachable', 'The practice node is closed.'));
      settlementListeners.clear();
      chain.close();
      file.close();
    },
  };
}
