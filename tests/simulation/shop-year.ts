// A shop's year from outside: begins the process that lives its days, begins it again when it was killed, and counts everything again
// each evening from the journal. What does not agree ends it with the seed, the day and what differs.
import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { BrokenEntry, type ChainHead, chainFault, GENESIS, type JournalRow, readEntry } from '../../src/main/store/chain.ts';
import { migrate } from '../../src/main/store/migrate.ts';
import { MIGRATIONS } from '../../src/main/store/migrations/index.ts';
import { createProjection } from '../../src/main/store/projection.ts';
import { apply, firstDifference } from '../../src/main/store/rebuild.ts';
import { verifyShop } from '../../src/main/store/verify.ts';
import type { ShiftReport } from '../../src/shared/z-report.ts';
import { samePeriod, sameRange, sameStanding, sameZ } from './agreement.ts';
import type { Evening } from './evening.ts';
import { type Message, type Plan, witnessPath } from './plan.ts';
import { type AnyEntry, createRecount } from './recount.ts';
import { Sums } from './sums.ts';

export interface YearReport {
  sales: number;
  entries: number;
  days: number;
  kills: number;
  /** The kinds that were taken. */
  tenders: string[];
  /** How often each kind of fact was stated, and each action and call came to which end. */
  facts: Record<string, number>;
  done: Record<string, number>;
  /** How often all tables were compared with what the journal makes of them. */
  comparisons: number;
  seconds: number;
}

const DAYS = new URL('./days.ts', import.meta.url);
const DAYS_A_WEEK = 7;

export async function runShopYear(plan: Plan, tell: (line: string) => void = () => undefined): Promise<YearReport> {
  const began = performance.now();
  const paths = { till: join(plan.dataDir, 'practice', 'till.sqlite'), node: join(plan.dataDir, 'practice', 'node.sqlite') };
  const recount = createRecount();
  /** The tables made anew from the journal as it grows. */
  const rebuilt = new Database(':memory:');
  migrate(rebuilt, MIGRATIONS);
  const project = createProjection(rebuilt);
  const zs: ShiftReport[] = [];
  /** By month, and by year. */
  const periods = new Map<string, { zs: ShiftReport[]; sums: Sums }>();
  let head: ChainHead = GENESIS;
  let kills = 0;
  let comparisons = 0;
  let salesAtMonthsEnd = 0;
  let done: [string, number][] = [];

  const readOn = () => {
    const db = new Database(paths.till, { readonly: true });
    try {
      for (const row of db.prepare<[number], JournalRow>('SELECT * FROM journal WHERE seq > ? ORDER BY seq').iterate(head.seq)) {
        const fault = chainFault(head, row);
        const entry = fault ? null : readEntry(row);
        if (!entry) throw new BrokenEntry(row.seq, fault ?? 'unknown');
        try {
          recount.take(entry as AnyEntry);
          apply(project, entry);
        } catch (cause) {
          throw new Error(`entry ${row.seq}, ${row.kind} ${row.body}`, { cause });
        }
        head = row;
      }
    } finally {
      db.close();
    }
  };
  const agree = (evening: Evening) => {
    readOn();
    for (const z of evening.zs) {
      const sums = sameZ(z, zs.at(-1) ?? null, recount);
      zs.push(z);
      for (const name of [z.day.slice(0, 7), z.day.slice(0, 4)]) {
        const period = periods.get(name) ?? { zs: [], sums: new Sums() };
        periods.set(name, period);
        period.zs.push(z);
        period.sums.addAll(sums);
      }
    }
    sameStanding(evening, recount, paths);
    if (evening.files) {
      const sales = recount.kinds.of('sale_completed');
      strictEqual(evening.files.completedSales, sales - salesAtMonthsEnd, 'the sales in the month’s journal file');
      ok(evening.files.postings > evening.files.completedSales, 'each sale is posted');
      salesAtMonthsEnd = sales;
    }
    for (const report of evening.ranges) sameRange(report, recount);
    for (const report of evening.periods) {
      const { zs: ofPeriod, sums } = periods.get(report.period) ?? { zs: [], sums: new Sums() };
      samePeriod(report, ofPeriod, sums);
    }
  };
  /** While the till stands still. */
  const sameTables = () => {
    const live = new Database(paths.till, { readonly: true });
    try {
      deepStrictEqual(firstDifference(live, rebuilt), null, 'the rebuilt tables');
      comparisons++;
    } finally {
      live.close();
    }
  };
  /** What was shown as paid before a kill is in the journal after it. */
  const afterKill = () => {
    kills++;
    readOn();
    if (!existsSync(witnessPath(plan.dataDir))) return;
    for (const saleId of readFileSync(witnessPath(plan.dataDir), 'utf8').trim().split('\n')) {
      ok(recount.isCompleted(saleId), `sale ${saleId} was shown as paid`);
    }
  };

  for (let ended = false; !ended; ) {
    const days = fork(DAYS, [JSON.stringify(plan)], { execArgv: [], stdio: ['ignore', 'inherit', 'pipe', 'ipc'], serialization: 'advanced' });
    let complaints = '';
    days.stderr?.on('data', (piece: Buffer) => {
      complaints += piece.toString();
    });
    let fault: unknown;
    days.on('message', ({ evening, done: soFar }: Message) => {
      try {
        done = soFar;
        agree(evening);
        if (evening.last || evening.day % DAYS_A_WEEK === DAYS_A_WEEK - 1) sameTables();
        days.send('agreed');
        if (evening.last || evening.day % 10 === 9) {
          tell(
            `day ${evening.day + 1}: ${recount.kinds.of('sale_completed')} sales, ${head.seq} entries, ${Math.round((performance.now() - began) / 1000)} s`,
          );
        }
      } catch (cause) {
        fault = new Error(`seed ${plan.seed}, the evening of day ${evening.day} (${evening.date})`, { cause });
        days.kill('SIGKILL');
      }
    });
    const [code, signal] = (await once(days, 'close')) as [number | null, string | null];
    if (fault !== undefined) throw fault;
    if (signal === 'SIGKILL') afterKill();
    else if (code !== 0) throw new Error(`the days of seed ${plan.seed} ended with ${code ?? signal}:\n${complaints}`);
    ended = code === 0;
  }

  rebuilt.close();
  const { journal, damage } = verifyShop(paths.till);
  deepStrictEqual({ ok: journal.ok, damage }, { ok: true, damage: [] }, JSON.stringify(journal));
  return {
    sales: recount.kinds.of('sale_completed'),
    entries: head.seq,
    days: plan.days,
    kills,
    tenders: [...new Set(zs.flatMap(({ figures }) => figures.tenders.map(({ kind }) => kind)))],
    facts: Object.fromEntries([...recount.kinds.all()].sort()),
    done: Object.fromEntries(done.toSorted()),
    comparisons,
    seconds: Math.round((performance.now() - began) / 1000),
  };
}
