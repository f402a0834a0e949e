// What each fact does to the tables. The live till and a rebuild from the journal run this same code, so the tables
// hold nothing that the journal does not say.
import type { Database } from 'better-sqlite3';
import { createAccountWriter } from './account-store.ts';
import { createAgeCheckWriter } from './age-check-store.ts';
import { createBadgeWriter } from './badge-store.ts';
import { canonicalJson } from './canonical-json.ts';
import { createCardWriter } from './card-writer.ts';
import { createCatalogueWriter } from './catalogue-writer.ts';
import { createCustomerCardWriter } from './customer-card-store.ts';
import type { FactKind, JournalEntry } from './facts.ts';
import { createHandRateWriter } from './hand-rate-store.ts';
import { createKitchenWriter } from './kitchen-store.ts';
import { createNodeWriter } from './node-store.ts';
import { createOfferWriter } from './offer-store.ts';
import { createPaperCopiesWriter } from './paper-copies.ts';
import { createParkedWriter } from './parked-store.ts';
import { createRefundWriter } from './refund-writer.ts';
import { createSaleWriter } from './sale-writer.ts';
import { createSecondFactorWriter } from './second-factor-store.ts';
import { createSettlementWriter } from './settlement-writer.ts';
import { createShiftWriter } from './shift-writer.ts';
import { createSigningKeyWriter } from './signing-key-store.ts';
import { createStaffWriter } from './staff-store.ts';
import { createStockWriter } from './stock-store.ts';
import { createSweepWriter } from './sweep-store.ts';
import { createVoucherWriter } from './voucher-store.ts';

/** Applies one entry to the tables, within the running transaction. */
export type Projection = (entry: JournalEntry) => void;

/** What an entry of each kind changes. */
type Changes = { [K in FactKind]: (entry: JournalEntry<K>) => void };
const nothing = () => undefined;

/** The tables that a rebuild must give again, row by row. */
export const PROJECTED_TABLES = [
  'shop',
  'role',
  'staff',
  'badge',
  'second_factor',
  'node',
  'category',
  'article',
  'article_variant',
  'article_barcode',
  'article_import',
  'article_import_part',
  'price_list',
  'modifier_groups',
  'promotion',
  'stock',
  'stock_movement',
  'age_check',
  'sale',
  'sale_line',
  'sale_tax',
  'tender',
  'parked_sale',
  'voucher',
  'voucher_movement',
  'customer',
  'customer_card',
  'account_movement',
  'account_payment',
  'invoice',
  'settlement',
  'chain_watch',
  'attention',
  'payout',
  'refund',
  'refund_line',
  'refund_tax',
  'refund_leg',
  'refund_credit',
  'credit_return',
  'withdrawal',
  'card_move',
  'card_day',
  'hand_rate',
  'shift',
  'shift_entry',
  'shift_count',
  'shift_look',
  'cash_movement',
  'drawer_opening',
  'z_report',
  'x_report',
  'unknown_outcome',
  'correction',
  'sweep',
  'paper_copies',
  'kitchen_line',
  'kitchen_slip',
  'signing_key',
] as const;

