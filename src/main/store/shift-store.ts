// Shifts as the till reads them back: the one that is going on, what its drawer should hold, the reports of those before.
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { type Cash, type CashMovement, cashOf, cashSchema, type Pile, pileSchema, sumCash } from '../../shared/shift.ts';
import {
  type CarriedOver,
  type Correction,
  type GrandTotal,
  NO_GRAND_TOTAL,
  type ShiftReport,
  type ShiftReportHead,
  shiftReportSchema,
} from '../../shared/z-report.ts';
import { FACTS, type FactBody } from './facts.ts';
import { SHIFT_OF_ENTRY } from './shift-writer.ts';

/** The shift that entries belong to. `openedAtMs` is null until one has moved money or opened the drawer. */
export interface CurrentShift {
  id: number;
  fromSeq: number;
  openedAtMs: number | null;
  openedBy: string | null;
  /** What the closing before left in the drawer. */
  carried: Cash[];
  /** What was counted as it began; null while nobody has. */
  float: Pile[] | null;
  /** Whether anything has moved in its drawer. */
  drawerMoved: boolean;
}

export interface StoredCount {
  id: string;
  seq: number;
  atMs: number;
  staffId: string | null;
  counted: Pile[];
  expected: Cash[];
}

/** A shift that has ended. */
export interface CutShift extends CurrentShift {
  openedAtMs: number;
  cut: { seq: number; hash: string; atMs: number; staffId: string | null; body: FactBody<'shift_cut'> };
}

export interface StoredMovement {
  id: string;
  shiftId: number;
  slipNumber: string;
  movement: CashMovement;
  currency: string | null;
  amountMinor: number;
  reason: string;
  atMs: number;
  staffId: string | null;
}

export interface LastZ {
  number: number;
  hash: string;
  grandTotal: GrandTotal;
  prepaidMinor: number;
}

/** `before`: what the Zs of all days before the period come to, whichever of them were made first. */
export interface PeriodZs {
  zs: ShiftReport[];
  before: GrandTotal;
}

export interface ShiftStore {
  current(): CurrentShift;
  /** The oldest that has ended and has no Z yet. */
  unclosed(): CutShift | undefined;
  /** What moved in the drawer, by currency, up to and with `toSeq`. */
  moved(shiftId: number, toSeq: number): Cash[];
  /** Oldest first. */
  counts(shiftId: number): StoredCount[];
  /** Each X up to and with `toSeq`, oldest first, with the counts that stood by then. */
  looks(shiftId: number, toSeq: number): { atMs: number; staffId: string | null; counts: number }[];
  /** The one that stood as the shift was cut; of one that goes on, the last. */
  countOf(shiftId: number): { id: string } | undefined;
  hashAt(seq: number): string;
  movement(movementId: string): StoredMovement | undefined;
  lastMovementSeq(): number;
  isOpening(openingId: string): boolean;
  /** Known within the shift, up to and with `toSeq`, of what Zs before had named as unknown. */
  corrections(shiftId: number, toSeq: number): Correction[];
  /** Receipt numbers of the shift's sales, or its refunds, in their order. */
  receipts(kind: 'sale' | 'refund', shiftId: number, toSeq: number): { first: string; last: string } | null;
  /** What is under way at the node, and on the manager's list. */
  underWay(): Pick<CarriedOver, 'codes' | 'refunds' | 'payouts' | 'cards' | 'cardsListed' | 'cardDays' | 'listed' | 'chain'>;
  lastZ(): LastZ;
  /** 0 while there is none. */
  lastZNumber(): number;
  z(number: number): ShiftReport | undefined;
  /** As it was put on paper. */
  x(id: string): ShiftReport | undefined;
  /** Newest first, before the given one. */
  zs(before: number | null, limit: number): ShiftReportHead[];
  /** Oldest first: those whose business day begins with this ('2026-11', '2026'). */
  zsOf(period: string): PeriodZs;
}

/** Money at the node and on the list: each as its table has it. */
const LISTED = "FROM attention WHERE status IN ('open', 'refunding') AND kind <> 'lost'";

