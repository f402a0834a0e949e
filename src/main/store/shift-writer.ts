// The tables of shifts, as facts change them. For the projection. Every entry of the journal belongs to one shift: those up to
// and with its cut, after the cut before. So nothing can be forgotten between two shifts, and no fact has to open one: the
// first that moves money or opens the drawer does. What a shift counts is a row of `shift_entry`, written once, never changed.
import type { Database } from 'better-sqlite3';
import type { ShiftEntryKind } from '../../shared/shift.ts';
import type { Correction } from '../../shared/z-report.ts';
import { canonicalJson } from './canonical-json.ts';
import { createExactSums } from './exact-sums.ts';
import type { FactKind, JournalEntry } from './facts.ts';
import { createShiftCounts } from './shift-counts.ts';

/** The shift that an entry being projected belongs to: the one after the last that was cut. */
export const SHIFT_OF_ENTRY = '(SELECT coalesce((SELECT id FROM shift WHERE cut_seq IS NOT NULL ORDER BY id DESC LIMIT 1), 0) + 1)';

/** What is counted with a shift, and does not begin one. */
const BEGINS_NONE: ReadonlySet<ShiftEntryKind> = new Set<ShiftEntryKind>(['sale_cancelled', 'unlisted', 'paper_copied', 'refused', 'approved']);

type UnknownKind = 'code' | 'refund' | 'payout' | 'card' | 'chain';

/** The facts that say what became of something a Z named as not known. */
const OUTCOMES: { [K in FactKind]?: (entry: JournalEntry<K>) => [UnknownKind, subjectId: string, Correction['kind']] | null } = {
  settlement_recorded: ({ body: { paymentHash, disposition } }) =>
    disposition === 'paid' && paymentHash !== null ? ['code', paymentHash, 'code_paid'] : null,
  invoice_closed: ({ body }) => ['code', body.paymentHash, 'code_not_paid'],
  held_returned: ({ body }) => ['code', body.paymentHash, 'code_not_paid'],
  refund_completed: ({ body }) => ['refund', body.refundId, 'refund_completed'],
  refund_sent: ({ body }) => (body.outcome === 'failed' ? ['refund', body.refundId, 'refund_failed'] : null),
  refund_ended: ({ body: { paymentHash, outcome } }) =>
    paymentHash === null ? null : ['payout', paymentHash, outcome === 'refunded' ? 'payout_sent' : 'payout_failed'],
  card_move_ended: ({ body: { moveId, outcome } }) => ['card', moveId, outcome === 'approved' ? 'card_moved' : 'card_not_moved'],
  chain_receipt_buried: ({ body }) => ['chain', body.settlementId, 'chain_final'],
  chain_receipt_replaced: ({ body }) => ['chain', body.settlementId, body.lost ? 'chain_lost' : 'chain_replaced'],
};

/** What somebody said of a card, and the terminal may yet say otherwise: then that is said as well. */
function isLastWord(entry: JournalEntry): boolean {
  if (entry.kind !== 'card_move_ended') return true;
  const { outcome, said } = (entry as JournalEntry<'card_move_ended'>).body;
  return outcome === 'approved' || said === 'terminal';
}

export interface ShiftWriter {
  /** Counts the entry in its shift, and opens that when it is the first of it that moves money or opens the drawer. Before its tables are written; AMOUNT_TOO_LARGE. */
  count(entry: JournalEntry): void;
  countFloat(entry: JournalEntry<'float_counted'>): void;
  move(entry: JournalEntry<'cash_moved'>): void;
  openDrawer(entry: JournalEntry<'drawer_opened'>): void;
  countDrawer(entry: JournalEntry<'shift_counted'>): void;
  look(entry: JournalEntry<'x_shown'>): void;
  cut(entry: JournalEntry<'shift_cut'>): void;
  printX(entry: JournalEntry<'x_printed'>): void;
  close(entry: JournalEntry<'shift_closed'>): void;
}

