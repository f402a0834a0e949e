// Which account of a chart is meant, and what it is called in files.
import { describe, expect, it } from 'vitest';
import { accountOf, firstChart } from './accounting.ts';

describe('an account for all tax classes', () => {
  const chart = firstChart({ currency: 'KRW', timeZone: 'Asia/Seoul' });

  it('is called after the class as the shop calls it', () => {
    expect(accountOf(chart, 'revenue:vat', new Map([['vat', '부가세']]))).toEqual({ number: '401', name: '상품매출 (부가세)' });
  });

  it('is told apart by the class’s id where nobody knows its name', () => {
    expect(accountOf(chart, 'revenue:gone', new Map())).toEqual({ number: '401', name: '상품매출 (gone)' });
  });

  it('says the rate of a tax', () => {
    expect(accountOf(chart, 'output_tax:100000', new Map())).toEqual({ number: '255', name: '부가세예수금 (10 %)' });
  });
});

it('a class with an account of its own has the name that the accountant gave it', () => {
  const chart = firstChart({ currency: 'EUR', timeZone: 'Europe/Berlin' });
  expect(accountOf(chart, 'revenue:standard', new Map([['standard', 'MwSt']]))).toMatchObject({ number: '8400', name: 'Erlöse 19 % USt' });
});
