// What moved over the card terminal, read back: what is not known yet, what waits for a manager, and what a day there came to.
import type { Database } from 'better-sqlite3';
import {
  type CardDay,
  type CardMoveKind,
  type CardMoveStatus,
  type CardMoveView,
  type CardReceipt,
  type CardRefusal,
  type CardTotals,
  cardReceiptSchema,
  type DifferingCardDay,
  type LiveCardMove,
} from '../../shared/card-payment.ts';
import { CARD_FACTS } from './facts/card-facts.ts';

interface Row {
  id: string;
  kind: CardMoveKind;
  status: CardMoveStatus;
  place: CardMove['place'];
  sale_id: string | null;
  tender_id: string | null;
  refund_id: string | null;
  leg_id: string | null;
  of_move_id: string | null;
  reverses_receipt: string;
  amount_minor: number;
  taken_minor: number;
  currency: string;
  device_id: string;
  mark: string;
  let_go: number;
  staff_id: string | null;
  begun_at_ms: number;
  said: CardMove['said'];
  refusal: CardRefusal | null;
  receipt: string | null;
  settled: number;
  receipt_number: string | null;
}

interface DayRow {
  seq: number;
  device_id: string;
  at_ms: number;
  difference_minor: number;
  body: string | null;
}

/** One payment, reversal or refund, whatever became of it. */
export interface CardMove extends CardMoveView {
  status: CardMoveStatus;
  /** Of an approved payment: what its money is. */
  place: 'tender' | 'listed' | 'applied' | 'returned' | null;
  tenderId: string | null;
  refundId: string | null;
  legId: string | null;
  ofMoveId: string | null;
  reversesReceipt: string;
  takenMinor: number;
  currency: string;
  deviceId: string;
  mark: string;
  letGo: boolean;
  staffId: string | null;
  /** Who said what became of it. */
  said: 'terminal' | 'person' | null;
  refusal: CardRefusal | null;
  receipt: CardReceipt | null;
  /** The terminal's day was ended since it was asked for: it cannot be reversed any more. */
  settled: boolean;
}

export interface CardStore {
  move(moveId: string): CardMove | undefined;
  /** Those whose outcome is not known, oldest first. */
  live(): CardMove[];
  /** Money on the manager's list, oldest first. */
  listed(): CardMove[];
  /** What already went back, or may have, of a payment: reversals and refunds that are live or approved. */
  returnsOf(moveId: string): CardMove[];
  ofRefund(refundId: string): CardMove[];
  /** Whether since its intent the same amount was taken by a card that somebody typed into a terminal by hand, maybe this one. */
  wasTypedSince(payment: Pick<CardMove, 'id' | 'amountMinor'>): boolean;
  /**
   * Whether the terminal said that this payment cannot be reversed, or may have ended its day since: it may have given the number of its receipt
   * to another payment by now.
   */
  mayNotBeReversed(moveId: string): boolean;
  /** What was asked for there last, where the till knows of it only by what somebody said. */
  lastAnswered(deviceId: string): CardMove | undefined;
  /** What was asked for there since the last end of its day, or an entry, and moved: what came in less what went back. */
  sinceDay(deviceId: string, afterSeq?: number): CardTotals;
  /** The questions for an end of its day, since the last one, whose answer was lost; the latest first. */
  unheardDays(deviceId: string): number[];
  lastDay(): CardDay | null;
  /** Those that differ and that nobody has looked into, oldest first. */
  differingDays(): DifferingCardDay[];
  isDifferingDay(seq: number): boolean;
  /** By what the day differs that it belongs to; null where that has not ended. */
  dayDifference(moveId: string): number | null;
  /** As the terminal wants it on paper; empty where it wants none. */
  merchantLines(moveId: string): string[];
}

const SELECT = `SELECT m.*, s.receipt_number, coalesce(m.begun_seq < (SELECT max(seq) FROM card_day d WHERE d.device_id = m.device_id AND d.ended = 1), 0) AS settled
  FROM card_move m LEFT JOIN sale s ON s.id = m.sale_id`;

