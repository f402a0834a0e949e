// Reads the journal on from where it was counted to, in short steps, so that a question is answered meanwhile and no reader holds
// up the till's checkpoints. Sums of another journal (a restored one) are thrown away at the first step.
import type { Database } from 'better-sqlite3';
import { COUNTED_KINDS, countEntry } from '../reports/ranges/counting.ts';
import type { FactBody, FactKind } from './facts.ts';
import type { StoredSumsBook } from './sums-book.ts';

/** How many entries are read before the clock is looked at. */
const ENTRIES_AT_ONCE = 200;

export interface Counted {
  /** The last entry that is counted, and the last one that there is. */
  seq: number;
  headSeq: number;
}

export interface SumsFollower {
  /** Whether what was counted is the beginning of this journal. */
  fits(): boolean;
  /** Counts on for about so many milliseconds; all or nothing of it is kept. */
  step(budgetMs: number): Counted;
  counted(): Counted;
}

interface Row {
  seq: number;
  atMs: number;
  terminalId: string;
  staffId: string | null;
  kind: FactKind;
  version: number;
  body: string;
}

/** `till` is read only, `sums` is the book's. */
export function createSumsFollower(till: Database, sums: Database, book: StoredSumsBook): SumsFollower {
  const head = till.prepare<[], number>('SELECT coalesce(max(seq), 0) FROM journal').pluck();
  const hashAt = till.prepare<[number], string>('SELECT hash FROM journal WHERE seq = ?').pluck();
  // The bodies of other kinds are not even read.
  const entries = till.prepare<[number, number], Row>(
    `SELECT seq, at_ms AS atMs, terminal_id AS terminalId, staff_id AS staffId, kind, version, body FROM journal
     WHERE seq > ? AND seq <= ? AND kind IN (${COUNTED_KINDS.map((kind) => `'${kind}'`).join(', ')}) ORDER BY seq`,
  );
  const hashOf = (seq: number) => (seq === 0 ? '' : hashAt.get(seq));

  const countTo = (fromSeq: number, toSeq: number) => {
    for (const { body, ...row } of entries.all(fromSeq, toSeq)) {
      try {
        countEntry(book, { ...row, body: JSON.parse(body) as FactBody<FactKind>, prevHash: '', hash: '' });
      } catch (cause) {
        throw new Error(`entry ${row.seq} (${row.kind}) cannot be counted`, { cause });
      }
    }
  };

  return {
    fits() {
      const { seq, hash } = book.cursor();
      return hashOf(seq) === hash;
    },
    counted: () => ({ seq: book.cursor().seq, headSeq: head.get() ?? 0 }),
    step: sums.transaction((budgetMs: number): Counted => {
      const untilMs = performance.now() + budgetMs;
      const headSeq = head.get() ?? 0;
      const from = book.cursor().seq;
      let seq = from;
      while (seq < headSeq && (seq === from || performance.now() < untilMs)) {
        const toSeq = Math.min(seq + ENTRIES_AT_ONCE, headSeq);
        countTo(seq, toSeq);
        seq = toSeq;
      }
      if (seq > from) book.keep({ seq, hash: hashOf(seq) ?? '' });
      return { seq, headSeq };
    }),
  };
}
