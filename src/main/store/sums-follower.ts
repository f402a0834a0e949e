// Reads the journal on from where it was counted to, in short steps, so that a question is answered meanwhile and no reader holds
// up the till's checkpoints. Sums of another journal (a restored one) are thrown away at the first step.
import type { Database } from 'better-sqlite3';
import { COUNTED_KINDS, countEntry } from '../reports/ranges/counting.ts';
import type { FactBody, FactKind } from './facts.ts';
import { isDamage } from './store-error.ts';
import type { StoredSumsBook } from './sums-book.ts';
import { SumsDamaged } from './sums-file.ts';

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

  const count = ({ body, ...row }: Row) => {
    try {
      countEntry(book, { ...row, body: JSON.parse(body) as FactBody<FactKind>, prevHash: '', hash: '' });
    } catch (cause) {
      // The sums' fault, and not the entry's.
      if (cause instanceof SumsDamaged || isDamage(cause)) throw cause;
      throw new Error(`entry ${row.seq} (${row.kind}) cannot be counted`, { cause });
    }
  };
  /** One after the other, for a part of an import is large. Returns the last that is counted. */
  const countFor = (budgetMs: number, fromSeq: number, headSeq: number): number => {
    const untilMs = performance.now() + budgetMs;
    for (const row of entries.iterate(fromSeq, headSeq)) {
      count(row);
      if (performance.now() >= untilMs) return row.seq;
    }
    return headSeq;
  };

  return {
    fits() {
      const { seq, hash } = book.cursor();
      return hashOf(seq) === hash;
    },
    counted: () => ({ seq: book.cursor().seq, headSeq: head.get() ?? 0 }),
    step: sums.transaction((budgetMs: number): Counted => {
      const headSeq = head.get() ?? 0;
      const from = book.cursor().seq;
      const seq = countFor(budgetMs, from, headSeq);
      if (seq > from) book.keep({ seq, hash: hashOf(seq) ?? '' });
      return { seq, headSeq };
    }),
  };
}
