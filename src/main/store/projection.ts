// What each fact does to the tables. The live till and a rebuild from the journal run this same code, so the tables
// hold nothing that the journal does not say.
import type { Database } from 'better-sqlite3';
import { missingCase } from '../../shared/errors.ts';
import type { LineItem, TaxTotal } from '../../shared/sale.ts';
import { canonicalJson } from './canonical-json.ts';
import { createCatalogueWriter } from './catalogue-store.ts';
import type { FactBody, JournalEntry } from './facts.ts';
import { createRefundWriter } from './refund-store.ts';

/** Applies one entry to the tables, within the running transaction. */
export type Projection = (entry: JournalEntry) => void;

/** The tables that a rebuild must give again, row by row. */
export const PROJECTED_TABLES = [
  'shop',
  'staff',
  'node',
  'category',
  'article',
  'article_barcode',
  'sale',
  'sale_line',
  'sale_tax',
  'tender',
  'invoice',
  'settlement',
  'chain_watch',
  'attention',
  'payout',
  'sale_refund',
  'sale_refund_tax',
  'withdrawal',
  'hand_rate',
  'sweep',
] as const;

type SaleHead = Pick<FactBody<'sale_completed'>, 'saleId' | 'openedAtMs' | 'day' | 'hour' | 'lines' | 'totals' | 'removedLineCount'>;