export function createShiftWriter(db: Database): ShiftWriter {
  const countsOf = createShiftCounts(db);
  const refuseTooMuch = createExactSums(db);
  const shiftOfEntry = db.prepare<[], number>(`SELECT ${SHIFT_OF_ENTRY}`).pluck();
  const isOpen = db.prepare<[number], 1>('SELECT 1 FROM shift WHERE id = ?').pluck();
  // From the entry after the cut before, with what that left in the drawer.
  const open = db.prepare(
    `INSERT INTO shift (id, opened_at_ms, opened_by, from_seq, carried)
     SELECT :id, :atMs, :staffId, coalesce(max(cut_seq), 0) + 1, coalesce(max(left_cash), '[]') FROM shift WHERE id = :id - 1`,
  );
  const setMoved = db.prepare('UPDATE shift SET drawer_moved = 1 WHERE id = ? AND drawer_moved = 0');
  const setFloat = db.prepare('UPDATE shift SET float = ? WHERE id = ?');
  const setCut = db.prepare('UPDATE shift SET cut_seq = ?, left_cash = ? WHERE id = ?');
  const add = db.prepare(
    `INSERT INTO shift_entry (shift_id, seq, position, kind, label, subject_id, amount_minor, drawer_minor, currency, rounding_minor, amount_msat, count)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const addCount = db.prepare('INSERT INTO shift_count (shift_id, seq, id, at_ms, staff_id, counted, expected) VALUES (?, ?, ?, ?, ?, ?, ?)');
  const addLook = db.prepare('INSERT INTO shift_look (shift_id, seq, at_ms, staff_id) VALUES (?, ?, ?, ?)');
  const addMovement = db.prepare(
    `INSERT INTO cash_movement (id, shift_id, movement_seq, slip_number, movement, currency, amount_minor, reason, at_ms, staff_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const addOpening = db.prepare('INSERT INTO drawer_opening (id, shift_id, reason, at_ms, staff_id) VALUES (?, ?, ?, ?, ?)');
  const addReport = db.prepare('INSERT INTO z_report (number, hash, ended_at_ms, day, body) VALUES (?, ?, ?, ?, ?)');
  const addX = db.prepare('INSERT INTO x_report (id, body) VALUES (?, ?)');
  // Named again by a later Z, it stays that of the first.
  const addUnknown = db.prepare(
    'INSERT OR IGNORE INTO unknown_outcome (kind, subject_id, shift_id, amount_minor, amount_msat) VALUES (?, ?, ?, ?, ?)',
  );
  const addCorrection = db.prepare(
    `INSERT INTO correction (number, shift_id, seq, of_shift, kind, subject_id, amount_minor, amount_msat, at_ms)
     SELECT (SELECT coalesce(max(number), 0) + 1 FROM correction), :shiftId, :seq, shift_id, :outcome, subject_id, amount_minor, amount_msat, :atMs
     FROM unknown_outcome WHERE kind = :kind AND subject_id = :subjectId`,
  );
  const forgetUnknown = db.prepare('DELETE FROM unknown_outcome WHERE kind = ? AND subject_id = ?');

  const openFor = ({ atMs, staffId }: Pick<JournalEntry, 'atMs' | 'staffId'>, id: number) => {
    if (isOpen.get(id) === undefined) open.run({ id, atMs, staffId });
  };
  const current = () => shiftOfEntry.get() as number;

  const correct = (entry: JournalEntry) => {
    const outcomeOf = OUTCOMES[entry.kind] as ((entry: JournalEntry) => [UnknownKind, string, Correction['kind']] | null) | undefined;
    const known = outcomeOf?.(entry);
    if (!known) return;
    const [kind, subjectId, outcome] = known;
    const { changes } = addCorrection.run({ shiftId: current(), seq: entry.seq, kind, subjectId, outcome, atMs: entry.atMs });
    if (changes > 0 && isLastWord(entry)) forgetUnknown.run(kind, subjectId);
  };

  return {
    count(entry) {
      correct(entry);
      const rows = countsOf(entry);
      if (rows.length === 0) return;
      const shiftId = current();
      refuseTooMuch(entry, shiftId, rows);
      if (rows.some(({ kind, drawerMinor }) => !BEGINS_NONE.has(kind) || drawerMinor)) openFor(entry, shiftId);
      if (rows.some(({ drawerMinor }) => drawerMinor)) setMoved.run(shiftId);
      for (const [position, row] of rows.entries()) {
        const { kind, label = '', subjectId, amountMinor = 0, drawerMinor = 0, currency = null, roundingMinor = 0, amountMsat = 0, count = 0 } = row;
        add.run(shiftId, entry.seq, position, kind, label, subjectId, amountMinor, drawerMinor, currency, roundingMinor, amountMsat, count);
      }
    },
    countFloat(entry) {
      openFor(entry, entry.body.shiftId);
      setFloat.run(canonicalJson(entry.body.counted), entry.body.shiftId);
    },
    move({ body, atMs, staffId }) {
      const { movementId, movementSeq, slipNumber, movement, currency, amountMinor, reason } = body;
      addMovement.run(movementId, current(), movementSeq, slipNumber, movement, currency, amountMinor, reason, atMs, staffId);
    },
    openDrawer: ({ body, atMs, staffId }) => void addOpening.run(body.openingId, current(), body.reason, atMs, staffId),
    countDrawer({ seq, body, atMs, staffId }) {
      openFor({ atMs, staffId }, body.shiftId);
      addCount.run(body.shiftId, seq, body.countId, atMs, staffId, canonicalJson(body.counted), canonicalJson(body.expected));
    },
    look: ({ seq, body, atMs, staffId }) => void addLook.run(body.shiftId, seq, atMs, staffId),
    cut({ seq, body: { shiftId, left, carriedOver } }) {
      setCut.run(seq, canonicalJson(left), shiftId);
      const unknown = (kind: UnknownKind, subjectId: string, amountMinor: number | null, amountMsat: number) =>
        void addUnknown.run(kind, subjectId, shiftId, amountMinor, amountMsat);
      for (const { paymentHash, amountMinor, amountSat } of carriedOver.codes) unknown('code', paymentHash, amountMinor, amountSat * 1000);
      for (const { refundId, amountMinor } of carriedOver.refunds) unknown('refund', refundId, amountMinor, 0);
      for (const { paymentHash, amountMsat } of carriedOver.payouts) unknown('payout', paymentHash, null, amountMsat);
      for (const { moveId, amountMinor } of carriedOver.cards) unknown('card', moveId, amountMinor, 0);
      for (const { settlementId, amountMsat } of carriedOver.chain) unknown('chain', settlementId, null, amountMsat);
    },
    printX: ({ body: { xId, report } }) => void addX.run(xId, canonicalJson(report)),
    close({ hash, body: { report } }) {
      addReport.run(report.number, hash, report.endedAtMs, report.day, canonicalJson(report));
    },
  };
}
