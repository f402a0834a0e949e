import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
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

describe('a receipt that nobody can vouch for', () => {
  test.each([
    ['lost_printed', 'connection_lost'],
    ['no_answer', 'no_answer'],
    ['faulty', 'connection_lost'],
  ] as const)('after %s is asked about, and later ones print on', async (fate, reason) => {
    bench.start(printer);
    printer.script.push(fate);
    bench.send('1');
    bench.send('2');
    await bench.untilJob('2', 'confirmed');
    expect(bench.state.jobs).toMatchObject([{ id: '1', status: 'unconfirmed', reason }]);
    expect(bench.state.pendingCount).toBe(1);
    expect(printer.jobs.map(({ text }) => text)).toEqual(['1#0', '2#0']);
  });

  test('is printed again, as the original, when a person says so', async () => {
    bench.start(printer);
    printer.script.push('lost_unprinted');
    bench.send('1');
    await bench.untilJob('1', 'unconfirmed');
    bench.jobs.requeue('1');
    bench.spooler.wake();
    await bench.untilJob('1', 'confirmed');
    expect(printer.papers).toEqual(['1#0']);
  });

  test('is let be when a person says that it came out', async () => {
    bench.start(printer);
    printer.script.push('lost_printed');
    bench.send('1');
    await bench.untilJob('1', 'unconfirmed');
    bench.jobs.settle('1');
    bench.spooler.wake();
    expect(bench.state).toMatchObject({ jobs: [], pendingCount: 0, recent: [{ title: 'T1-1', status: 'settled' }] });
    expect(printer.papers).toEqual(['1#0']);
  });
});

describe('a killed till', () => {
  test.each(['hangs_printed', 'hangs_unprinted'] as const)('asks about the receipt that was being sent (%s), and prints the rest', async (fate) => {
    bench.start(printer);
    printer.script.push(fate);
    bench.send('1');
    bench.send('2');
    await bench.untilJob('1', 'sending');
    bench.kill();
    printer = scriptedPrinter();
    bench.start(printer);
    await bench.untilJob('2', 'confirmed');
    expect(bench.state.jobs).toMatchObject([{ id: '1', status: 'unconfirmed', reason: 'restarted' }]);
    expect(printer.jobs.map(({ text }) => text)).toEqual(['2#0']);
  });

  test('still asks what it was asking, and still waits with what waited', async () => {
    bench.start(printer);
    printer.script.push('lost_printed', 'not_sent');
    bench.send('1');
    bench.send('2');
    await bench.untilJob('2', 'waiting');
    bench.kill();
    printer = scriptedPrinter('connecting');
    bench.start(printer);
    expect(bench.state.jobs).toMatchObject([
      { id: '1', status: 'unconfirmed', reason: 'connection_lost' },
      { id: '2', status: 'waiting', reason: 'connecting' },
    ]);
    printer.setCondition('ready');
    await bench.untilJob('2', 'confirmed');
    expect(printer.jobs.map(({ text }) => text)).toEqual(['2#0']);
  });
});

describe('a receipt that cannot be laid out', () => {
  const render: SpoolerParts['render'] = async ({ subjectId: saleId }) => {
    if (saleId === 'bad') throw new Error('no such glyph');
    return Buffer.from(saleId);
  };

  test('is seen and logged, and holds up no other', async () => {
    bench.start(printer, { render });
    bench.send('1', { subjectId: 'bad' });
    bench.send('2', { subjectId: 'good' });
    await bench.untilJob('2', 'confirmed');
    expect(bench.state.jobs).toMatchObject([{ id: '1', status: 'waiting', reason: 'fault' }]);
    expect(bench.logged).toContain('no such glyph');
    printer.setCondition('paper_out');
    expect(bench.state.jobs).toMatchObject([{ id: '1', reason: 'fault' }]);
    expect(printer.jobs).toHaveLength(1);
  });

  test('is tried again at the next start and with another printer', async () => {
    const laidOut = vi.fn(render);
    bench.start(printer, { render: laidOut });
    bench.send('1', { subjectId: 'bad' });
    await bench.until(() => bench.jobs.find('1')?.reason === 'fault');
    const other = scriptedPrinter();
    await bench.spooler.setPrinter(other);
    await bench.until(() => bench.jobs.find('1')?.reason === 'fault');
    expect(laidOut).toHaveBeenCalledTimes(2);
    await bench.spooler.close();
    bench.start(other);
    await bench.untilJob('1', 'confirmed');
  });

  test('because the drawer could not be decided on is seen too', async () => {
    bench.start(printer, {
      kickDrawer: () => {
        throw new Error('no such sale');
      },
    });
    bench.send('1');
    await bench.until(() => bench.jobs.find('1')?.reason === 'fault');
    expect(printer.jobs).toEqual([]);
  });
});

describe('a disk that refuses', () => {
  const full = () => {
    throw new Error('database or disk is full');
  };

  test('before a receipt is sent: it is not sent, and comes when there is room', async () => {
    vi.useFakeTimers();
    try {
      const markSending = vi.spyOn(bench.queue, 'markSending').mockImplementationOnce(full);
      bench.start(printer);
      bench.send('1');
      await vi.advanceTimersByTimeAsync(10);
      expect(printer.jobs).toEqual([]);
      await vi.advanceTimersByTimeAsync(2000);
      expect(markSending).toHaveBeenCalledTimes(2);
      expect(printer.papers).toEqual(['1#0']);
    } finally {
      vi.useRealTimers();
    }
  });

  test('after it was printed: the outcome is written down when there is room, and it is not sent again', async () => {
    vi.useFakeTimers();
    try {
      vi.spyOn(bench.queue, 'confirm').mockImplementationOnce(full).mockImplementationOnce(full);
      bench.start(printer);
      bench.send('1');
      bench.send('2');
      await vi.advanceTimersByTimeAsync(500);
      expect(bench.jobs.find('1')?.status).toBe('sending');
      expect(printer.jobs).toHaveLength(1);
      await vi.advanceTimersByTimeAsync(5000);
      expect(bench.jobs.find('1')?.status).toBe('confirmed');
      expect(printer.papers).toEqual(['1#0', '2#0']);
    } finally {
      vi.useRealTimers();
    }
  });
});
