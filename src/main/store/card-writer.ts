// The tables of what moved over the card terminal, as facts change them. For the projection.
import type { Database } from 'better-sqlite3';
import { canonicalJson } from './canonical-json.ts';
import type { JournalEntry } from './facts.ts';

export interface CardWriter {
  beginPayment(entry: JournalEntry<'card_payment_begun'>): void;
  beginReturn(entry: JournalEntry<'card_return_begun'>): void;
  doubt(entry: JournalEntry<'card_move_unknown'>): void;
  end(entry: JournalEntry<'card_move_ended'>): void;
  letGo(entry: JournalEntry<'card_payment_let_go'>): void;
  apply(entry: JournalEntry<'card_money_applied'>): void;
  endDay(entry: JournalEntry<'card_day_ended'>): void;
}

export function createCardWriter(db: Database): CardWriter {
  const add = db.prepare(
    `INSERT INTO card_move (id, kind, status, place, sale_id, tender_id, refund_id, leg_id, of_move_id, reverses_receipt, amount_minor, taken_minor,
       currency, device_id, mark, let_go, staff_id, begun_at_ms, ended_seq, receipt, merchant_lines)
     VALUES (:moveId, :kind, 'asking', NULL, :saleId, :tenderId, :refundId, :legId, :ofMoveId, :reversesReceipt, :amountMinor, 0,
       :currency, :deviceId, :mark, 0, :staffId, :atMs, NULL, NULL, '[]')`,
  );
  const doubt = db.prepare("UPDATE card_move SET status = 'unknown' WHERE id = ?");
  const end = db.prepare('UPDATE card_move SET status = ?, place = ?, taken_minor = ?, receipt = ?, merchant_lines = ?, ended_seq = ? WHERE id = ?');
  const giveBack = db.prepare(
    `UPDATE card_move SET place = 'returned' WHERE id = (SELECT of_move_id FROM card_move WHERE id = ? AND refund_id IS NULL)`,
  );
  const letGo = db.prepare('UPDATE card_move SET let_go = 1 WHERE id = ?');
  const apply = db.prepare("UPDATE card_move SET place = 'applied' WHERE id = ?");
  const addDay = db.prepare('INSERT INTO card_day (seq, device_id, at_ms, body) VALUES (?, ?, ?, ?)');
  const none = { tenderId: null, refundId: null, legId: null, ofMoveId: null, reversesReceipt: '' };
  return {
    beginPayment({ body: { moveId, saleId, amountMinor, currency, deviceId, mark }, staffId, atMs }) {
      add.run({ ...none, kind: 'payment', moveId, saleId, amountMinor, currency, deviceId, mark, staffId, atMs });
    },
    beginReturn: ({ body, staffId, atMs }) => void add.run({ ...body, staffId, atMs }),
    doubt: ({ body }) => void doubt.run(body.moveId),
    end({ body: { moveId, outcome, place, takenMinor, receipt, merchantLines }, seq }) {
      end.run(outcome, place, takenMinor, receipt && canonicalJson(receipt), canonicalJson(merchantLines), seq, moveId);
      if (outcome === 'approved') giveBack.run(moveId);
    },
    letGo: ({ body }) => void letGo.run(body.moveId),
    apply: ({ body }) => void apply.run(body.moveId),
    endDay: ({ body, seq, atMs }) => void addDay.run(seq, body.deviceId, atMs, canonicalJson(body)),
  };
}
