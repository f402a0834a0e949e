// What only the practice shop has: the customer's wallet, and a printer whose paper is shown on the screen and that can be
// told to run out of it.

import type { PracticeCardPayment, PracticePayment, PracticePrinterFault } from '../../shared/contract.ts';
import { missingCase, TillError } from '../../shared/errors.ts';
import { SIMULATED_STEP_MS } from '../devices/payment-terminals.ts';
import type { SimulatedDevices } from '../devices/simulated.ts';
import { asCallError } from '../lightning/node-errors.ts';
import type { PracticeNode } from '../lightning/practice.ts';
import type { Printing } from '../printing.ts';
import type { PracticeScanner } from './practice-scanner.ts';

export interface PracticeHand {
  /** NODE_REFUSED for a code that is not the practice node's. */
  wallet(paymentHash: string, payment: PracticePayment): Promise<void>;
  /** Money comes that is of no sale. */
  payElsewhere(amountSat: number): Promise<void>;
  /** NODE_REFUSED for an address that is not the practice node's. */
  payOnChain(address: string, amountSat: number): void;
  /** NODE_REFUSED when it is in a block. */
  replaceOnChain(outpoint: string): void;
  makeBlock(): void;
  refundCode(amountSat: number): { paymentRequest: string };
  /** Of the simulated printer, or the first one. */
  printer(fault: PracticePrinterFault, printerId?: string): void;
  paper(paperId: string): Promise<{ pngBase64: string }>;
  scanner: PracticeScanner;
  /** So much lies on the simulated scale from now on. */
  putOnScale(grams: number): void;
  /** What the simulated card terminal does with the next payment. `line_lost`: it is approved, and its answer never comes. */
  cardTerminal(does: PracticeCardPayment): void;
}

export function createPracticeHand(
  node: PracticeNode,
  printing: Pick<Printing, 'simulator' | 'paper'>,
  simulated: Pick<SimulatedDevices, 'scale' | 'terminal'>,
  scanner: PracticeScanner,
): PracticeHand {
  /** Takes it back that the line is lost. */
  let keepsLine: (() => void) | null = null;
  return {
    scanner,
    // The preimage is the payer's proof; no screen needs it.
    wallet: (paymentHash, payment) => asCallAnswered(() => walletDoes(node, paymentHash, payment)),
    payElsewhere: (amountSat) => asCallAnswered(() => node.wallet.payElsewhere(amountSat)),
    payOnChain: (address, amountSat) => asCalled(() => node.chain.pay(address, amountSat)),
    replaceOnChain: (outpoint) => asCalled(() => node.chain.replace(outpoint)),
    makeBlock: () => asCalled(() => node.chain.makeBlock()),
    refundCode: (amountSat) => asCalled(() => ({ paymentRequest: node.wallet.refundCode(amountSat) })),
    printer(fault, printerId) {
      const simulator = printing.simulator(printerId);
      if (!simulator) throw new TillError('PRACTICE_ONLY');
      simulator.setFault(fault);
    },
    putOnScale(grams) {
      if (!simulated.scale) throw new TillError('PRACTICE_ONLY');
      simulated.scale.put(grams);
    },
    cardTerminal(does) {
      const { terminal } = simulated;
      if (!terminal) throw new TillError('PRACTICE_ONLY');
      // Whoever chooses anew takes back what was chosen before.
      terminal.unscript();
      keepsLine?.();
      keepsLine = null;
      if (does === 'declined') terminal.script({ outcome: { decline: NO }, stepMs: SIMULATED_STEP_MS });
      if (does !== 'line_lost') return;
      terminal.setHabits({ afterLineLost: 'keeps' });
      const stop = terminal.onBooked(() => {
        stop();
        terminal.pullCable(LINE_LOST_MS);
      });
      keepsLine = stop;
    },
    async paper(paperId) {
      const paper = printing.paper(paperId);
      if (!paper) throw new TillError('NOT_FOUND');
      return { pngBase64: Buffer.from(await paper.png()).toString('base64') };
    },
  };
}

/** As banks say no (ISO 8583: do not honour). */
const NO = 5;
/** Long enough to read what to do while nobody knows, on this screen and on the manager's. */
const LINE_LOST_MS = 10_000;

async function asCallAnswered(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (cause) {
    throw asCallError(cause);
  }
}

function asCalled<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw asCallError(cause);
  }
}

async function walletDoes({ wallet }: PracticeNode, paymentHash: string, payment: PracticePayment): Promise<void> {
  switch (payment) {
    case 'pay':
      await wallet.pay(paymentHash);
      return;
    case 'pay_part':
      await wallet.payPart(paymentHash);
      return;
    case 'pay_more':
      await wallet.payMore(paymentHash);
      return;
    case 'expire':
      wallet.expire(paymentHash);
      return;
    default:
      missingCase(payment);
  }
}
