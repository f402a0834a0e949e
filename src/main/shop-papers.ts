// What a shop hands out: papers at its printers, receipts on phones and in mails.

import { randomBytes } from 'node:crypto';
import { networkInterfaces } from 'node:os';
import type { Accounts } from './accounts/accounts.ts';
import { createPaymentPapers } from './accounts/payment-papers.ts';
import { createCardSlip } from './card-terminal/slip-paper.ts';
import type { Hand } from './checkout/hand.ts';
import type { OpenSales } from './checkout/open-sales.ts';
import { createDigitalReceipts } from './digital-receipts/digital-receipts.ts';
import { createReceiptLinks } from './digital-receipts/receipt-links.ts';
import { createSlipPaper } from './kitchen/slip-document.ts';
import { createMailDesk } from './mail/mail-desk.ts';
import { openPrinting } from './printing.ts';
import { createOpenBills } from './receipts/open-bill.ts';
import { createPaperDesk } from './receipts/paper-desk.ts';
import type { PaperMakers } from './receipts/paper-makers.ts';
import { createSalePapers } from './receipts/sale-papers.ts';
import { createTestPaper } from './receipts/test-document.ts';
import { usualPaper } from './receipts/usual-paper.ts';
import type { PrintedCodes } from './secrets/printed-codes.ts';
import { createShiftPapers } from './shifts/shift-papers.ts';
import type { ShopGround } from './shop-ground.ts';
import { createBadgePapers } from './staff/badge-papers.ts';
import { createVoucherPapers } from './vouchers/voucher-papers.ts';

export interface PapersParts extends ShopGround {
  voucherCodes: PrintedCodes;
  badgeCodes: PrintedCodes;
  hand: Hand;
  openSales: OpenSales;
  accounts: Accounts;
}

export async function openPapers({
  books,
  secrets,
  settings,
  board,
  closing,
  voucherCodes,
  badgeCodes,
  hand,
  openSales,
  accounts,
  newId,
  nowMs,
  log,
}: PapersParts) {
  const { journal, sales, insertPrintJob } = books;
  const shop = settings.current;
  const voucherPapers = createVoucherPapers({
    store: books.vouchers,
    codes: voucherCodes,
    jobs: books.printJobs,
    saleInHand: () => hand.sale.id,
    shop,
  });
  const badgePapers = createBadgePapers({ store: books.badges, codes: badgeCodes, jobs: books.printJobs, shop, staffName: books.shop.staffName });
  // Who makes what is on the papers of each kind.
  const makers: PaperMakers = {
    slip: createOpenBills({ sale: (saleId) => openSales.find(saleId) ?? sales.sale(saleId)?.sale, shop, staffName: books.shop.staffName }),
    voucher: voucherPapers.maker,
    account_payment: createPaymentPapers({ store: books.accounts, shop, staffName: books.shop.staffName }),
    ...createShiftPapers({ store: books.shifts, shop, staffName: books.shop.staffName, nowMs }),
    ...createSalePapers({ sales, refunds: books.refunds, shop, staffName: books.shop.staffName }),
    test: createTestPaper({ shop, nowMs }),
    card_slip: createCardSlip({ store: books.cards, shop }),
    badge: badgePapers.maker,
    kitchen: createSlipPaper({ store: books.kitchen, shop, staffName: books.shop.staffName }),
  };
  const papers = createPaperDesk({
    journal,
    makers,
    jobs: books.printJobs,
    copies: books.paperCopies,
    insertPrintJob,
    shop,
    newId,
    nowMs,
    wake: () => printing.wake(),
  });
  const printing = closing.part(
    await openPrinting({
      printers: shop().printers,
      jobs: books.printJobs,
      makers,
      usual: () => usualPaper(shop(), nowMs()),
      publish: (printingState) => {
        board.publish({ printing: printingState });
        voucherPapers.forgetPrinted();
        badgePapers.forgetPrinted();
      },
      publishPapers: (paper) => board.publish({ paper }),
      nowMs,
      log,
    }),
  );
  const links = createReceiptLinks({ secrets, randomBytes });
  const digitalReceipts = closing.part(
    createDigitalReceipts({
      sales,
      refunds: books.refunds,
      links,
      shop,
      staffName: books.shop.staffName,
      saleInHand: () => hand.sale,
      publish: (state) => board.publish({ digitalReceipts: state }),
      publishCode: (receiptCode) => board.publish({ receiptCode }),
      interfaces: networkInterfaces,
      nowMs,
      monoMs: () => performance.now(),
      log,
    }),
  );
  const mail = closing.part(
    createMailDesk({
      journal,
      store: books.mailJobs,
      secrets,
      links,
      receipts: digitalReceipts,
      accounts,
      shop,
      changeSettings: settings.change,
      publish: (state) => board.publish(state),
      newId,
      nowMs,
      log,
    }),
  );
  return { papers, printing, digitalReceipts, mail };
}