interface ShiftRow {
  id: number;
  from_seq: number;
  opened_at_ms: number;
  opened_by: string | null;
  carried: string;
  float: string | null;
  drawer_moved: number;
  left_cash: string | null;
}

const cashText = (text: string) => z.array(cashSchema).parse(JSON.parse(text));
const pileText = (text: string) => z.array(pileSchema).parse(JSON.parse(text));

export function createShiftStore(db: Database): ShiftStore {
  const currentId = db.prepare<[], number>(`SELECT ${SHIFT_OF_ENTRY}`).pluck();
  const shift = db.prepare<[number], ShiftRow>('SELECT * FROM shift WHERE id = ?');
  const before = db.prepare<[number], { fromSeq: number; carried: string }>(
    'SELECT cut_seq + 1 AS fromSeq, left_cash AS carried FROM shift WHERE id = ?',
  );
  const unclosed = db.prepare<[], ShiftRow & { seq: number; hash: string; at_ms: number; staff_id: string | null; body: string }>(
    `SELECT shift.*, seq, hash, at_ms, staff_id, body FROM shift JOIN journal ON seq = cut_seq
     WHERE id > (SELECT coalesce(max(number), 0) FROM z_report) ORDER BY id LIMIT 1`,
  );
  const moved = db.prepare<[number, number], Cash>(
    `SELECT currency, sum(drawer_minor) AS amountMinor FROM shift_entry WHERE shift_id = ? AND seq <= ? GROUP BY currency`,
  );
  const counts = db.prepare<[number], { id: string; seq: number; atMs: number; staffId: string | null; counted: string; expected: string }>(
    'SELECT id, seq, at_ms AS atMs, staff_id AS staffId, counted, expected FROM shift_count WHERE shift_id = ? ORDER BY seq',
  );
  const lastCount = db.prepare<[number], { id: string }>('SELECT id FROM shift_count WHERE shift_id = ? ORDER BY seq DESC LIMIT 1');
  const looks = db.prepare<[number, number], { atMs: number; staffId: string | null; counts: number }>(
    `SELECT at_ms AS atMs, staff_id AS staffId,
       (SELECT count(*) FROM shift_count c WHERE c.shift_id = shift_look.shift_id AND c.seq < shift_look.seq) AS counts
     FROM shift_look WHERE shift_id = ? AND seq <= ? ORDER BY seq`,
  );
  const hash = db.prepare<[number], string>('SELECT hash FROM journal WHERE seq = ?').pluck();
  const movementFields = `SELECT id, shift_id AS shiftId, slip_number AS slipNumber, movement, currency, amount_minor AS amountMinor, reason, at_ms AS atMs,
    staff_id AS staffId FROM cash_movement`;
  const movement = db.prepare<[string], StoredMovement>(`${movementFields} WHERE id = ?`);
  const lastMovement = db.prepare<[], number>('SELECT coalesce(max(movement_seq), 0) FROM cash_movement').pluck();
  const opening = db.prepare<[string], 1>('SELECT 1 FROM drawer_opening WHERE id = ?').pluck();
  const corrections = db.prepare<[number, number], Correction>(
    `SELECT number, of_shift AS ofShift, kind, subject_id AS subjectId, amount_minor AS amountMinor, amount_msat AS amountMsat, at_ms AS atMs
     FROM correction WHERE shift_id = ? AND seq <= ? ORDER BY number`,
  );
  const receiptAt = (kind: 'sale' | 'refund', order: 'ASC' | 'DESC') =>
    db
      .prepare<[number, number], string>(
        `SELECT receipt_number FROM shift_entry e JOIN ${kind} ON ${kind}.id = e.subject_id
         WHERE e.shift_id = ? AND e.seq <= ? AND e.kind = '${kind}' ORDER BY e.seq ${order} LIMIT 1`,
      )
      .pluck();
  const receipts = {
    sale: { first: receiptAt('sale', 'ASC'), last: receiptAt('sale', 'DESC') },
    refund: { first: receiptAt('refund', 'ASC'), last: receiptAt('refund', 'DESC') },
  };
  const codes = db.prepare<[], CarriedOver['codes'][number]>(
    `SELECT payment_hash AS paymentHash, sale_id AS saleId, amount_minor AS amountMinor, amount_sat AS amountSat FROM invoice
     WHERE status IN ('waiting', 'taking') ORDER BY created_at_ms`,
  );
  const refunds = db.prepare<[], CarriedOver['refunds'][number]>(
    `SELECT id AS refundId, sale_receipt_number AS saleReceiptNumber, amount_minor AS amountMinor FROM refund
     WHERE status IN ('under_way', 'to_hand_over') ORDER BY started_at_ms`,
  );
  const payouts = db.prepare<[], CarriedOver['payouts'][number]>(
    `SELECT payment_hash AS paymentHash, amount_msat AS amountMsat FROM payout
     WHERE status = 'under_way' AND refund_id IS NULL ORDER BY started_at_ms`,
  );
  const cards = db.prepare<[], CarriedOver['cards'][number]>(
    // A leg of a refund is said with its refund: it is the same money.
    `SELECT id AS moveId, kind, amount_minor AS amountMinor FROM card_move WHERE status IN ('asking', 'unknown') AND refund_id IS NULL ORDER BY id`,
  );
  const cardsListed = db.prepare<[], CarriedOver['cardsListed']>(
    // What is on its way back is said there: it is the same money.
    `SELECT count(*) AS count, coalesce(sum(taken_minor), 0) AS amountMinor FROM card_move m
     WHERE place = 'listed' AND NOT EXISTS (SELECT 1 FROM card_move r WHERE r.of_move_id = m.id AND r.status IN ('asking', 'unknown'))`,
  );
  const cardDays = db.prepare<[], CarriedOver['cardDays'][number]>(
    'SELECT at_ms AS endedAtMs, difference_minor AS differenceMinor FROM card_day WHERE difference_minor <> 0 AND noted = 0 ORDER BY seq',
  );
  const listed = db.prepare<[], CarriedOver['listed']>(`SELECT count(*) AS count, coalesce(sum(amount_msat), 0) AS amountMsat ${LISTED}`);
  // By itself SQLite reads all settlements in the order of their time.
  const chain = db.prepare<[], CarriedOver['chain'][number]>(
    `SELECT settlement_id AS settlementId, received_msat AS amountMsat FROM settlement INDEXED BY settlement_pending
     WHERE chain_status = 'pending' ORDER BY settled_at_ms`,
  );
  const lastZ = db.prepare<[], { number: number; hash: string; body: string }>(
    'SELECT number, hash, body FROM z_report ORDER BY number DESC LIMIT 1',
  );
  const lastNumber = db.prepare<[], number>('SELECT coalesce(max(number), 0) FROM z_report').pluck();
  const oneZ = db.prepare<[number], string>('SELECT body FROM z_report WHERE number = ?').pluck();
  const heads = db.prepare<[number, number], ShiftReportHead>(
    `SELECT number, day, ended_at_ms AS endedAtMs, body ->> '$.endedBy' AS endedBy, body ->> '$.figures.sales.count' AS saleCount,
       body ->> '$.figures.sales.totalMinor' AS salesMinor, body ->> '$.figures.refunds.totalMinor' AS refundsMinor,
       body ->> '$.drawer.counted.difference[0].amountMinor' AS differenceMinor
     FROM z_report WHERE number < ? ORDER BY number DESC LIMIT ?`,
  );
  const oneX = db.prepare<[string], string>('SELECT body FROM x_report WHERE id = ?').pluck();
  const ofPeriod = db.prepare<[string, string], string>('SELECT body FROM z_report WHERE day >= ? AND day < ? ORDER BY number').pluck();
  // By days, and not by what stood when a Z was made: with a clock that was set back, a Z of a later day can be the earlier one.
  const soldBefore = db.prepare<[string], Pick<GrandTotal, 'salesMinor' | 'refundsMinor'>>(
    `SELECT coalesce(sum(body ->> '$.figures.sales.totalMinor'), 0) AS salesMinor, coalesce(sum(body ->> '$.figures.refunds.totalMinor'), 0) AS refundsMinor
     FROM z_report WHERE day < ?`,
  );
  const reportOf = (body: string) => shiftReportSchema.parse(JSON.parse(body));

  const shiftOf = (row: ShiftRow) => ({
    id: row.id,
    fromSeq: row.from_seq,
    openedAtMs: row.opened_at_ms,
    openedBy: row.opened_by,
    carried: cashText(row.carried),
    float: row.float === null ? null : pileText(row.float),
    drawerMoved: row.drawer_moved === 1,
  });

  return {
    current() {
      const id = currentId.get() as number;
      const row = shift.get(id);
      if (row) return shiftOf(row);
      const last = before.get(id - 1);
      return {
        id,
        fromSeq: last?.fromSeq ?? 1,
        openedAtMs: null,
        openedBy: null,
        carried: last ? cashText(last.carried) : [],
        float: null,
        drawerMoved: false,
      };
    },
    unclosed() {
      const row = unclosed.get();
      if (!row) return undefined;
      const body = FACTS.shift_cut.parse(JSON.parse(row.body));
      return { ...shiftOf(row), cut: { seq: row.seq, hash: row.hash, atMs: row.at_ms, staffId: row.staff_id, body } };
    },
    moved: (shiftId, toSeq) => sumCash(moved.all(shiftId, toSeq)),
    counts: (shiftId) =>
      counts.all(shiftId).map(({ counted, expected, ...row }) => ({ ...row, counted: pileText(counted), expected: cashText(expected) })),
    looks: (shiftId, toSeq) => looks.all(shiftId, toSeq),
    countOf: (shiftId) => lastCount.get(shiftId),
    hashAt: (seq) => hash.get(seq) ?? '',
    movement: (movementId) => movement.get(movementId),
    lastMovementSeq: () => lastMovement.get() ?? 0,
    isOpening: (openingId) => opening.get(openingId) !== undefined,
    corrections: (shiftId, toSeq) => corrections.all(shiftId, toSeq),
    receipts(kind, shiftId, toSeq) {
      const first = receipts[kind].first.get(shiftId, toSeq);
      const last = receipts[kind].last.get(shiftId, toSeq);
      return first === undefined || last === undefined ? null : { first, last };
    },
    underWay: () => ({
      codes: codes.all(),
      refunds: refunds.all(),
      payouts: payouts.all(),
      cards: cards.all(),
      cardsListed: cardsListed.get() as CarriedOver['cardsListed'],
      cardDays: cardDays.all(),
      listed: listed.get() ?? { count: 0, amountMsat: 0 },
      chain: chain.all(),
    }),
    lastZ() {
      const row = lastZ.get();
      if (!row) return { number: 0, hash: '', grandTotal: NO_GRAND_TOTAL, prepaidMinor: 0 };
      const { grandTotal, prepaidMinor } = reportOf(row.body);
      return { number: row.number, hash: row.hash, grandTotal: grandTotal.after, prepaidMinor: prepaidMinor.after };
    },
    lastZNumber: () => lastNumber.get() ?? 0,
    z: (number) => {
      const body = oneZ.get(number);
      return body === undefined ? undefined : reportOf(body);
    },
    x: (id) => {
      const body = oneX.get(id);
      return body === undefined ? undefined : reportOf(body);
    },
    zs: (beforeNumber, limit) => heads.all(beforeNumber ?? Number.MAX_SAFE_INTEGER, limit),
    zsOf(period) {
      const { salesMinor, refundsMinor } = soldBefore.get(period) ?? NO_GRAND_TOTAL;
      const before = { salesMinor, refundsMinor, netMinor: salesMinor - refundsMinor };
      return { zs: ofPeriod.all(period, `${period}~`).map(reportOf), before };
    },
  };
}

/** What the drawer of a shift should hold: what it began with (as counted, or as it was left), and what moved. */
export function expectedCash({ float, carried }: Pick<CurrentShift, 'float' | 'carried'>, moved: readonly Cash[]): Cash[] {
  return sumCash(float ? cashOf(float) : carried, moved);
}
