// What the idle screen says that the shop takes.
import { expect, it } from 'vitest';
import { FIRST_TENDER_SETTINGS, type TenderSettings } from '../../shared/tender-settings.ts';
import { waysToPay } from './ways-to-pay.ts';

const settings = (more: Partial<TenderSettings>): TenderSettings => ({ ...FIRST_TENDER_SETTINGS, ...more });

it('names what the shop takes, the usual one first', () => {
  expect(waysToPay(settings({ kinds: ['card', 'cash', 'lightning', 'voucher'] }), true)).toEqual(['card', 'cash', 'lightning', 'voucher']);
});

it('names nothing that the shop does not take', () => {
  expect(waysToPay(settings({ kinds: ['lightning'] }), true)).toEqual(['lightning']);
});

it('leaves Lightning out while no code could be made', () => {
  expect(waysToPay(settings({ kinds: ['lightning', 'cash'] }), false)).toEqual(['cash']);
});

it('does not offer credit to whoever walks in', () => {
  expect(waysToPay(settings({ kinds: ['cash', 'account'] }), true)).toEqual(['cash']);
});

it('names foreign notes only where there are any that it takes', () => {
  const kinds: TenderSettings['kinds'] = ['cash', 'foreign_cash'];
  expect(waysToPay(settings({ kinds }), true)).toEqual(['cash']);
  const usd = { currency: 'USD', microMinorPerUnit: 1_350_000_000, stepMinor: 100 };
  expect(waysToPay(settings({ kinds, foreignCash: [usd] }), true)).toEqual(['cash', 'foreign_cash']);
});
