import { describe, expect, it } from 'vitest';
import type { PrintingState, PrintJobView } from '../../../shared/state.ts';
import { printOutcome } from './print-outcome.ts';

const OWN = { kind: 'receipt', subjectId: 'sale', title: 'T1-000001' } as const;
const DONE = { id: 'done', copyNumber: 0 };
const OTHER = { kind: 'receipt', subjectId: 'other', title: 'T1-000002' } as const;

const job = (change: Partial<PrintJobView>): PrintJobView => ({
  id: 'j',
  ...OWN,
  copyNumber: 0,
  printerId: null,
  status: 'queued',
  queuedAtMs: 0,
  reason: null,
  ...change,
});

function outcome(change: Partial<PrintingState>) {
  return printOutcome(
    { condition: 'ready', printers: [], drawer: null, jobs: [], pendingCount: 0, recent: [], ...change },
    { kind: 'receipt', subjectId: 'sale' },
  );
}

describe("what became of a sale's paper", () => {
  it('is under way while its job is', () => {
    expect(outcome({ jobs: [job({ status: 'sending' })] })).toEqual({ kind: 'printing' });
  });

  it('is printed when the printer said so', () => {
    expect(outcome({ recent: [{ ...DONE, ...OWN, status: 'confirmed' }] })).toEqual({ kind: 'printed' });
  });

  it('is sent, and no more, where the printer never says so', () => {
    expect(outcome({ recent: [{ ...DONE, ...OWN, status: 'sent' }] })).toEqual({ kind: 'sent' });
  });

  it('waits with its reason', () => {
    const waiting = job({ status: 'waiting', reason: 'paper_out' });
    expect(outcome({ condition: 'paper_out', jobs: [waiting] })).toEqual({ kind: 'waiting', reason: 'paper_out', condition: 'paper_out' });
  });

  it('asks a person, even while a copy prints', () => {
    const asking = job({ id: 'asking', status: 'unconfirmed', reason: 'no_answer' });
    expect(outcome({ jobs: [job({ copyNumber: 1, status: 'sending' }), asking] })).toEqual({ kind: 'asks', job: asking });
  });

  it('is answered once a person has said', () => {
    expect(outcome({ recent: [{ ...DONE, ...OWN, status: 'settled' }] })).toEqual({ kind: 'answered' });
  });

  it("is not told from another receipt's job", () => {
    const other = job({ ...OTHER, status: 'unconfirmed' });
    expect(outcome({ jobs: [other], recent: [{ ...DONE, ...OTHER, status: 'confirmed' }] })).toEqual({ kind: 'printing' });
  });

  it('says when there is no printer', () => {
    expect(outcome({ condition: 'none', jobs: [job({ status: 'waiting', reason: 'none' })] })).toEqual({ kind: 'no_printer' });
  });
});