export function createCardStore(db: Database): CardStore {
  const byId = db.prepare<[string], Row>(`${SELECT} WHERE m.id = ?`);
  const live = db.prepare<[], Row>(`${SELECT} WHERE m.status IN ('asking', 'unknown') ORDER BY m.id`);
  const listed = db.prepare<[], Row>(`${SELECT} WHERE m.place = 'listed' ORDER BY m.id`);
  const returns = db.prepare<[string], Row>(`${SELECT} WHERE m.of_move_id = ? AND m.status IN ('asking', 'unknown', 'approved') ORDER BY m.id`);
  const ofRefund = db.prepare<[string], Row>(`${SELECT} WHERE m.refund_id = ? ORDER BY m.id`);
  const notReversible = db
    .prepare<{ moveId: string }, 1>(
      `SELECT 1 FROM card_move WHERE of_move_id = :moveId AND kind = 'reversal' AND refusal = 'not_reversible'
       UNION SELECT 1 FROM card_day d JOIN card_move m ON m.device_id = d.device_id AND d.seq > m.begun_seq WHERE m.id = :moveId AND d.ended = 0`,
    )
    .pluck();
  // One that somebody did there by hand has no mark: of what was before that the terminal cannot be asked any more.
  const lastOf = db.prepare<[string], Row>(`${SELECT} WHERE m.device_id = ? ORDER BY m.begun_seq DESC LIMIT 1`);
  const lastDay = db.prepare<[], DayRow>('SELECT * FROM card_day WHERE body IS NOT NULL ORDER BY seq DESC LIMIT 1');
  const differing = db.prepare<[], DayRow>('SELECT * FROM card_day WHERE difference_minor <> 0 AND noted = 0 ORDER BY seq');
  const differs = db.prepare<[number], 1>('SELECT 1 FROM card_day WHERE seq = ? AND difference_minor <> 0 AND noted = 0').pluck();
  const difference = db
    .prepare<[string], number | null>(
      `SELECT iif(d.body IS NULL, NULL, difference_minor) FROM card_day d JOIN card_move m ON m.device_id = d.device_id AND d.seq > m.begun_seq
       WHERE m.id = ? AND d.ended = 1 ORDER BY d.seq LIMIT 1`,
    )
    .pluck();
  /** Asked for behind the entry of one end of a day, and before that of another. */
  const WITHIN = `m.device_id = :deviceId AND m.begun_seq < :before
    AND m.begun_seq > coalesce(:after, (SELECT max(seq) FROM card_day WHERE device_id = :deviceId AND seq < :before AND ended = 1), 0)`;
  interface Within {
    deviceId: string;
    before: number;
    after: number | null;
  }
  const unheard = db.prepare<[string], number>('SELECT seq FROM card_day WHERE device_id = ? AND ended = 0 ORDER BY seq DESC').pluck();
  const moved = db.prepare<Within, CardTotals>(
    `SELECT count(*) AS count, coalesce(sum(CASE kind WHEN 'payment' THEN taken_minor ELSE -taken_minor END), 0) AS totalMinor FROM card_move m
     WHERE status = 'approved' AND ${WITHIN}`,
  );
  const liveWithin = db.prepare<Within, 1>(`SELECT 1 FROM card_move m WHERE status IN ('asking', 'unknown') AND ${WITHIN} LIMIT 1`).pluck();
  const suspects = db.prepare<Within & { amountMinor: number }, Row>(
    `${SELECT} WHERE m.kind = 'payment' AND m.status = 'declined' AND m.said = 'person' AND m.amount_minor = :amountMinor AND ${WITHIN} ORDER BY m.id`,
  );
  const NOW = Number.MAX_SAFE_INTEGER;
  const dayOf = ({ seq, device_id: deviceId, at_ms: endedAtMs, difference_minor: differenceMinor, body }: DayRow): CardDay => {
    const { count, totalMinor } = CARD_FACTS.card_day_ended.parse(JSON.parse(body ?? 'null')).terminal;
    const till = moved.get({ deviceId, before: seq, after: null }) as CardTotals;
    return { seq, endedAtMs, terminal: { count, totalMinor }, till, differenceMinor };
  };
  // From the last fact back to the intent, which is a short way: what is not known is asked for all the time.
  const typed = db
    .prepare<{ id: string; amountMinor: number }, number>(
      `SELECT kind <> 'card_payment_begun' FROM journal
       WHERE (kind = 'card_payment_begun' AND body ->> '$.moveId' = :id)
         OR (kind = 'tender_taken' AND body ->> '$.tender.kind' = 'card' AND body ->> '$.tender.terminal' IS NULL
           AND body ->> '$.tender.amountMinor' = :amountMinor)
         OR (kind = 'account_paid' AND body ->> '$.way' = 'card' AND body ->> '$.amountMinor' = :amountMinor)
       ORDER BY seq DESC LIMIT 1`,
    )
    .pluck();
  const merchant = db.prepare<[string], string>('SELECT merchant_lines FROM card_move WHERE id = ?').pluck();

  return {
    move: (moveId) => {
      const row = byId.get(moveId);
      return row && moveOf(row);
    },
    live: () => live.all().map(moveOf),
    listed: () => listed.all().map(moveOf),
    returnsOf: (moveId) => returns.all(moveId).map(moveOf),
    wasTypedSince: ({ id, amountMinor }) => typed.get({ id, amountMinor }) === 1,
    ofRefund: (refundId) => ofRefund.all(refundId).map(moveOf),
    mayNotBeReversed: (moveId) => notReversible.get({ moveId }) !== undefined,
    lastAnswered(deviceId) {
      const row = lastOf.get(deviceId);
      return row && row.said === 'person' && row.mark !== '' ? moveOf(row) : undefined;
    },
    sinceDay: (deviceId, after) => moved.get({ deviceId, before: NOW, after: after ?? null }) as CardTotals,
    unheardDays: (deviceId) => unheard.all(deviceId),
    lastDay: () => {
      const row = lastDay.get();
      return row ? dayOf(row) : null;
    },
    differingDays: () =>
      differing
        .all()
        .filter(({ device_id: deviceId, seq: before }) => liveWithin.get({ deviceId, before, after: null }) === undefined)
        .map((row) => {
          const rows = suspects.all({ deviceId: row.device_id, before: row.seq, after: null, amountMinor: row.difference_minor });
          return { ...dayOf(row), suspects: rows.map((one) => cardMoveView(moveOf(one))) };
        }),
    isDifferingDay: (seq) => differs.get(seq) !== undefined,
    dayDifference: (moveId) => difference.get(moveId) ?? null,
    merchantLines: (moveId) => JSON.parse(merchant.get(moveId) ?? '[]') as string[],
  };
}

