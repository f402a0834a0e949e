// The tables of sales, as facts change them: the sale and its lines, taxes, tenders and invoices. For the projection.
import type { Database } from 'better-sqlite3';
import type { SaleStatus } from '../../shared/sale.ts';
import { canonicalJson } from './canonical-json.ts';
import type { SaleBegun } from './facts/fact-parts.ts';
import type { FactBody, JournalEntry } from './facts.ts';
import { tipTaxColumns } from './tip-tax-columns.ts';

export interface SaleWriter {
  askByInvoice(entry: JournalEntry<'invoice_created'>): void;
  take(body: FactBody<'tender_taken'>): void;
  /** Money is asked for. */
  begin(body: SaleBegun): void;
  giveBack(body: FactBody<'tender_returned'>): void;
  /** The tender and its invoice, neither paid yet, become this. */
  setAsked(tender: { saleId: string; tenderId: string; paymentHash: string }, status: 'taking' | 'expired' | 'cancelled'): void;
  /** A settlement paid the tender that waited for it. */
  pay(body: FactBody<'settlement_recorded'>): void;
  /** Listed money became a tender. */
  apply(body: FactBody<'settlement_applied'>): void;
  complete(entry: JournalEntry<'sale_completed'>): void;
  cancel(entry: JournalEntry<'sale_cancelled'>): void;
}

/** How a sale ended; of one that has only begun, nothing of it. */
interface SaleEnd {
  closedAtMs: number | null;
  day: string | null;
  hour: number | null;
  receiptNumber: string | null;
  receiptSeq: number | null;
}
const NOT_ENDED: SaleEnd = { closedAtMs: null, day: null, hour: null, receiptNumber: null, receiptSeq: null };

/** Where nothing goes over the counter. */
const NOTHING_GIVEN = { givenMinor: 0, changeMinor: 0, roundingMinor: 0 };

