// Vouchers as the journal has made them, with every movement of their money. The writer is for the projection.
import type { Database } from 'better-sqlite3';
import type { Voucher, VoucherDetail, VoucherMovement, VoucherOrigin, VoucherPage, VoucherStatus } from '../../shared/voucher.ts';
import { canonicalJson } from './canonical-json.ts';
import type { JournalEntry } from './facts.ts';

const PAGE_ROWS = 50;

interface Row {
  seq: number;
  id: string;
  number: string;
  status: VoucherStatus;
  code_hash: string | null;
  issued_minor: number;
  balance_minor: number;
  issued_at_ms: number;
  last_day: string | null;
  origin: string;
  blocked_for: string;
}

export interface VoucherStore {
  byCodeHash(codeHash: string): Voucher | undefined;
  find(voucherId: string): Voucher | undefined;
  detail(voucherId: string): VoucherDetail | undefined;
  /** Those with money on them, or all; newest first. `text` is a part of their number. */
  page(filter: { text: string; spent: boolean }, cursor: number | null): VoucherPage;
  lastSeq(): number;
  /** Those that the line of the sale sold, and nobody has used. */
  unusedOf(saleId: string, lineId: string): Voucher[];
  /** Those that the refund has taken back. */
  takenBackBy(refundId: string): Voucher[];
}

export function createVoucherStore(db: Database): VoucherStore {
  const byCodeHash = db.prepare<[string], Row>('SELECT * FROM voucher WHERE code_hash = ?');
  const byId = db.prepare<[string], Row>('SELECT * FROM voucher WHERE id = ?');
  const movements = db.prepare<[string], Omit<VoucherMovement, 'staffName'> & { staffName: string | null }>(
    `SELECT at_ms AS atMs, kind, amount_minor AS amountMinor, balance_minor AS balanceMinor, sale_id AS saleId,
       (SELECT name FROM staff WHERE staff.id = staff_id) AS staffName
     FROM voucher_movement WHERE voucher_id = ? ORDER BY journal_seq`,
  );
  const page = db.prepare<[number, number, string, number], Row>(
    `SELECT * FROM voucher WHERE seq < ? AND (? OR (balance_minor > 0 AND status <> 'replaced')) AND instr(number, ?) > 0 ORDER BY seq DESC LIMIT ?`,
  );
  const owed = db.prepare<[], number>('SELECT coalesce(sum(balance_minor), 0) FROM voucher WHERE balance_minor > 0').pluck();
  const lastSeq = db.prepare<[], number | null>('SELECT max(seq) FROM voucher').pluck();

  const unusedOf = db.prepare<[string, string], Row>(
    `SELECT * FROM voucher WHERE origin ->> '$.saleId' = ? AND origin ->> '$.lineId' = ? AND balance_minor = issued_minor AND status = 'active' ORDER BY seq`,
  );
  const takenBackBy = db.prepare<[string], Row>('SELECT * FROM voucher WHERE taken_back_by = ? ORDER BY seq');

  const found = (row: Row | undefined) => row && voucherOf(row);
  return {
    byCodeHash: (codeHash) => found(byCodeHash.get(codeHash)),
    find: (voucherId) => found(byId.get(voucherId)),
    detail(voucherId) {
      const row = byId.get(voucherId);
      if (!row) return undefined;
      const rows = movements.all(voucherId).map((movement) => ({ ...movement, staffName: movement.staffName ?? '' }));
      return { voucher: voucherOf(row), movements: rows, blockedFor: row.blocked_for };
    },
    page({ text, spent }, cursor) {
      const rows = page.all(cursor ?? Number.MAX_SAFE_INTEGER, spent ? 1 : 0, text.toUpperCase(), PAGE_ROWS + 1);
      const shown = rows.slice(0, PAGE_ROWS);
      return { rows: shown.map(voucherOf), owedMinor: owed.get() ?? 0, nextCursor: rows.length > PAGE_ROWS ? (shown.at(-1)?.seq ?? null) : null };
    },
    lastSeq: () => lastSeq.get() ?? 0,
    unusedOf: (saleId, lineId) => unusedOf.all(saleId, lineId).map(voucherOf),
    takenBackBy: (refundId) => takenBackBy.all(refundId).map(voucherOf),
  };
}

