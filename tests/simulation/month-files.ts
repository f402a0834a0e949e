// What goes to the accountant at a month's end: the journal, which has to prove itself, and postings, which have to come to nothing.
import { strictEqual } from 'node:assert/strict';
import Papa from 'papaparse';
import { verifyJournalFile } from '../../src/main/accounting/verify-journal-file.ts';
import type { DayRange } from '../../src/shared/day-range.ts';
import { fetchExport } from '../till/fetched-export.ts';
import type { Floor } from './floor.ts';

export interface MonthFiles {
  completedSales: number;
  /** Postings, each with its debits and credits equal. */
  postings: number;
}

export async function monthFiles({ manager }: Floor, month: DayRange): Promise<MonthFiles> {
  const journal = await fetchExport(manager, { kind: 'journal', days: month });
  const postings = await fetchExport(manager, { kind: 'postings', ...month, by: 'entry' });
  if (!journal || !postings) throw new Error(`a file of ${month.from} to ${month.to} is missing`);
  const { completedSales, ...verdict } = verifyJournalFile([journal.bytes]);
  strictEqual(verdict.ok, true, JSON.stringify(verdict));
  return { completedSales, postings: balanced(postings.bytes.toString()) };
}

function balanced(csv: string): number {
  const { data } = Papa.parse<Record<string, string>>(csv.replace(/^\ufeff/, ''), { header: true, skipEmptyLines: true });
  const hundredths = (decimal: string | undefined) => Math.round(Number(decimal || '0') * 100);
  const byPosting = Map.groupBy(data, ({ posting }) => posting);
  for (const [posting, rows] of byPosting) {
    const left = rows.reduce((sum, { debit, credit }) => sum + hundredths(debit) - hundredths(credit), 0);
    strictEqual(left, 0, `posting ${posting}`);
  }
  return byPosting.size;
}
