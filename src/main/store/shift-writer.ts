// The tables of shifts, as facts change them. For the projection. Every entry of the journal belongs to one shift: those up to
// and with its cut, after the cut before. So nothing can be forgotten between two shifts, and no fact has to open one: the
// first that moves money or opens the drawer does. What a shift counts is a row of `shift_entry`, written once, never changed.
import type { Database } from 'better-sqlite3';
import { CASH_SIGN, type ShiftEntryKind } from '../../shared/shift.ts';
import { canonicalJson } from './canonical-json.ts';
import type { FactBody, FactKind, JournalEntry } from './facts.ts';

/** The shift that an entry being projected belongs to, within SQL: the one after the last that was cut. */
export const SHIFT_OF_ENTRY = '(SELECT coalesce((SELECT id FROM shift WHERE cut_seq IS NOT NULL ORDER BY id DESC LIMIT 1), 0) + 1)';

/** What one entry adds to its shift; what is left out is zero, or nothing. */
interface Counted {
  kind: ShiftEntryKind;
  subjectId: string;
  /** Tells rows of a kind apart: the tender's kind, the movement's, why money is listed. */
  label?: string;
  amountMinor?: number;
  /** What the drawer gained by it, in `currency`; null is the shop's own. */
  drawerMinor?: number;
  currency?: string | null;
  roundingMinor?: number;
  amountMsat?: number;
  /** Of lines, for sales. */
  count?: number;
}

type Counts = { [K in FactKind]?: (entry: JournalEntry<K>) => Counted[] };

/** A tender's money, as it comes and (`sign` -1) as it is given back. */
function ofTender(kind: 'tender' | 'tender_returned', tender: FactBody<'tender_taken'>['tender'], sign: 1 | -1): Counted[] {
  const row = { kind, subjectId: tender.id, label: tender.kind, amountMinor: sign * tender.amountMinor } as const;
  switch (tender.kind) {
    case 'cash':
      return [{ ...row, drawerMinor: sign * (tender.givenMinor - tender.changeMinor), roundingMinor: sign * tender.roundingMinor }];
    case 'foreign_cash': {
      const { currency, foreignMinor, changeMinor, roundingMinor } = tender;
      return [
        { ...row, drawerMinor: -sign * changeMinor, roundingMinor: sign * roundingMinor },
        { kind: 'foreign_notes', subjectId: tender.id, label: currency, drawerMinor: sign * foreignMinor, currency },
      ];
    }
    default:
      return [row];
  }
}

/** Money on the manager's list, as it comes onto it. */
const listed = (item: { kind: string; amountMsat: number; amountMinor: number | null }, settlementId: string): Counted => ({
  kind: 'listed',
  subjectId: settlementId,
  label: item.kind,
  amountMinor: item.amountMinor ?? 0,
  amountMsat: item.amountMsat,
});

/** The facts that a shift counts. */
const COUNTS: Counts = {
  tender_taken: ({ body }) => ofTender('tender', body.tender, 1),
  tender_returned: ({ body }) => ofTender('tender_returned', body.tender, -1),
  settlement_recorded: ({ body }) => {
    const { settlementId, tenderId, disposition, creditedMinor, receivedMsat, attention } = body;
    const matchedMsat = receivedMsat - (attention?.amountMsat ?? 0);
    const matched: Counted[] =
      disposition === 'paid' && tenderId !== null
        ? [{ kind: 'tender', subjectId: tenderId, label: 'lightning', amountMinor: creditedMinor, amountMsat: matchedMsat }]
        : [];
    return attention ? [...matched, listed(attention, settlementId)] : matched;
  },
  sale_completed: ({ body }) => [
    { kind: 'sale', subjectId: body.saleId, amountMinor: body.totals.totalMinor, count: body.removedLineCount },
  ],
  sale_cancelled: ({ body }) => [
    { kind: 'sale_cancelled', subjectId: body.saleId, amountMinor: body.totals.totalMinor, count: body.removedLineCount },
  ],
  cash_moved: ({ body }) => [
    {
      kind: 'cash_moved',
      subjectId: body.movementId,
      label: body.movement,
      drawerMinor: CASH_SIGN[body.movement] * body.amountMinor,
      currency: body.currency,
    },
  ],
  drawer_opened: ({ body }) => [{ kind: 'drawer_opened', subjectId: body.openingId }],
};

/** What is counted with a shift, and does not begin one. */
const OPENS_NONE: ReadonlySet<FactKind> = new Set<FactKind>(['sale_cancelled']);

export interface ShiftWriter {
  /** Counts the entry in its shift, and opens that when it is the first of it that moves money or opens the drawer. */
  count(entry: JournalEntry): void;
  countFloat(entry: JournalEntry<'float_counted'>): void;
}

export function createShiftWriter(db: Database): ShiftWriter {
  const shiftOfEntry = db.prepare<[], number>(`SELECT ${SHIFT_OF_ENTRY}`).pluck();
  const isOpen = db.prepare<[number], 1>('SELECT 1 FROM shift WHERE id = ?').pluck();
  // From the entry after the cut before, with what that left in the drawer.
  const open = db.prepare(
    `INSERT INTO shift (id, opened_at_ms, opened_by, from_seq, carried)
     SELECT :id, :atMs, :staffId, coalesce(max(cut_seq), 0) + 1, coalesce(max(left_cash), '[]') FROM shift WHERE id = :id - 1`,
  );
  const setFloat = db.prepare('UPDATE shift SET float = ? WHERE id = ?');
  const add = db.prepare(
    `INSERT INTO shift_entry (shift_id, seq, position, kind, label, subject_id, amount_minor, drawer_minor, currency, rounding_minor, amount_msat, count)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );

  const openFor = ({ atMs, staffId }: Pick<JournalEntry, 'atMs' | 'staffId'>, id: number) => {
    if (isOpen.get(id) === undefined) open.run({ id, atMs, staffId });
  };

  return {
    count(entry) {
      const counts = COUNTS[entry.kind] as ((entry: JournalEntry) => Counted[]) | undefined;
      if (!counts) return;
      const rows = counts(entry);
      if (rows.length === 0) return;
      const shiftId = shiftOfEntry.get() as number;
      if (!OPENS_NONE.has(entry.kind)) openFor(entry, shiftId);
      for (const [position, row] of rows.entries()) {
        add.run(
          shiftId,
          entry.seq,
          position,
          row.kind,
          row.label ?? '',
          row.subjectId,
          row.amountMinor ?? 0,
          row.drawerMinor ?? 0,
          row.currency ?? null,
          row.roundingMinor ?? 0,
          row.amountMsat ?? 0,
          row.count ?? 0,
        );
      }
    },
    countFloat(entry) {
      openFor(entry, entry.body.shiftId);
      setFloat.run(canonicalJson(entry.body.counted), entry.body.shiftId);
    },
  };
}
