// Spending from the practice node: any manager's right PIN opens it, where a real node wants a credential of that manager's.
import type { PracticeNodeStore } from '../store/practice-node-store.ts';
import { NodeError, type Spending, type SpendingNode } from './lightning-node.ts';
import { readPracticeCode, refuseAmount, refused, refuseExpired } from './practice-codes.ts';

/** Payments within one machine cost nothing. */
export const PAID = { status: 'paid', feeMsat: 0 } as const;

export function createPracticeSpending(node: SpendingNode, checkPin: (staffId: string, pin: string) => Promise<void>): Spending {
  return {
    ready: () => true,
    async open(staffId, pin) {
      await checkPin(staffId, pin);
      return node;
    },
  };
}

export interface PracticeSpendingParts {
  onFile: <T>(work: (store: PracticeNodeStore) => T) => T;
  ownNodeId: string;
  onPaid: (paymentHash: string) => void;
  nowMs: () => number;
}

export function createPracticeSpendingNode({ onFile, ownNodeId, onPaid, nowMs }: PracticeSpendingParts): SpendingNode {
  return {
    reach: () => Promise.resolve(),
    async payInvoice({ paymentRequest, amountMsat }) {
      try {
        const code = readPracticeCode(paymentRequest);
        refuseAmount(code, amountMsat);
        const paidMsat = onFile((store) => store.paidMsat(code.paymentHash));
        if (paidMsat === amountMsat) return PAID;
        if (paidMsat !== undefined) throw refused(`This code has been paid already, with ${paidMsat / 1000} sat.`);
        refuseExpired(code, nowMs());
        if (code.payee === ownNodeId) throw refused("This code is one of the shop's own.");
        onFile((store) => store.insertPayment({ paymentHash: code.paymentHash, amountMsat, paidAtMs: nowMs() }));
        onPaid(code.paymentHash);
        return PAID;
      } catch (cause) {
        if (cause instanceof NodeError && cause.kind === 'refused') return { status: 'failed', reason: cause.message };
        throw cause;
      }
    },
    async sendToAddress() {
      throw refused('The practice node has no money on chain.');
    },
    async addWatchtower() {
      throw refused('The practice node has no channels to watch.');
    },
    // There is nothing open: the node stays as it is.
    close: () => Promise.resolve(),
  };
}
