// No float gets into the books: neither by one fact, nor by many that add up to one.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MAX_AMOUNT_MINOR } from '../../shared/money.ts';
import type { CashMovement } from '../../shared/shift.ts';
import { figuresSchema } from '../../shared/z-report.ts';
import { createLog } from '../log.ts';
import { openTillDatabase, type TillDatabase } from './database.ts';
import { SHOP_AT_CUT } from './example-cut.ts';
import type { FactBody, FactKind } from './facts.ts';
import { createJournal, type Journal } from './journal.ts';
import { createProjection } from './projection.ts';
import { createShiftFigures } from './shift-figures.ts';
import { createShiftStore, expectedCash } from './shift-store.ts';

let dir: string;
let database: TillDatabase;
let journal: Journal;

const open = () => {
  const log = createLog(() => undefined, Date.now);
  database = openTillDatabase(join(dir, 'till.sqlite'), { nowMs: Date.now, log });
  journal = createJournal({ database, project: createProjection(database.facts), terminalId: 'T1', nowMs: () => 1_700_000_000_000, log });
};
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'exact-'));
  open();
});
afterEach(() => {
  database.close();
  rmSync(dir, { recursive: true });
});

const state = <K extends FactKind>(kind: K, body: FactBody<K>) => void journal.transact((append) => append(kind, body, 'ann'));
const movement = (movementSeq: number, kind: CashMovement, amountMinor: number): FactBody<'cash_moved'> => ({
  movementId: `movement-${movementSeq}`,
  movementSeq,
  slipNumber: `T1-M${movementSeq}`,
  movement: kind,
  currency: null,
  amountMinor,
  reason: 'Change',
});
const written = () => database.facts.prepare('SELECT count(*) FROM journal').pluck().get();
const moved = () => database.facts.prepare('SELECT count(*) FROM cash_movement').pluck().get();

describe('a fact', () => {
  test.each([0.5, 2 ** 53, -(2 ** 53), 1e20])('that has %d in it is refused, and nothing of it is written', (wrong) => {
    expect(() => state('cash_moved', movement(1, 'paid_in', wrong))).toThrow(
      `a fact of kind cash_moved: amountMinor is ${wrong}, not a safe integer`,
    );
    expect([written(), moved(), journal.seq]).toEqual([0, 0, 0]);
    state('cash_moved', movement(1, 'paid_in', 5));
    expect(journal.seq).toBe(1);
  });

  test('is refused however deep the number stands, and says where', () => {
    const counted = [{ currency: null, pieces: [{ valueMinor: 10, count: 1.5 }], looseMinor: 0 }];
    expect(() => state('float_counted', { shiftId: 1, counted, expected: [] })).toThrow(
      'a fact of kind float_counted: counted.0.pieces.0.count is 1.5',
    );
    expect(written()).toBe(0);
  });
});

describe('what adds up', () => {
  /** Moves the most that can be moved, until it is refused; in few transactions, for they wait for the disk. */
  const moveUntilRefused = (from: number): { refused: unknown; count: number } => {
    let count = 0;
    while (count <= 10_000) {
      const before = count;
      try {
        journal.transact((append) => {
          for (let i = 0; i < 500; i += 1, count += 1)
            append('cash_moved', movement(from + count, count % 2 === 0 ? 'paid_in' : 'paid_out', MAX_AMOUNT_MINOR), 'ann');
        });
      } catch (refused) {
        // The whole transaction is undone: up to the one that was refused it goes in by itself.
        const fit = count - before;
        journal.transact((append) => {
          for (let i = 0; i < fit; i += 1)
            append('cash_moved', movement(from + before + i, (before + i) % 2 === 0 ? 'paid_in' : 'paid_out', MAX_AMOUNT_MINOR), 'ann');
        });
        return { refused, count };
      }
    }
    return { refused: null, count };
  };
  const figures = () => createShiftFigures(database.facts).figures(1, journal.seq);

  test('to no exact number is refused before it does, and a shift that is full can be closed all the same', () => {
    const { refused, count } = moveUntilRefused(1);
    expect(refused).toMatchObject({ code: 'AMOUNT_TOO_LARGE' });
    // No shop comes near it.
    expect(count).toBeGreaterThan(500);
    expect(moved()).toBe(count);
    expect(figuresSchema.parse(figures()).movements).toHaveLength(2);
    const shifts = createShiftStore(database.facts);
    const expected = expectedCash(shifts.current(), shifts.moved(1, journal.seq));
    const nothing = {
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
    state('shift_counted', { shiftId: 1, countId: 'count', counted: [], expected });
    state('shift_cut', { shiftId: 1, countId: 'count', reason: 'Many', taken: [], left: [], carriedOver: nothing, ...SHOP_AT_CUT });
    // The next one is empty again.
    state('cash_moved', movement(count + 1, 'paid_in', MAX_AMOUNT_MINOR));
  });

  test('is known after a restart, and what was refused is not counted', () => {
    const { count } = moveUntilRefused(1);
    const over = () => state('cash_moved', movement(count + 1, 'paid_in', MAX_AMOUNT_MINOR));
    expect(over).toThrow('AMOUNT_TOO_LARGE');
    database.close();
    open();
    expect(over).toThrow('AMOUNT_TOO_LARGE');
    // A slip of a finger refused leaves room for what is real.
    for (let i = 0; i < 20; i += 1) expect(() => state('cash_moved', movement(count + 1, 'paid_in', 2 ** 52))).toThrow('AMOUNT_TOO_LARGE');
    expect(moved()).toBe(count);
  });

  test('money that has come in is taken down when people can move no more', () => {
    const { count } = moveUntilRefused(1);
    expect(count).toBeGreaterThan(0);
    state('settlement_recorded', {
      settlementId: 's1',
      nodeId: 'node',
      settleIndex: 1,
      kind: 'keysend',
      paymentHash: 'hash',
      receivedMsat: 1000,
      settledAtMs: 1,
      chain: null,
      saleId: null,
      tenderId: null,
      disposition: 'unexplained',
      creditedMinor: 0,
      attention: { id: 'item', kind: 'unexplained', amountMsat: 1000, amountMinor: MAX_AMOUNT_MINOR },
    });
    expect(figures().lightning.received).toEqual({ count: 1, amountMsat: 1000 });
    // A voucher is issued in the transaction in which the money for it came.
    state('voucher_issued', {
      voucherId: 'voucher',
      voucherNumber: 'VT1-000001',
      voucherSeq: 1,
      codeHash: null,
      amountMinor: MAX_AMOUNT_MINOR,
      lastDay: null,
      origin: { kind: 'sale', saleId: 'sale', lineId: 'line', receiptNumber: 'T1-000001' },
    });
    expect(figures().vouchers.sold.count).toBe(1);
  });
});
