// What each fact does to the tables. The live till and a rebuild from the journal run this same code, so the tables
// hold nothing that the journal does not say.
import type { Database } from 'better-sqlite3';
import { missingCase } from '../../shared/errors.ts';
import { createAccountWriter } from './account-store.ts';
import { createAgeCheckWriter } from './age-check-store.ts';
import { createBadgeWriter } from './badge-store.ts';
import { canonicalJson } from './canonical-json.ts';
import { createCatalogueWriter } from './catalogue-writer.ts';
import type { JournalEntry } from './facts.ts';
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
  'hand_rate',
  'shift',
  'shift_entry',
  'shift_count',
  'shift_look',
  'cash_movement',
  'drawer_opening',
  'z_report',
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
  const shifts = createShiftWriter(db);
  const putShop = db.prepare('INSERT INTO shop (id, settings) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET settings = excluded.settings');
  const nameSigningKey = createSigningKeyWriter(db);
  const staff = createStaffWriter(db);
  const badges = createBadgeWriter(db);
  const secondFactors = createSecondFactorWriter(db);

  // Narrowing by kind needs the union of entries, not an entry of the union.
  type AnyEntry = { [K in JournalEntry['kind']]: JournalEntry<K> }[JournalEntry['kind']];

  return (anyEntry) => {
    const entry = anyEntry as AnyEntry;
    shifts.count(entry);
    switch (entry.kind) {
      case 'till_founded':
        putShop.run(canonicalJson(entry.body.settings));
        for (const role of entry.body.roles) staff.putRole({ ...role, active: true });
        for (const person of entry.body.staff) staff.putStaff({ ...person, active: true });
        return;
      case 'shop_changed':
        putShop.run(canonicalJson(entry.body.settings));
        return;
      case 'staff_put':
        staff.putStaff(entry.body);
        return;
      case 'role_put':
        staff.putRole(entry.body);
        return;
      case 'badge_made':
        badges.make(entry);
        return;
      case 'second_factor_asked':
        secondFactors.ask(entry.body);
        return;
      case 'second_factor_set':
        secondFactors.set(entry.body);
        return;
      case 'second_factor_removed':
        secondFactors.remove(entry.body);
        return;
      case 'recovery_code_used':
        secondFactors.useRecovery(entry.body);
        return;
      case 'badge_revoked':
        badges.revoke(entry);
        return;
      case 'signed_in':
      case 'approved':
        badges.use(entry);
        return;
      case 'categories_put':
        catalogue.putCategories(entry.body.categories);
        return;
      case 'articles_put':
        catalogue.putArticles(entry.body.articles);
        return;
      case 'price_lists_put':
        catalogue.putPriceLists(entry.body.lists);
        return;
      case 'stock_moved':
        stock.move(entry);
        return;
      case 'import_begun':
        catalogue.beginImport(entry);
        return;
      case 'import_written':
        catalogue.writePart(entry);
        return;
      case 'import_turned':
        catalogue.turnImport(entry.body.importId);
        return;
      case 'import_ended':
        catalogue.endImport(entry.body);
        return;
      case 'age_checked':
        checkAge(entry.body);
        return;
      case 'modifier_groups_put':
        offers.putModifierGroups(entry.body);
        return;
      case 'promotion_made':
        offers.makePromotion(entry);
        return;
      case 'promotion_ended':
        offers.endPromotion(entry);
        return;
      case 'invoice_created':
        sales.askByInvoice(entry);
        return;
      case 'invoice_closed':
        sales.setAsked(entry.body, entry.body.outcome);
        return;
      case 'held_taken':
        sales.setAsked(entry.body, 'taking');
        return;
      case 'held_returned':
        sales.setAsked(entry.body, 'cancelled');
        return;
      case 'settlement_recorded':
        settlements.record(entry.body);
        if (entry.body.disposition === 'paid') sales.pay(entry.body);
        return;
      case 'chain_watched':
        settlements.watchChain(entry.body);
        return;
      case 'chain_receipt_buried':
        settlements.bury(entry.body.settlementId);
        return;
      case 'chain_receipt_replaced':
        settlements.replace(entry.body);
        return;
      case 'chain_receipt_returned':
        settlements.bringBack(entry.body.settlementId);
        return;
      case 'attention_noted':
        settlements.setItem(entry.body.itemId, 'noted');
        return;
      case 'tender_taken':
        sales.take(entry.body);
        vouchers.redeem(entry);
        accounts.charge(entry);
        refunds.spendCredit(entry);
        return;
      case 'tender_returned':
        sales.giveBack(entry.body);
        vouchers.putBack(entry);
        accounts.takeOff(entry);
        refunds.freeCredit(entry);
        return;
      case 'voucher_issued':
        vouchers.issue(entry);
        return;
      case 'voucher_replaced':
        vouchers.replace(entry);
        return;
      case 'voucher_blocked':
        vouchers.setStatus(entry.body.voucherId, 'blocked', entry.body.reason);
        return;
      case 'voucher_unblocked':
        vouchers.setStatus(entry.body.voucherId, 'active', '');
        return;
      case 'customer_put':
        accounts.put(entry);
        return;
      case 'account_paid':
        accounts.pay(entry);
        return;
      case 'sale_completed':
        sales.complete(entry);
        stock.moveLines(entry, 'sold', entry.body.lines);
        parked.end(entry.body.saleId);
        kitchen.end(entry.body.saleId);
        return;
      case 'sale_cancelled':
        sales.cancel(entry);
        parked.end(entry.body.saleId);
        kitchen.end(entry.body.saleId);
        for (const item of entry.body.attention) settlements.list(item, { saleId: entry.body.saleId, settlementId: item.settlementId });
        return;
      case 'sale_parked':
        parked.park(entry);
        return;
      case 'sale_recalled':
        parked.recall(entry);
        return;
      case 'sale_taken_over':
        parked.takeOver(entry);
        return;
      case 'lines_moved':
        parked.moveLines(entry);
        kitchen.moveLines(entry.body);
        return;
      case 'kitchen_sent':
        kitchen.send(entry);
        return;
      case 'settlement_applied':
        settlements.setItem(entry.body.itemId, 'applied');
        sales.apply(entry.body);
        // What is more than was due stays listed.
        if (entry.body.excess) settlements.list(entry.body.excess, entry.body);
        return;
      case 'refund_started': {
        const { itemId, payout } = entry.body;
        settlements.setItem(itemId, 'refunding');
        if (payout) refunds.beginPayout(payout, { itemId }, entry.atMs);
        return;
      }
      case 'refund_ended':
        settlements.setItem(entry.body.itemId, entry.body.outcome === 'refunded' ? 'refunded' : 'open');
        if (entry.body.paymentHash !== null) refunds.endPayout(entry.body.paymentHash, entry.body);
        return;
      case 'sold_voucher_taken_back':
        vouchers.takeBack(entry);
        return;
      case 'sold_voucher_restored':
        vouchers.restore(entry);
        return;
      case 'refund_begun':
        refunds.begin(entry);
        return;
      case 'refund_sent':
        refunds.sent(entry);
        return;
      case 'refund_leg_paid':
        refunds.payLeg(entry);
        vouchers.refund(entry);
        accounts.refund(entry);
        return;
      case 'refund_completed':
        refunds.complete(entry);
        stock.moveLines(
          entry,
          'returned',
          entry.body.lines.filter(({ restock }) => restock),
        );
        return;
      case 'credit_given_back':
        refunds.giveCreditBack(entry);
        vouchers.refund(entry);
        accounts.refund(entry);
        return;
      case 'withdrawal_asked':
        refunds.askWithdrawal(entry.body);
        return;
      case 'node_connected':
        node.connect(entry);
        return;
      case 'node_forgotten':
        node.forget(entry.atMs);
        return;
      case 'paper_copied':
        papers.copied(entry.body);
        return;
      case 'rate_set':
        handRate.set(entry);
        return;
      case 'rate_cleared':
        handRate.clear();
        return;
      case 'sweep_started':
        sweeps.begin(entry);
        return;
      case 'sweep_ended':
        sweeps.end(entry.body);
        return;
      case 'float_counted':
        shifts.countFloat(entry);
        return;
      case 'cash_moved':
        shifts.move(entry);
        return;
      case 'drawer_opened':
        shifts.openDrawer(entry);
        return;
      case 'x_shown':
        shifts.look(entry);
        return;
      case 'shift_counted':
        shifts.countDrawer(entry);
        return;
      case 'shift_cut':
        shifts.cut(entry);
        return;
      case 'shift_closed':
        shifts.close(entry);
        return;
      case 'signing_key_made':
        nameSigningKey(entry);
        return;
      case 'export_made':
      case 'slip_printed':
      case 'pin_set':
      case 'badge_refused':
      case 'code_refused':
      case 'signed_out':
      case 'pin_refused':
      case 'refused':
      case 'print_answered':
      case 'print_moved':
      case 'receipt_mailed':
      case 'receipt_mail_answered':
      case 'voucher_codes_refused':
      case 'node_counted_anew':
      case 'wallet_unlocked':
      case 'spending_set':
      case 'spending_opened':
      case 'watchtower_added':
        // Facts for those who read the journal; no table shows them.
        return;
      default:
        missingCase(entry);
    }
  };
}
