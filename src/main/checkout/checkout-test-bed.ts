// The checkout on real files with a practice node behind a slow wire, for its tests: each answer of the node can be held
// back, so that whatever can happen meanwhile happens.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { v7 as uuidv7 } from 'uuid';
import { TillError } from '../../shared/errors.ts';
import type { LightningSettings } from '../../shared/lightning.ts';
import { OFFERED_KINDS } from '../../shared/tender-settings.ts';
import { type Accounts, createAccounts } from '../accounts/accounts.ts';
import { createShelf } from '../catalogue/shelf.ts';
import { shopDatabasePath } from '../data-dir.ts';
import { foundShop, practiceFoundation, TERMINAL_ID } from '../founding.ts';
import type { KitchenSlips } from '../kitchen/slips.ts';
import type { LightningNode, Spending } from '../lightning/lightning-node.ts';
import { openPracticeNode, type PracticeNode } from '../lightning/practice.ts';
import { createGetJson } from '../lnurl/get-json.ts';
import { createLnurlServices } from '../lnurl/service.ts';
import { createLog } from '../log.ts';
import { inForce } from '../rates/in-force.ts';
import { createPracticeRates } from '../rates/practice-table.ts';
import type { RateSource } from '../rates/rate-source.ts';
import { createPayouts } from '../refunds/payouts.ts';
import { createKeyFileMaster } from '../secrets/key-file.ts';
import { createPrintedCodes } from '../secrets/printed-codes.ts';
import { openSecrets } from '../secrets/secrets.ts';
import { createWrongCodes } from '../secrets/wrong-codes.ts';
import type { Actor } from '../staff/actor.ts';
import { createAccountStore } from '../store/account-store.ts';
import { createAttentionStore } from '../store/attention-store.ts';
import { createCatalogueStore } from '../store/catalogue-store.ts';
import { createChainStore } from '../store/chain-store.ts';
import { openTillDatabase, type TillDatabase } from '../store/database.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';
import { createJournal, type Journal } from '../store/journal.ts';
import { createParkedStore } from '../store/parked-store.ts';
import { insertPrintJob } from '../store/print-jobs.ts';
import { createProjection } from '../store/projection.ts';
import { createRefundStore } from '../store/refund-store.ts';
import { createDraftStore, createSaleStore } from '../store/sale-store.ts';
import { createSecretStore } from '../store/secret-store.ts';
import { createUnseenInvoices } from '../store/unseen-invoices.ts';
import { createVoucherStore } from '../store/voucher-store.ts';
import { createVouchers, type Vouchers } from '../vouchers/vouchers.ts';
import { type Attention, createAttention } from './attention.ts';
import { type CancelSale, createCancelling } from './cancelling.ts';
import { type ChangingSale, createChangingSale } from './changing-sale.ts';
import { createCompletion } from './completion.ts';
import { createHand, type Hand } from './hand.ts';
import type { Held } from './held.ts';
import type { Invoices } from './invoices.ts';
import type { OnChainWatching } from './on-chain-watching.ts';
import { createOpenSales } from './open-sales.ts';
import { createParking, type Parking } from './parking.ts';
import { createRingingUp, type RingingUp } from './ringing-up.ts';
import { openTakingLightning } from './taking-lightning.ts';
import { createTendering, type Tendering } from './tendering.ts';
import { createTerms } from './terms.ts';
import type { Watching } from './watching.ts';

export interface CheckoutBench {
  database: TillDatabase;
  journal: Journal;
  node: PracticeNode;
  hand: Hand;
  ringingUp: RingingUp;
  changingSale: ChangingSale;
  readonly invoices: Invoices;
  readonly held: Held;
  tendering: Tendering;
  vouchers: Vouchers;
  /** Of a voucher; none is forgotten here. */
  codeOf: (voucherId: string) => string | null;
  /** Whether what the vouchers' codes hang on cannot be opened. */
  sealed: boolean;
  accounts: Accounts;
  cancelSale: CancelSale;
  parking: Parking;
  attention: Attention;
  readonly watching: Watching;
  readonly onChain: OnChainWatching;
  /** What the shop has set otherwise than by default. */
  settings: Partial<LightningSettings>;
  /** In place of the practice table. */
  rates: RateSource | null;
  /** Whether codes are asked for ahead. */
  asksAhead: boolean;
  nowMs: () => number;
  /** Puts the clock of the till and of its node forward. */
  passTime(ms: number): void;
  /** What the node's clock was ahead, as the last code said. */
  clockOffMs: number;
  /** The node's file, from the outside. */
  nodeRows(sql: string): unknown[];
  shop(): ShopSettings;
  /** The node does these otherwise from now on. */
  onNode(otherwise: Partial<LightningNode>): void;
  /** What was drawn at random from now on is told. */
  onDraw(listener: (bytes: Buffer) => void): void;
  /** The part that takes Lightning, as after a restart of the till; the sale in hand goes on. */
  restart(): void;
  articleIds: string[];
  /** Awaited before the node hears of a call and before its answer comes back; names the call. */
  wire: (call: string) => Promise<void>;
  logged: () => string;
  close(): Promise<void>;
}

