// The practice node's chain wallet, and the chain behind it: payments wait for a block until somebody makes one, and can be
// replaced until then. Addresses are real ones for regtest.
import { createRequire } from 'node:module';
import type { PracticeState } from '../../shared/state.ts';
import { openPracticeChainStore } from '../store/practice-chain-store.ts';
import type { ChainWallet } from './chain-wallet.ts';
import { NodeError } from './lightning-node.ts';
import { refused } from './practice-codes.ts';

const require = createRequire(import.meta.url);
// Loaded with the first address; Node keeps what it has loaded.
const bitcoin = () => require('bitcoinjs-lib') as typeof import('bitcoinjs-lib');

/** A quiet day's. */
const FEES = { hourSatPerVbyte: 3 };
const PAYMENTS_SHOWN = 5;

export interface PracticeChain extends ChainWallet {
  height(): number;
  /** The customer pays to an address, and the payment waits for a block. NodeError `refused` when it is none of the node's. */
  pay(address: string, amountSat: number): void;
  /** The customer takes a payment back that waits for a block. NodeError `refused` when it is in one. */
  replace(outpoint: string): void;
  makeBlock(): void;
  shown(): PracticeState['chain'];
  close(): void;
}

export interface PracticeChainParts {
  /** Its own SQLite file; made when it is not there. */
  storePath: string;
  nowMs: () => number;
  randomBytes: (size: number) => Uint8Array;
}

export function openPracticeChain({ storePath, nowMs, randomBytes }: PracticeChainParts): PracticeChain {
  const file = openPracticeChainStore(storePath);
  const listeners = new Map<() => void, () => void>();
  let closed = false;

  const store = () => {
    if (closed) throw new NodeError('unreachable', 'The practice node is closed.');
    return file;
  };
  const confirmationsAt = (blockHeight: number | null) => (blockHeight === null ? 0 : store().height() - blockHeight + 1);
  const changed = () => {
    for (const listener of [...listeners.keys()]) listener();
  };

  return {
    height: () => store().height(),
    async createAddress() {
      const address = bitcoin().address.toBech32(Buffer.from(randomBytes(20)), 0, 'bcrt');
      store().addAddress(address);
      return address;
    },
    async receipts(afterHeight) {
      const receipts = store()
        .paymentsAfter(afterHeight)
        .map(({ outpoint, address, amountSat, blockHeight, seenAtMs }) => ({
          outpoint,
          address,
          amountSat,
          confirmations: confirmationsAt(blockHeight),
          blockHeight,
          seenAtMs,
        }));
      return { tipHeight: store().height(), receipts };
    },
    onReceipt(listener, onEnd) {
      listeners.set(listener, onEnd);
      return () => listeners.delete(listener);
    },
    async fees() {
      return FEES;
    },
    pay(address, amountSat) {
      if (!store().knows(address)) throw refused("This address is none of the practice node's.");
      if (!Number.isSafeInteger(amountSat) || amountSat < 1) throw refused('There is nothing to pay.');
      store().addPayment({ outpoint: `${Buffer.from(randomBytes(32)).toString('hex')}:0`, address, amountSat, seenAtMs: nowMs() });
      changed();
    },
    replace(outpoint) {
      if (!store().replace(outpoint)) throw refused('This payment is in a block, and cannot be taken back.');
      changed();
    },
    makeBlock() {
      store().addBlock();
      changed();
    },
    shown: () => ({
      height: store().height(),
      payments: store()
        .newest(PAYMENTS_SHOWN)
        .map(({ outpoint, amountSat, blockHeight, replaced }) => ({
          outpoint,
          amountSat,
          status: replaced === 1 ? 'replaced' : blockHeight === null ? 'waiting' : 'confirmed',
          confirmations: confirmationsAt(blockHeight),
        })),
    }),
    close() {
      if (closed) return;
      closed = true;
      const ends = [...listeners.values()];
      listeners.clear();
      for (const end of ends) end();
      file.close();
    },
  };
}
