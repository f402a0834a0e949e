// Of which sales somebody has made sure that the customer is old enough.
import type { Database } from 'better-sqlite3';
import type { FactBody } from './facts.ts';

/** Writes within the caller's transaction. */
export function createAgeCheckWriter(db: Database): (body: FactBody<'age_checked'>) => void {
  const put = db.prepare(
    'INSERT INTO age_check (sale_id, years) VALUES (?, ?) ON CONFLICT (sale_id) DO UPDATE SET years = max(years, excluded.years)',
  );
  return ({ saleId, years, oldEnough }) => {
    if (oldEnough) put.run(saleId, years);
  };
}

export interface AgeCheckStore {
  /** 0 where nobody was asked. */
  checkedYears(saleId: string): number;
}

export function createAgeCheckStore(db: Database): AgeCheckStore {
  const years = db.prepare<[string], number>('SELECT years FROM age_check WHERE sale_id = ?').pluck();
  return { checkedYears: (saleId) => years.get(saleId) ?? 0 };
}
