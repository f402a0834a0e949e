// Reports over ranges, from a day to all there is, and the sales behind one of their numbers; how long the sums are made the first
// time, and what a cash sale costs meanwhile.
import { rmSync, statSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { databasePath, sumsPath } from '../src/main/data-dir.ts';
import { TERMINAL_ID } from '../src/main/founding.ts';
import { openReports } from '../src/main/reports/reports.ts';
import { openReportStore } from '../src/main/store/report-store.ts';
import { rangeBefore } from '../src/shared/day-range.ts';
import type { SalesFilter } from '../src/shared/reports.ts';
import type { Bench } from './bench.ts';
import { openCounter } from './durable-sale.ts';
import { type Figure, inTurns, timed } from './measure.ts';
import { quiet } from './quiet.ts';

const SHOP = { currency: 'KRW', timeZone: 'Asia/Seoul', dayStartsAtHour: 0, terminalId: TERMINAL_ID };
const RANGES: [name: string, from: string, to: string][] = [
  ['day', '2025-06-11', '2025-06-11'],
  ['week', '2025-06-09', '2025-06-15'],
  ['month', '2025-06-01', '2025-06-30'],
  ['year', '2025-01-01', '2025-12-31'],
  ['everything', '2024-01-01', '2026-12-31'],
];
const YEAR: SalesFilter = { day: '2025-01-01', lastDay: '2025-12-31', status: 'completed' };
/** The worker has begun by then, and goes on for longer. */
const COUNTING_BEGUN_MS = 5;
const SALES_BETWEEN_CHECKPOINTS = 20;

export async function reports(bench: Bench): Promise<Figure[]> {
  const path = databasePath(bench.largeDataDir, 'practice');
  const whileCounting = await firstCounting(bench, path);
  return [whileCounting, ...(await ranges(bench, path)), ...(await salesBehind(bench, path))];
}

/** The sums are made anew while cash is taken, and then to the end. */
async function firstCounting({ turns, sales, note }: Bench, path: string): Promise<Figure> {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${sumsPath(path)}${suffix}`, { force: true });
  const workerUrl = new URL('../src/main/reports/worker.ts', import.meta.url);
  const asked = openReports({ workerUrl, databasePath: path, shop: () => SHOP, nowMs: Date.now, log: quiet });
  const counter = openCounter(path);
  try {
    let steps = 0;
    let countingMs = 0;
    const count = async () => {
      const fromMs = performance.now();
      const counted = await asked.count();
      steps += 1;
      countingMs += performance.now() - fromMs;
      return counted;
    };
    const measured = await inTurns({
      figure: async () => {
        const counting = count();
        await pause(COUNTING_BEGUN_MS);
        const ms = counter.sell();
        await counting;
        // As the till does it: between sales.
        if (steps % SALES_BETWEEN_CHECKPOINTS === 0) counter.checkpoint();
        return ms;
      },
      floor: () => counter.sell(),
      turns: turns(300),
      warmUp: 20,
    });
    for (let { seq, headSeq } = await count(); seq < headSeq; ) ({ seq, headSeq } = await count());
    const megabytes = Math.round(statSync(sumsPath(path)).size / 1e6);
    note(
      `sums of ${sales} sales made`,
      `${(countingMs / 1000).toFixed(1)} s of counting in ${steps} moments (twice as long in a till, which pauses), ${megabytes} MB`,
    );
    return {
      name: 'cash sale made durable while the sums are made',
      floorName: 'the same, and nothing counted',
      aim: { ratio: 1.5, p99Ms: 10 },
      ...measured,
    };
  } finally {
    counter.close();
    await asked.close();
  }
}

async function ranges({ turns, sales }: Bench, path: string): Promise<Figure[]> {
  const store = openReportStore(path);
  const sums = new Database(sumsPath(path), { readonly: true });
  try {
    const rows = sums.prepare<[string, string]>('SELECT day, sums, articles FROM day WHERE day BETWEEN ? AND ?');
    const shelf = sums.prepare('SELECT json_group_array(category) FROM sellable');
    const figures: Figure[] = [];
    for (const [name, from, to] of RANGES) {
      const before = rangeBefore({ from, to });
      const measured = await inTurns({
        figure: () => timed(() => store.range({ from, to })),
        floor: () => timed(() => [rows.all(from, to), rows.all(before.from, before.to), shelf.get()]),
        turns: turns(60),
        warmUp: 3,
      });
      figures.push({ name: `report over ${name} of ${sales} sales`, floorName: 'its rows, read', aim: { medianMs: 200 }, ...measured });
    }
    return figures;
  } finally {
    sums.close();
    store.close();
  }
}

async function salesBehind({ turns, sales }: Bench, path: string): Promise<Figure[]> {
  const store = openReportStore(path);
  try {
    const [row] = store.range({ from: '2025-01-01', to: '2025-12-31' }).byCategory;
    const filters: [string, SalesFilter][] = [
      ['a category', { ...YEAR, categoryId: row?.categoryId ?? undefined }],
      ['a weekday’s hour', { ...YEAR, weekday: 3, hour: 9 }],
    ];
    const figures: Figure[] = [];
    for (const [name, filter] of filters) {
      const measured = await inTurns({
        figure: () => timed(() => store.salesPage(filter, null, null)),
        floor: () => timed(() => store.salesPage(YEAR, null, null)),
        turns: turns(60),
        warmUp: 3,
      });
      figures.push({ name: `first sales of ${name} in a year of ${sales}`, floorName: 'of the year', aim: { medianMs: 200 }, ...measured });
    }
    return figures;
  } finally {
    store.close();
  }
}
