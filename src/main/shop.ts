// One shop, put together: its database, journal, register, node, printer and reports, wired to each other and to the screens.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import type { SettingsChange } from '../shared/contract.ts';
import { TillError } from '../shared/errors.ts';
import type { OwnNodeState } from '../shared/own-node.ts';
import type { Language } from '../shared/state.ts';
import { type Caring, lookAfter } from './caring/caring.ts';
import { type Catalogue, openCatalogue } from './catalogue/catalogue.ts';
import { type Attention, createAttention } from './checkout/attention.ts';
import { type CancelSale, createCancelling } from './checkout/cancelling.ts';
import { type Cash, createCash } from './checkout/cash.ts';
import { createCompletion } from './checkout/completion.ts';
import { createHand } from './checkout/hand.ts';
import type { Held } from './checkout/held.ts';
import type { Invoices } from './checkout/invoices.ts';
import { createLnurlWithdraw, type LnurlWithdraw } from './checkout/lnurl-withdraw.ts';
import { createRingingUp, type RingingUp } from './checkout/ringing-up.ts';
import { createShownCheckout } from './checkout/shown-checkout.ts';
import { openTakingLightning } from './checkout/taking-lightning.ts';
import { type OwnNode, openOwnNode } from './connecting/own-node.ts';
import { shopDatabasePath } from './data-dir.ts';
import { TERMINAL_ID } from './founding.ts';
import type { LightningNode } from './lightning/lightning-node.ts';
import { watchLightningState } from './lightning/lightning-state.ts';
import { openLnd } from './lightning/lnd/lnd.ts';
import { openLndSpending } from './lightning/lnd/spending.ts';
import { openPracticeNode } from './lightning/practice.ts';
import { createPracticeSpending } from './lightning/practice-spending.ts';
import { createGetJson } from './lnurl/get-json.ts';
import { createLnurlServices } from './lnurl/service.ts';
import type { Log } from './log.ts';
import type { Keeper } from './own-node/keeper.ts';
import { type NodeMaking, openNodeMaking } from './own-node/making.ts';
import { createPracticeHand, type PracticeHand } from './practice/practice-hand.ts';
import { openPrinting } from './printing.ts';
import type { Fetch } from './rates/ask.ts';
import { openRates, type Rates } from './rates/rates.ts';
import { createReceiptDesk, type ReceiptDesk } from './receipts/receipt-desk.ts';
import { createPayouts } from './refunds/payouts.ts';
import { createSaleRefunds, type SaleRefunds } from './refunds/sale-refunds.ts';
import { openReports, type Reports } from './reports/reports.ts';
import type { MasterKey } from './secrets/master-key.ts';
import { openSecrets } from './secrets/secrets.ts';
import { createLiveSettings } from './shop-settings.ts';
import { createStaff, type Sessions, type Staff } from './staff/staff.ts';
import type { StateBoard } from './state-board.ts';
import { createAttentionStore } from './store/attention-store.ts';
import { createCatalogueStore } from './store/catalogue-store.ts';
import { createChainStore } from './store/chain-store.ts';
import { createCheckpoints } from './store/checkpoints.ts';
import { openTillDatabase } from './store/database.ts';
import type { ShopSettings } from './store/facts.ts';
import { createHandRateStore } from './store/hand-rate-store.ts';
import { createJournal } from './store/journal.ts';
import { createNodeStore } from './store/node-store.ts';
import { createPrintJobStore, insertPrintJob } from './store/print-jobs.ts';
import { createProjection } from './store/projection.ts';
import { createRefundStore } from './store/refund-store.ts';
import { createDraftStore, createSaleStore } from './store/sale-store.ts';
import { createSecretStore } from './store/secret-store.ts';
import { createShopStore } from './store/shop-store.ts';
import { createStaffStore } from './store/staff-store.ts';
import { StoreOpenError } from './store/store-error.ts';
import { createSweepStore } from './store/sweep-store.ts';
import { createUnseenInvoices } from './store/unseen-invoices.ts';

const CHECKPOINT_EVERY_MS = 1000;
/** The check of every page begins when the rush of a start is over, and again each day. */
const UPKEEP_AFTER_MS = 60_000;
const UPKEEP_EVERY_MS = 24 * 60 * 60 * 1000;

