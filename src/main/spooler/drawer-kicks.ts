// Openings of the drawer without a paper (no sale, cash in and out). Each happens between two papers within seconds, or not at
// all: a drawer that opens minutes later, with nobody there, is worse than one that stays shut. Nothing of this is kept.
import { canPrint } from '../../hardware/printer/printer-status.ts';
import type { PrintOutcome, ReceiptPrinter } from '../../hardware/printer/receipt-printer.ts';
import { TillError } from '../../shared/errors.ts';
import type { DrawerState, PrinterCondition } from '../../shared/state.ts';

/** As long as a long receipt that is being printed may take. */
const WITHIN_MS = 5000;

export interface DrawerKicks {
  /** Somebody waits for the drawer. */
  readonly asked: boolean;
  /** Waits for its turn; refused now where the printer, in this condition, would take nothing. DRAWER_NOT_OPENED { reason }. */
  ask(condition: PrinterCondition): Promise<void>;
  /** The printer is free: opens the drawer once for all who wait. `onSent` gets the sending. False when it has not opened. */
  take(printer: ReceiptPrinter, onSent: (sent: Promise<unknown>) => void): Promise<boolean>;
  refuseAll(): void;
}

interface Asked {
  /** The drawer is being opened: from now on only what comes of that is told. */
  taken(): void;
  opened(): void;
  refuse(reason: string): void;
}

export function createDrawerKicks(): DrawerKicks {
  const waiting = new Set<Asked>();
  const refused = (reason: string) => new TillError('DRAWER_NOT_OPENED', { reason });

  return {
    get asked() {
      return waiting.size > 0;
    },
    ask(condition) {
      if (!canPrint(condition)) return Promise.reject(refused(condition));
      return new Promise((resolve, reject) => {
        const end = (tell: () => void) => {
          clearTimeout(timer);
          waiting.delete(asked);
          tell();
        };
        const asked: Asked = {
          taken: () => clearTimeout(timer),
          opened: () => end(resolve),
          refuse: (reason) => end(() => reject(refused(reason))),
        };
        const timer = setTimeout(() => asked.refuse('busy'), WITHIN_MS);
        waiting.add(asked);
      });
    },
    async take(printer, onSent) {
      const all = [...waiting];
      if (!canPrint(printer.condition)) {
        for (const asked of all) asked.refuse(printer.condition);
        return false;
      }
      for (const asked of all) asked.taken();
      const sent = printer.print({ bytes: new Uint8Array(), kickDrawer: true });
      onSent(sent.catch(() => undefined));
      const outcome = await sent.catch(() => ({ status: 'unconfirmed', reason: 'connection_lost' }) as const);
      const drawer = await printer.drawerAfterKick();
      const why = reasonOf(outcome, drawer);
      for (const asked of all) {
        if (why === null) asked.opened();
        else asked.refuse(why);
      }
      return why === null;
    },
    refuseAll() {
      for (const asked of [...waiting]) asked.refuse('connecting');
    },
  };
}

/** Why it did not open; null when it did, as far as anybody knows. An open drawer is open, whatever the printer says. */
function reasonOf(outcome: PrintOutcome, drawer: DrawerState | null): string | null {
  if (drawer === 'open') return null;
  if (outcome.status === 'not_sent' || outcome.status === 'unconfirmed') return outcome.reason;
  return drawer === 'did_not_open' ? drawer : null;
}
