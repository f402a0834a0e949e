import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TillError } from '../../shared/errors.ts';
import { type ScriptedPrinter, scriptedPrinter } from './scripted-printer.ts';
import { openSpoolingBench, type SpoolingBench } from './spooling-test-bed.ts';

let bench: SpoolingBench;
let printer: ScriptedPrinter;
const kicks = () => printer.jobs.filter(({ kickDrawer }) => kickDrawer).length;
const reasonOf = (opened: Promise<void>) =>
  opened.then(
    () => 'opened',
    (cause: unknown) => (cause instanceof TillError ? cause.detail?.reason : cause),
  );

beforeEach(() => {
  bench = openSpoolingBench();
  printer = scriptedPrinter();
});
afterEach(() => bench.close());

test('the drawer opens at once, without a paper', async () => {
  bench.start(printer);
  await bench.spooler.openDrawer();
  expect(printer.jobs).toEqual([{ text: '', kickDrawer: true }]);
});

test('it opens after the paper under way, and before those that wait', async () => {
  bench.start(printer);
  printer.script.push('hangs_printed');
  bench.send('1');
  bench.send('2');
  await bench.untilJob('1', 'sending');
  const opened = bench.spooler.openDrawer();
  expect(kicks()).toBe(0);
  printer.cut();
  await opened;
  await bench.untilJob('2', 'confirmed');
  expect(printer.jobs.map(({ text }) => text)).toEqual(['1#0', '', '2#0']);
});

test.each(['paper_out', 'unreachable', 'cover_open', 'connecting', 'none'] as const)(
  'a printer that is %s refuses, and opens it never when it is well again',
  async (condition) => {
    printer = scriptedPrinter(condition);
    bench.start(printer);
    expect(await reasonOf(bench.spooler.openDrawer())).toBe(condition);
    printer.setCondition('ready');
    bench.send('1');
    await bench.untilJob('1', 'confirmed');
    expect(kicks()).toBe(0);
  },
);

test('a printer that breaks in the meantime refuses', async () => {
  bench.start(printer);
  printer.script.push('hangs_printed');
  bench.send('1');
  await bench.untilJob('1', 'sending');
  const opened = reasonOf(bench.spooler.openDrawer());
  printer.setCondition('paper_out');
  printer.cut();
  expect(await opened).toBe('paper_out');
  printer.setCondition('ready');
  expect(kicks()).toBe(0);
});

