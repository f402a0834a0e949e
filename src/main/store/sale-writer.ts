// The tables of sales, as facts change them: the sale and its lines, taxes, tenders and invoices. For the projection.
import type { Database } from 'better-sqlite3';
import type { LineItem } from '../../shared/line-item.ts';
import type { TaxTotal } from '../../shared/totals.ts';
import { canonicalJson } from './canonical-json.ts';
import type { FactBody, JournalEntry } from './facts.ts';

export interface SaleWriter {
  askByInvoice(entry: JournalEntry<'invoice_created'>): void;
  takeCash(body: FactBody<'cash_taken'>): void;
  returnCash(body: FactBody<'cash_returned'>): void;
  /** The tender and its invoice, neither paid yet, become this. */
  setAsked(tender: { saleId: string; tenderId: string; paymentHash: string }, status: 'taking' | 'expired' | 'cancelled'): void;
  /** A settlement paid the tender that waited for it. */
  pay(body: FactBody<'settlement_recorded'>): void;
  /** Listed money became a tender. */
  apply(body: FactBody<'settlement_applied'>): void;
  complete(entry: JournalEntry<'sale_completed'>): void;
  cancel(entry: JournalEntry<'sale_cancelled'>): void;
  setCopies(copyNumber: number, saleId: string): void;
}

type SaleHead = Pick<FactBody<'sale_completed'>, 'saleId' | 'openedAtMs' | 'day' | 'hour' | 'lines' | 'totals' | 'removedLineCount'>;

export function createSaleWriter(db: Database): SaleWriter {
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
    { atMs, staffId }: Pick<JournalEntry, 'atMs' | 'staffId'>,
    head: SaleHead,
    status: 'completed' | 'cancelled',
    receipt: { receiptNumber: string; receiptSeq: number } | null,
  ) => {
    const { saleId, openedAtMs, day, hour, totals, removedLineCount } = head;
    endSale.run(
      saleId,
      status,
      openedAtMs,
      atMs,
      day,
      hour,
      staffId,
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

  return {
    askByInvoice({ body, atMs }) {
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
        atMs,
        body.expiresAtMs,
      );
    },
    takeCash(body) {
      begin(body);
      const { saleId, position, tenderId, amountMinor, givenMinor, changeMinor, roundingMinor } = body;
      addTender.run(saleId, position, tenderId, 'cash', 'paid', amountMinor, givenMinor, changeMinor, roundingMinor, 0, null, null);
    },
    returnCash: ({ saleId, tenderId }) => void setTender.run('returned', saleId, tenderId),
    setAsked({ saleId, tenderId, paymentHash }, status) {
      setTender.run(status, saleId, tenderId);
      setInvoice.run(status, paymentHash);
    },
    pay({ saleId, tenderId, paymentHash, settlementId, creditedMinor, receivedMsat, attention: excess }) {
      // An excess is listed, not part of the sale: tenders and list add up to what the node received.
      payTender.run(creditedMinor, receivedMsat - (excess?.amountMsat ?? 0), settlementId, saleId, tenderId);
      setInvoice.run('paid', paymentHash);
    },
    apply({ saleId, position, tenderId, amountMinor, receivedMsat, paymentHash, settlementId }) {
      addTender.run(saleId, position, tenderId, 'lightning', 'paid', amountMinor, 0, 0, 0, receivedMsat, paymentHash, settlementId);
    },
    complete: (entry) => end(entry, entry.body, 'completed', entry.body),
    cancel(entry) {
      end(entry, entry.body, 'cancelled', null);
      listTenders.run(entry.body.saleId);
    },
    setCopies: (copyNumber, saleId) => void setCopies.run(copyNumber, saleId),
  };
}
