import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LineItem } from '../../shared/line-item.ts';
import { formatMinor } from '../../shared/money.ts';
import type { Sale } from '../../shared/sale.ts';
import { exampleLine, exampleSaleInHand, TAX_ADDED, TAX_INCLUDED } from '../../shared/sale-examples.ts';
import { totalsOf } from '../../shared/totals.ts';
import { practiceFoundation } from '../founding.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';
import { MOST_BYTES, receiptTextCode } from './receipt-text-code.ts';

const AT = Date.UTC(2026, 10, 23, 1, 41);
const shop = (change: Partial<ShopSettings> = {}): ShopSettings => ({ ...practiceFoundation('kr').settings, practice: false, ...change });

function sold(lines: LineItem[], taxMode: 'included' | 'added' = 'included'): Sale {
  const totals = totalsOf({ lines, discount: null, taxExempt: null }, taxMode === 'included' ? TAX_INCLUDED : TAX_ADDED);
  return exampleSaleInHand({ status: 'completed', lines, totals, receiptNumber: 'T1-000123', completedAtMs: AT });
}

const won = (minor: number) => formatMinor(minor, 'KRW', 'ko');
const lastAmount = (line = '') => Number(line.slice(line.lastIndexOf('  ')).replace(/[^\d-]/g, ''));

test('a short receipt is in it whole: who sold what, when, with its tax', () => {
  const lines = [
    exampleLine({ id: 'a', quantity: 2 }),
    exampleLine({ id: 'b', names: { en: 'Beans', ko: '원두' }, unit: 'kg', quantity: 250, unitPriceMinor: 40_000 }),
  ];
  const { text, leftOut } = receiptTextCode(sold(lines), shop());
  expect(leftOut).toBe(0);
  expect(text.split('\n')).toEqual([
    '번개 커피',
    expect.stringMatching(/^T1-000123 {2}2026\. 11\. 23\. 10:41$/),
    '',
    `2 × 아메리카노  ${won(9_000)}`,
    `0.250 kg 원두  ${won(10_000)}`,
    '',
    `합계  ${won(19_000)}`,
    expect.stringMatching(/10% {2}₩1,727$/),
  ]);
});

test('a practice receipt says so before anything else', () => {
  expect(receiptTextCode(sold([exampleLine()]), shop({ practice: true })).text).toMatch(/^연습용/);
});

test('whatever is sold, it fits; total and tax are there, and all that is listed comes to the total', () => {
  const name = fc.oneof(
    fc.string({ minLength: 1, maxLength: 60 }),
    fc.string({ unit: fc.constantFrom('가', '나', '다', ' '), minLength: 1, maxLength: 40 }),
  );
  const line = fc.record({
    name,
    quantity: fc.integer({ min: 1, max: 99 }),
    unitPriceMinor: fc.integer({ min: 1, max: 9_999_999 }),
    rate: fc.nat({ max: 12 }),
  });
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1, maxLength: 60 }),
      fc.constantFrom('included' as const, 'added' as const),
      fc.boolean(),
      (made, taxMode, practice) => {
        const lines = made.map(({ name: ko, quantity, unitPriceMinor, rate }, at) =>
          exampleLine({ id: String(at), names: { ko }, quantity, unitPriceMinor, taxClassId: `class ${rate}`, taxRatePpm: rate * 10_000 }),
        );
        const sale = sold(lines, taxMode);
        const settings = shop({ practice, taxMode, name: '가'.repeat(60) });
        const { text, leftOut } = receiptTextCode(sale, settings);
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MOST_BYTES);
        expect(text).toContain(`합계  ${won(sale.totals.totalMinor)}`);
        const [, listed = '', tail = ''] = text.split('\n\n');
        const taxes = tail.split('\n').filter((row) => !row.startsWith('합계'));
        expect(taxes.reduce((sum, row) => sum + lastAmount(row), 0)).toBe(sale.totals.taxMinor);
        const rows = listed.split('\n').filter((row) => row !== '');
        expect(rows.length).toBe(lines.length - leftOut + (leftOut > 0 ? 1 : 0));
        expect(rows.reduce((sum, row) => sum + lastAmount(row), 0)).toBe(taxMode === 'included' ? sale.totals.totalMinor : sale.totals.netMinor);
      },
    ),
    { numRuns: 200 },
  );
});
