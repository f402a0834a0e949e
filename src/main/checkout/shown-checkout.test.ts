import { expect, test } from 'vitest';
import { emptySale } from '../../shared/sale.ts';
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
  shown.show({ sale: { ...emptySale('sale', 0), tenders }, lastLineId: null, requestingInvoice: false, heldUntilMs: null, tip: 'not_asked' });
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