export function createProjection(db: Database): Projection {
  const catalogue = createCatalogueWriter(db);
  const refunds = createRefundWriter(db);
  const putShop = db.prepare('INSERT INTO shop (id, settings) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET settings = excluded.settings');
  const putStaff = db.prepare(
    'INSERT INTO staff (id, name, role, active) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role, active = excluded.active',
  );
  // Money was asked for or taken: the sale exists from here on, its lines follow when it ends.
  const beginSale = db.prepare(
    `INSERT INTO sale (id, status, opened_at_ms, net_minor, tax_minor, total_minor, item_count, removed_line_count)
     VALUES (?, 'tendering', ?, ?, ?, ?, ?, 0)
     ON CONFLICT (id) DO UPDATE SET net_minor = excluded.net_minor, tax_minor = excluded.tax_minor,
       total_minor = excluded.total_minor, item_count = excluded.item_count`,
  );
  const endSale = db.prepare(
    `INSERT INTO sale (id, status, opened_at_ms, closed_at_ms, day, hour, staff_id, receipt_number, receipt_seq, net_minor, tax_minor, total_minor, item_count,
       removed_line_count)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET status = excluded.status, closed_at_ms = excluded.closed_at_ms, day = excluded.day, hour = excluded.hour,
       staff_id = excluded.staff_id, receipt_number = excluded.receipt_number, receipt_seq = excluded.receipt_seq, net_minor = excluded.net_minor, tax_minor = excluded.tax_minor,
       total_minor = excluded.total_minor, item_count = excluded.item_count, removed_line_count = excluded.removed_line_count`,
  );
  // A cancelled sale that late money completes writes the same lines again.
  const putLine = db.prepare(
    'INSERT OR REPLACE INTO sale_line (sale_id, position, line_id, article_id, names, unit_price_minor, quantity, tax_class_id, tax_rate_ppm, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const putTax = db.prepare(
    'INSERT OR REPLACE INTO sale_tax (sale_id, position, tax_class_id, rate_ppm, net_minor, tax_minor, gross_minor) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const addTender = db.prepare(
    'INSERT INTO tender (sale_id, position, id, kind, status, amount_minor, given_minor, change_minor, rounding_minor, received_msat, payment_hash, settlement_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const setTender = db.prepare('UPDATE tender SET status = ? WHERE sale_id = ? AND id = ?');
  const payTender = db.prepare(
    "UPDATE tender SET status = 'paid', amount_minor = ?, received_msat = ?, settlement_id = ? WHERE sale_id = ? AND id = ?",
  );
  const listTenders = db.prepare("UPDATE tender SET status = 'cancelled' WHERE sale_id = ? AND kind = 'lightning' AND status = 'paid'");
  const addInvoice = db.prepare(
    `INSERT INTO invoice (payment_hash, sale_id, tender_id, status, amount_minor, amount_sat, quote, payment_request, address, created_at_ms, expires_at_ms)
     VALUES (?, ?, ?, 'waiting', ?, ?, ?, ?, ?, ?, ?)`,
  );
  const setInvoice = db.prepare('UPDATE invoice SET status = ? WHERE payment_hash = ?');
  const addSettlement = db.prepare(
    `INSERT INTO settlement (settlement_id, node_id, settle_index, kind, payment_hash, received_msat, settled_at_ms, chain_address, chain_status, sale_id,
       tender_id, disposition) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const addAttention = db.prepare(
    `INSERT INTO attention (id, kind, status, settlement_id, payment_hash, received_msat, amount_msat, amount_minor, settled_at_ms, sale_id)
     SELECT ?, ?, 'open', settlement_id, payment_hash, received_msat, ?, ?, settled_at_ms, ? FROM settlement WHERE settlement_id = ?`,
  );
  const beginSweep = db.prepare(
    "INSERT INTO sweep (id, node_id, status, address, amount_sat, sat_per_vbyte, started_at_ms) VALUES (?, ?, 'started', ?, ?, ?, ?)",
  );
  const endSweep = db.prepare('UPDATE sweep SET status = ?, txid = ? WHERE id = ?');
  const setAttention = db.prepare('UPDATE attention SET status = ? WHERE id = ?');
  const putNode = db.prepare(
    `INSERT INTO node (node_id, alias, prefix, address, certificate_sha256, root_key_id, connected_at_ms, since_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (node_id) DO UPDATE SET alias = excluded.alias, prefix = excluded.prefix, address = excluded.address,
       certificate_sha256 = excluded.certificate_sha256, root_key_id = excluded.root_key_id, connected_at_ms = excluded.connected_at_ms,
       forgotten_at_ms = NULL`,
  );
  const forgetNode = db.prepare('UPDATE node SET forgotten_at_ms = ? WHERE forgotten_at_ms IS NULL');
  const watchChain = db.prepare('INSERT INTO chain_watch (node_id, after_height) VALUES (?, ?)');
  const setChainStatus = db.prepare('UPDATE settlement SET chain_status = ? WHERE settlement_id = ?');
  const replaceInTenders = db.prepare('UPDATE tender SET settlement_id = ? WHERE settlement_id = ?');
  const replaceInItems = db.prepare("UPDATE attention SET settlement_id = ? WHERE settlement_id = ? AND status IN ('open', 'refunding')");
  const withdrawItems = db.prepare("UPDATE attention SET status = 'withdrawn' WHERE settlement_id = ? AND status = 'open'");
  const withdrawLoss = db.prepare("UPDATE attention SET status = 'withdrawn' WHERE settlement_id = ? AND status = 'open' AND kind = 'lost'");
  const reopenItems = db.prepare("UPDATE attention SET status = 'open' WHERE settlement_id = ? AND status = 'withdrawn' AND kind <> 'lost'");
  const setHandRate = db.prepare(
    `INSERT INTO hand_rate (id, minor_per_btc, staff_id, set_at_ms) VALUES (1, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET minor_per_btc = excluded.minor_per_btc, staff_id = excluded.staff_id, set_at_ms = excluded.set_at_ms`,
  );
  const clearHandRate = db.prepare('DELETE FROM hand_rate');
  const setCopies = db.prepare('UPDATE sale SET copy_count = ? WHERE id = ?');

  const putLines = (saleId: string, lines: readonly LineItem[], taxes: readonly TaxTotal[]) => {
    for (const [position, line] of lines.entries()) {
      putLine.run(
        saleId,
        position,
        line.id,
        line.articleId,
        canonicalJson(line.names),
        line.unitPriceMinor,
        line.quantity,
        line.taxClassId,
        line.taxRatePpm,
        line.note,
      );
    }
    for (const [position, tax] of taxes.entries()) {
      putTax.run(saleId, position, tax.taxClassId, tax.ratePpm, tax.netMinor, tax.taxMinor, tax.grossMinor);
    }
  };
  const end = (
    entry: JournalEntry,
    head: SaleHead,
    status: 'completed' | 'cancelled',
    receipt: { receiptNumber: string; receiptSeq: number } | null,
  ) => {
    const { saleId, openedAtMs, day, hour, totals, removedLineCount } = head;
    endSale.run(
      saleId,
      status,
      openedAtMs,
      entry.atMs,
      day,
      hour,
      entry.staffId,
      receipt?.receiptNumber ?? null,
      receipt?.receiptSeq ?? null,
      totals.netMinor,
      totals.taxMinor,
      totals.totalMinor,
      totals.itemCount,
      removedLineCount,
    );
    putLines(saleId, head.lines, totals.taxes);
  };
  const begin = ({ saleId, openedAtMs, totals }: Pick<FactBody<'cash_taken'>, 'saleId' | 'openedAtMs' | 'totals'>) =>
    beginSale.run(saleId, openedAtMs, totals.netMinor, totals.taxMinor, totals.totalMinor, totals.itemCount);

  // Narrowing by kind needs the union of entries, not an entry of the union.
  type AnyEntry = { [K in JournalEntry['kind']]: JournalEntry<K> }[JournalEntry['kind']];

  return (anyEntry) => {
    const entry = anyEntry as AnyEntry;
    switch (entry.kind) {
      case 'till_founded':
        putShop.run(canonicalJson(entry.body.settings));
        for (const person of entry.body.staff) putStaff.run(person.id, person.name, person.role, 1);
        return;
      case 'shop_changed':
        putShop.run(canonicalJson(entry.body.settings));
        return;
      case 'staff_put':
        putStaff.run(entry.body.id, entry.body.name, entry.body.role, entry.body.active ? 1 : 0);
        return;
      case 'categories_put':
        catalogue.putCategories(entry.body.categories);
        return;
      case 'articles_put':
        catalogue.putArticles(entry.body.articles);
        return;
      case 'invoice_created': {
        const { body } = entry;
        begin(body);
        addTender.run(body.saleId, body.position, body.tenderId, 'lightning', 'waiting', body.amountMinor, 0, 0, 0, 0, body.paymentHash, null);
        addInvoice.run(
          body.paymentHash,
          body.saleId,
          body.tenderId,
          body.amountMinor,
          body.amountSat,
          canonicalJson(body.quote),
          body.paymentRequest,
          body.address,
          entry.atMs,
          body.expiresAtMs,
        );
        return;
      }
      case 'invoice_closed':
        setTender.run(entry.body.outcome, entry.body.saleId, entry.body.tenderId);
        setInvoice.run(entry.body.outcome, entry.body.paymentHash);
        return;
      case 'held_taken':
        setTender.run('taking', entry.body.saleId, entry.body.tenderId);
        setInvoice.run('taking', entry.body.paymentHash);
        return;
      case 'held_returned':
        setTender.run('cancelled', entry.body.saleId, entry.body.tenderId);
        setInvoice.run('cancelled', entry.body.paymentHash);
        return;
      case 'settlement_recorded': {
        const { body } = entry;
        addSettlement.run(
          body.settlementId,
          body.nodeId,
          body.settleIndex,
          body.kind,
          body.paymentHash,
          body.receivedMsat,
          body.settledAtMs,
          body.chain?.address ?? null,
          body.chain ? 'pending' : null,
          body.saleId,
          body.tenderId,
          body.disposition,
        );
        if (body.disposition === 'paid') {
          // An excess is listed, not part of the sale: tenders and list add up to what the node received.
          payTender.run(body.creditedMinor, body.receivedMsat - (body.attention?.amountMsat ?? 0), body.settlementId, body.saleId, body.tenderId);
          setInvoice.run('paid', body.paymentHash);
        }
        const item = body.attention;
        if (item) addAttention.run(item.id, item.kind, item.amountMsat, item.amountMinor, body.saleId, body.settlementId);
        return;
      }
      case 'chain_watched':
        watchChain.run(entry.body.nodeId, entry.body.afterHeight);
        return;
      case 'chain_receipt_buried':
        setChainStatus.run('buried', entry.body.settlementId);
        return;
      case 'chain_receipt_replaced': {
        const { settlementId, by, saleId, lost } = entry.body;
        setChainStatus.run('replaced', settlementId);
        if (by === null) {
          withdrawItems.run(settlementId);
        } else {
          setChainStatus.run('pending', by);
          withdrawLoss.run(by);
          replaceInTenders.run(by, settlementId);
          replaceInItems.run(by, settlementId);
        }
        if (lost) addAttention.run(lost.id, lost.kind, lost.amountMsat, lost.amountMinor, saleId, settlementId);
        return;
      }
      case 'chain_receipt_returned':
        setChainStatus.run('pending', entry.body.settlementId);
        withdrawLoss.run(entry.body.settlementId);
        reopenItems.run(entry.body.settlementId);
        return;
      case 'attention_noted':
        setAttention.run('noted', entry.body.itemId);
        return;
      case 'cash_taken': {
        const { body } = entry;
        begin(body);
        addTender.run(
          body.saleId,
          body.position,
          body.tenderId,
          'cash',
          'paid',
          body.amountMinor,
          body.givenMinor,
          body.changeMinor,
          body.roundingMinor,
          0,
          null,
          null,
        );
        return;
      }
      case 'cash_returned':
        setTender.run('returned', entry.body.saleId, entry.body.tenderId);
        return;
      case 'sale_completed':
        end(entry, entry.body, 'completed', entry.body);
        return;
      case 'sale_cancelled':
        end(entry, entry.body, 'cancelled', null);
        listTenders.run(entry.body.saleId);
        for (const item of entry.body.attention)
          addAttention.run(item.id, item.kind, item.amountMsat, item.amountMinor, entry.body.saleId, item.settlementId);
        return;
      case 'settlement_applied': {
        const { body } = entry;
        setAttention.run('applied', body.itemId);
        addTender.run(
          body.saleId,
          body.position,
          body.tenderId,
          'lightning',
          'paid',
          body.amountMinor,
          0,
          0,
          0,
          body.receivedMsat,
          body.paymentHash,
          body.settlementId,
        );
        const rest = body.excess;
        if (rest) addAttention.run(rest.id, rest.kind, rest.amountMsat, rest.amountMinor, body.saleId, body.settlementId);
        return;
      }
      case 'refund_started': {
        const { itemId, payout } = entry.body;
        setAttention.run('refunding', itemId);
        if (payout) refunds.begin(payout, { itemId }, entry.atMs);
        return;
      }
      case 'refund_ended':
        setAttention.run(entry.body.outcome === 'refunded' ? 'refunded' : 'open', entry.body.itemId);
        if (entry.body.paymentHash !== null) refunds.end(entry.body.paymentHash, entry.body);
        return;
      case 'sale_refund_started':
        refunds.beginOfSale(entry);
        return;
      case 'sale_refund_ended':
        refunds.endOfSale(entry);
        return;
      case 'withdrawal_asked':
        refunds.askWithdrawal(entry.body);
        return;
      case 'node_connected': {
        const { body } = entry;
        forgetNode.run(entry.atMs);
        putNode.run(body.nodeId, body.alias, body.prefix, body.address, body.certificateSha256, body.rootKeyId, entry.atMs, body.sinceMs);
        return;
      }
      case 'node_forgotten':
        forgetNode.run(entry.atMs);
        return;
      case 'receipt_copied':
        if (entry.body.refundId !== null) refunds.setCopies(entry.body.copyNumber, entry.body.refundId);
        else setCopies.run(entry.body.copyNumber, entry.body.saleId);
        return;
      case 'rate_set':
        setHandRate.run(entry.body.minorPerBtc, entry.staffId, entry.atMs);
        return;
      case 'rate_cleared':
        clearHandRate.run();
        return;
      case 'sweep_started': {
        const { body } = entry;
        beginSweep.run(body.sweepId, body.nodeId, body.address, body.amountSat, body.satPerVbyte, entry.atMs);
        return;
      }
      case 'sweep_ended':
        endSweep.run(entry.body.outcome, entry.body.txid, entry.body.sweepId);
        return;
      case 'pin_set':
      case 'signed_in':
      case 'signed_out':
      case 'pin_refused':
      case 'print_answered':
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
