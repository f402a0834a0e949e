// The books as exports read them, on a read-only connection of their thread: the journal in small batches, so that no long
// transaction holds up the file's upkeep, and what is looked up beside it. What is read is final: entries, and rows that are written once.
import Database from 'better-sqlite3';
import type { ShiftEntryKind } from '../../shared/shift.ts';
import { type ShiftReport, shiftReportSchema } from '../../shared/z-report.ts';
import { BrokenEntry, type JournalRow, readEntry } from './chain.ts';
import { quoteSchema } from './facts/fact-parts.ts';
import { takeSchema } from './facts/refund-facts.ts';
import { type ShopSettings, shopSettingsSchema } from './facts/shop-facts.ts';
import type { FactKind, JournalEntry } from './facts.ts';
import { GENESIS_HASH } from './journal.ts';
import { BUSY_TIMEOUT_MS } from './start-check.ts';

/** An entry as its kind has it. */
export type AnyEntry = { [K in FactKind]: JournalEntry<K> }[FactKind];

/** A row that an entry added to its shift (shift-counts.ts). */
export interface CountedRow {
  kind: ShiftEntryKind;
  label: string;
  subjectId: string;
  amountMinor: number;
  drawerMinor: number;
  currency: string | null;
  roundingMinor: number;
  amountMsat: number;
}

/** From this entry on. */
export interface SettingsSince {
  seq: number;
  settings: ShopSettings;
}

export interface LockedRate {
  minorPerBtc: number;
  method: string;
  sources: string[];
  quotedAtMs: number;
}

export interface ExportStore {
  lastSeq(): number;
  /** Of the entry; of what stands before the first for 0. */
  hashAt(seq: number): string;
  /** The first and the last entry of these milliseconds (UTC); undefined where there is none. Clocks may have gone back in between. */
  seqsWithin(fromMs: number, untilMs: number): { first: number; last: number } | undefined;
  rows(fromSeq: number, toSeq: number): Generator<JournalRow>;
  /** Throws BrokenEntry for one that this program cannot read. */
  entries(fromSeq: number, toSeq: number): Generator<AnyEntry>;
  counted(shiftId: number, seq: number): CountedRow[];
  /** Oldest first; as far as it had come when it was first asked for. */
  settingsHistory(): readonly SettingsSince[];
  /** Where shifts ended, oldest first. */
  cuts(): { shiftId: number; seq: number }[];
  /** The entries of the shift in which notes of other currencies come or go: after the one, and up to the other that ends it. */
  foreignCashSeqs(shiftId: number, afterSeq: number, untilSeq: number): number[];
  count(shiftId: number, countId: string): { counted: unknown; expected: unknown } | undefined;
  zsBetween(fromDay: string, toDay: string): number[];
  /** With the moment at which it was written down. */
  z(number: number): { report: ShiftReport; closedAtMs: number } | undefined;
  receiptOfSale(saleId: string): string | null;
  receiptOfRefund(refundId: string): string | null;
  staffName(staffId: string | null): string;
  /** The rate that a code of ours was made at. */
  rateOf(paymentHash: string): LockedRate | null;
  /** The code that a tender of a sale was asked for by. */
  codeOfTender(saleId: string, tenderId: string): string | null;
  leg(refundId: string, legId: string): { amountMsat: number; way: unknown; takes: { tenderId: string }[]; saleId: string | null } | undefined;
  item(
    itemId: string,
  ): { kind: string; saleId: string | null; paymentHash: string | null; amountMsat: number; amountMinor: number | null } | undefined;
  payout(paymentHash: string): { amountMsat: number } | undefined;
  /** The categories and numbers of articles, as they are now. */
  article(articleId: string): { code: string; barcode: string; categoryId: string; categoryName: string } | undefined;
  close(): void;
}

const BATCH = 500;

