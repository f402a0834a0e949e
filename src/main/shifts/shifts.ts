// Shifts from their beginning to their Z. Ending one is two facts: the cut, from which on everything belongs to the next shift,
// and the Z, summed up beside the event loop while the till sells on. A cut whose Z is missing (the power went, the worker died)
// gets it with the next start or the next try: the rows it is made from do not change any more.
import { TillError } from '../../shared/errors.ts';
import { receiptPrinterOf } from '../../shared/printers.ts';
import type { ReceiptDocument } from '../../shared/receipt.ts';
import { type Cash, type ClosingState, cashOf, type DrawerCount, lessCash, type Pile, type ShiftState, sumCash } from '../../shared/shift.ts';
import { shopDay } from '../../shared/shop-day.ts';
import type { CarriedOver, ShiftReport } from '../../shared/z-report.ts';
import { createTimers } from '../checkout/timers.ts';
import type { Log } from '../log.ts';
import type { Reports } from '../reports/reports.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';
import type { FactKind } from '../store/facts.ts';
import type { Journal } from '../store/journal.ts';
import type { NewPrintJob } from '../store/print-jobs.ts';
import { type CurrentShift, type CutShift, expectedCash, type ShiftStore } from '../store/shift-store.ts';
import { reportDocument } from './shift-document.ts';
import { drawerCount, reportedShop, shiftReport } from './shift-report.ts';

const RETRY_MS = 5_000;

/** What changes the shift as it is shown, once it has begun. */
const CHANGES_SHOWN: ReadonlySet<FactKind> = new Set<FactKind>(['float_counted', 'shift_cut', 'shift_closed', 'staff_put']);

export interface ShiftsParts {
  journal: Journal;
  store: ShiftStore;
  reports: Pick<Reports, 'shiftFigures'>;
  shop: () => ShopSettings;
  staffName: (staffId: string | null) => string;
  /** Sales that have begun and not ended, in hand and parked. */
  openSales: () => CarriedOver['sales'];
  /** Papers that have not come out. */
  unprinted: () => CarriedOver['papers'];
  insertPrintJob: (job: NewPrintJob) => void;
  publish: (state: ShiftState) => void;
  newId: () => string;
  nowMs: () => number;
  log: Log;
}

export interface Shifts {
  /** Who has looked stands in the journal before they see anything. */
  x(staffId: string): Promise<{ report: ShiftReport; paper: ReceiptDocument }>;
  /** Puts it on paper as it is now, and shows what is on that. PRINTER_MISSING. */
  printX(staffId: string): Promise<{ report: ShiftReport; paper: ReceiptDocument }>;
  closing(): ClosingState;
  /** SHIFT_CHANGED when that shift has ended. */
  count(request: { shiftId: number; countId: string; counted: Pile[] }, staffId: string): ClosingState;
  /** SHIFT_CHANGED, REASON_MISSING, AMOUNT_TOO_LARGE. Ended once, it is ended: the same call again says so again. */
  close(request: { shiftId: number; countId: string; reason: string; taken: Cash[] }, staffId: string): Promise<{ number: number }>;
  dispose(): void;
}

