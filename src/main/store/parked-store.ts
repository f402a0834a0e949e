// Parked sales: a row each, as their facts give it. The row of a sale that was taken in hand again stays until it ends, so that
// it can be taken up from there should the draft be lost.
import type { Database } from 'better-sqlite3';
import { dueMinorOf, type Sale } from '../../shared/sale.ts';
import { canonicalJson } from './canonical-json.ts';
import { PARKING_FACTS } from './facts/parking-facts.ts';
import type { FactBody, JournalEntry } from './facts.ts';
import type { SaleStore } from './sale-store.ts';

export type ParkedWhy = FactBody<'sale_parked'>['why'] | 'lines_moved';

export interface ParkedWriter {
  park(entry: JournalEntry<'sale_parked'>): void;
  recall(entry: JournalEntry<'sale_recalled'>): void;
  takeOver(entry: JournalEntry<'sale_taken_over'>): void;
  moveLines(entry: JournalEntry<'lines_moved'>): void;
  /** It is completed or cancelled, wherever it was. */
  end(saleId: string): void;
}

export function createParkedWriter(db: Database): ParkedWriter {
  const put = db.prepare(
    `INSERT INTO parked_sale (sale_id, staff_id, parked_at_ms, why, in_hand, body) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (sale_id) DO UPDATE SET staff_id = excluded.staff_id, parked_at_ms = excluded.parked_at_ms, why = excluded.why,
       in_hand = excluded.in_hand, body = excluded.body`,
  );
  /** Lines that come or go make a parked sale no younger. */
  const change = db.prepare(
    `INSERT INTO parked_sale (sale_id, staff_id, parked_at_ms, why, in_hand, body) VALUES (?, ?, ?, 'lines_moved', ?, ?)
     ON CONFLICT (sale_id) DO UPDATE SET staff_id = excluded.staff_id, in_hand = excluded.in_hand, body = excluded.body`,
  );
  const takeInHand = db.prepare('UPDATE parked_sale SET in_hand = 1, staff_id = ? WHERE sale_id = ?');
  const setStaff = db.prepare('UPDATE parked_sale SET staff_id = ? WHERE sale_id = ?');
  const remove = db.prepare('DELETE FROM parked_sale WHERE sale_id = ?');
  return {
    park: ({ body, atMs }) => void put.run(body.saleId, body.staffId, atMs, body.why, 0, canonicalJson(body)),
    recall: ({ body, staffId }) => void takeInHand.run(staffId, body.saleId),
    takeOver: ({ body, staffId }) => void setStaff.run(staffId, body.saleId),
    moveLines({ body, atMs }) {
      for (const sale of [body.from, body.to]) {
        if (sale.lines.length === 0 && sale.saleId !== body.inHand) remove.run(sale.saleId);
        else change.run(sale.saleId, sale.staffId, atMs, sale.saleId === body.inHand ? 1 : 0, canonicalJson(sale));
      }
    },
    end: (saleId) => void remove.run(saleId),
  };
}

export interface StoredParkedSale {
  sale: Sale;
  parkedAtMs: number;
  why: ParkedWhy;
}

export interface ParkedStore {
  /** The one that has waited longest first. */
  all(): StoredParkedSale[];
  sale(saleId: string): StoredParkedSale | undefined;
  /** The sale that was taken in hand last and has not ended, as it was then: for a draft that is lost. */
  inHand(): Sale | undefined;
  /** Whether somebody's code that pays was handed this invoice, and may still pay it. */
  isAsked(paymentHash: string): boolean;
}

interface Row {
  sale_id: string;
  staff_id: string | null;
  parked_at_ms: number;
  why: ParkedWhy;
  body: string;
}

/** A sale with lines from another has only what every sale has. */
const bodySchema = PARKING_FACTS.sale_parked.partial({ why: true, paidMinor: true, evenly: true, awaits: true });

export function createParkedStore(db: Database, sales: Pick<SaleStore, 'sale'>): ParkedStore {
  const all = db.prepare<[], Row>('SELECT * FROM parked_sale WHERE in_hand = 0 ORDER BY parked_at_ms, sale_id');
  const one = db.prepare<[string], Row>('SELECT * FROM parked_sale WHERE sale_id = ? AND in_hand = 0');
  const inHand = db.prepare<[], Row>('SELECT * FROM parked_sale WHERE in_hand = 1 ORDER BY sale_id DESC LIMIT 1');
  const asked = db.prepare<[string], number>("SELECT 1 FROM withdrawal WHERE payment_hash = ? AND status = 'asked' LIMIT 1").pluck();

  const saleOf = (row: Row): Sale => {
    const { saleId: id, awaits, evenly, ...whole } = bodySchema.parse(JSON.parse(row.body));
    const begun = sales.sale(id)?.sale;
    const cardMove = begun?.cardMove ?? null;
    const tenders = (begun?.tenders ?? []).map((tender) =>
      tender.kind === 'lightning' && tender.status !== 'paid' && tender.paymentHash === awaits?.paymentHash
        ? { ...tender, seenOnChain: awaits.seenOnChain }
        : tender,
    );
    const sale: Sale = {
      id,
      status: tenders.length === 0 && cardMove === null ? 'open' : 'tendering',
      openedAtMs: whole.openedAtMs,
      lines: whole.lines,
      removedLineCount: whole.removedLineCount,
      discount: whole.discount,
      dining: whole.dining,
      taxExempt: whole.taxExempt,
      totals: whole.totals,
      tipMinor: whole.tipMinor,
      tipTax: whole.tipTax,
      tenders,
      cardMove,
      dueMinor: 0,
      label: whole.label,
      evenly: evenly ?? null,
      staffId: row.staff_id,
      receiptNumber: null,
      completedAtMs: null,
    };
    return { ...sale, dueMinor: dueMinorOf(sale) };
  };
  const stored = (row: Row): StoredParkedSale => ({ sale: saleOf(row), parkedAtMs: row.parked_at_ms, why: row.why });

  return {
    all: () => all.all().map(stored),
    sale: (saleId) => {
      const row = one.get(saleId);
      return row && stored(row);
    },
    inHand: () => {
      const row = inHand.get();
      return row && saleOf(row);
    },
    isAsked: (paymentHash) => asked.get(paymentHash) !== undefined,
  };
}
