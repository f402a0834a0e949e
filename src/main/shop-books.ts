// A shop's books: its database with the journal over it, and what is asked of and written to its tables.
import { shopDatabasePath } from './data-dir.ts';
import { TERMINAL_ID } from './founding.ts';
import type { Log } from './log.ts';
import { createAccountStore } from './store/account-store.ts';
import { createAgeCheckStore } from './store/age-check-store.ts';
import { createAttentionStore } from './store/attention-store.ts';
import { createBadgeStore } from './store/badge-store.ts';
import { createCardStore } from './store/card-store.ts';
import { createCatalogueStore } from './store/catalogue-store.ts';
import { createChainStore } from './store/chain-store.ts';
import { createCheckpoints } from './store/checkpoints.ts';
import { createCustomerCardStore } from './store/customer-card-store.ts';
import { openTillDatabase } from './store/database.ts';
import { createHandRateStore } from './store/hand-rate-store.ts';
import { createJournal } from './store/journal.ts';
import { createKitchenStore } from './store/kitchen-store.ts';
import { createMailJobStore } from './store/mail-jobs.ts';
import { createNodeStore } from './store/node-store.ts';
import { createOfferStore } from './store/offer-store.ts';
import { createPaperCopies } from './store/paper-copies.ts';
import { createParkedStore } from './store/parked-store.ts';
import { createPrintJobStore, insertPrintJob } from './store/print-jobs.ts';
import { createProjection } from './store/projection.ts';
import { recentRefusals } from './store/recent-refusals.ts';
import { createRefundStore } from './store/refund-store.ts';
import { createDraftStore, createSaleStore } from './store/sale-store.ts';
import { createSecondFactorStore } from './store/second-factor-store.ts';
import { createSecretStore } from './store/secret-store.ts';
import { createShiftStore } from './store/shift-store.ts';
import { createShopStore } from './store/shop-store.ts';
import { createSigningKeyStore } from './store/signing-key-store.ts';
import { createStaffStore } from './store/staff-store.ts';
import { createStockStore } from './store/stock-store.ts';
import { StoreOpenError } from './store/store-error.ts';
import { createSweepStore } from './store/sweep-store.ts';
import { createUnseenInvoices } from './store/unseen-invoices.ts';
import { createVoucherStore } from './store/voucher-store.ts';

const CHECKPOINT_EVERY_MS = 1000;

export type Books = ReturnType<typeof openBooks>;

/** Opens the books in the shop's folder. Throws StoreOpenError. */
export function openBooks({ dir, nowMs, log }: { dir: string; nowMs: () => number; log: Log }) {
  const database = openTillDatabase(shopDatabasePath(dir), { nowMs, log });
  try {
    const { facts, drafts } = database;
    const journal = createJournal({ database, project: createProjection(facts), terminalId: TERMINAL_ID, nowMs, log });
    // A file that is whole and has no shop in it is not ours to fill.
    if (journal.seq === 0) throw new StoreOpenError('missing', database.path, 'the journal is empty');
    const checkpoint = setInterval(createCheckpoints(database, log), CHECKPOINT_EVERY_MS);
    return {
      path: database.path,
      journal,
      shop: createShopStore(facts),
      staff: createStaffStore(facts),
      badges: createBadgeStore(facts),
      secondFactors: createSecondFactorStore(facts),
      catalogue: createCatalogueStore(facts),
      stock: createStockStore(facts),
      ageChecks: createAgeCheckStore(facts),
      offers: createOfferStore(facts),
      sales: createSaleStore(facts),
      parked: createParkedStore(facts, createSaleStore(facts)),
      recentRefusals: (kind: Parameters<typeof recentRefusals>[1], sinceMs: number) => recentRefusals(facts, kind, sinceMs),
      draft: createDraftStore(database),
      attention: createAttentionStore(facts, drafts),
      cards: createCardStore(facts),
      chain: createChainStore(facts, drafts),
      unseenInvoices: createUnseenInvoices(database),
      refunds: createRefundStore(facts),
      sweeps: createSweepStore(facts),
      shifts: createShiftStore(facts),
      signingKeys: createSigningKeyStore(facts),
      handRate: createHandRateStore(facts),
      vouchers: createVoucherStore(facts),
      accounts: createAccountStore(facts),
      customerCards: createCustomerCardStore(facts),
      nodes: createNodeStore(facts),
      secrets: createSecretStore(facts),
      printJobs: createPrintJobStore(facts),
      mailJobs: createMailJobStore(facts),
      kitchen: createKitchenStore(facts),
      paperCopies: createPaperCopies(facts),
      insertPrintJob: insertPrintJob(facts),
      close() {
        clearInterval(checkpoint);
        database.close();
      },
    };
  } catch (cause) {
    database.close();
    throw cause;
  }
}