export function createShifts(parts: ShiftsParts): Shifts {
  const { journal, store, reports, shop, staffName, openSales, unprinted, insertPrintJob, publish, newId, nowMs, log } = parts;
  const timers = createTimers();
  let making: Promise<void> | null = null;

  /** Its own currency by its name is the shop's own. */
  const own = (currency: string | null) => (currency === shop().currency ? null : currency);
  const countsOf = (shiftId: number): DrawerCount[] =>
    store
      .counts(shiftId)
      .map(({ id, atMs, staffId, counted, expected }) => drawerCount({ id, atMs, staffName: staffName(staffId), counted, expected }));
  const carriedOver = (): CarriedOver => ({ sales: openSales(), ...store.underWay(), papers: unprinted() });
  /** By the last count, and what has moved since. */
  const inDrawer = (shiftId: number): Cash[] | null => {
    const last = store.counts(shiftId).at(-1);
    return last ? sumCash(cashOf(last.counted), lessCash(store.moved(shiftId, journal.seq), store.moved(shiftId, last.seq))) : null;
  };
  const closing = (): ClosingState => {
    const shift = store.current();
    const expected = expectedCash(shift, store.moved(shift.id, journal.seq));
    return {
      shiftId: shift.id,
      openedAtMs: shift.openedAtMs,
      openedBy: staffName(shift.openedBy),
      currencies: expected.map(({ currency }) => currency),
      counts: countsOf(shift.id),
      begunWith: store.countOf(shift.id) ? expectedCash(shift, []) : null,
      inDrawer: inDrawer(shift.id),
      carriedOver: carriedOver(),
    };
  };

  const inForce = ({ openedBy }: CurrentShift, endedBy: string, atMs: number) => ({
    shop: reportedShop(shop()),
    day: shopDay(atMs, shop()).day,
    openedBy: staffName(openedBy),
    endedBy,
  });
  const reportOf = async (shift: CurrentShift, cut: CutShift['cut'] | null): Promise<ShiftReport> => {
    const toSeq = cut?.seq ?? journal.seq;
    // A Z may be made late, after a restart: it says what was in force as the shift ended, whatever has been changed since.
    const source = {
      shift,
      ...(cut?.body ?? inForce(shift, '', nowMs())),
      endedAtMs: cut?.atMs ?? nowMs(),
      journal: { toSeq, hash: store.hashAt(toSeq) },
      counts: countsOf(shift.id),
      looks: store.looks(shift.id, toSeq).map(({ staffId, ...look }) => ({ ...look, staffName: staffName(staffId) })),
      moved: store.moved(shift.id, toSeq),
      carriedOver: cut?.body.carriedOver ?? carriedOver(),
      corrections: store.corrections(shift.id, toSeq),
      receipts: store.receipts('sale', shift.id, toSeq),
      refundReceipts: store.receipts('refund', shift.id, toSeq),
      lastZ: store.lastZ(),
      end: cut ? cut.body : null,
    };
    return shiftReport({ ...source, figures: await reports.shiftFigures(shift.id, toSeq) });
  };

  const makeZs = async () => {
    for (;;) {
      const cut = store.unclosed();
      if (!cut) return;
      const report = await reportOf(cut, cut.cut);
      journal.transact((append) => {
        const { atMs } = append('shift_closed', { report }, cut.cut.staffId);
        const subjectId = String(report.number);
        insertPrintJob({
          id: newId(),
          kind: 'shift_report',
          subjectId,
          title: `Z ${subjectId}`,
          copyNumber: 0,
          printerId: null,
          queuedAtMs: atMs,
        });
      });
    }
  };
  /** One after the other, however often it is asked for. */
  const finish = async (): Promise<void> => {
    while (store.unclosed()) {
      making ??= makeZs().finally(() => {
        making = null;
      });
      await making;
    }
  };
  const finishSomeTime = () => {
    finish().catch((cause: unknown) => {
      if (cause instanceof TillError && cause.code === 'SHUTTING_DOWN') return;
      log.error('shifts.z_not_made', cause);
      timers.after(RETRY_MS, finishSomeTime);
    });
  };

  const shown = (): ShiftState => {
    const { id, openedAtMs, openedBy, float, drawerMoved } = store.current();
    return { id, openedAtMs, openedBy: staffName(openedBy), floatCounted: float !== null, canCountFloat: !drawerMoved, lastZ: store.lastZNumber() };
  };
  let told = shown();
  publish(told);
  const stopListening = journal.onCommitted((entries) => {
    // What nearly every sale leaves as it is, is not looked up with each.
    if (told.openedAtMs !== null && !told.canCountFloat && !entries.some(({ kind }) => CHANGES_SHOWN.has(kind))) return;
    told = shown();
    publish(told);
  });
  if (store.unclosed()) finishSomeTime();

  const x = async (staffId: string) => {
    // What the shift before came to is in the grand total.
    await finish();
    journal.transact((append) => append('x_shown', { shiftId: store.current().id }, staffId));
    const report = await reportOf(store.current(), null);
    return { report, paper: reportDocument(report, 'x', shop(), 0) };
  };

  return {
    x,
    async printX(staffId) {
      if (!receiptPrinterOf(shop().printers)) throw new TillError('PRINTER_MISSING');
      const shown = await x(staffId);
      journal.transact((append) => {
        const xId = newId();
        const { atMs } = append('x_printed', { xId, report: shown.report }, staffId);
        const title = `X ${shown.report.number}`;
        insertPrintJob({ id: newId(), kind: 'x_report', subjectId: xId, title, copyNumber: 0, printerId: null, queuedAtMs: atMs });
      });
      return shown;
    },
    closing,
    count({ shiftId, countId, counted }, staffId) {
      const shift = store.current();
      if (shift.id !== shiftId) throw new TillError('SHIFT_CHANGED');
      if (store.counts(shiftId).some(({ id }) => id === countId)) return closing();
      const piles = counted.map((pile) => ({ ...pile, currency: own(pile.currency) }));
      journal.transact((append) => {
        const expected = expectedCash(shift, store.moved(shiftId, journal.seq));
        append('shift_counted', { shiftId, countId, counted: piles, expected }, staffId);
      });
      return closing();
    },
    async close({ shiftId, countId, reason, ...request }, staffId) {
      const taken = request.taken.map(({ currency, amountMinor }) => ({ currency: own(currency), amountMinor }));
      if (shiftId === store.current().id) {
        const last = countsOf(shiftId).at(-1);
        if (last?.id !== countId) throw new TillError('SHIFT_CHANGED');
        if (reason === '' && last.difference.some(({ amountMinor }) => amountMinor !== 0)) throw new TillError('REASON_MISSING');
        const left = lessCash(inDrawer(shiftId) ?? [], taken);
        if (left.some(({ amountMinor }) => amountMinor < 0)) throw new TillError('AMOUNT_TOO_LARGE');
        const ending = { taken: sumCash(taken), left, carriedOver: carriedOver(), ...inForce(store.current(), staffName(staffId), nowMs()) };
        journal.transact((append) => append('shift_cut', { shiftId, countId, reason, ...ending }, staffId));
      } else if (store.countOf(shiftId)?.id !== countId) throw new TillError('SHIFT_CHANGED');
      try {
        await finish();
      } catch (cause) {
        // It has ended all the same; its Z follows.
        timers.after(RETRY_MS, finishSomeTime);
        throw cause;
      }
      return { number: shiftId };
    },
    dispose() {
      stopListening();
      timers.close();
    },
  };
}