export function openExportStore(databasePath: string): ExportStore {
  const db = new Database(databasePath, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
  const lastSeq = db.prepare<[], number>('SELECT coalesce(max(seq), 0) FROM journal').pluck();
  const hash = db.prepare<[number], string>('SELECT hash FROM journal WHERE seq = ?').pluck();
  const within = db.prepare<[number, number], { first: number | null; last: number | null }>(
    'SELECT min(seq) AS first, max(seq) AS last FROM journal WHERE at_ms >= ? AND at_ms < ?',
  );
  const batch = db.prepare<[number, number, number], JournalRow>('SELECT * FROM journal WHERE seq >= ? AND seq <= ? ORDER BY seq LIMIT ?');
  const counted = db.prepare<[number, number], CountedRow>(
    `SELECT kind, label, subject_id AS subjectId, amount_minor AS amountMinor, drawer_minor AS drawerMinor, currency, rounding_minor AS roundingMinor,
       amount_msat AS amountMsat FROM shift_entry WHERE shift_id = ? AND seq = ? ORDER BY position`,
  );
  const settings = db.prepare<[], { seq: number; settings: string }>(
    `SELECT seq, body -> '$.settings' AS settings FROM journal WHERE kind IN ('till_founded', 'shop_changed') ORDER BY seq`,
  );
  const cuts = db.prepare<[], { shiftId: number; seq: number }>(
    'SELECT id AS shiftId, cut_seq AS seq FROM shift WHERE cut_seq IS NOT NULL ORDER BY id',
  );
  const count = db.prepare<[number, string], { counted: string; expected: string }>(
    'SELECT counted, expected FROM shift_count WHERE shift_id = ? AND id = ?',
  );
  // A float that is counted moves nothing by a sale, and has no row of its own.
  const foreignCash = db
    .prepare<[{ shiftId: number; afterSeq: number; untilSeq: number }], number>(
      `SELECT seq FROM shift_entry WHERE shift_id = :shiftId AND seq > :afterSeq AND seq < :untilSeq AND currency IS NOT NULL
       UNION SELECT seq FROM journal WHERE seq > :afterSeq AND seq < :untilSeq AND kind = 'float_counted'
       UNION SELECT :untilSeq ORDER BY seq`,
    )
    .pluck();
  const zsBetween = db.prepare<[string, string], number>('SELECT number FROM z_report WHERE day >= ? AND day <= ? ORDER BY number').pluck();
  const z = db.prepare<[number], { body: string; endedAtMs: number }>('SELECT body, ended_at_ms AS endedAtMs FROM z_report WHERE number = ?');
  const receiptOf = (table: 'sale' | 'refund') => db.prepare<[string], string | null>(`SELECT receipt_number FROM ${table} WHERE id = ?`).pluck();
  const receipts = { sale: receiptOf('sale'), refund: receiptOf('refund') };
  const staff = db.prepare<[string], string>('SELECT name FROM staff WHERE id = ?').pluck();
  const quote = db.prepare<[string], string>('SELECT quote FROM invoice WHERE payment_hash = ?').pluck();
  const code = db.prepare<[string, string], string | null>('SELECT payment_hash FROM tender WHERE sale_id = ? AND id = ?').pluck();
  const leg = db.prepare<[string, string], { amountMsat: number; way: string; takes: string; saleId: string | null }>(
    `SELECT refund_leg.amount_msat AS amountMsat, way, takes, sale_id AS saleId FROM refund_leg JOIN refund ON refund.id = refund_id
     WHERE refund_id = ? AND refund_leg.id = ?`,
  );
  const item = db.prepare<[string], NonNullable<ReturnType<ExportStore['item']>>>(
    `SELECT kind, sale_id AS saleId, payment_hash AS paymentHash, amount_msat AS amountMsat, amount_minor AS amountMinor FROM attention WHERE id = ?`,
  );
  const payout = db.prepare<[string], { amountMsat: number }>('SELECT amount_msat AS amountMsat FROM payout WHERE payment_hash = ?');
  const article = db.prepare<[string, string, string], NonNullable<ReturnType<ExportStore['article']>>>(
    `SELECT code, category_id AS categoryId,
       coalesce((SELECT barcode FROM article_barcode b WHERE b.article_seq = article.seq AND sellable_id = ? ORDER BY position LIMIT 1), '') AS barcode,
       coalesce((SELECT value FROM category, json_each(category.names) WHERE category.id = category_id LIMIT 1), '') AS categoryName
     FROM article WHERE seq = (SELECT seq FROM article WHERE id = ? UNION ALL SELECT article_seq FROM article_variant WHERE id = ?)`,
  );

  let history: SettingsSince[] | null = null;
  const store: ExportStore = {
    lastSeq: () => lastSeq.get() ?? 0,
    hashAt: (seq) => (seq === 0 ? GENESIS_HASH : (hash.get(seq) ?? '')),
    seqsWithin(fromMs, untilMs) {
      const found = within.get(fromMs, untilMs);
      return found && found.first !== null && found.last !== null ? { first: found.first, last: found.last } : undefined;
    },
    *rows(fromSeq, toSeq) {
      let next = fromSeq;
      while (next <= toSeq) {
        const some = batch.all(next, toSeq, BATCH);
        if (some.length === 0) return;
        yield* some;
        next = (some.at(-1)?.seq ?? toSeq) + 1;
      }
    },
    *entries(fromSeq, toSeq) {
      for (const row of store.rows(fromSeq, toSeq)) {
        const entry = readEntry(row);
        if (!entry) throw new BrokenEntry(row.seq, 'unknown');
        yield entry as AnyEntry;
      }
    },
    counted: (shiftId, seq) => counted.all(shiftId, seq),
    settingsHistory() {
      // Each time is a walk over the whole journal, and a year of closings asks with each of them.
      history ??= settings.all().map((row) => ({ seq: row.seq, settings: shopSettingsSchema.parse(JSON.parse(row.settings)) }));
      return history;
    },
    cuts: () => cuts.all(),
    foreignCashSeqs: (shiftId, afterSeq, untilSeq) => foreignCash.all({ shiftId, afterSeq, untilSeq }),
    count(shiftId, countId) {
      const row = count.get(shiftId, countId);
      return row && { counted: JSON.parse(row.counted), expected: JSON.parse(row.expected) };
    },
    zsBetween: (fromDay, toDay) => zsBetween.all(fromDay, toDay),
    z(number) {
      const row = z.get(number);
      return row && { report: shiftReportSchema.parse(JSON.parse(row.body)), closedAtMs: row.endedAtMs };
    },
    receiptOfSale: (saleId) => receipts.sale.get(saleId) ?? null,
    receiptOfRefund: (refundId) => receipts.refund.get(refundId) ?? null,
    staffName: (staffId) => (staffId === null ? '' : (staff.get(staffId) ?? '')),
    rateOf(paymentHash) {
      const text = quote.get(paymentHash);
      return text === undefined ? null : quoteSchema.parse(JSON.parse(text));
    },
    codeOfTender: (saleId, tenderId) => code.get(saleId, tenderId) ?? null,
    leg(refundId, legId) {
      const row = leg.get(refundId, legId);
      return row && { ...row, way: JSON.parse(row.way), takes: takeSchema.array().parse(JSON.parse(row.takes)) };
    },
    item: (itemId) => item.get(itemId),
    payout: (paymentHash) => payout.get(paymentHash),
    article: (articleId) => article.get(articleId, articleId, articleId),
    close: () => void db.close(),
  };
  return store;
}
