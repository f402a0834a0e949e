import { expect, test } from 'vitest';
import { judge, markOf } from './last-booking.ts';
import type { TerminalRecord } from './messages.ts';

const record = (more: Partial<TerminalRecord> = {}): TerminalRecord => ({
  resultCode: 0,
  amountMinor: 500,
  receiptNumber: '0001',
  traceNumber: '000001',
  reversedTraceNumber: '',
  terminalId: '52000123',
  authorisationCode: '',
  cardName: '',
  additionalText: '',
  signatureNeeded: false,
  totals: null,
  ...more,
});
const payment = { paymentId: 'p', amountMinor: 500, currency: 'EUR', mark: markOf({ record: record() }) };
const next = { receiptNumber: '0002', traceNumber: '000002' };

test('the booking after the mark is the payment', () => {
  expect(judge(payment, 'payment', { record: record() })).toBe('not_made');
  expect(judge(payment, 'payment', { record: record(next) })).toBe('made');
  // Not every answer says which terminal it is.
  expect(judge(payment, 'payment', { record: record({ ...next, terminalId: '' }) })).toBe('made');
  expect(judge(payment, 'payment', { record: record({ terminalId: '' }) })).toBe('not_made');
});

test('what another terminal booked last, in the place of the one that was asked, says nothing of the payment', () => {
  for (const said of [{}, next, { ...next, resultCode: 5 }])
    expect(judge(payment, 'payment', { record: record({ ...said, terminalId: '52000999' }) })).toBe('undecided');
});

test('the sum of a day that comes to the same amount is no payment', () => {
  expect(judge(payment, 'payment', { record: record({ ...next, totals: new Uint8Array(53) }) })).toBe('undecided');
});

test('what takes back a booking after the mark is the terminal that gave up; what takes back an older one is somebody’s hand', () => {
  const reversal = { receiptNumber: '0003', traceNumber: '000003' };
  expect(judge(payment, 'payment', { record: record({ ...reversal, reversedTraceNumber: '000002' }) })).toBe('not_made');
  expect(judge(payment, 'payment', { record: record({ ...reversal, reversedTraceNumber: '000001' }) })).toBe('undecided');
});
