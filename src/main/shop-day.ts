// The shop's day and what is told of it: shifts and their ends; reports on screens, as files and on paper; the accountant's files.
import { printOnOfficePrinter } from '../hardware/office-printer/office-printer.ts';
import { openExports } from './accounting/exports.ts';
import type { Hand } from './checkout/hand.ts';
import type { Printing } from './printing.ts';
import { createReportPrinting } from './reports/files/print-report.ts';
import { openReportFiles } from './reports/files/report-files.ts';
import { keepCounting } from './reports/keep-counting.ts';
import { keepUp } from './reports/keep-up.ts';
import { openReports } from './reports/reports.ts';
import { createDrawer } from './shifts/drawer.ts';
import { carriedSales } from './shifts/open-sales.ts';
import { createPastShifts } from './shifts/past-shifts.ts';
import { createShifts } from './shifts/shifts.ts';
import type { ShopGround } from './shop-ground.ts';

/** So many papers that have not come out are named by a closing. */
const MOST_PAPERS_NAMED = 100;

export interface DayParts extends ShopGround {
  hand: Pick<Hand, 'sale'>;
  printing: Pick<Printing, 'drawer' | 'wake'>;
  reportWorkerUrl: URL;
  filesWorkerUrl: URL;
  exportWorkerUrl: URL;
}

export function openDay({
  dir,
  books,
  secrets,
  settings,
  board,
  closing,
  hand,
  printing,
  reportWorkerUrl,
  filesWorkerUrl,
  exportWorkerUrl,
  newId,
  nowMs,
  log,
}: DayParts) {
  const { journal, insertPrintJob, path: databasePath } = books;
  const { staffName } = books.shop;
  const shop = settings.current;
  const exports = closing.part(
    openExports({
      journal,
      secrets,
      signingKeys: books.signingKeys,
      databasePath,
      dir,
      workerUrl: exportWorkerUrl,
      shop,
      putChart: settings.putChart,
      newId,
      nowMs,
      log,
    }),
  );
  const reports = closing.part(openReports({ workerUrl: reportWorkerUrl, databasePath, shop, nowMs, log }));
  const shifts = createShifts({
    journal,
    store: books.shifts,
    reports,
    shop,
    staffName,
    openSales: () => carriedSales({ inHand: () => hand.sale, parked: books.parked.all, staffName }),
    unprinted: () => books.printJobs.undone(MOST_PAPERS_NAMED).map(({ kind, title }) => ({ kind, title })),
    insertPrintJob,
    publish: (shift) => board.publish({ shift }),
    newId,
    nowMs,
    log,
  });
  closing.also(shifts.dispose);
  const pastShifts = createPastShifts({ store: books.shifts, reports, journal, insertPrintJob, wakePrinting: printing.wake, newId, nowMs });
  const reportFiles = closing.part(openReportFiles({ workerUrl: filesWorkerUrl, reports, shifts, pastShifts, shop, nowMs }));
  const reportPrinting = closing.part(createReportPrinting({ files: reportFiles, shop, print: printOnOfficePrinter }));
  closing.also(keepUp(reports, (damaged) => board.publish({ upkeep: { damaged } }), log));
  closing.also(keepCounting(reports, log));
  const drawer = createDrawer({ journal, store: books.shifts, shop, insertPrintJob, kicks: printing.drawer, newId });
  return { exports, reports, shifts, pastShifts, reportFiles, reportPrinting, drawer };
}
