// What only the practice shop has: the customer's wallet, and a printer whose paper is shown on the screen and that can be
// told to run out of it.
import type { PracticePayment, PracticePrinterFault } from '../../shared/contract.ts';
import { missingCase, TillError } from '../../shared/errors.ts';
import type { PracticeNode } from '../lightning/practice.ts';
import type { PrinterSimulator } from '../../hardware/simulators/printer.ts';

export interface PracticeHand {
  wallet(paymentHash: string, payment: PracticePayment): void | Promise<void>;
  refundCode(amountSat: number): void | Promise<void>;
  printer(fault: PracticePrinterFault): void;
  paper(paperId: string): Promise<{ pngBase64: string }>;
}

export function createPracticeHand(node: PracticeNode, simulator: () => PrinterSimulator | null): PracticeHand {
  const printer = (): PrinterSimulator => {
    const running = simulator();
    if (!running) throw new TillError('PRACTICE_ONLY');
    return running;
  };
  return {
    wallet(paymentHash, payment) {
      switch (payment) {
        case 'pay':
          return node.wallet.pay(paymentHash);
        case 'pay_part':
          return node.wallet.payPart(paymentHash);
        case 'pay_more':
          return node.wallet.payMore(paymentHash);
        case 'expire':
          return node.wallet.expire(paymentHash);
        default:
          return missingCase(payment);
      }
    },
    refundCode: async (amountSat) => {
      await node.wallet.refundCode(amountSat);
    },
    printer: (fault) => printer().setFault(fault),
    async paper(paperId) {
      const paper = printer().papers.find((other) => other.id === paperId);
      if (!paper) throw new TillError('NOT_FOUND');
      return { pngBase64: Buffer.from(await paper.png()).toString('base64') };
    },
  };
}
