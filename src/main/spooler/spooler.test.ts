import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { PrintJobStatus } from '../../shared/state.ts';
import { type ScriptedPrinter, scriptedPrinter } from './scripted-printer.ts';
import type { SpoolerParts } from './spooler.ts';
import { openSpoolingBench, type SpoolingBench } from './spooling-test-bed.ts';

let bench: SpoolingBench;
let printer: ScriptedPrinter;

beforeEach(() => {
  bench = openSpoolingBench();
  printer = scriptedPrinter();
});
afterEach(() => bench.close());

describe('a queued receipt', () => {
  test('is sent, and neither printed nor asked about, where the printer never says more', async () => {
    printer.script.push('sent');
    bench.start(printer);
    bench.send('1');
    await bench.untilJob('1', 'sent');
    await bench.until(({ recent }) => recent.some(({ status }) => status === 'sent'));
    expect(bench.state).toMatchObject({ jobs: [], pendingCount: 0 });
    // Nor again after a restart.
    bench.kill();
    bench.start(printer);
    bench.send('2');
    await bench.untilJob('2', 'confirmed');
    expect(printer.papers).toEqual(['1#0', '2#0']);
  });

  test('is printed, and held for printed once the printer says so', async () => {
    bench.start(printer);
    expect(bench.state).toEqual({ condition: 'ready', printers: [], drawer: null, jobs: [], pendingCount: 0, recent: [] });
    bench.send('1');
    await bench.untilJob('1', 'confirmed');
    expect(printer.papers).toEqual(['1#0']);
    expect(bench.state).toEqual({
      condition: 'ready',
      printers: [],
      drawer: null,
      jobs: [],
      pendingCount: 0,
      recent: [{ id: '1', kind: 'receipt', subjectId: '1', title: 'T1-1', copyNumber: 0, status: 'confirmed' }],
    });
  });

  test('is marked on the disk before its first byte leaves', async () => {
    let statusBefore: PrintJobStatus | undefined;
    const print = printer.print;
    printer.print = (job) => {
      statusBefore = bench.jobs.find('1')?.status;
      return print(job);
    };
    bench.start(printer);
    bench.send('1');
    await bench.untilJob('1', 'confirmed');
    expect(statusBefore).toBe('sending');
  });

  test('waits its turn, and jobs never overlap', async () => {
    bench.start(printer);
    printer.script.push('hangs_printed');
    bench.send('1');
    bench.send('2');
    bench.send('3');
    await bench.untilJob('1', 'sending');
    expect(bench.state.jobs.map(({ id, status }) => [id, status])).toEqual([
      ['1', 'sending'],
      ['2', 'queued'],
      ['3', 'queued'],
    ]);
    printer.cut();
    await bench.untilJob('3', 'confirmed');
    expect(printer.papers).toEqual(['1#0', '2#0', '3#0']);
    expect(bench.logged).not.toContain('overlap');
  });

  test('that was queued before the start is printed after it', async () => {
    bench.send('1');
    bench.start(printer);
    await bench.untilJob('1', 'confirmed');
  });
});

describe('a printer that cannot print', () => {
  test('makes receipts wait, says why, and gets them in order when it can', async () => {
    printer = scriptedPrinter('paper_out');
    bench.start(printer);
    bench.send('1');
    bench.send('2');
    expect(bench.state).toMatchObject({
      condition: 'paper_out',
      pendingCount: 2,
      jobs: [{ status: 'waiting', reason: 'paper_out' }, { status: 'waiting' }],
    });
    printer.setCondition('cover_open');
    expect(bench.state.jobs).toMatchObject([{ reason: 'cover_open' }, { reason: 'cover_open' }]);
    printer.setCondition('paper_low');
    await bench.untilJob('2', 'confirmed');
    expect(printer.papers).toEqual(['1#0', '2#0']);
  });

  test('that took nothing of a job gets it again when it can', async () => {
    bench.start(printer);
    printer.script.push('not_sent');
    bench.send('1');
    await bench.untilJob('1', 'waiting');
    expect(bench.state.jobs).toMatchObject([{ status: 'waiting', reason: 'paper_out' }]);
    printer.setCondition('ready');
    await bench.untilJob('1', 'confirmed');
    expect(printer.papers).toEqual(['1#0']);
  });

  test('though it says it can is asked again after a pause, not at once', async () => {
    vi.useFakeTimers();
    try {
      const refuses = printer.print;
      let tries = 0;
      printer.print = async (job) => (++tries < 3 ? { status: 'not_sent', reason: 'offline' } : refuses(job));
      bench.start(printer);
      bench.send('1');
      await vi.advanceTimersByTimeAsync(10);
      expect(tries).toBe(1);
      await vi.advanceTimersByTimeAsync(5000);
      expect(tries).toBe(3);
      expect(bench.jobs.find('1')?.status).toBe('confirmed');
    } finally {
      vi.useRealTimers();
    }
  });

  test('because there is none owes no paper', async () => {
    printer = scriptedPrinter('none');
    bench.start(printer);
    bench.send('1');
    await bench.untilJob('1', 'settled');
    expect(printer.jobs).toEqual([]);
  });
});

