import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_AMOUNT_MINOR, roundForCash } from '../../../shared/money.ts';
import { cashOffer } from './cash-offer.ts';

describe('what cash would do to the sale', () => {
  it('is the exact amount when nothing was typed', () => {
    expect(cashOffer(14_500, 0, 'KRW')).toEqual({ kind: 'whole', givenMinor: 14_500, changeMinor: 0, roundingMinor: 0 });
  });

  it('is change when more is given', () => {
    expect(cashOffer(1_250, 2_000, 'EUR')).toEqual({ kind: 'whole', givenMinor: 2_000, changeMinor: 750, roundingMinor: 0 });
  });

  it('is a part when less is given', () => {
    expect(cashOffer(14_500, 10_000, 'KRW')).toEqual({ kind: 'part', givenMinor: 10_000, leftMinor: 4_500 });
  });

  it('is rounded to the coins there are, and says by how much', () => {
    expect(cashOffer(1_003, 0, 'CHF')).toEqual({ kind: 'whole', givenMinor: 1_005, changeMinor: 0, roundingMinor: 2 });
    expect(cashOffer(1_002, 2_000, 'CHF')).toEqual({ kind: 'whole', givenMinor: 2_000, changeMinor: 1_000, roundingMinor: -2 });
  });

  it('is refused where no coins make the amount', () => {
    expect(cashOffer(1_000, 503, 'CHF')).toEqual({ kind: 'not_payable', stepMinor: 5 });
  });

  it('never gives back more than it took, and never loses a coin', () => {
    const currency = fc.constantFrom('KRW', 'EUR', 'USD', 'CHF', 'JPY');
    const amount = fc.integer({ min: 1, max: MAX_AMOUNT_MINOR });
    fc.assert(
      fc.property(amount, fc.integer({ min: 0, max: MAX_AMOUNT_MINOR }), currency, (dueMinor, enteredMinor, code) => {
        const offer = cashOffer(dueMinor, enteredMinor, code);
        if (offer.kind === 'whole') {
          expect(offer.givenMinor - offer.changeMinor).toBe(roundForCash(dueMinor, code));
          expect(offer.changeMinor).toBeGreaterThanOrEqual(0);
          expect(dueMinor + offer.roundingMinor).toBe(roundForCash(dueMinor, code));
        } else if (offer.kind === 'part') {
          expect(offer.givenMinor + offer.leftMinor).toBe(dueMinor);
          expect(offer.givenMinor).toBeGreaterThan(0);
        }
      }),
    );
  });
});