export interface ShopOptions {
  /** The shop's own folder. */
  dir: string;
  /** What its secrets hang on; the first that this machine has is in force. */
  masters: readonly MasterKey[];
  sessions: Sessions;
  /** Closes this shop and opens it again; `write` is its last word. SALE_HAS_PAYMENT. */
  reopen: (write: () => void, prepare?: () => Promise<void>) => Promise<void>;
  ownShopExists: () => boolean;
  board: StateBoard;
  reportWorkerUrl: URL;
  /** The way to the exchanges. */
  fetch: Fetch;
  /** LNURL services of the shop's own network, by their origins; without them none that is not public is asked. */
  localServices: readonly string[];
  /** Runs the own shop's node, where it is one on this machine. */
  keeper: Keeper;
  nowMs: () => number;
  log: Log;
}

export interface Shop {
  staff: Staff;
  catalogue: Catalogue;
  ringingUp: RingingUp;
  cancelSale: CancelSale;
  invoices: Invoices;
  held: Held;
  lnurlWithdraw: LnurlWithdraw;
  cash: Cash;
  receipts: ReceiptDesk;
  attention: Attention;
  refunds: SaleRefunds;
  caring: Caring;
  reports: Reports;
  rates: Rates;
  /** PRACTICE_ONLY in a real shop. */
  practice(): PracticeHand;
  /** OWN_SHOP_ONLY in the practice shop, whose node is its own. */
  ownNode(): OwnNode;
  /** OWN_SHOP_ONLY in the practice shop. */
  nodeMaking(): NodeMaking;
  settings(): ShopSettings;
  change(change: SettingsChange, staffId: string): Promise<void>;
  speak(audience: 'cashier' | 'customer', language: Language, staffId: string | null): void;
  /** Money is being asked for or taken at this moment. */
  tendering(): boolean;
  close(): Promise<void>;
}

type Closer = () => void | Promise<void>;

