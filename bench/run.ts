// `npm run bench [-- names] [--quick]`: every figure with its floor, as a table, and as JSON in bench/results. What a floor is
// and how each is measured: bench/README.md.
import { mkdirSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { build, ROOT } from '../scripts/prepare.mjs';
import type { Bench } from './bench.ts';
import { closing } from './closing.ts';
import { dayTotals } from './day-totals.ts';
import { durableSale } from './durable-sale.ts';
import { largeShop } from './large-shop.ts';
import { lightning } from './lightning.ts';
import { lightningScreen } from './lightning-screen.ts';
import { aimWords, type Figure, ratioOf, reached, tableOf } from './measure.ts';
import { printing } from './printing.ts';
import { reports } from './reports.ts';
import { ringingUp } from './ringing-up.ts';
import { start } from './start.ts';
import { takingMoney } from './taking-money.ts';

const BENCHES: Record<string, (bench: Bench) => Promise<Figure[]>> = {
  'durable-sale': durableSale,
  'day-totals': dayTotals,
  reports,
  closing,
  start,
  printing,
  'ringing-up': ringingUp,
  'taking-money': takingMoney,
  lightning,
  'lightning-screen': lightningScreen,
};
/** These play on no shop. */
const WITHOUT_SHOP = new Set(['printing']);
const QUICK_SHARE = 0.2;

const say = (line: string) => void process.stderr.write(`${line}\n`);
const { values, positionals } = parseArgs({ allowPositionals: true, options: { quick: { type: 'boolean', default: false } } });
const unknown = positionals.filter((name) => !Object.hasOwn(BENCHES, name));
if (unknown.length > 0) {
  say(`There is no benchmark ${unknown.join(', ')}. There are: ${Object.keys(BENCHES).join(', ')}. --quick takes a smaller shop and fewer turns.`);
  process.exit(1);
}
const names = positionals.length > 0 ? positionals : Object.keys(BENCHES);
const size = values.quick ? { sales: 50_000, articles: 20_000 } : { sales: 1_000_000, articles: 300_000 };

await build(ROOT);
// It takes minutes to make.
const needsShop = names.some((name) => !WITHOUT_SHOP.has(name));
if (needsShop) say(`a shop of ${size.sales} sales and ${size.articles} articles`);
const largeDataDir = needsShop ? await largeShop(size, say) : '';
const notes: Record<string, string> = {};
const bench: Bench = {
  ...size,
  largeDataDir,
  say,
  turns: (full) => (values.quick ? Math.ceil(full * QUICK_SHARE) : full),
  note(name, value) {
    notes[name] = value;
  },
};
const startedMs = Date.now();
const machine = {
  platform: platform(),
  arch: arch(),
  cpus: cpus().length,
  cpu: cpus()[0]?.model,
  memoryGb: Math.round(totalmem() / 1e9),
  node: process.version,
};
const results = new URL('results/', import.meta.url);
const file = new URL(`${new Date(startedMs).toISOString().replaceAll(':', '-')}.json`, results);
mkdirSync(results, { recursive: true });

const figures: Figure[] = [];
for (const name of names) {
  say(name);
  figures.push(...((await BENCHES[name]?.(bench)) ?? []));
  // After each: what was measured is not lost with what comes after it.
  const judged = figures.map((one) => ({ ...one, ratio: ratioOf(one), aim: aimWords(one.aim), reached: reached(one) }));
  writeFileSync(file, `${JSON.stringify({ startedMs, machine, ...size, figures: judged, notes }, null, 2)}\n`);
}

process.stdout.write(`${tableOf(figures)}\n\n`);
for (const [name, value] of Object.entries(notes)) process.stdout.write(`${name}: ${value}\n`);
say(`written to ${file.pathname}`);
