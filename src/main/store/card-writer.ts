// The tables of what moved over the card terminal, as facts change them. For the projection.
import type { Database } from 'better-sqlite3';
import { cardDayDifference } from '../../shared/card-payment.ts';
import { canonicalJson } from './canonical-json.ts';
import type { JournalEntry } from './facts.ts';

export interface CardWriter {
  beginPayment(entry: JournalEntry<'card_payment_begun'>): void;
  beginReturn(entry: JournalEntry<'card_return_begun'>): void;
  doubt(entry: JournalEntry<'card_move_unknown'>): void;
  end(entry: JournalEntry<'card_move_ended'>): void;
  letGo(entry: JournalEntry<'card_payment_let_go'>): void;
  apply(entry: JournalEntry<'card_money_applied'>): void;
  beginDay(entry: JournalEntry<'card_day_begun'>): void;
  refuseDay(entry: JournalEntry<'card_day_refused'>): void;
  endDay(entry: JournalEntry<'card_day_ended'>): void;
  noteDay(entry: JournalEntry<'card_day_noted'>): void;
}

export function createCardWriter(db: Database): CardWriter {
  const add = db.prepare(
    `INSERT INTO card_move (id, kind, status, place, sale_id, tender_id, refund_id, leg_id, of_move_id, reverses_receipt, amount_minor, taken_minor,
       currency, device_id, mark, let_go, staff_id, begun_at_ms, begun_seq, said, refusal, receipt, merchant_lines)
     VALUES (:moveId, :kind, 'asking', NULL, :saleId, :tenderId, :refundId, :legId, :ofMoveId, :reversesReceipt, :amountMinor, 0,
       :currency, :deviceId, :mark, 0, :staffId, :atMs, :seq, NULL, NULL, NULL, '[]')`,
  );
  const doubt = db.prepare("UPDATE card_move SET status = 'unknown' WHERE id = ?");
  const end = db.prepare(
    'UPDATE card_move SET status = ?, place = ?, taken_minor = ?, receipt = ?, merchant_lines = ?, said = ?, refusal = ? WHERE id = ?',
  );
  // Of the day that it was begun on, if that was ended since: not known then, or not told right.
  const dayOf = db.prepare<[string], { seq: number; terminalMinor: number; tillMinor: number }>(
    `SELECT d.seq, d.body ->> '$.terminal.totalMinor' AS terminalMinor,
       (SELECT coalesce(sum(iif(kind = 'payment', taken_minor, -taken_minor)), 0) FROM card_move
        WHERE device_id = d.device_id AND status = 'approved' AND begun_seq < d.seq
          AND begun_seq > coalesce((SELECT max(seq) FROM card_day WHERE device_id = d.device_id AND seq < d.seq AND ended = 1), 0)) AS tillMinor
     FROM card_day d JOIN card_move m ON m.device_id = d.device_id
     WHERE m.id = ? AND d.body IS NOT NULL
       AND d.seq = (SELECT min(seq) FROM card_day WHERE device_id = m.device_id AND ended = 1 AND seq > m.begun_seq)`,
  );
  const differ = db.prepare('UPDATE card_day SET difference_minor = ? WHERE seq = ?');
  const giveBack = db.prepare(
    `UPDATE card_move SET place = 'returned' WHERE id = (SELECT of_move_id FROM card_move WHERE id = ? AND refund_id IS NULL)`,
  );
  const letGo = db.prepare('UPDATE card_move SET let_go = 1 WHERE id = ?');
  const apply = db.prepare("UPDATE card_move SET place = 'applied' WHERE id = ?");
  const addDay = db.prepare('INSERT INTO card_day (seq, device_id, at_ms, difference_minor, noted, ended, body) VALUES (?, ?, ?, ?, ?, ?, ?)');
  const endUnheard = db.prepare('UPDATE card_day SET ended = 1 WHERE seq = ?');
  const forgetAsked = db.prepare('DELETE FROM card_day WHERE device_id = ? AND ended = 0');
  const forgetLast = db.prepare('DELETE FROM card_day WHERE seq = (SELECT max(seq) FROM card_day WHERE device_id = ? AND ended = 0)');
  const noteDay = db.prepare('UPDATE card_day SET noted = 1 WHERE seq = ?');
  const none = { tenderId: null, refundId: null, legId: null, ofMoveId: null, reversesReceipt: '' };
  return {
    beginPayment({ body: { moveId, saleId, amountMinor, currency, deviceId, mark }, staffId, atMs, seq }) {
      add.run({ ...none, kind: 'payment', moveId, saleId, amountMinor, currency, deviceId, mark, staffId, atMs, seq });
    },
    beginReturn: ({ body, staffId, atMs, seq }) => void add.run({ ...body, staffId, atMs, seq }),
    doubt: ({ body }) => void doubt.run(body.moveId),
    end({ body: { moveId, outcome, said, place, takenMinor, receipt, merchantLines, reason } }) {
      end.run(outcome, place, takenMinor, receipt && canonicalJson(receipt), canonicalJson(merchantLines), said, reason, moveId);
      if (outcome !== 'approved') return;
      giveBack.run(moveId);
      const day = dayOf.get(moveId);
      if (day) differ.run(cardDayDifference(day.terminalMinor, day.tillMinor), day.seq);
    },
    letGo: ({ body }) => void letGo.run(body.moveId),
    apply: ({ body }) => void apply.run(body.moveId),
    beginDay: ({ body, seq, atMs }) => void addDay.run(seq, body.deviceId, atMs, 0, 1, 0, null),
    refuseDay: ({ body }) => void forgetLast.run(body.deviceId),
    endDay({ body, seq, atMs }) {
      if (body.unheardSeq !== null) endUnheard.run(body.unheardSeq);
      forgetAsked.run(body.deviceId);
      addDay.run(seq, body.deviceId, atMs, body.differenceMinor, 0, 1, canonicalJson(body));
    },
    noteDay: ({ body }) => void noteDay.run(body.daySeq),
  };
}