export function createProjection(db: Database): Projection {
  const catalogue = createCatalogueWriter(db);
  const stock = createStockWriter(db);
  const checkAge = createAgeCheckWriter(db);
  const offers = createOfferWriter(db);
  const sales = createSaleWriter(db);
  const cards = createCardWriter(db);
  const parked = createParkedWriter(db);
  const settlements = createSettlementWriter(db);
  const refunds = createRefundWriter(db);
  const papers = createPaperCopiesWriter(db);
  const kitchen = createKitchenWriter(db);
  const node = createNodeWriter(db);
  const handRate = createHandRateWriter(db);
  const sweeps = createSweepWriter(db);
  const vouchers = createVoucherWriter(db);
  const accounts = createAccountWriter(db);
  const customerCards = createCustomerCardWriter(db);
  const shifts = createShiftWriter(db);
  const putShop = db.prepare('INSERT INTO shop (id, settings) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET settings = excluded.settings');
  const nameSigningKey = createSigningKeyWriter(db);
  const staff = createStaffWriter(db);
  const badges = createBadgeWriter(db);
  const secondFactors = createSecondFactorWriter(db);

  const changes: Changes = {
    till_founded(entry) {
      putShop.run(canonicalJson(entry.body.settings));
      for (const role of entry.body.roles) staff.putRole({ ...role, active: true });
      for (const person of entry.body.staff) staff.putStaff({ ...person, active: true });
    },
    shop_changed: (entry) => putShop.run(canonicalJson(entry.body.settings)),
    staff_put: (entry) => staff.putStaff(entry.body),
    role_put: (entry) => staff.putRole(entry.body),
    badge_made: (entry) => badges.make(entry),
    second_factor_asked: (entry) => secondFactors.ask(entry.body),
    second_factor_set: (entry) => secondFactors.set(entry.body),
    second_factor_removed: (entry) => secondFactors.remove(entry.body),
    recovery_code_used: (entry) => secondFactors.useRecovery(entry.body),
    recovery_codes_withdrawn: (entry) => secondFactors.withdrawRecovery(entry.body),
    badge_revoked: (entry) => badges.revoke(entry),
    signed_in: (entry) => badges.use(entry),
    approved: (entry) => badges.use(entry),
    categories_put: (entry) => catalogue.putCategories(entry.body.categories),
    articles_put: (entry) => catalogue.putArticles(entry.body.articles),
    price_lists_put: (entry) => catalogue.putPriceLists(entry.body.lists),
    stock_moved: (entry) => stock.move(entry),
    import_begun: (entry) => catalogue.beginImport(entry),
    import_written: (entry) => catalogue.writePart(entry),
    import_turned: (entry) => catalogue.turnImport(entry.body.importId),
    import_ended: (entry) => catalogue.endImport(entry.body),
    age_checked: (entry) => checkAge(entry.body),
    modifier_groups_put: (entry) => offers.putModifierGroups(entry.body),
    promotion_made: (entry) => offers.makePromotion(entry),
    promotion_ended: (entry) => offers.endPromotion(entry),
    invoice_created: (entry) => sales.askByInvoice(entry),
    invoice_closed: (entry) => sales.setAsked(entry.body, entry.body.outcome),
    held_taken: (entry) => sales.setAsked(entry.body, 'taking'),
    held_returned: (entry) => sales.setAsked(entry.body, 'cancelled'),
    settlement_recorded(entry) {
      settlements.record(entry.body);
      if (entry.body.disposition === 'paid') sales.pay(entry.body);
    },
    chain_watched: (entry) => settlements.watchChain(entry.body),
    chain_receipt_buried: (entry) => settlements.bury(entry.body.settlementId),
    chain_receipt_replaced: (entry) => settlements.replace(entry.body),
    chain_receipt_returned: (entry) => settlements.bringBack(entry.body.settlementId),
    attention_noted: (entry) => settlements.setItem(entry.body.itemId, 'noted'),
    tender_taken(entry) {
      sales.take(entry.body);
      vouchers.redeem(entry);
      accounts.charge(entry);
      refunds.spendCredit(entry);
    },
    tender_returned(entry) {
      sales.giveBack(entry.body);
      vouchers.putBack(entry);
      accounts.takeOff(entry);
      refunds.freeCredit(entry);
    },
    card_payment_begun(entry) {
      sales.begin(entry.body);
      cards.beginPayment(entry);
    },
    card_return_begun: (entry) => cards.beginReturn(entry),
    card_move_unknown: (entry) => cards.doubt(entry),
    card_move_ended: (entry) => cards.end(entry),
    card_payment_let_go: (entry) => cards.letGo(entry),
    card_money_applied: (entry) => cards.apply(entry),
    card_day_begun: (entry) => cards.beginDay(entry),
    card_day_refused: (entry) => cards.refuseDay(entry),
    card_day_ended: (entry) => cards.endDay(entry),
    card_day_noted: (entry) => cards.noteDay(entry),
    voucher_issued: (entry) => vouchers.issue(entry),
    voucher_replaced: (entry) => vouchers.replace(entry),
    voucher_blocked: (entry) => vouchers.setStatus(entry.body.voucherId, 'blocked', entry.body.reason),
    voucher_unblocked: (entry) => vouchers.setStatus(entry.body.voucherId, 'active', ''),
    customer_put: (entry) => accounts.put(entry),
    customer_card_linked: (entry) => customerCards.link(entry),
    customer_card_unlinked: (entry) => customerCards.unlink(entry),
    account_paid: (entry) => accounts.pay(entry),
    sale_completed(entry) {
      sales.complete(entry);
      stock.moveLines(entry, 'sold', entry.body.lines);
      parked.end(entry.body.saleId);
      kitchen.end(entry.body.saleId);
    },
    sale_cancelled(entry) {
      sales.cancel(entry);
      parked.end(entry.body.saleId);
      kitchen.end(entry.body.saleId);
      for (const item of entry.body.attention) settlements.list(item, { saleId: entry.body.saleId, settlementId: item.settlementId });
    },
    sale_parked: (entry) => parked.park(entry),
    sale_recalled: (entry) => parked.recall(entry),
    sale_taken_over: (entry) => parked.takeOver(entry),
    lines_moved(entry) {
      parked.moveLines(entry);
      kitchen.moveLines(entry.body);
    },
    kitchen_sent: (entry) => kitchen.send(entry),
    settlement_applied(entry) {
      settlements.setItem(entry.body.itemId, 'applied');
      sales.apply(entry.body);
      // What is more than was due stays listed.
      if (entry.body.excess) settlements.list(entry.body.excess, entry.body);
    },
    refund_started(entry) {
      const { itemId, payout } = entry.body;
      settlements.setItem(itemId, 'refunding');
      if (payout) refunds.beginPayout(payout, { itemId }, entry.atMs);
    },
    refund_ended(entry) {
      settlements.setItem(entry.body.itemId, entry.body.outcome === 'refunded' ? 'refunded' : 'open');
      if (entry.body.paymentHash !== null) refunds.endPayout(entry.body.paymentHash, entry.body);
    },
    sold_voucher_taken_back: (entry) => vouchers.takeBack(entry),
    sold_voucher_restored: (entry) => vouchers.restore(entry),
    refund_begun: (entry) => refunds.begin(entry),
    refund_sent: (entry) => refunds.sent(entry),
    refund_leg_paid(entry) {
      refunds.payLeg(entry);
      vouchers.refund(entry);
      accounts.refund(entry);
    },
    refund_completed(entry) {
      refunds.complete(entry);
      stock.moveLines(
        entry,
        'returned',
        entry.body.lines.filter(({ restock }) => restock),
      );
    },
    credit_given_back(entry) {
      refunds.giveCreditBack(entry);
      vouchers.refund(entry);
      accounts.refund(entry);
    },
    withdrawal_asked: (entry) => refunds.askWithdrawal(entry.body),
    withdrawal_refused: (entry) => refunds.refuseWithdrawal(entry.body),
    node_connected: (entry) => node.connect(entry),
    node_forgotten: (entry) => node.forget(entry.atMs),
    paper_copied: (entry) => papers.copied(entry.body),
    rate_set: (entry) => handRate.set(entry),
    rate_cleared: () => handRate.clear(),
    sweep_started: (entry) => sweeps.begin(entry),
    sweep_ended: (entry) => sweeps.end(entry.body),
    float_counted: (entry) => shifts.countFloat(entry),
    cash_moved: (entry) => shifts.move(entry),
    drawer_opened: (entry) => shifts.openDrawer(entry),
    x_shown: (entry) => shifts.look(entry),
    x_printed: (entry) => shifts.printX(entry),
    shift_counted: (entry) => shifts.countDrawer(entry),
    shift_cut: (entry) => shifts.cut(entry),
    shift_closed: (entry) => shifts.close(entry),
    signing_key_made: (entry) => nameSigningKey(entry),
    // For those who read the journal; no table shows them.
    export_made: nothing,
    slip_printed: nothing,
    pin_set: nothing,
    badge_refused: nothing,
    code_refused: nothing,
    signed_out: nothing,
    pin_refused: nothing,
    refused: nothing,
    print_answered: nothing,
    print_moved: nothing,
    receipt_mailed: nothing,
    receipt_mail_answered: nothing,
    voucher_codes_refused: nothing,
    node_counted_anew: nothing,
    wallet_unlocked: nothing,
    spending_set: nothing,
    spending_opened: nothing,
    watchtower_added: nothing,
  };
  return (entry) => {
    shifts.count(entry);
    (changes[entry.kind] as (entry: JournalEntry) => void)(entry);
  };
}
