import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minorToDecimal } from '../../shared/money.ts';
import { meaningOf } from './search-text.ts';

const euro = { currency: 'EUR', terminalId: 'T1' };
const won = { currency: 'KRW', terminalId: 'T1' };

describe('what the text of a search can mean', () => {
  it.each([
    ['12.50', [1250]],
    ['12,50', [1250]],
    ['12.5', [1250]],
    ['€ 12.50', [1250]],
    ['12.50 EUR', [1250]],
    ['1,250', [125_000]],
    ["1'250.05", [125_005]],
    ['1.250,05', [125_005]],
    ['1250', [125_000, 1250]],
    ['0', [0]],
    ['latte', []],
    ['T1-000123', []],
    ['1-2', []],
    ['.', []],
    ['99999999999999999999', []],
  ])('%j in euro: the amounts %j', (text, amounts) => {
    expect(meaningOf(text, euro)?.amountsMinor).toEqual(amounts);
  });

  it.each([
    ['12,000', [12_000]],
    ['₩12,000', [12_000]],
    ['12000원', [12_000]],
    ['12000', [12_000]],
    ['12.000', [12_000]],
  ])('%j in won: the amounts %j', (text, amounts) => {
    expect(meaningOf(text, won)?.amountsMinor).toEqual(amounts);
  });

  it('finds any amount as it is shown, and as minor units', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000_000 }), (amountMinor) => {
        expect(meaningOf(minorToDecimal(amountMinor, 2), euro)?.amountsMinor).toEqual([amountMinor]);
        expect(meaningOf(String(amountMinor), euro)?.amountsMinor).toContain(amountMinor);
        expect(meaningOf(amountMinor.toLocaleString('en'), won)?.amountsMinor).toEqual([amountMinor]);
      }),
    );
  });

  it('a receipt, by its number as printed or by its last digits', () => {
    expect(meaningOf('t1-000123', won)?.receiptNumbers).toContain('T1-000123');
    for (const digits of ['123', '0123', '000123']) expect(meaningOf(digits, won)?.receiptNumbers).toContain('T1-000123');
    expect(meaningOf('0', won)?.receiptNumbers).toEqual(['0']);
  });

  it('a payment, by at least eight digits of its hash', () => {
    expect(meaningOf('DEADbeef', won)?.paymentHashStart).toBe('deadbeef');
    expect(meaningOf('deadbee', won)?.paymentHashStart).toBeNull();
    expect(meaningOf('deadbeefs', won)?.paymentHashStart).toBeNull();
  });

  it('nothing, where nothing is typed', () => {
    expect(meaningOf(' \t', won)).toBeNull();
  });

  it('something, whatever is typed', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void meaningOf(text, euro)));
  });
});
