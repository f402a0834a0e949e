// How often each paper was printed again. The writer is for the projection.
import type { Database } from 'better-sqlite3';
import type { PaperSubject } from '../../shared/papers.ts';
import type { FactBody } from './facts.ts';

export interface PaperCopies {
  count(paper: PaperSubject): number;
}

export function createPaperCopies(db: Database): PaperCopies {
  const find = db.prepare('SELECT copies FROM paper_copies WHERE kind = :kind AND subject_id = :subjectId').pluck();
  return { count: ({ kind, subjectId }) => (find.get({ kind, subjectId }) as number | undefined) ?? 0 };
}

export function createPaperCopiesWriter(db: Database) {
  const put = db.prepare(
    `INSERT INTO paper_copies (kind, subject_id, copies) VALUES (:kind, :subjectId, :copyNumber)
     ON CONFLICT (kind, subject_id) DO UPDATE SET copies = excluded.copies`,
  );
  return { copied: ({ kind, subjectId, copyNumber }: FactBody<'paper_copied'>) => void put.run({ kind, subjectId, copyNumber }) };
}