/** Throws StoreOpenError; what had been opened by then is closed again. */
export async function openShop(options: ShopOptions): Promise<Shop> {
  const closers: Closer[] = [];
  // Last opened, first closed: nothing is used by what still runs. One that fails leaves none of the others open.
  const close = async () => {
    const failures: unknown[] = [];
    for (const closer of closers.splice(0).reverse()) {
      try {
        await closer();
      } catch (cause) {
        failures.push(cause);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'the shop was not closed cleanly');
  };
  try {
    return { ...(await build(options, closers)), close };
  } catch (cause) {
    await close();
    throw cause;
  }
}

async function build(
  { dir, masters, sessions, reopen, ownShopExists, board, reportWorkerUrl, fetch, localServices, keeper, nowMs, log }: ShopOptions,
  closers: Closer[],
): Promise<Omit<Shop, 'close'>> {
  const closing = <T extends { close(): void | Promise<void> }>(part: T): T => {
    closers.push(() => part.close());
    return part;
  };
  const newId = () => uuidv7();

  const database = closing(openTillDatabase(shopDatabasePath(dir), { nowMs, log }));
  const checkpoint = setInterval(createCheckpoints(database, log), CHECKPOINT_EVERY_MS);
  closers.push(() => clearInterval(checkpoint));
  const journal = createJournal({ database, project: createProjection(database.facts), terminalId: TERMINAL_ID, nowMs, log });
  const staffStore = createStaffStore(database.facts);
  // A file that is whole and has no shop in it is not ours to fill.
  if (journal.seq === 0) throw new StoreOpenError('missing', database.path, 'the journal is empty');

  const shopStore = createShopStore(database.facts);
  const stored = shopStore.settings();
  const secrets = await openSecrets({ store: createSecretStore(database.facts), masters, expendable: stored.practice, randomBytes, log });

  const settings = createLiveSettings({
    journal,
    stored,
    ownShopExists,
    publish: (shop) => board.publish({ shop }),
    onChange: (before, after) => {
      if (JSON.stringify(before.printer) !== JSON.stringify(after.printer)) printing.connect(after.printer);
      if (JSON.stringify(before.lightning) !== JSON.stringify(after.lightning)) caring.settingsChanged();
    },
  });
  const shop = settings.current;
  const { practice, currency } = shop();

  const staff = createStaff({ journal, store: staffStore, sessions, nowMs, onChange: () => board.touch('session') });
  board.publish({ staff: { tiles: staff.tiles() } });
  const catalogue = openCatalogue(createCatalogueStore(database.facts));
  board.publish({ catalogue: catalogue.state() });

  const sales = createSaleStore(database.facts);
  const attentionStore = createAttentionStore(database.facts, database.drafts);
  const insertJob = insertPrintJob(database.facts);
  const shown = createShownCheckout((checkout) => board.publish({ checkout }));
  const hand = createHand({ journal, drafts: createDraftStore(database), begunSale: sales.begunSale, newId, nowMs, publish: shown.show, log });
  const completion = createCompletion({ shop, lastReceiptSeq: sales.lastReceiptSeq, insertPrintJob: insertJob, newId, nowMs });

  // The practice shop has its node with it; a shop of one's own has none until one is connected.
  const practiceNode = practice ? closing(openPracticeNode({ storePath: join(dir, 'node.sqlite'), nowMs, randomBytes, log })) : null;
  const own = practice
    ? null
    : closing(
        openOwnNode({
          journal,
          books: createNodeStore(database.facts),
          secrets,
          checkPin: staff.checkPin,
          openNode: (access, expected) => openLnd({ access, expected, nowMs, log }),
          openSpendingNode: (access, expected) => openLndSpending({ access, expected, nowMs, log }),
          reopen,
          randomBytes,
          newId,
          nowMs,
          log,
        }),
      );
  const publishOwnNode = (ownNode: OwnNodeState) => board.publish({ ownNode });
  const making =
    own &&
    closing(
      openNodeMaking({
        keeper,
        secrets,
        connecting: own.connecting,
        books: createNodeStore(database.facts),
        searchPath: process.env.PATH ?? '',
        randomBytes,
        newId,
        publish: publishOwnNode,
        log,
      }),
    );
  if (!making) publishOwnNode({ programFound: '', status: 'none', trouble: null, network: null });
  const node: LightningNode | null = practiceNode ?? own?.node ?? null;
  const spending = practiceNode ? createPracticeSpending(practiceNode.spending, staff.checkPin) : (own?.spending ?? null);
  const rates = closing(
    openRates({
      currency,
      from: practice ? 'practice' : node ? 'market' : 'none',
      journal,
      store: createHandRateStore(database.facts),
      staffName: shopStore.staffName,
      fetch,
      nowMs,
      monoMs: () => performance.now(),
      random: Math.random,
      publish: (rates) => board.publish({ rates }),
      onChange: () => lightning.rateChanged(),
      log,
    }),
  );
  const lightning = closing(
    watchLightningState({
      node,
      without: own?.without ?? 'missing',
      prefix: own?.prefix ?? null,
      rates,
      currency: () => currency,
      nowMs,
      publish: (lightning) => board.publish({ lightning }),
      publishNode: (node) => board.publish({ node }),
      log,
    }),
  );

  const caring = closing(
    lookAfter({
      node,
      spending,
      journal,
      sweeps: createSweepStore(database.facts),
      shopDir: dir,
      settings: () => shop().lightning,
      newId,
      nowMs,
      publish: (care) => board.publish({ care }),
      log,
    }),
  );

  const refundStore = createRefundStore(database.facts);
  const lnurl = createLnurlServices(createGetJson({ localOrigins: localServices, torProxy: own?.torProxy ?? null }));
  const payouts = createPayouts({
    node,
    spending,
    lnurl,
    store: refundStore,
    isOwnCode: (paymentHash) => sales.invoice(paymentHash) !== undefined,
    maxFeePpm: () => shop().lightning.refund.maxFeePpm,
    comment: () => shop().name,
    nowMs,
    log,
  });
  const attention = createAttention({ hand, journal, sales, store: attentionStore, completion, payouts, newId });
  const refunds = createSaleRefunds({ journal, sales, store: refundStore, payouts, rates, shop, insertPrintJob: insertJob, newId, nowMs });
  const publishAttention = () => {
    const open = attention.open();
    board.publish({ attention: { open } });
    shown.showListed(open);
  };
  const taking = closing(
    openTakingLightning({
      hand,
      journal,
      sales,
      attention: attentionStore,
      chain: createChainStore(database.facts, database.drafts),
      unseen: createUnseenInvoices(database),
      secrets,
      completion,
      node,
      sinceMs: own?.sinceMs ?? 0,
      rates,
      shop,
      isReachable: lightning.isReachable,
      onContact: lightning.contact,
      onClock: lightning.clock,
      onCountedAnew: lightning.countedAnew,
      follow: { refunds: attention.followRefunds, 'refunds of sales': refunds.follow },
      randomBytes,
      newId,
      nowMs,
      log,
    }),
  );

  const jobs = createPrintJobStore(database.facts);
  const receipts = createReceiptDesk({
    journal,
    sales,
    refunds: refundStore,
    jobs,
    insertPrintJob: insertJob,
    shop,
    staffName: shopStore.staffName,
    newId,
  });
  const printing = closing(
    await openPrinting({
      settings: shop().printer,
      jobs,
      receipts,
      takesCash: sales.takesCash,
      publish: (printingState) => board.publish({ printing: printingState }),
      publishPapers: (paper) => board.publish({ paper }),
      nowMs,
      log,
    }),
  );
  const reports = closing(openReports({ workerUrl: reportWorkerUrl, databasePath: database.path, shop, nowMs, log }));

  if (practiceNode) {
    const { wallet, chain } = practiceNode;
    // What was made ahead nobody has seen, nor scanned.
    const isShown = (paymentHash: string) => sales.invoice(paymentHash) !== undefined;
    const publishPractice = () =>
      board.publish({ practice: { codes: wallet.codes(isShown), refundRequest: wallet.refundRequest(), chain: chain.shown() } });
    closers.push(
      practiceNode.onWalletChange(publishPractice),
      journal.onCommitted((entries) => {
        if (entries.some(({ kind }) => kind === 'invoice_created')) publishPractice();
      }),
    );
    publishPractice();
  } else {
    board.publish({ practice: { codes: [], refundRequest: null, chain: { height: 0, payments: [] } } });
  }
  const practiceHand = practiceNode ? createPracticeHand(practiceNode, () => printing.simulator) : null;

  // Announced after the commit: the list, the spooler, the managers' screens.
  closers.push(
    journal.onCommitted(() => {
      // In the next turn: the screens say "paid" before a receipt is laid out and marked, which waits for the disk.
      setImmediate(printing.wake);
      publishAttention();
      board.publish({ ledger: { journalSeq: journal.seq } });
    }),
  );
  publishAttention();
  board.publish({ ledger: { journalSeq: journal.seq } });
  closers.push(keepUp(reports, (damaged) => board.publish({ upkeep: { damaged } }), log));

  return {
    staff,
    catalogue,
    ringingUp: createRingingUp({ hand, shop, findArticle: catalogue.find, findBarcode: catalogue.findBarcode, newId }),
    cancelSale: createCancelling({ hand, invoices: taking.invoices, attention: attentionStore, completion, newId, nowMs }),
    invoices: taking.invoices,
    held: taking.held,
    lnurlWithdraw: createLnurlWithdraw({ hand, journal, store: refundStore, invoices: taking.invoices, lnurl }),
    cash: createCash({ hand, completion, shop, newId }),
    receipts,
    attention,
    refunds,
    caring,
    reports,
    rates,
    practice() {
      if (!practiceHand) throw new TillError('PRACTICE_ONLY');
      return practiceHand;
    },
    ownNode() {
      if (!own) throw new TillError('OWN_SHOP_ONLY');
      return own;
    },
    nodeMaking() {
      if (!making) throw new TillError('OWN_SHOP_ONLY');
      return making;
    },
    settings: shop,
    async change(change, staffId) {
      await caring.check(change.lightning ?? {});
      settings.change(change, staffId);
    },
    speak: settings.speak,
    tendering: () => hand.sale.status === 'tendering',
  };
}

/** Checks the file and keeps the daily copy while the till is open. Returns its disposer. */
function keepUp(reports: Reports, publish: (damaged: boolean) => void, log: Log): () => void {
  const run = async () => {
    try {
      const { damage, copy } = await reports.upkeep();
      if (damage.length > 0) log.error('store.damaged', damage);
      if (copy !== null) log.info('store.copy_kept', { copy });
      publish(damage.length > 0);
    } catch (cause) {
      // The till closed meanwhile: it is done after the next start.
      if (!(cause instanceof TillError && cause.code === 'SHUTTING_DOWN')) log.error('store.upkeep_failed', cause);
    }
  };
  publish(false);
  let timer = setTimeout(() => {
    void run();
    timer = setInterval(() => void run(), UPKEEP_EVERY_MS);
  }, UPKEEP_AFTER_MS);
  return () => clearTimeout(timer);
}