/** A move as lists show it. */
export function cardMoveView({ id, kind, amountMinor, begunAtMs, saleId, receiptNumber }: CardMove): CardMoveView {
  return { id, kind, amountMinor, begunAtMs, saleId, receiptNumber };
}

/** What the terminal is asked for a sale, as the sale has it; for those who read sales. */
export function liveCardMoves(db: Database): (saleId: string) => LiveCardMove | null {
  const one = db.prepare<[string], LiveCardMove>(
    `SELECT id, iif(kind = 'payment', 'payment', 'reversal') AS kind, status, amount_minor AS amountMinor FROM card_move
     WHERE sale_id = ? AND status IN ('asking', 'unknown') AND let_go = 0 AND (kind = 'payment' OR tender_id IS NOT NULL) LIMIT 1`,
  );
  return (saleId) => one.get(saleId) ?? null;
}

function moveOf(row: Row): CardMove {
  return {
    id: row.id,
    kind: row.kind,
    status: row.status,
    place: row.place,
    saleId: row.sale_id,
    tenderId: row.tender_id,
    refundId: row.refund_id,
    legId: row.leg_id,
    ofMoveId: row.of_move_id,
    reversesReceipt: row.reverses_receipt,
    amountMinor: row.amount_minor,
    takenMinor: row.taken_minor,
    currency: row.currency,
    deviceId: row.device_id,
    mark: row.mark,
    letGo: row.let_go === 1,
    staffId: row.staff_id,
    begunAtMs: row.begun_at_ms,
    said: row.said,
    refusal: row.refusal,
    receipt: row.receipt === null ? null : cardReceiptSchema.parse(JSON.parse(row.receipt)),
    receiptNumber: row.receipt_number,
    settled: row.settled === 1,
  };
}