export function createSaleWriter(db: Database): SaleWriter {
  // From when money was asked for or taken; its lines follow when it ends.
  const putSale = db.prepare(
    `INSERT INTO sale (id, status, opened_at_ms, closed_at_ms, day, hour, staff_id, receipt_number, receipt_seq, net_minor, tax_minor, total_minor,
       discount_minor, promotion_minor, tip_minor, tip_tax_class_id, tip_tax_rate_ppm, tip_tax_minor, item_count, removed_line_count, detail)
     VALUES (@saleId, @status, @openedAtMs, @closedAtMs, @day, @hour, @staffId, @receiptNumber, @receiptSeq, @netMinor, @taxMinor, @totalMinor,
       @discountMinor, @promotionMinor, @tipMinor, @tipTaxClassId, @tipTaxRatePpm, @tipTaxMinor, @itemCount, @removedLineCount, @detail)
     ON CONFLICT (id) DO UPDATE SET status = excluded.status, closed_at_ms = excluded.closed_at_ms, day = excluded.day, hour = excluded.hour,
       staff_id = excluded.staff_id, receipt_number = excluded.receipt_number, receipt_seq = excluded.receipt_seq, net_minor = excluded.net_minor,
       tax_minor = excluded.tax_minor, total_minor = excluded.total_minor, discount_minor = excluded.discount_minor,
       promotion_minor = excluded.promotion_minor, tip_minor = excluded.tip_minor, tip_tax_class_id = excluded.tip_tax_class_id,
       tip_tax_rate_ppm = excluded.tip_tax_rate_ppm, tip_tax_minor = excluded.tip_tax_minor, item_count = excluded.item_count,
       removed_line_count = excluded.removed_line_count, detail = excluded.detail`,
  );
  // A cancelled sale that late money completes writes the same lines again.
  const putLine = db.prepare(
    `INSERT OR REPLACE INTO sale_line (sale_id, position, line_id, article_id, names, unit, unit_price_minor, quantity, tax_class_id, tax_rate_ppm, detail,
       list_minor, promotion_minor, discount_minor, total_minor, net_minor, tax_minor)
     VALUES (@saleId, @position, @id, @articleId, @names, @unit, @unitPriceMinor, @quantity, @taxClassId, @taxRatePpm, @detail,
       @listMinor, @promotionMinor, @discountMinor, @totalMinor, @netMinor, @taxMinor)`,
  );
  const putTax = db.prepare(
    'INSERT OR REPLACE INTO sale_tax (sale_id, position, tax_class_id, rate_ppm, net_minor, tax_minor, gross_minor) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const addTender = db.prepare(
    'INSERT INTO tender (sale_id, position, id, kind, status, amount_minor, given_minor, change_minor, rounding_minor, received_msat, payment_hash, settlement_id, detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
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

  const put = (status: SaleStatus, { saleId, openedAtMs, staffId, tipMinor, tipTax, removedLineCount, totals, ...body }: SaleBegun, end: SaleEnd) => {
    const { netMinor, taxMinor, totalMinor, discountMinor, itemCount, promotions } = totals;
    const { discount, dining, taxExempt, label } = body;
    putSale.run({
      ...{ saleId, status, openedAtMs, staffId, tipMinor, removedLineCount },
      ...{ netMinor, taxMinor, totalMinor, discountMinor, itemCount },
      ...tipTaxColumns(tipTax),
      ...end,
      promotionMinor: promotions.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
      detail: canonicalJson({ discount, dining, taxExempt, label, promotions }),
    });
  };
  const putLines = ({ saleId, lines, totals }: Pick<FactBody<'sale_completed'>, 'saleId' | 'lines' | 'totals'>) => {
    for (const [position, line] of lines.entries()) {
      const { id, articleId, names, unit, unitPriceMinor, quantity, taxClassId, taxRatePpm, ...detail } = line;
      const amounts = totals.lines[position];
      if (amounts?.lineId !== id) throw new Error(`line ${id} of sale ${saleId} has no totals`);
      const { lineId: _, ...ofLine } = amounts;
      putLine.run({
        ...{ saleId, position, id, articleId, unit, unitPriceMinor, quantity, taxClassId, taxRatePpm },
        ...ofLine,
        names: canonicalJson(names),
        detail: canonicalJson(detail),
      });
    }
    for (const [position, tax] of totals.taxes.entries()) {
      putTax.run(saleId, position, tax.taxClassId, tax.ratePpm, tax.netMinor, tax.taxMinor, tax.grossMinor);
    }
  };
  const begin = (body: SaleBegun) => put('tendering', body, NOT_ENDED);

  return {
    begin,
    askByInvoice({ body, atMs }) {
      begin(body);
      addTender.run(body.saleId, body.position, body.tenderId, 'lightning', 'waiting', body.amountMinor, 0, 0, 0, 0, body.paymentHash, null, '{}');
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
    take(body) {
      begin(body);
      const { id, kind, amountMinor, givenMinor, changeMinor, roundingMinor, ...detail } = { ...NOTHING_GIVEN, ...body.tender };
      const { saleId, position } = body;
      addTender.run(saleId, position, id, kind, 'paid', amountMinor, givenMinor, changeMinor, roundingMinor, 0, null, null, canonicalJson(detail));
    },
    giveBack: ({ saleId, tender }) => void setTender.run('returned', saleId, tender.id),
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
      addTender.run(saleId, position, tenderId, 'lightning', 'paid', amountMinor, 0, 0, 0, receivedMsat, paymentHash, settlementId, '{}');
    },
    complete({ atMs, body }) {
      const { day, hour, receiptNumber, receiptSeq } = body;
      put('completed', body, { closedAtMs: atMs, day, hour, receiptNumber, receiptSeq });
      putLines(body);
    },
    cancel({ atMs, body }) {
      put('cancelled', body, { ...NOT_ENDED, closedAtMs: atMs, day: body.day, hour: body.hour });
      putLines(body);
      listTenders.run(body.saleId);
    },
  };
}
