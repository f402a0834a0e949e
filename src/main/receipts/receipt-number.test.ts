import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseReceiptNumber, parseRefundNumber, receiptNumber, refundNumber } from './receipt-number.ts';

test('a receipt number is the terminal and a count of six digits or more', () => {
  expect(receiptNumber('T1', 123)).toBe('T1-000123');
  expect(receiptNumber('T1', 1_234_567)).toBe('T1-1234567');
});

test('a refund has a number of its own, which no sale can have', () => {
  expect(refundNumber('T1', 7)).toBe('T1-R000007');
  expect(parseRefundNumber('T1-R000007')).toEqual({ terminalId: 'T1', seq: 7 });
  expect(parseReceiptNumber('T1-R000007')).toBeNull();
  for (const text of ['T1-000007', 'T1-R7', 'R000007', 'T1-RR000007', '']) expect(parseRefundNumber(text)).toBeNull();
});

test.each([0, -1, 1.5, Number.NaN, 2 ** 53])('there is no receipt %s', (seq) => {
  expect(() => receiptNumber('T1', seq)).toThrow();
});

test('what was written is read back, whatever the terminal is called', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1 }).filter((id) => !id.includes('\n')),
      fc.integer({ min: 1, max: 10 ** 15 - 1 }),
      (terminalId, seq) => {
        expect(parseReceiptNumber(receiptNumber(terminalId, seq))).toEqual({ terminalId, seq });
      },
    ),
  );
});

test.each(['', 'T1', 'T1-123', 'T1-0000123', 'T1-000000', '-000001', 'T1-00012x', 'T1-000123 ', 'T1-9999999999999999'])(
  '%j is no receipt number',
  (text) => {
    expect(parseReceiptNumber(text)).toBeNull();
  },
);
