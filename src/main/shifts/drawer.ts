// The drawer without a sale: what it begins with, cash in and out, and opening it. Everything is on the disk before it opens, and
// a second press of the same button (the screen's own id says so) does nothing.
import { TillError } from '../../shared/errors.ts';
import type { CashMovement, Pile } from '../../shared/shift.ts';
import { slipNumber } from '../receipts/receipt-number.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';
import type { Journal } from '../store/journal.ts';
import type { NewPrintJob } from '../store/print-jobs.ts';
import type { ShiftStore } from '../store/shift-store.ts';

export interface DrawerParts {
  journal: Journal;
  store: ShiftStore;
  shop: () => ShopSettings;
  insertPrintJob: (job: NewPrintJob) => void;
  /** Opens it by the printer: DRAWER_NOT_OPENED, before anything is written down or after. */
  kicks: { mustOpen(): void; open(): Promise<void> };
  newId: () => string;
}

export interface NewMovement {
  movementId: string;
  movement: CashMovement;
  currency: string | null;
  amountMinor: number;
  reason: string;
}

export interface Drawer {
  /** ALREADY_DONE once cash has moved, SHIFT_CHANGED when that shift has ended. */
  countFloat(request: { shiftId: number; counted: Pile[] }, staffId: string): void;
  move(movement: NewMovement, staffId: string): void;
  /** DRAWER_NOT_OPENED. */
  open(request: { openingId: string; reason: string }, staffId: string): Promise<void>;
}

export function createDrawer({ journal, store, shop, insertPrintJob, kicks, newId }: DrawerParts): Drawer {
  /** Its own currency by its name is the shop's own. */
  const own = (currency: string | null) => (currency === shop().currency ? null : currency);
  return {
    countFloat({ shiftId, counted }, staffId) {
      const shift = store.current();
      if (shift.id !== shiftId) throw new TillError('SHIFT_CHANGED');
      const piles = counted.map((pile) => ({ ...pile, currency: own(pile.currency) }));
      if (JSON.stringify(shift.float) === JSON.stringify(piles)) return;
      if (shift.drawerMoved) throw new TillError('ALREADY_DONE');
      journal.transact((append) => append('float_counted', { shiftId, counted: piles, expected: shift.carried }, staffId));
    },
    move({ movementId, movement, currency, amountMinor, reason }, staffId) {
      if (store.movement(movementId)) return;
      journal.transact((append) => {
        const movementSeq = store.lastMovementSeq() + 1;
        const title = slipNumber(shop().terminalId, movementSeq);
        const body = { movementId, movementSeq, slipNumber: title, movement, currency: own(currency), amountMinor, reason };
        const { atMs } = append('cash_moved', body, staffId);
        insertPrintJob({ id: newId(), kind: 'cash_movement', subjectId: movementId, title, copyNumber: 0, printerId: null, queuedAtMs: atMs });
      });
    },
    async open({ openingId, reason }, staffId) {
      if (store.isOpening(openingId)) return;
      kicks.mustOpen();
      journal.transact((append) => append('drawer_opened', { openingId, reason }, staffId));
      await kicks.open();
    },
  };
}