/** Whoever rings up in these tests: allowed all that nobody else has to approve. */
/** A shop without one. */
const NO_KITCHEN: KitchenSlips = {
  tell: () => 0,
  hasLess: () => false,
  tellLess: () => undefined,
  takeBack: () => undefined,
  unsentLines: () => 0,
  wasTold: () => false,
  used: () => false,
};

export function cashierActing(staffId: string): Actor {
  return {
    staffId,
    name: 'Cashier',
    role: 'cashier',
    rights: ['sell'],
    limits: { discountPpm: 0 },
    has: () => false,
    require(right) {
      throw new TillError('NOT_ALLOWED', { right });
    },
  };
}

export async function openCheckoutBench(): Promise<CheckoutBench> {
  const dir = mkdtempSync(join(tmpdir(), 'checkout-'));
  let logged = '';
  let aheadMs = 0;
  const nowMs = () => Date.now() + aheadMs;
  const log = createLog((line) => {
    logged += line;
  }, nowMs);
  const newId = () => uuidv7();
  const practice = practiceFoundation('kr');
  const usd = { currency: 'USD', microMinorPerUnit: 1_350_250_000, stepMinor: 100 };
  const tenders = { kinds: [...OFFERED_KINDS], voucherMonths: null, foreignCash: [usd] };
  const foundation = { ...practice, settings: { ...practice.settings, tenders } };
  await foundShop(join(dir, 'shop'), foundation, { nowMs, log });
  const database = openTillDatabase(shopDatabasePath(join(dir, 'shop')), { nowMs, log });
  const journal = createJournal({ database, project: createProjection(database.facts), terminalId: TERMINAL_ID, nowMs, log });
  const practiceNode = openPracticeNode({ storePath: join(dir, 'node.sqlite'), nowMs, randomBytes, log });
  const nodeFile = new DatabaseSync(join(dir, 'node.sqlite'), { readOnly: true });
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
    settleInvoice: overTheWire('settleInvoice', practiceNode.settleInvoice),
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
  const hand = createHand({ journal, drafts: createDraftStore(database), begunSale: sales.begunSale, newId, nowMs, publish: () => undefined, log });
  const masters = [createKeyFileMaster({ path: join(dir, 'secrets.key'), randomBytes })];
  const secrets = await openSecrets({ store: createSecretStore(database.facts), masters, expendable: true, randomBytes, log });
  const voucherCodes = createPrintedCodes({
    purpose: 'voucher',
    secrets: {
      ...secrets,
      get trouble() {
        return bench.sealed ? 'key_unavailable' : secrets.trouble;
      },
      read(name) {
        if (bench.sealed) throw new TillError('SECRETS_CLOSED', { reason: 'key_unavailable' });
        return secrets.read(name);
      },
    },
    randomBytes,
  });
  const vouchers = createVouchers({
    journal,
    store: createVoucherStore(database.facts),
    codes: voucherCodes,
    wrongCodes: createWrongCodes(nowMs, 'VOUCHER_LOCKED'),
    shop,
    print: () => undefined,
    newId,
    nowMs,
  });
  const accounts = createAccounts({ journal, store: createAccountStore(database.facts), shop, print: () => undefined, newId, nowMs });
  const completion = createCompletion({
    kitchen: NO_KITCHEN,
    issueVouchers: vouchers.issueSold,
    shop,
    lastReceiptSeq: sales.lastReceiptSeq,
    insertPrintJob: insertPrintJob(database.facts),
    newId,
    nowMs,
  });
  const payouts = createPayouts({
    node,
    spending,
    lnurl: createLnurlServices(createGetJson({})),
    store: createRefundStore(database.facts),
    isOwnCode: (paymentHash) => sales.invoice(paymentHash) !== undefined,
    maxFeePpm: () => 10_000,
    comment: () => '',
    nowMs,
    log,
  });
  const parked = createParkedStore(database.facts, sales);
  const openSales = createOpenSales({ hand, parked, sales, journal });
  const attention = createAttention({ openSales, journal, sales, store, completion, payouts, refundStore: createRefundStore(database.facts), newId });
  const open = () =>
    openTakingLightning({
      sinceMs: 0,
      hand,
      openSales,
      journal,
      sales,
      attention: store,
      chain: createChainStore(database.facts, database.drafts),
      unseen: createUnseenInvoices(database),
      secrets,
      completion,
      node,
      rates: inForce({ quote: (currency, atMs) => (bench.rates ?? practiceRates).quote(currency, atMs) }),
      shop: () => ({ ...foundation.settings, lightning: { ...foundation.settings.lightning, ...bench.settings } }),
      isReachable: () => bench.asksAhead,
      onContact: () => undefined,
      onCountedAnew: () => undefined,
      onClock: (offMs) => {
        bench.clockOffMs = offMs;
      },
      follow: { refunds: attention.followRefunds },
      randomBytes(size) {
        const bytes = randomBytes(size);
        drawn(bytes);
        return bytes;
      },
      newId,
      nowMs,
      log,
    });
  let drawn: (bytes: Buffer) => void = () => undefined;
  const practiceRates = createPracticeRates();
  const shelf = createShelf({ store: createCatalogueStore(database.facts), timeZone: () => foundation.settings.timeZone, nowMs });
  const terms = createTerms({ shop, promotions: () => [], nowMs });
  const bench: CheckoutBench = {
    database,
    journal,
    node: practiceNode,
    hand,
    changingSale: createChangingSale({ hand, terms, groupsOf: () => [], refuseUnlessThere: () => undefined, kitchen: NO_KITCHEN }),
    ringingUp: createRingingUp({
      hand,
      shop,
      terms,
      sellable: shelf.sellable,
      scanned: (barcode) => {
        throw new TillError('UNKNOWN_BARCODE', { barcode });
      },
      refuseUnlessOldEnough: () => undefined,
      refuseUnlessThere: () => undefined,
      newId,
    }),
    get invoices() {
      return taking.invoices;
    },
    get held() {
      return taking.held;
    },
    tendering: createTendering({ hand, completion, vouchers, accounts, shop, newId }),
    vouchers,
    codeOf: voucherCodes.read,
    sealed: false,
    accounts,
    cancelSale: (saleId, staffId) =>
      createCancelling({ hand, invoices: taking.invoices, attention: store, completion, newId, nowMs })(saleId, staffId),
    parking: createParking({
      hand,
      journal,
      store: parked,
      openSales,
      invoices: { cancel: (request, staffId) => taking.invoices.cancel(request, staffId), check: (request) => taking.invoices.check(request) },
      completion,
      kitchen: NO_KITCHEN,
      insertPrintJob: insertPrintJob(database.facts),
      staffName: () => 'Cashier',
      isHere: () => false,
      newId,
      nowMs,
      log,
    }),
    attention,
    get watching() {
      if (!taking.watching) throw new Error('no node is watched');
      return taking.watching;
    },
    get onChain() {
      if (!taking.onChain) throw new Error('nothing is taken on chain');
      return taking.onChain;
    },
    settings: {},
    rates: null,
    asksAhead: false,
    clockOffMs: 0,
    nowMs,
    passTime(ms) {
      aheadMs += ms;
    },
    shop,
    nodeRows: (sql) => nodeFile.prepare(sql).all(),
    onDraw(listener) {
      drawn = listener;
    },
    onNode: (otherwise) => void Object.assign(node, otherwise),
    restart() {
      taking.close();
      taking = open();
    },
    articleIds: foundation.articles
      .filter(({ variants, unit, minimumAge }) => variants.length === 0 && unit === 'piece' && minimumAge === 0)
      .map(({ id }) => id),
    wire: () => Promise.resolve(),
    logged: () => logged,
    async close() {
      taking.close();
      nodeFile.close();
      await practiceNode.close();
      database.close();
      rmSync(dir, { recursive: true });
    },
  };
  let taking = open();
  return bench;
}
