// What a refund's button says of its money.
import { expect, it } from 'vitest';
import type { OfferedLeg, OfferedWay } from '../../shared/refund.ts';
import { deedOf } from './handed-back.ts';

const given = (amountMinor: number, way: OfferedWay) => {
  const leg: OfferedLeg = { id: way.kind, from: null, amountMinor, ways: [way] };
  return { leg, way };
};
const EXCHANGE: OfferedWay = { kind: 'exchange' };

it('gives back what leaves the shop', () => {
  expect(deedOf([given(4500, { kind: 'cash', handedMinor: 4500 })])).toEqual({ deed: 'give', exchangeMinor: 0, backMinor: 4500 });
});

it('gives nothing back where all of it is put to the sale in hand', () => {
  expect(deedOf([given(4500, EXCHANGE)])).toEqual({ deed: 'put', exchangeMinor: 4500, backMinor: 0 });
});

it('does both where the sale in hand takes a part', () => {
  expect(deedOf([given(3000, EXCHANGE), given(1500, { kind: 'cash', handedMinor: 1500 })])).toEqual({
    deed: 'putAndGive',
    exchangeMinor: 3000,
    backMinor: 1500,
  });
});
