// The papers of shifts, for the paper desk: slips by their movement, Zs by their number, Xs by the print they were made for, sums by their period.
import { TillError } from '../../shared/errors.ts';
import type { PaperMaker } from '../receipts/paper-makers.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';
import type { ShiftStore } from '../store/shift-store.ts';
import { periodDocument, reportDocument, slipDocument } from './shift-document.ts';
import { periodReport } from './shift-report.ts';

export interface ShiftPapersParts {
  store: ShiftStore;
  shop: () => ShopSettings;
  staffName: (staffId: string | null) => string;
  nowMs: () => number;
}

export function createShiftPapers({
  store,
  shop,
  staffName,
  nowMs,
}: ShiftPapersParts): Record<'cash_movement' | 'shift_report' | 'x_report' | 'period_report', PaperMaker> {
  return {
    cash_movement: {
      document(movementId, copyNumber) {
        const movement = store.movement(movementId);
        if (!movement) throw new TillError('NOT_FOUND');
        return slipDocument(movement, shop(), staffName(movement.staffId), copyNumber);
      },
      opensDrawer: () => true,
    },
    shift_report: {
      document(number, copyNumber) {
        const report = store.z(Number(number));
        if (!report) throw new TillError('NOT_FOUND');
        return reportDocument(report, 'z', shop(), copyNumber);
      },
    },
    x_report: {
      document(xId, copyNumber) {
        const report = store.x(xId);
        if (!report) throw new TillError('NOT_FOUND');
        return reportDocument(report, 'x', shop(), copyNumber);
      },
    },
    period_report: {
      document(period, copyNumber) {
        const report = periodReport(period, store.zsOf(period));
        if (!report) throw new TillError('NOT_FOUND');
        return periodDocument(report, shop(), copyNumber, nowMs());
      },
    },
  };
}
