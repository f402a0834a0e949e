import { describe, expect, test } from 'vitest';
import { randomCodeOf } from '../../shared/random-code.ts';
import type { ReceiptDocument } from '../../shared/receipt.ts';
import { plainText } from '../../shared/receipt-text.ts';
import { exampleLine, exampleSaleInHand, TAX_INCLUDED } from '../../shared/sale-examples.ts';
import type { Tender } from '../../shared/tender.ts';
import { totalsOf } from '../../shared/totals.ts';
import { VOUCHER_NAMES, VOUCHER_TAX_CLASS } from '../../shared/voucher.ts';
import { paymentDocument } from '../accounts/payment-document.ts';
import { practiceFoundation } from '../founding.ts';
import { voucherDocument } from '../vouchers/voucher-document.ts';
import { receiptDocument } from './receipt-document.ts';

const AT_MS = Date.UTC(2026, 10, 22, 9, 30, 5);
const { settings } = practiceFoundation('kr');
const shop = { ...settings, practice: false, languages: { cashier: 'en', customer: 'en', receipt: 'en' } as const };
const lines = [
  exampleLine({ unitPriceMinor: 12_000 }),
  exampleLine({ id: 'v', articleId: null, names: VOUCHER_NAMES, unitPriceMinor: 30_000, taxClassId: VOUCHER_TAX_CLASS, taxRatePpm: 0 }),
];

const receiptText = (document: ReceiptDocument) => plainText(document, 48);

const paidWith = (tender: Tender) => {
  const totals = totalsOf({ lines, discount: null, taxExempt: null }, TAX_INCLUDED);
  const sale = exampleSaleInHand({ status: 'completed', lines, totals, tenders: [tender], receiptNumber: 'T1-000001', completedAtMs: AT_MS });
  return receiptText(receiptDocument({ sale, shop, staffName: '', copyNumber: 0 }));
};

describe('a receipt says of', () => {
  const common = { id: 't', status: 'paid', amountMinor: 42_000 } as const;

  test('a card what the terminal calls it, where that was noted', () => {
    expect(paidWith({ kind: 'card', ...common, reference: '004211' })).toMatch(/Card +₩42,000\n +Ref\. 004211/);
    expect(paidWith({ kind: 'card', ...common, reference: '' })).not.toContain('Ref.');
  });

  test('a voucher its number and what is left on it', () => {
    const text = paidWith({ kind: 'voucher', ...common, voucherId: 'x', voucherNumber: 'VT1-000007', balanceMinor: 8_000 });
    expect(text).toMatch(/Voucher VT1-000007 +₩42,000\n +left on it: ₩8,000/);
  });

  test('an account whose it is', () => {
    expect(paidWith({ kind: 'account', ...common, customerId: 'c', customerName: '김단골' })).toMatch(/On account +₩42,000\n +김단골/);
  });

  test('foreign cash both amounts, the rate, and the change', () => {
    const text = paidWith({
      kind: 'foreign_cash',
      ...common,
      currency: 'USD',
      foreignMinor: 4_000,
      microMinorPerUnit: 1_350_250_000,
      givenMinor: 54_010,
      changeMinor: 12_010,
      roundingMinor: 0,
    });
    expect(text).toMatch(/Cash USD +₩54,010\n +\$40\.00 · 1 USD = ₩1,350\.25/);
    expect(text).toMatch(/Change +₩12,010/);
  });

  test('a voucher that was sold no tax, beside the goods that bear theirs', () => {
    const text = paidWith({ kind: 'card', ...common, reference: '' });
    expect(text).toMatch(/Voucher +₩30,000/);
    expect(text.match(/incl\./g)).toHaveLength(1);
    expect(text).toContain('(net ₩10,909)');
  });
});

test('a voucher’s paper has its worth, its last day and its code; a later one has all but the code', () => {
  const code = randomCodeOf(new Uint8Array(10).fill(7));
  const voucher = {
    id: 'v',
    number: 'VT1-000001',
    status: 'active',
    issuedMinor: 30_000,
    balanceMinor: 30_000,
    issuedAtMs: AT_MS,
    lastDay: '2027-11-22',
    origin: { kind: 'refund', refundId: 'r' },
    hasCode: true,
  } as const;
  const paper = voucherDocument({ voucher, code, shop, copyNumber: 0 });
  expect(receiptText(paper)).toMatch(/Worth +₩30,000/);
  expect(receiptText(paper)).toContain('Good until 2027-11-22');
  expect(paper.blocks).toContainEqual(expect.objectContaining({ kind: 'qr', data: `FV${code}` }));
  const later = voucherDocument({ voucher, code: null, shop, copyNumber: 1 });
  expect(JSON.stringify(later)).not.toContain(code);
  expect(receiptText(later)).toContain('not kept');
});

test('a payment on an account says what was paid, how, and what is still owed', () => {
  const payment = {
    id: 'p',
    receiptNumber: 'AT1-000001',
    customerId: 'c',
    customerName: '김단골',
    atMs: AT_MS,
    amountMinor: 20_000,
    way: 'cash',
    givenMinor: 50_000,
    changeMinor: 30_000,
    roundingMinor: 0,
    reference: '',
    balanceMinor: 10_000,
    staffId: null,
  } as const;
  const text = receiptText(paymentDocument({ payment, shop, staffName: 'Mina', copyNumber: 0 }));
  for (const words of [/Payment on account AT1-000001/, /Paid +₩20,000/, /Cash +₩50,000/, /Change +₩30,000/, /Still owed +₩10,000/, /김단골/])
    expect(text).toMatch(words);
});