describe('the drawer', () => {
  const kickDrawer: SpoolerParts['kickDrawer'] = ({ subjectId }) => subjectId.startsWith('cash');
  const kicks = () => printer.jobs.map((job) => job.kickDrawer);

  test('opens with the original of a sale with cash, and not with its copies nor other sales', async () => {
    bench.start(printer, { kickDrawer });
    bench.send('1', { subjectId: 'cash' });
    bench.send('2', { subjectId: 'cash', copyNumber: 1 });
    bench.send('3', { subjectId: 'lightning' });
    await bench.untilJob('3', 'confirmed');
    expect(kicks()).toEqual([true, false, false]);
  });

  test('does not open again when a person has the receipt printed again', async () => {
    bench.start(printer, { kickDrawer });
    printer.script.push('lost_unprinted');
    bench.send('1', { subjectId: 'cash' });
    await bench.untilJob('1', 'unconfirmed');
    bench.jobs.requeue('1');
    bench.spooler.wake();
    await bench.untilJob('1', 'confirmed');
    expect(kicks()).toEqual([true, false]);
  });

  test('does not open for a receipt that comes minutes later', async () => {
    printer = scriptedPrinter('paper_out');
    bench.start(printer, { kickDrawer });
    bench.send('1', { subjectId: 'cash' });
    bench.nowMs += 5 * 60_000;
    printer.setCondition('ready');
    await bench.untilJob('1', 'confirmed');
    expect(kicks()).toEqual([false]);
  });
});

describe('another printer', () => {
  test('gets the receipts from now on, and the one before is free once its job has ended', async () => {
    bench.start(printer);
    printer.script.push('hangs_printed');
    bench.send('1');
    bench.send('2');
    await bench.untilJob('1', 'sending');
    const before = printer;
    printer = scriptedPrinter();
    const free = bench.spooler.setPrinter(printer);
    expect(printer.jobs).toEqual([]);
    before.cut();
    await free;
    await bench.untilJob('2', 'confirmed');
    expect(before.papers).toEqual(['1#0']);
    expect(printer.papers).toEqual(['2#0']);
  });

  test('gets a receipt that was being laid out for the one before, laid out anew', async () => {
    const layouts: PromiseWithResolvers<Uint8Array>[] = [];
    bench.start(printer, {
      render: () => {
        const layout = Promise.withResolvers<Uint8Array>();
        layouts.push(layout);
        return layout.promise;
      },
    });
    bench.send('1');
    const before = printer;
    printer = scriptedPrinter();
    await bench.spooler.setPrinter(printer);
    layouts[0]?.resolve(Buffer.from('narrow'));
    await vi.waitUntil(() => layouts.length === 2);
    layouts[1]?.resolve(Buffer.from('wide'));
    await bench.untilJob('1', 'confirmed');
    expect(before.jobs).toEqual([]);
    expect(printer.papers).toEqual(['wide']);
  });

  test('is awaited while there is none: receipts stay where they are', async () => {
    bench.start(null);
    bench.send('1');
    expect(bench.state).toMatchObject({ condition: 'connecting', jobs: [{ status: 'queued', reason: null }] });
    await bench.spooler.setPrinter(printer);
    await bench.untilJob('1', 'confirmed');
  });

  test('can be had although the one before is stuck in a job', async () => {
    vi.useFakeTimers();
    try {
      bench.start(printer);
      printer.script.push('hangs_printed');
      bench.send('1');
      await vi.advanceTimersByTimeAsync(0);
      const freed = vi.fn();
      void bench.spooler.setPrinter(null).then(freed);
      await vi.advanceTimersByTimeAsync(1000);
      expect(freed).not.toHaveBeenCalled();
      await vi.advanceTimersByTimeAsync(2000);
      expect(freed).toHaveBeenCalled();
    } finally {
      vi.useRealTimers();
    }
    printer.cut();
    await bench.untilJob('1', 'unconfirmed');
  });
});

describe('closing', () => {
  test('lets the receipt under way end, and takes no further one', async () => {
    bench.start(printer);
    printer.script.push('hangs_printed');
    bench.send('1');
    bench.send('2');
    await bench.untilJob('1', 'sending');
    const closing = bench.spooler.close();
    expect(printer.closed).toBe(false);
    printer.cut();
    await closing;
    expect(printer.closed).toBe(true);
    expect(bench.jobs.undone(10)).toMatchObject([
      { id: '1', status: 'unconfirmed' },
      { id: '2', status: 'queued' },
    ]);
  });

  test('closes a printer that is stuck, and writes down that nobody knows', async () => {
    vi.useFakeTimers();
    try {
      bench.start(printer);
      printer.script.push('hangs_unprinted');
      bench.send('1');
      await vi.advanceTimersByTimeAsync(0);
      const closing = bench.spooler.close();
      await vi.advanceTimersByTimeAsync(3000);
      await closing;
      expect(bench.jobs.find('1')).toMatchObject({ status: 'unconfirmed', reason: 'connection_lost' });
    } finally {
      vi.useRealTimers();
    }
  });

  test('stops all timers', async () => {
    vi.useFakeTimers();
    try {
      printer.print = async () => ({ status: 'not_sent', reason: 'offline' });
      bench.start(printer);
      bench.send('1');
      await vi.advanceTimersByTimeAsync(10);
      await bench.spooler.close();
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });
});
