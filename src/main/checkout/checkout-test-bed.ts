// The checkout on real files with a practice node behind a slow wire, for its tests: each answer of the node can be held
// back, so that whatever can happen meanwhile happens.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { SAMPLES } from '../catalogue/samples.ts';
import { shopDatabasePath } from '../data-dir.ts';
import { foundShop, practiceFoundation, TERMINAL_ID } from '../founding.ts';
import type { LightningNode, Spending } from '../lightning/lightning-node.ts';
import { openPracticeNode, type PracticeNode } from '../lightning/practice.ts';
import { createLog } from '../log.ts';
import { createPracticeRates } from '../rates/practice-table.ts';
import { createAttentionStore } from '../store/attention-store.ts';
import { openTillDatabase, type TillDatabase } from '../store/database.ts';
import { createJournal } from '../store/journal.ts';
import { insertPrintJob } from '../store/print-jobs.ts';
import { createProjection } from '../store/projection.ts';
import { createDraftStore, createSaleStore } from '../store/sale-store.ts';
import { type Attention, createAttention } from './attention.ts';
import { type CancelSale, createCancelling } from './cancelling.ts';
import { type Cash, createCash } from './cash.ts';
import { createCompletion } from './completion.ts';
import { createHand, type Hand } from './hand.ts';
import { createInvoices, type Invoices } from './invoices.ts';
import { createRingingUp, type RingingUp } from './ringing-up.ts';
import { createSettlements } from './settlements.ts';
import { startWatching, type Watching } from './watching.ts';

export interface CheckoutBench {
  database: TillDatabase;
  node: PracticeNode;
  hand: Hand;
  ringingUp: RingingUp;
  invoices: Invoices;
  cash: Cash;
  cancelSale: CancelSale;
  attention: Attention;
  watching: Watching;
  articleIds: string[];
  /** Awaited before the node hears of a call and before its answer comes back; names the call. */
  wire: (call: string) => Promise<void>;
  logged: () => string;
  close(): Promise<void>;
}

export async function openCheckoutBench(): Promise<CheckoutBench> {
  const dir = mkdtempSync(join(tmpdir(), 'checkout-'));
  let logged = '';
  const nowMs = Date.now;
  const log = createLog((line) => {
    logged += line;
  }, nowMs);
  const newId = () => uuidv7();
  const foundation = practiceFoundation('kr');
  await foundShop(join(dir, 'shop'), foundation, { nowMs, log });
  const database = openTillDatabase(shopDatabasePath(join(dir, 'shop')), { nowMs, log });
  const journal = createJournal({ database, project: createProjection(database.facts), terminalId: TERMINAL_ID, nowMs, log });
  const practiceNode = openPracticeNode({ storePath: join(dir, 'node.sqlite'), nowMs, randomBytes, log });
  const overTheWire =
    <I extends unknown[], O>(name: string, call: (...input: I) => Promise<O>) =>
    async (...input: I): Promise<O> => {
      await bench.wire(name);
      try {
        return await call(...input);
      } finally {
        await bench.wire(name);
      }
    };
  const node: LightningNode = {
    ...practiceNode,
    createInvoice: overTheWire('createInvoice', practiceNode.createInvoice),
    invoiceState: overTheWire('invoiceState', practiceNode.invoiceState),
    cancelInvoice: overTheWire('cancelInvoice', practiceNode.cancelInvoice),
    settlementsAfter: overTheWire('settlementsAfter', practiceNode.settlementsAfter),
    readPaymentRequest: overTheWire('readPaymentRequest', practiceNode.readPaymentRequest),
    paymentOutcome: overTheWire('paymentOutcome', practiceNode.paymentOutcome),
  };

  const spending: Spending = {
    ready: () => true,
    open: async () => ({ ...practiceNode.spending, payInvoice: overTheWire('payInvoice', practiceNode.spending.payInvoice) }),
  };

  const shop = () => foundation.settings;
  const sales = createSaleStore(database.facts);
  const store = createAttentionStore(database.facts, database.drafts);
  const hand = createHand({ journal, drafts: createDraftStore(database), newId, nowMs, publish: () => undefined, log });
  const completion = createCompletion({ shop, lastReceiptSeq: sales.lastReceiptSeq, insertPrintJob: insertPrintJob(database.facts), newId, nowMs });
  const attention = createAttention({ hand, journal, sales, store, completion, node, spending, maxFeePpm: () => 10_000, newId, log });
  const settlements = createSettlements({ hand, journal, sales, attention: store, completion, nodeId: node.nodeId, newId });
  const rates = createPracticeRates();
  const watch = (paymentHash: string) => bench.watching.watch(paymentHash);
  const invoices = createInvoices({ hand, journal, sales, settlements, node, rates, shop, watch, newId, nowMs, log });
  const articles = new Map(SAMPLES.kr.articles.map((article) => [article.id, article]));
  const bench: CheckoutBench = {
    database,
    node: practiceNode,
    hand,
    ringingUp: createRingingUp({ hand, shop, findArticle: (id) => articles.get(id), findBarcode: () => undefined, newId }),
    invoices,
    cash: createCash({ hand, completion, shop, newId }),
    cancelSale: createCancelling({ hand, invoices, attention: store, completion, newId, nowMs }),
    attention,
    get watching() {
      return watching;
    },
    articleIds: [...articles.keys()],
    wire: () => Promise.resolve(),
    logged: () => logged,
    async close() {
      watching.close();
      await practiceNode.close();
      database.close();
      rmSync(dir, { recursive: true });
    },
  };
  const watching = startWatching({
    node,
    sales,
    attention: store,
    settlements,
    apply: invoices.apply,
    followRefunds: attention.followRefunds,
    onContact: () => undefined,
    log,
  });
  return bench;
}
