// What becomes known after a Z that named it as unknown: a numbered record in the shift that it became known in, once.
import Database from 'better-sqlite3';
import { beforeEach, describe, expect, it } from 'vitest';
import { SHOP_AT_CUT } from './example-cut.ts';
import type { FactBody, FactKind, JournalEntry } from './facts.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { createProjection, type Projection } from './projection.ts';
import { createShiftStore, type ShiftStore } from './shift-store.ts';

let project: Projection;
let shifts: ShiftStore;
let seq: number;

beforeEach(() => {
  const db = new Database(':memory:');
  migrate(db, MIGRATIONS);
  project = createProjection(db);
  shifts = createShiftStore(db);
  seq = 0;
});

const state = <K extends FactKind>(kind: K, body: FactBody<K>) => {
  seq += 1;
  project({ seq, atMs: seq * 1000, terminalId: 'T1', staffId: 'ann', kind, version: 1, body, prevHash: '', hash: '' } as JournalEntry);
};
const open = () => state('drawer_opened', { openingId: `opening-${seq}`, reason: 'Change' });
const NOTHING: FactBody<'shift_cut'>['carriedOver'] = {
  sales: [],
  codes: [],
  refunds: [],
  payouts: [],
  cards: [],
  cardsListed: { count: 0, amountMinor: 0 },
  cardDays: [],
  listed: { count: 0, amountMsat: 0 },
  chain: [],
  papers: [],
};
const cut = (carriedOver: Partial<typeof NOTHING> = {}) => {
  const shiftId = shifts.current().id;
  state('shift_counted', { shiftId, countId: `count-${shiftId}`, counted: [], expected: [] });
  const ending = { taken: [], left: [], carriedOver: { ...NOTHING, ...carriedOver }, ...SHOP_AT_CUT };
  state('shift_cut', { shiftId, countId: `count-${shiftId}`, reason: '', ...ending });
};
const corrections = (shiftId: number) =>
  shifts.corrections(shiftId, seq).map(({ number, ofShift, kind, subjectId }) => ({ number, ofShift, kind, subjectId }));

describe('what becomes known later', () => {
  const UNKNOWN = {
    codes: [{ paymentHash: 'code', saleId: 'sale', amountMinor: 10, amountSat: 7 }],
    payouts: [{ paymentHash: 'payout', amountMsat: 3000 }],
    chain: [
      { settlementId: 'deep', amountMsat: 1 },
      { settlementId: 'gone', amountMsat: 2 },
    ],
  };

  it('is numbered without a gap, in the order in which it became known, over several shifts', () => {
    open();
    cut(UNKNOWN);
    state('invoice_closed', { saleId: 'sale', tenderId: 'tender', paymentHash: 'code', outcome: 'expired' });
    state('chain_receipt_buried', { settlementId: 'deep' });
    open();
    cut();
    state('refund_ended', { itemId: 'item', paymentHash: 'payout', outcome: 'failed', reason: 'no route', feeMsat: 0 });
    state('chain_receipt_replaced', {
      settlementId: 'gone',
      by: null,
      saleId: null,
      keepsItems: false,
      listed: null,
      lost: { id: 'lost', kind: 'lost', amountMsat: 2, amountMinor: null },
    });
    expect(corrections(2)).toEqual([
      { number: 1, ofShift: 1, kind: 'code_not_paid', subjectId: 'code' },
      { number: 2, ofShift: 1, kind: 'chain_final', subjectId: 'deep' },
    ]);
    expect(corrections(3)).toEqual([
      { number: 3, ofShift: 1, kind: 'payout_failed', subjectId: 'payout' },
      { number: 4, ofShift: 1, kind: 'chain_lost', subjectId: 'gone' },
    ]);
  });

  it.each([
    ['approved', 'card_moved'],
    ['declined', 'card_not_moved'],
  ] as const)('is said of a card payment that nobody knew of (%s)', (outcome, kind) => {
    open();
    cut({ cards: [{ moveId: 'move', kind: 'payment', amountMinor: 500 }] });
    const nothing = { receipt: null, merchantLines: [], place: null, reason: null, code: '', text: '' };
    state('card_move_ended', { moveId: 'move', saleId: null, outcome, said: 'person', takenMinor: 0, ...nothing });
    expect(corrections(2)).toEqual([{ number: 1, ofShift: 1, kind, subjectId: 'move' }]);
  });

  it('is said once more of a card where somebody said that nothing moved, and the terminal that it did', () => {
    open();
    cut({ cards: [{ moveId: 'move', kind: 'payment', amountMinor: 500 }] });
    const end = { moveId: 'move', saleId: null, receipt: null, merchantLines: [], place: null, code: '', text: '' };
    state('card_move_ended', { ...end, outcome: 'declined', said: 'person', takenMinor: 0, reason: 'person' });
    state('card_move_ended', { ...end, outcome: 'approved', said: 'terminal', takenMinor: 500, reason: null });
    expect(corrections(2)).toEqual([
      { number: 1, ofShift: 1, kind: 'card_not_moved', subjectId: 'move' },
      { number: 2, ofShift: 1, kind: 'card_moved', subjectId: 'move' },
    ]);
  });

  it('is said of the Z that named it first, and once', () => {
    open();
    cut(UNKNOWN);
    open();
    cut(UNKNOWN);
    state('chain_receipt_buried', { settlementId: 'deep' });
    state('chain_receipt_buried', { settlementId: 'deep' });
    expect(corrections(3)).toEqual([{ number: 1, ofShift: 1, kind: 'chain_final', subjectId: 'deep' }]);
  });

  it('is nothing where no Z named it', () => {
    open();
    state('chain_receipt_buried', { settlementId: 'deep' });
    cut();
    state('invoice_closed', { saleId: 'sale', tenderId: 'tender', paymentHash: 'code', outcome: 'expired' });
    expect([...corrections(1), ...corrections(2)]).toEqual([]);
  });
});

describe('an entry', () => {
  it('belongs to the shift after the last cut, also while that has not begun', () => {
    open();
    cut();
    state('refused', { refusalId: 'r', name: 'Ann', screen: 'cashier', call: 'shifts.move', right: 'cash_movement', detail: {} });
    expect(shifts.current()).toMatchObject({ id: 2, openedAtMs: null, fromSeq: seq });
    open();
    expect(shifts.current()).toMatchObject({ id: 2, openedAtMs: seq * 1000, openedBy: 'ann', fromSeq: seq - 1, drawerMoved: false });
  });
});
