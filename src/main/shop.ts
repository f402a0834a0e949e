// One shop, put together: its database, journal, register, node, printer and reports, wired to each other and to the screens.
import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { SettingsChange } from '../shared/contract.ts';
import { TillError } from '../shared/errors.ts';
import type { PrintKind } from '../shared/papers.ts';
import { createAccounts } from './accounts/accounts.ts';
import { createCustomerCards } from './accounts/customer-cards.ts';
import { openCatalogue } from './catalogue/catalogue.ts';
import { createAttention } from './checkout/attention.ts';
import { createCancelling } from './checkout/cancelling.ts';
import { createChangingSale } from './checkout/changing-sale.ts';
import { createCompletion } from './checkout/completion.ts';
import { createFreeSale } from './checkout/free-sale.ts';
import { createHand } from './checkout/hand.ts';
import { createLnurlWithdraw } from './checkout/lnurl-withdraw.ts';
import { createMovingLines } from './checkout/moving-lines.ts';
import { createOpenSales } from './checkout/open-sales.ts';
import { createParking } from './checkout/parking.ts';
import { createRingingUp } from './checkout/ringing-up.ts';
import { createShownCheckout } from './checkout/shown-checkout.ts';
import { openTakingLightning } from './checkout/taking-lightning.ts';
import { createTendering } from './checkout/tendering.ts';
import { createTerms } from './checkout/terms.ts';
import { createTipping } from './checkout/tipping.ts';
import { type Closing, createClosing } from './closing.ts';
import type { OwnNode } from './connecting/own-node.ts';
import { createKitchen } from './kitchen/kitchen.ts';
import { createKitchenSlips } from './kitchen/slips.ts';
import type { Log } from './log.ts';
import { openOffers } from './offers/offers.ts';
import type { Keeper } from './own-node/keeper.ts';
import type { NodeMaking } from './own-node/making.ts';
import { createPracticeCards, type PracticeCards } from './practice/practice-cards.ts';
import { createPracticeHand, type PracticeHand } from './practice/practice-hand.ts';
import { createPracticeScanner } from './practice/practice-scanner.ts';
import { publishPractice } from './practice/practice-state.ts';
import type { Fetch } from './rates/ask.ts';
import { createRefundDesk } from './refunds/refund-desk.ts';
import { createKeyedHash } from './secrets/keyed-hash.ts';
import type { MasterKey } from './secrets/master-key.ts';
import { createPrintedCodes } from './secrets/printed-codes.ts';
import { openSecrets } from './secrets/secrets.ts';
import { createWrongCodes, WRONG_CODES_COUNT_MS } from './secrets/wrong-codes.ts';
import { openBitcoin } from './shop-bitcoin.ts';
import { openBooks } from './shop-books.ts';
import { openCards } from './shop-cards.ts';
import { openDay } from './shop-day.ts';
import type { ShopGround } from './shop-ground.ts';
import { openPapers } from './shop-papers.ts';
import { openPeople } from './shop-people.ts';
import { createLiveSettings } from './shop-settings.ts';
import { isBarcode, tellingBadges } from './staff/badge-or-barcode.ts';
import type { Sessions } from './staff/rest.ts';
import type { StateBoard } from './state-board.ts';
import { createHeldCards } from './taps/held-cards.ts';
import { createVouchers } from './vouchers/vouchers.ts';

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
  filesWorkerUrl: URL;
  exportWorkerUrl: URL;
  pcscWorkerUrl: URL;
  /** The way to the exchanges. */
  fetch: Fetch;
  /** LNURL services of the shop's own network, by their origins; without them none that is not public is asked. */
  localServices: readonly string[];
  /** Runs the own shop's node, where it is one on this machine. */
  keeper: Keeper;
  nowMs: () => number;
  log: Log;
}

export type Shop = Awaited<ReturnType<typeof openShop>>;

/** Throws StoreOpenError; what had been opened by then is closed again. */
export async function openShop(options: ShopOptions) {
  const closing = createClosing('the shop');
  try {
    return { ...(await build(options, closing)), close: closing.close };
  } catch (cause) {
    await closing.close();
    throw cause;
  }
}

