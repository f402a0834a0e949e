// Reports over ranges as the reports' thread has them: the till's file to read, the sums' file to keep, and a question that is only
// answered from sums that are counted up to the moment it is asked.
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { TileColour } from '../../shared/article.ts';
import { type DayRange, rangeBefore } from '../../shared/day-range.ts';
import { TillError } from '../../shared/errors.ts';
import type { RangeReport } from '../../shared/range-report.ts';
import { addPacked, noShelfSums } from '../reports/ranges/article-sums.ts';
import { rangeReport, type Shelf, type SummedRange } from '../reports/ranges/range-report.ts';
import { removeDatabaseFiles } from './durable-file.ts';
import { isDamage } from './store-error.ts';
import { createSumsBook } from './sums-book.ts';
import { createDayRows, openSumsFile, readJson, SumsDamaged } from './sums-file.ts';
import { type Counted, createSumsFollower, type SumsFollower } from './sums-follower.ts';

/** So many entries are counted while a question waits: a fraction of a second. */
const MOST_WHILE_ASKED = 20_000;
const STEP_MS = 25;

export interface RangeStore {
  /** REPORTS_COUNTING while more is to be counted than a question can wait for. */
  range(range: DayRange): RangeReport;
  /** Counts on for a moment. */
  count(): Counted;
  close(): void;
}

interface Sums {
  db: Database;
  follower: SumsFollower;
  range(range: DayRange): RangeReport;
}

/** `path`: of reports.sqlite, which is opened, or made, with the first question. */
export function createRangeStore(till: Database, path: string): RangeStore {
  let opened: Sums | null = null;

  const close = () => {
    opened?.db.close();
    opened = null;
  };
  const open = (): Sums => {
    const db = openSumsFile(path);
    try {
      const book = createSumsBook(db);
      return { db, follower: createSumsFollower(till, db, book), range: createRangeQuery(till, db, book.shelfVersion) };
    } catch (cause) {
      db.close();
      throw cause;
    }
  };
  const sums = (): Sums => {
    opened ??= open();
    if (!opened.follower.fits()) {
      close();
      removeDatabaseFiles(path);
      opened = open();
    }
    return opened;
  };

  /** What fails leaves nothing of itself: the file is opened again, and made anew where it is damaged. */
  const guarded = <T>(work: () => T): T => {
    try {
      return work();
    } catch (cause) {
      if (cause instanceof TillError) throw cause;
      close();
      if (!(cause instanceof SumsDamaged || isDamage(cause))) throw cause;
      removeDatabaseFiles(path);
      return work();
    }
  };

  return {
    range: (range) =>
      guarded(() => {
        const { follower, range: answer } = sums();
        let { seq, headSeq } = follower.counted();
        const isFar = headSeq - seq > MOST_WHILE_ASKED;
        while (seq < headSeq) {
          ({ seq } = follower.step(STEP_MS));
          if (isFar) throw new TillError('REPORTS_COUNTING', { percent: Math.floor((100 * seq) / headSeq) });
        }
        return answer(range);
      }),
    count: () => guarded(() => sums().follower.step(STEP_MS)),
    close,
  };
}

const namesSchema = z.record(z.string(), z.string());
const namesOf = ({ names }: { names: string }) => namesSchema.parse(JSON.parse(names));

function createRangeQuery(till: Database, sums: Database, shelfVersion: () => number): (range: DayRange) => RangeReport {
  const days = createDayRows(sums);
  // Each one's category times two, and one more where it can be sold now, as one text: there may be hundreds of thousands.
  const shelfText = sums
    .prepare<[], string>('SELECT json_group_array(2 * category + active) FROM (SELECT category, active FROM sellable ORDER BY number)')
    .pluck();
  const sellable = sums.prepare<[number], { id: string; names: string }>('SELECT id, names FROM sellable WHERE number = ?');
  const categoryNumbers = sums.prepare<[], { number: number; id: string }>('SELECT number, id FROM category');
  const catalogue = till.prepare<[], { id: string; names: string; colour: TileColour }>('SELECT id, names, colour FROM category');
  const staff = till.prepare<[], { id: string; name: string }>('SELECT id, name FROM staff');

  const summed = ({ from, to }: DayRange, count: number): SummedRange => {
    const found: SummedRange = { days: [], articles: noShelfSums(count + 1) };
    for (const { day, sums, articles } of days.between(from, to)) {
      found.days.push({ day, sums });
      addPacked(found.articles, articles);
    }
    return found;
  };
  const readShelf = (): Shelf => {
    const codes = Int32Array.from(JSON.parse(shelfText.get() ?? '[]') as number[]);
    const codeOf = (number: number) => codes[number - 1] ?? 0;
    return { count: codes.length, categoryOf: (number) => codeOf(number) >> 1, isActive: (number) => (codeOf(number) & 1) === 1 };
  };
  let kept: { version: number; shelf: Shelf } | null = null;
  const shelfNow = (): Shelf => {
    const version = shelfVersion();
    if (kept?.version !== version) kept = { version, shelf: readShelf() };
    return kept.shelf;
  };

  return sums.transaction((range: DayRange) => {
    const shelf = shelfNow();
    const categories = new Map(catalogue.all().map((row) => [row.id, { ...row, names: namesOf(row) }]));
    const byNumber = new Map(categoryNumbers.all().map(({ number, id }) => [number, categories.get(id)]));
    const staffNames = new Map(staff.all().map(({ id, name }) => [id, name]));
    return rangeReport(range, { now: summed(range, shelf.count), before: summed(rangeBefore(range), shelf.count) }, shelf, {
      sellable(number) {
        const row = sellable.get(number);
        if (!row) throw new SumsDamaged(`article ${number} is missing`);
        return { id: row.id, names: namesSchema.parse(readJson(row.names, `article ${number}`)) };
      },
      category: (number) => byNumber.get(number),
      staff: (id) => staffNames.get(id) ?? '',
    });
  });
}
