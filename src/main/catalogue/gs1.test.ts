import { describe, expect, it } from 'vitest';
import { upcaOfUpce } from '../../shared/barcode.ts';
import { elementsOf } from './gs1.ts';

const TODAY = '2026-11-23';
const read = (text: string) => elementsOf(text, TODAY);
const FS = '\u001d';
const nothing = { grams: null, count: null, price: null, days: [] };

describe('the elements of a GS1 code', () => {
  it.each([
    ['its number, a batch and the day to use it by', `010950600013435210AB${FS}17261231`, { ...nothing, days: ['2026-12-31'] }],
    ['a weight in grams', '01095060001343523103000189', { ...nothing, grams: 189 }],
    ['a weight in tenths of a kilogram', '01095060001343523101000012', { ...nothing, grams: 1200 }],
    ['a count', `01095060001343523024${FS}10A`, { ...nothing, count: 24 }],
    ['a price and best before', `010950600013435239220499${FS}15261201`, { ...nothing, price: { digits: 499, decimals: 2 }, days: ['2026-12-01'] }],
    ['the last day of a month', '010950600013435217280200', { ...nothing, days: ['2028-02-29'] }],
  ])('%s', (_, text, elements) => {
    expect(read(text)).toEqual({ gtin: '9506000134352', ...elements });
  });

  it('has years of the nearest century', () => {
    expect(read('010950600013435215750601')?.days).toEqual(['2075-06-01']);
    expect(read('010950600013435215980601')?.days).toEqual(['1998-06-01']);
  });

  it('is none of an EAN-13, a word, or a code without a number of goods', () => {
    for (const text of ['9506000134352', 'not a code of anything at all', `10AB${FS}17261231000000`, '01'.repeat(400)]) expect(read(text)).toBeNull();
  });
});

describe('a GS1 link', () => {
  it('has the same elements', () => {
    expect(read('https://id.gs1.org/01/09506000134352/10/ABC/21/7?17=261231&3103=000189')).toEqual({
      gtin: '9506000134352',
      ...nothing,
      grams: 189,
      days: ['2026-12-31'],
    });
  });

  it('may lead to any domain, and have what is none of GS1', () => {
    expect(read('https://shop.example/p/eggs/gtin/9506000134352?utm=3103&30=6&3922=abc')).toEqual({ gtin: '9506000134352', ...nothing, count: 6 });
  });

  it('is none without a number of goods', () => {
    for (const text of ['https://example.com/menu/today', 'https://example.com/01/12345/x', 'https://[broken/01/09506000134352'])
      expect(read(text)).toBeNull();
  });
});

it('a UPC-E stands for a UPC-A', () => {
  expect(upcaOfUpce('04252614')).toBe('042100005264');
  expect(upcaOfUpce('01234565')).toBe('012345000065');
  expect(upcaOfUpce('96385074')).toBeNull();
  expect(upcaOfUpce('04252615')).toBeNull();
});
