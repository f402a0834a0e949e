import { describe, expect, test } from 'vitest';
import { emptySale } from '../../shared/sale.ts';
import { exampleLine, exampleSaleInHand } from '../../shared/sale-examples.ts';
import type { CheckoutState } from '../../shared/state.ts';
import type { LightningTender } from '../../shared/tender.ts';
import { createShownCheckout } from './shown-checkout.ts';

const code = (paymentHash: string, part: Pick<LightningTender, 'status' | 'receivedMsat'>): LightningTender => ({
  kind: 'lightning',
  id: paymentHash,
  amountMinor: 4500,
  amountSat: 3000,
  quote: { currency: 'KRW', minorPerBtc: 150_000_000, method: 'practice' as const, sources: [], quotedAtMs: 0, lockedAtMs: 0 },
  paymentHash,
  paymentRequest: 'lnbcrt',
  createdAtMs: 0,
  expiresAtMs: 0,
  address: null,
  seenOnChain: null,
  paidByOutpoint: null,
  ...part,
});

function shownWith(...tenders: LightningTender[]) {
  const seen: CheckoutState[] = [];
  const shown = createShownCheckout((checkout) => seen.push(checkout));
  shown.show({
    sale: { ...emptySale('sale', 0), tenders },
    lastLineId: null,
    requestingInvoice: false,
    heldUntilMs: null,
    tip: 'not_asked',
    cardRefused: null,
  });
  const received = () => seen.at(-1)?.sale.tenders.map((tender) => tender.kind === 'lightning' && tender.receivedMsat);
  return { shown, received };
}

test('a closed code says what came for it, until that is applied or given back', () => {
  const { shown, received } = shownWith(code('a', { status: 'expired', receivedMsat: 0 }), code('b', { status: 'expired', receivedMsat: 0 }));
  shown.showListed([{ kind: 'late', paymentHash: 'b', amountMsat: 3_000_000 }]);
  expect(received()).toEqual([0, 3_000_000]);
  shown.showListed([]);
  expect(received()).toEqual([0, 0]);
});

test('a paid code says what came beyond it: too much at once, and once more', () => {
  const { shown, received } = shownWith(code('a', { status: 'paid', receivedMsat: 3_000_000 }));
  shown.showListed([
    { kind: 'excess', paymentHash: 'a', amountMsat: 500_000 },
    { kind: 'excess', paymentHash: 'a', amountMsat: 3_000_000 },
    { kind: 'double', paymentHash: 'of another sale', amountMsat: 1 },
  ]);
  expect(received()).toEqual([6_500_000]);
});

test('a loss is no money that came', () => {
  const { shown, received } = shownWith(code('a', { status: 'paid', receivedMsat: 3_000_000 }));
  shown.showListed([{ kind: 'lost', paymentHash: 'a', amountMsat: 3_000_000 }]);
  expect(received()).toEqual([3_000_000]);
});

describe('a card that was refused', () => {
  const line = exampleLine();
  const sale = exampleSaleInHand({ lines: [line], dueMinor: 4500 });
  const cardMove = { id: 'move', kind: 'payment', status: 'asking', amountMinor: 4500 } as const;
  const state = (change: Partial<CheckoutState> = {}): CheckoutState => ({
    sale,
    lastLineId: null,
    requestingInvoice: false,
    heldUntilMs: null,
    tip: 'not_asked',
    cardRefused: null,
    ...change,
  });
  const refused = { saleId: sale.id, kind: 'payment', reason: 'declined', text: 'as the terminal has it' } as const;
  /** As it happens: the terminal is at it, says no, and the sale is free again. */
  const afterNo = () => {
    const seen: CheckoutState[] = [];
    const shown = createShownCheckout((checkout) => seen.push(checkout));
    shown.show(state({ sale: { ...sale, cardMove } }));
    shown.showRefused(refused);
    expect(seen.at(-1)?.cardRefused).toBeNull();
    shown.show(state());
    return { shown, told: () => seen.at(-1)?.cardRefused };
  };

  test('is told, without the terminal’s own words', () => {
    expect(afterNo().told()).toEqual({ kind: 'payment', reason: 'declined' });
  });

  test.each<[string, Partial<CheckoutState>]>([
    ['something is rung up', { sale: { ...sale, lines: [line, line] } }],
    ['a part is paid another way', { sale: { ...sale, tenders: [code('a', { status: 'paid', receivedMsat: 1 })] } }],
    ['a code is asked for', { requestingInvoice: true }],
    ['a tip is asked for', { tip: 'asked' }],
    ['it is another sale', { sale: { ...sale, id: 'another' } }],
    ['the sale is cancelled', { sale: { ...sale, status: 'cancelled' } }],
  ])('is told until %s, and not again', (_what, change) => {
    const { shown, told } = afterNo();
    shown.show(state({ lastLineId: line.id }));
    expect(told()).not.toBeNull();
    shown.show(state(change));
    expect(told()).toBeNull();
    shown.show(state());
    expect(told()).toBeNull();
  });

  test('is told until the terminal is asked again, and of no other sale', () => {
    const { shown, told } = afterNo();
    shown.showRefused(null);
    expect(told()).toBeNull();
    shown.showRefused({ ...refused, saleId: 'a parked one' });
    expect(told()).toBeNull();
  });
});
