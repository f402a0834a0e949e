// A day's totals among a million sales, against the four queries that any report of a day needs.
import Database from 'better-sqlite3';
import { databasePath } from '../src/main/data-dir.ts';
import { openReportStore } from '../src/main/store/report-store.ts';
import type { Bench } from './bench.ts';
import { type Figure, inTurns, timed } from './measure.ts';

const QUERIES = [
  'SELECT count(*), sum(total_minor), sum(net_minor), sum(tax_minor) FROM sale WHERE day = ?',
  'SELECT kind, count(*), sum(amount_minor) FROM sale JOIN tender ON tender.sale_id = sale.id WHERE day = ? GROUP BY kind',
  'SELECT rate_ppm, sum(gross_minor) FROM sale JOIN sale_tax ON sale_tax.sale_id = sale.id WHERE day = ? GROUP BY rate_ppm',
  `SELECT article_id, sum(quantity), sum(unit_price_minor * quantity) AS total
   FROM sale JOIN sale_line ON sale_line.sale_id = sale.id WHERE day = ? GROUP BY article_id ORDER BY total DESC LIMIT 50`,
];

export async function dayTotals({ turns, largeDataDir, sales }: Bench): Promise<Figure[]> {
  const path = databasePath(largeDataDir, 'practice');
  const reports = openReportStore(path);
  const db = new Database(path, { readonly: true });
  try {
    const queries = QUERIES.map((sql) => db.prepare(sql));
    const days = db
      .prepare("SELECT day FROM sale WHERE day BETWEEN '2025-06-01' AND '2025-06-20' GROUP BY day ORDER BY day")
      .pluck()
      .all() as string[];
    let turn = 0;
    const nextDay = () => days[Math.floor(turn++ / 2) % days.length] as string;
    const measured = await inTurns({
      figure: () => {
        const day = nextDay();
        return timed(() => reports.day(day, null));
      },
      floor: () => {
        const day = nextDay();
        return timed(() => queries.map((query) => query.all(day)));
      },
      turns: turns(300),
      warmUp: days.length,
    });
    return [{ name: `totals of a day among ${sales} sales`, floorName: 'four bare queries', aim: { ratio: 1.5 }, ...measured }];
  } finally {
    db.close();
  }
}
