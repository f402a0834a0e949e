import { describe, expect, test } from 'vitest';
import { openPoleText, type PoleCodePage } from '../../hardware/pole-display/pole-text.ts';
import type { Sale } from '../../shared/sale.ts';
import { exampleLine, exampleSaleInHand, TAX_INCLUDED } from '../../shared/sale-examples.ts';
import type { Language } from '../../shared/state.ts';
import { totalsOf } from '../../shared/totals.ts';
import { poleLinesOf } from './pole-lines.ts';

function saleOf(more: Partial<Sale>, ...lines: ReturnType<typeof exampleLine>[]): Sale {
  const sale = exampleSaleInHand({ lines, ...more });
  return { ...sale, totals: totalsOf(sale, TAX_INCLUDED) };
}

/** As it stands on the pole. */
function shown(
  sale: Sale,
  { codePage = 'cp437' as PoleCodePage, language = 'en' as Language, lastLineId = null as string | null, shopName = 'Flash Bakery' } = {},
) {
  const text = openPoleText(codePage);
  const lines = poleLinesOf({ sale, lastLineId }, { shopName, currency: 'KRW', language, covers: text.covers });
  return lines.map((line) => Buffer.from(text.line(line)));
}
const latin = (lines: Buffer[]) => lines.map((line) => line.toString('latin1'));
const korean = (lines: Buffer[]) => lines.map((line) => new TextDecoder('euc-kr').decode(line));

describe('the sale in hand', () => {
  test('before the first line it greets by the shop’s name, or in words where it has no glyphs for that', () => {
    expect(latin(shown(saleOf({})))).toEqual(['Flash Bakery        ', ' '.repeat(20)]);
    expect(latin(shown(saleOf({}), { shopName: '플래시 카페' }))).toEqual(['Welcome             ', ' '.repeat(20)]);
  });

  test('shows the line touched last, else the newest, and the total', () => {
    const sale = saleOf(
      {},
      exampleLine({ id: 'first', quantity: 2 }),
      exampleLine({ id: 'second', names: { en: 'Ham', ko: '햄' }, unit: 'kg', quantity: 250, unitPriceMinor: 20_000 }),
    );
    expect(latin(shown(sale))).toEqual(['0.250 kg Ham   5,000', 'Total         14,000']);
    expect(latin(shown(sale, { lastLineId: 'first' }))).toEqual(['2 x Americano  9,000', 'Total         14,000']);
  });

  test('shows what a line costs after its discount', () => {
    const line = exampleLine({ discount: { kind: 'amount', amountMinor: 500, reason: 'chipped' } });
    expect(latin(shown(saleOf({}, line)))).toEqual(['Americano      4,000', 'Total          4,000']);
  });

  test('shows what is still due while it is paid', () => {
    const sale = saleOf({ status: 'tendering', dueMinor: 1500 }, exampleLine());
    expect(latin(shown(sale))).toEqual(['Total          4,500', 'To pay         1,500']);
  });

  test('says thank you when it is paid, or the change', () => {
    const cash = { kind: 'cash', id: 'cash', status: 'paid', amountMinor: 4500, givenMinor: 5000, changeMinor: 500, roundingMinor: 0 } as const;
    expect(latin(shown(saleOf({ status: 'completed', tenders: [cash] }, exampleLine())))).toEqual(['Paid           4,500', 'Change           500']);
    const exact = { ...cash, givenMinor: 4500, changeMinor: 0 };
    expect(latin(shown(saleOf({ status: 'completed', tenders: [exact] }, exampleLine())))[1]).toBe('Thank you           ');
  });

  test('a cancelled one is shown no more', () => {
    expect(latin(shown(saleOf({ status: 'cancelled' }, exampleLine())))[0]).toBe('Flash Bakery        ');
  });
});

test('it speaks the customers’ language where the display can write it, and names articles so that it can', () => {
  const sale = saleOf({}, exampleLine());
  expect(korean(shown(sale, { codePage: 'cp949', language: 'ko' }))).toEqual(['아메리카노     4,500', '합계           4,500']);
  expect(latin(shown(sale, { codePage: 'cp437', language: 'ko' }))).toEqual(['Americano      4,500', 'Total          4,500']);
  const onlyKorean = saleOf({}, exampleLine({ names: { ko: '아메리카노' }, quantity: 3 }));
  expect(latin(shown(onlyKorean))).toEqual(['3 x           13,500', 'Total         13,500']);
});