async function build(
  { dir, masters, sessions, reopen, ownShopExists, board, pcscWorkerUrl, fetch, localServices, keeper, nowMs, log, ...workers }: ShopOptions,
  closing: Closing,
) {
  const newId = () => uuidv7();
  const books = closing.part(openBooks({ dir, nowMs, log }));
  const { journal, sales, insertPrintJob } = books;
  const stored = books.shop.settings();
  const secrets = await openSecrets({ store: books.secrets, masters, expendable: stored.practice, randomBytes, log });

  const settings = createLiveSettings({
    journal,
    stored,
    ownShopExists,
    publish: (shop) => board.publish({ shop }),
    onChange: (before, after) => {
      if (JSON.stringify(before.printers) !== JSON.stringify(after.printers)) {
        printing.change(after.printers);
        kitchen.look();
        publishParking();
      }
      if (JSON.stringify(before.devices) !== JSON.stringify(after.devices)) devices.change(after.devices);
      if (JSON.stringify(before.lightning) !== JSON.stringify(after.lightning)) caring.settingsChanged();
      digitalReceipts.settingsChanged();
    },
  });
  const shop = settings.current;
  const ground: ShopGround = { dir, books, secrets, settings, board, closing, newId, nowMs, log };

  const heldCards = createHeldCards({ newId, nowMs });
  const hashCard = createKeyedHash({ keyName: 'card.key', secrets, randomBytes });
  const { pins, cardKeys, badgeCodes, badges, secondFactors, staff, people } = openPeople({
    ...ground,
    sessions,
    isBarcode: (text) => isBarcode(catalogue.scanned, text),
    print: (...job) => print('badge')(...job),
    paymentShown: () => hand.sale.status === 'tendering',
    comes: (staffId) => parking.comes(staffId),
    heldCardKey: heldCards.keyOf,
  });
  const catalogue = closing.part(
    openCatalogue({
      journal,
      store: books.catalogue,
      stock: books.stock,
      ageChecks: books.ageChecks,
      dir,
      shop,
      newId,
      nowMs,
      databasePath: books.path,
      filesWorkerUrl: workers.filesWorkerUrl,
      publish: (state) => board.publish({ catalogue: state }),
      log,
    }),
  );

  const offers = openOffers({ journal, store: books.offers, newId, nowMs, publish: (state) => board.publish({ offers: state }) });
  const terms = createTerms({ shop, promotions: offers.promotions, nowMs });
  /** What can be chosen with an article, or a variant of it; nothing with what is not sold any more. */
  const groupsOf = (articleId: string | null) => offers.modifierGroups(articleId === null ? [] : catalogue.modifierGroupIds(articleId));

  const shown = createShownCheckout((checkout) => board.publish({ checkout }));
  const hand = createHand({
    journal,
    drafts: books.draft,
    begunSale: () => sales.begunSale() ?? books.parked.inHand(),
    newId,
    nowMs,
    publish: shown.show,
    log,
  });
  const print = (kind: PrintKind) => (subjectId: string, title: string, queuedAtMs: number) =>
    insertPrintJob({ id: newId(), kind, subjectId, title, copyNumber: 0, printerId: null, queuedAtMs });
  const voucherCodes = createPrintedCodes({ purpose: 'voucher', secrets, randomBytes });
  const vouchers = createVouchers({
    journal,
    store: books.vouchers,
    codes: voucherCodes,
    wrongCodes: createWrongCodes(nowMs, 'VOUCHER_LOCKED', books.recentRefusals('voucher_codes_refused', nowMs() - WRONG_CODES_COUNT_MS)),
    shop,
    print: print('voucher'),
    newId,
    nowMs,
  });
  const customerCards = createCustomerCards({
    journal,
    store: books.customerCards,
    cards: cardKeys,
    hashOf: hashCard,
    customer: (customerId) => accounts.find(customerId),
    isBadge: badges.isBadge,
    newId,
  });
  const accounts = createAccounts({ journal, store: books.accounts, shop, print: print('account_payment'), newId, nowMs });
  const kitchenSlips = createKitchenSlips({
    store: books.kitchen,
    printers: () => shop().printers,
    categoryOf: (articleId) => (books.catalogue.article(articleId) ?? books.catalogue.articleOfVariant(articleId))?.categoryId,
    insertPrintJob,
    newId,
  });
  const completion = createCompletion({
    kitchen: kitchenSlips,
    issueVouchers: vouchers.issueSold,
    shop,
    lastReceiptSeq: sales.lastReceiptSeq,
    insertPrintJob,
    newId,
    nowMs,
  });

  /** The practice shop's own cards have a service on this machine, too, once one of them is held to the reader. */
  const services = [...localServices];
  const { node, practiceNode, own, making, rates, lightning, caring, lnurl, payouts } = openBitcoin({
    ...ground,
    pins,
    keeper,
    reopen,
    fetch,
    localServices: services,
  });
  const openSales = createOpenSales({ hand, parked: books.parked, sales, journal });
  const kitchen = createKitchen({ slips: kitchenSlips, hand, openSales, publish: (state) => board.publish({ kitchen: state }) });
  const attention = createAttention({ openSales, journal, sales, store: books.attention, completion, payouts, refundStore: books.refunds, newId });
  const refunds = createRefundDesk({
    journal,
    hand,
    sales,
    store: books.refunds,
    completion,
    payouts,
    cards: () => cards,
    vouchers,
    rates,
    sellable: catalogue.sellable,
    shop,
    insertPrintJob,
    newId,
    nowMs,
  });
  let toldOfMoney = '';
  const publishAttention = () => {
    const open = attention.open();
    const lists = { attention: { open }, refunds: refunds.state() };
    // Most facts change nothing of it, and the screens are about to say "paid".
    const news = JSON.stringify(lists);
    if (news === toldOfMoney) return;
    toldOfMoney = news;
    board.publish(lists);
    shown.showListed(open);
  };
  const taking = closing.part(
    openTakingLightning({
      hand,
      openSales,
      journal,
      sales,
      attention: books.attention,
      chain: books.chain,
      unseen: books.unseenInvoices,
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

  const parking = createParking({
    hand,
    journal,
    store: books.parked,
    openSales,
    invoices: taking.invoices,
    completion,
    kitchen: kitchenSlips,
    insertPrintJob,
    staffName: books.shop.staffName,
    isHere: (staffId) => [...sessions.values()].some((session) => session.screen === 'cashier' && !session.locked && session.staffId === staffId),
    newId,
    nowMs,
    log,
  });
  const publishParking = () => board.publish({ parking: parking.state() });

  const { papers, printing, digitalReceipts, mail } = await openPapers({ ...ground, voucherCodes, badgeCodes, hand, openSales, accounts });
  const lnurlWithdraw = createLnurlWithdraw({ hand, journal, store: books.refunds, invoices: taking.invoices, node, lnurl });
  const { taps, cards, devices, scans, simulated, scale, tryingOut, finding, setTerminalPassword, deviceFrames } = openCards({
    ...ground,
    hand,
    openSales,
    completion,
    withdraw: lnurlWithdraw,
    heldCards,
    hashCard,
    followSale: shown.follow,
    showRefused: shown.showRefused,
    printing,
    refunds,
    pcscWorkerUrl,
  });
  const day = openDay({ ...ground, hand, printing, ...workers });

  closing.also(publishPractice(practiceNode, { sales, journal, publish: (practice) => board.publish({ practice }) }));
  const practiceCards =
    practiceNode &&
    closing.part(
      createPracticeCards({
        node: practiceNode,
        readers: simulated.cardReaders,
        language: () => shop().languages.customer,
        allow: (origin) => void services.push(origin),
        randomBytes,
        log,
      }),
    );
  const practiceHand = practiceNode ? createPracticeHand(practiceNode, printing, simulated, createPracticeScanner(simulated, books.catalogue)) : null;

  // Announced after the commit: the list, the spooler, the managers' screens.
  closing.also(
    journal.onCommitted((entries) => {
      // In the next turn: the screens say "paid" before a receipt is laid out and marked, which waits for the disk.
      setImmediate(printing.wake);
      setImmediate(digitalReceipts.look);
      setImmediate(cards.onCommitted, entries);
      publishAttention();
      if (entries.some(parking.concerns)) publishParking();
      board.publish({ ledger: { journalSeq: journal.seq } });
    }),
  );
  publishAttention();
  publishParking();
  board.publish({ ledger: { journalSeq: journal.seq } });

  return {
    ...day,
    staff,
    people,
    badges,
    secondFactors,
    catalogue,
    ringingUp: createRingingUp({
      hand,
      shop,
      terms,
      sellable: catalogue.sellable,
      scanned: tellingBadges(catalogue.scanned, badges.isBadge),
      refuseUnlessOldEnough: catalogue.ages.refuseUnlessOldEnough,
      refuseUnlessThere: catalogue.stock.refuseUnlessThere,
      newId,
    }),
    changingSale: createChangingSale({ hand, terms, groupsOf, refuseUnlessThere: catalogue.stock.refuseUnlessThere, kitchen: kitchenSlips }),
    tipping: createTipping({ hand, shop, pricing: terms.pricing }),
    freeSale: createFreeSale({ hand, completion }),
    offers,
    cancelSale: createCancelling({ hand, invoices: taking.invoices, attention: books.attention, completion, newId, nowMs }),
    invoices: taking.invoices,
    held: taking.held,
    lnurlWithdraw,
    taps,
    tendering: createTendering({ hand, completion, vouchers, accounts, shop, newId }),
    vouchers,
    accounts,
    customerCards,
    parking,
    movingLines: createMovingLines({ hand, store: books.parked, pricing: terms.pricing, shop, newId, nowMs }),
    papers,
    printing: { goOn: printing.goOn },
    digitalReceipts,
    mail,
    scale,
    scans,
    tryingOut,
    finding,
    setTerminalPassword,
    deviceFrames,
    kitchen,
    attention,
    cards,
    refunds,
    caring,
    rates,
    /** PRACTICE_ONLY in a real shop. */
    practiceCards(): PracticeCards {
      if (!practiceCards) throw new TillError('PRACTICE_ONLY');
      return practiceCards;
    },
    /** PRACTICE_ONLY in a real shop. */
    practice(): PracticeHand {
      if (!practiceHand) throw new TillError('PRACTICE_ONLY');
      return practiceHand;
    },
    /** OWN_SHOP_ONLY in the practice shop, whose node is its own. */
    ownNode(): OwnNode {
      if (!own) throw new TillError('OWN_SHOP_ONLY');
      return own;
    },
    /** OWN_SHOP_ONLY in the practice shop. */
    nodeMaking(): NodeMaking {
      if (!making) throw new TillError('OWN_SHOP_ONLY');
      return making;
    },
    settings: shop,
    async change(change: SettingsChange, staffId: string): Promise<void> {
      await caring.check(change.lightning ?? {});
      settings.change(change, staffId);
    },
    speak: settings.speak,
    /** Money is being asked for or taken at this moment. */
    waitsForMoney: () => hand.sale.status === 'tendering' || parking.awaitsPayment(),
  };
}