function voucherOf(row: Row): Voucher {
  return {
    id: row.id,
    number: row.number,
    status: row.status,
    issuedMinor: row.issued_minor,
    balanceMinor: row.balance_minor,
    issuedAtMs: row.issued_at_ms,
    lastDay: row.last_day,
    origin: JSON.parse(row.origin) as VoucherOrigin,
    hasCode: row.code_hash !== null,
  };
}

export interface VoucherWriter {
  issue(entry: JournalEntry<'voucher_issued'>): void;
  /** A tender that redeems one; any other kind is none of its business. */
  redeem(entry: JournalEntry<'tender_taken'>): void;
  putBack(entry: JournalEntry<'tender_returned'>): void;
  /** A refund that goes back onto one; one that was issued for it has its own fact. */
  refund(entry: JournalEntry<'refund_leg_paid'> | JournalEntry<'credit_given_back'>): void;
  replace(entry: JournalEntry<'voucher_replaced'>): void;
  takeBack(entry: JournalEntry<'sold_voucher_taken_back'>): void;
  restore(entry: JournalEntry<'sold_voucher_restored'>): void;
  setStatus(voucherId: string, status: VoucherStatus, blockedFor: string): void;
}

export function createVoucherWriter(db: Database): VoucherWriter {
  const add = db.prepare(
    `INSERT INTO voucher (seq, id, number, status, code_hash, issued_minor, balance_minor, issued_at_ms, last_day, origin, blocked_for)
     VALUES (?, ?, ?, 'active', ?, ?, 0, ?, ?, ?, '')`,
  );
  const setTakenBack = db.prepare('UPDATE voucher SET taken_back_by = ? WHERE id = ?');
  const setStatus = db.prepare('UPDATE voucher SET status = ?, blocked_for = ? WHERE id = ?');
  const change = db.prepare<[number, string], { balance_minor: number }>(
    'UPDATE voucher SET balance_minor = balance_minor + ? WHERE id = ? RETURNING balance_minor',
  );
  const addMovement = db.prepare(
    'INSERT INTO voucher_movement (voucher_id, journal_seq, at_ms, kind, amount_minor, balance_minor, staff_id, sale_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const move = (
    { seq, atMs, staffId }: Pick<JournalEntry, 'seq' | 'atMs' | 'staffId'>,
    voucherId: string,
    kind: VoucherMovement['kind'],
    amountMinor: number,
    saleId: string | null,
  ) => {
    const balance = change.get(amountMinor, voucherId);
    if (!balance) throw new Error(`voucher ${voucherId} is not there`);
    addMovement.run(voucherId, seq, atMs, kind, amountMinor, balance.balance_minor, staffId, saleId);
  };
  return {
    issue(entry) {
      const { voucherSeq, voucherId, voucherNumber, codeHash, amountMinor, lastDay, origin } = entry.body;
      add.run(voucherSeq, voucherId, voucherNumber, codeHash, amountMinor, entry.atMs, lastDay, canonicalJson(origin));
      move(entry, voucherId, 'issued', amountMinor, origin.kind === 'sale' ? origin.saleId : null);
    },
    redeem(entry) {
      const { tender, saleId } = entry.body;
      if (tender.kind === 'voucher') move(entry, tender.voucherId, 'redeemed', -tender.amountMinor, saleId);
    },
    putBack(entry) {
      const { tender, saleId } = entry.body;
      if (tender.kind === 'voucher') move(entry, tender.voucherId, 'returned', tender.amountMinor, saleId);
    },
    refund(entry) {
      const { way, amountMinor } = entry.body;
      if (way.kind === 'voucher' && !way.issued) move(entry, way.voucherId, 'credited', amountMinor, null);
    },
    replace(entry) {
      const { voucherId, balanceMinor, reason } = entry.body;
      move(entry, voucherId, 'replaced', -balanceMinor, null);
      setStatus.run('replaced', reason, voucherId);
    },
    takeBack(entry) {
      const { voucherId, amountMinor, refundId } = entry.body;
      move(entry, voucherId, 'taken_back', -amountMinor, null);
      setTakenBack.run(refundId, voucherId);
    },
    restore(entry) {
      const { voucherId, amountMinor } = entry.body;
      move(entry, voucherId, 'restored', amountMinor, null);
      setTakenBack.run(null, voucherId);
    },
    setStatus: (voucherId, status, blockedFor) => void setStatus.run(status, blockedFor, voucherId),
  };
}