test('who has waited too long is told so, and the drawer stays shut', async () => {
  vi.useFakeTimers();
  try {
    bench.start(printer);
    printer.script.push('hangs_printed');
    bench.send('1');
    await vi.advanceTimersByTimeAsync(0);
    const opened = reasonOf(bench.spooler.openDrawer());
    await vi.advanceTimersByTimeAsync(6000);
    expect(await opened).toBe('busy');
    printer.cut();
    await vi.advanceTimersByTimeAsync(2000);
    expect(kicks()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});

test('who has waited until the drawer is being opened hears whether it did, however long that takes', async () => {
  vi.useFakeTimers();
  try {
    bench.start(printer);
    printer.script.push('hangs_printed');
    printer.drawer = 'open';
    const opened = reasonOf(bench.spooler.openDrawer());
    await vi.advanceTimersByTimeAsync(6000);
    printer.cut();
    expect(await opened).toBe('opened');
  } finally {
    vi.useRealTimers();
  }
});

test('a kick that the printer never confirmed is not called opened', async () => {
  bench.start(printer);
  printer.script.push('no_answer');
  expect(await reasonOf(bench.spooler.openDrawer())).toBe('no_answer');
});

test('two who wait share one opening', async () => {
  bench.start(printer);
  printer.script.push('hangs_printed');
  bench.send('1');
  await bench.untilJob('1', 'sending');
  const opened = [bench.spooler.openDrawer(), bench.spooler.openDrawer()];
  printer.cut();
  await Promise.all(opened);
  expect(kicks()).toBe(1);
});

test('closing tells whoever waits', async () => {
  bench.start(printer);
  printer.script.push('hangs_printed');
  bench.send('1');
  await bench.untilJob('1', 'sending');
  const opened = reasonOf(bench.spooler.openDrawer());
  const closing = bench.spooler.close();
  expect(await opened).toBe('connecting');
  printer.cut();
  await closing;
});

test('a drawer whose sensor says that it stayed shut has not opened', async () => {
  bench.start(printer);
  printer.drawer = 'did_not_open';
  expect(await reasonOf(bench.spooler.openDrawer())).toBe('did_not_open');
  printer.drawer = 'open';
  expect(await reasonOf(bench.spooler.openDrawer())).toBe('opened');
});

test('a printer that never confirms has opened it as far as anybody knows', async () => {
  bench.start(printer);
  printer.script.push('sent');
  expect(await reasonOf(bench.spooler.openDrawer())).toBe('opened');
});

const receiptOfCash = { kickDrawer: () => true };

test('a receipt that opens the drawer, and comes while its printer cannot print: the drawer did not open, and that is told until it does', async () => {
  printer = scriptedPrinter('cover_open');
  bench.start(printer, receiptOfCash);
  expect(bench.spooler.drawerDidNotOpen).toBe(false);
  bench.send('1');
  await bench.untilJob('1', 'waiting');
  expect(bench.spooler.drawerDidNotOpen).toBe(true);
  // Somebody shuts the cover at once: it has been told all the same.
  bench.nowMs += 1000;
  printer.setCondition('ready');
  await bench.untilJob('1', 'confirmed');
  expect(kicks()).toBe(0);
  expect(bench.spooler.drawerDidNotOpen).toBe(true);
  await bench.spooler.openDrawer();
  await vi.waitFor(() => expect(bench.spooler.drawerDidNotOpen).toBe(false));
});

test('a drawer that did not open, and is opened with its key, has opened: its sensor says so', async () => {
  printer = scriptedPrinter('cover_open');
  bench.start(printer, receiptOfCash);
  bench.send('1');
  await bench.untilJob('1', 'waiting');
  printer.tellDrawer('closed');
  expect(bench.spooler.drawerDidNotOpen).toBe(true);
  printer.tellDrawer('open');
  printer.tellDrawer('closed');
  expect(bench.spooler.drawerDidNotOpen).toBe(false);
});

test('a drawer that its sensor sees open has opened, also where its paper was not taken', async () => {
  bench.start(printer, receiptOfCash);
  printer.tellDrawer('open');
  printer.script.push('not_sent');
  bench.send('1');
  await bench.untilJob('1', 'waiting');
  expect(bench.spooler.drawerDidNotOpen).toBe(false);
});

test('a line that is away for a moment loses no kick, and one that is away for longer loses it', async () => {
  bench.start(printer, receiptOfCash);
  for (const [id, awayMs] of [
    ['1', 1000],
    ['2', 6000],
  ] as const) {
    printer.setCondition('connecting');
    bench.send(id);
    await bench.untilJob(id, 'waiting');
    expect(bench.spooler.drawerDidNotOpen).toBe(false);
    bench.nowMs += awayMs;
    printer.setCondition('ready');
    await bench.untilJob(id, 'confirmed');
    expect(kicks()).toBe(1);
  }
  expect(bench.spooler.drawerDidNotOpen).toBe(true);
});

test('a clock that is set back by hours keeps no later receipt from opening it, and opens it for no earlier one', async () => {
  printer = scriptedPrinter('paper_out');
  bench.start(printer, receiptOfCash);
  bench.send('1');
  await bench.untilJob('1', 'waiting');
  bench.nowMs -= 9 * 3_600_000;
  printer.setCondition('ready');
  await bench.untilJob('1', 'confirmed');
  expect(kicks()).toBe(0);
  bench.send('2');
  await bench.untilJob('2', 'confirmed');
  expect(kicks()).toBe(1);
});

test('so is that of a later receipt than the one that waits first', async () => {
  printer = scriptedPrinter('paper_out');
  bench.start(printer, { kickDrawer: ({ subjectId }) => subjectId === '2' });
  bench.send('1');
  await bench.untilJob('1', 'waiting');
  expect(bench.spooler.drawerDidNotOpen).toBe(false);
  bench.nowMs += 1;
  bench.send('2');
  await bench.untilJob('2', 'waiting');
  expect(bench.spooler.drawerDidNotOpen).toBe(true);
});

test('a kick that its printer took back is none, and the receipt behind it comes out without one', async () => {
  bench.start(printer, receiptOfCash);
  printer.script.push('not_sent');
  bench.send('1');
  await bench.untilJob('1', 'waiting');
  expect(bench.spooler.drawerDidNotOpen).toBe(true);
  printer.setCondition('ready');
  await bench.untilJob('1', 'confirmed');
  expect(printer.jobs.map(({ kickDrawer }) => kickDrawer)).toEqual([true, false]);
});

test('a drawer that its sensor sees open has opened, whatever else is not known', async () => {
  bench.start(printer);
  printer.script.push('no_answer');
  printer.drawer = 'open';
  expect(await reasonOf(bench.spooler.openDrawer())).toBe('opened');
});
